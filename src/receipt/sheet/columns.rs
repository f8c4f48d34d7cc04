//! Which column of a table holds the amounts, which the currency, which the quantity.
//!
//! Knows the heads of columns, and what a column without one looks like.

use std::collections::HashSet;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::super::currency::Read;
use super::super::fold;
use super::super::labels::{self, Sense};
use super::super::marks;
use super::super::unknown;
use super::cells::cell;
use crate::approval::Currency;

/// More tables of a text than this are not told apart.
const MAX_TABLES: usize = 50;
/// Below heads there are amounts within so many rows.
const NEXT_ROWS: usize = 20;
/// The score of a head of prices for one piece.
const PIECE_PRICE: u8 = 1;
/// A table without heads has at least so many rows.
const FEWEST_ROWS: usize = 2;

/// The columns of a table, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    /// The column of amounts.
    pub(super) amount: usize,
    /// The first row below the heads.
    pub(super) first_row: usize,
    /// The row behind the last.
    pub(super) end: usize,
    /// How many columns have heads; 0 where none has.
    pub(super) width: usize,
    /// The same expenses in another currency: the amounts before they were converted.
    pub(super) original: Option<Box<Columns>>,
    /// The same with the quantities, where a head does not say whether its prices are for one piece.
    pub(super) by_piece: Option<Box<Columns>>,
    /// A total may stand in another cell of its row.
    pub(super) reads_aside: bool,
    /// What the head says of the currency.
    in_head: Option<Currency>,
    /// The column of currencies.
    currencies: Option<usize>,
    /// The column of quantities, where the amounts are for one piece.
    quantities: Option<usize>,
    /// The one code in the whole table.
    only_code: Option<Currency>,
}

static MONEY: Words = LazyLock::new(|| {
    words(
        "amount,amt,cost,costs,expense,expenses,price,value,charge,charges,claim,claimed,spend,spent,sum,total,gross,betrag,\
    summe,kosten,preis,brutto,gesamt,ausgabe,ausgaben,montant,prix,coût,dépense,dépenses,ttc,importe,monto,precio,gasto,importo,\
    prezzo,spesa,totale,valor,preço,custo,bedrag,prijs,kost,belopp,pris,summa,beløb,beløp,kwota,cena,wartość,částka,suma,összeg,\
    tutar,summe,hinta,reimbursement,debit,soll,金額,金额,合計,合计",
    )
});
static PIECE: Words = LazyLock::new(|| {
    words(
        "unit,each,per,rate,einzel,einzelpreis,stückpreis,unitaire,unitario,unidad,stuk,stuksprijs,styck,jednostkowa,単価,单价",
    )
});
static NOT_MONEY: Words = LazyLock::new(|| {
    words(
        "budget,limit,allowance,balance,saldo,solde,approved,kilometers,km,miles,tax,vat,mwst,ust,tva,iva,btw,moms,gst,net,\
    netto,ht,credit,haben,exchange,kurs,date,number,no,nr,id,code,centre,center,kostenstelle,category,type,currency,währung,devise",
    )
});
static QUANTITY: Words = LazyLock::new(|| {
    words(
        "qty,quantity,count,menge,anzahl,stück,pcs,nights,hours,days,units,qté,quantité,cantidad,quantità,quantidade,aantal,\
    antal,ilość,数量,stunden,tage,nächte,number of",
    )
});
static CURRENCY: Words = LazyLock::new(|| {
    words("currency,curr,ccy,cur,währung,devise,moneda,valuta,moeda,waluta,měna,iso,通貨,币种")
});

static WHOLE: Words = LazyLock::new(|| words("gross,brutto,ttc,claimed,reimbursement"));
static PRICE: Words = LazyLock::new(|| words("price,preis,prix,precio,prezzo,preço,prijs,pris,cena,hinta"));

type Words = LazyLock<HashSet<String>>;

fn words(list: &str) -> HashSet<String> {
    list.split(',').map(|word| fold::folded(word).replace(' ', "")).filter(|word| !word.is_empty()).collect()
}

fn has_word(head: &str, list: &Words) -> bool {
    fold::folded(head).split(' ').any(|word| list.contains(word))
}

impl Columns {
    /// Finds the tables: each begins below its heads. Heads that are repeated, as on the next page, begin none.
    pub(super) fn find(lines: &[Vec<&str>], home: Currency) -> Vec<Self> {
        let mut heads: Vec<(usize, &Vec<&str>)> = Vec::new();
        for (place, cells) in lines.iter().enumerate().filter(|(_, cells)| is_head(cells)) {
            let is_new = heads.last().is_none_or(|(_, last)| *last != cells);
            let rows_below = (place + 1 + NEXT_ROWS).min(lines.len());
            let is_filled = || Self::under(cells, place + 1, rows_below, lines, home).is_some();
            if heads.len() < MAX_TABLES && is_new && is_filled() {
                heads.push((place, cells));
            }
        }
        let ends = heads.iter().skip(1).map(|(place, _)| *place).chain([lines.len()]);
        let spans = heads.iter().zip(ends);
        let found: Vec<Self> = spans
            .filter_map(|((place, heads), end)| Self::under(heads, *place + 1, end, lines, home))
            .collect();
        if found.is_empty() { Self::without_heads(lines).into_iter().collect() } else { found }
    }

    fn under(
        heads: &[&str],
        first_row: usize,
        end: usize,
        lines: &[Vec<&str>],
        home: Currency,
    ) -> Option<Self> {
        let rows = lines.get(first_row..end)?;
        let filled = |column: usize| {
            rows.iter().any(|cells| cells.get(column).is_some_and(|text| cell(text, 2).is_some()))
        };
        let column = |list: &Words| heads.iter().position(|head| has_word(head, list));
        let made = |amount: usize, head: &str| {
            let is_piece = has_word(head, &PIECE) || score(head) == PIECE_PRICE;
            Self {
                amount,
                first_row,
                end,
                width: heads.len(),
                original: None,
                by_piece: None,
                reads_aside: true,
                in_head: in_head(head),
                currencies: column(&CURRENCY),
                quantities: column(&QUANTITY).filter(|column| is_piece && *column != amount),
                only_code: only_code(rows.iter().flatten().copied()),
            }
        };
        let money = heads.iter().enumerate().filter(|(column, head)| score(head) > 0 && filled(*column));
        let money: Vec<(usize, &&str)> = money.collect();
        let is_home = |head: &str| u8::from(in_head(head) == Some(home));
        // Of equals the last: an amount stands behind what it is made of.
        let (amount, head) =
            money.iter().max_by_key(|(column, head)| (score(head) + is_home(head), *column))?;
        let others = money.iter().filter(|(column, head)| column != amount && score(head) > PIECE_PRICE);
        let mut original =
            others.filter(|(_, other)| in_head(head).is_some() && in_head(other) != in_head(head));
        let original = original.next_back().map(|(column, head)| made(*column, head));
        let original = original.map(|columns| Box::new(Self { reads_aside: false, ..columns }));
        let found = made(*amount, head);
        let is_open = found.quantities.is_none() && has_word(head, &PRICE);
        let quantities = column(&QUANTITY).filter(|column| is_open && column != amount);
        let by_piece =
            quantities.map(|column| Box::new(Self { quantities: Some(column), ..made(*amount, head) }));
        Some(Self { original, by_piece, ..found })
    }

    /// The last column that has an amount in every row, where no head says which it is.
    fn without_heads(lines: &[Vec<&str>]) -> Option<Self> {
        let rows: Vec<&Vec<&str>> =
            lines.iter().filter(|cells| cells.iter().any(|text| !text.is_empty())).collect();
        let widest = rows.iter().map(|cells| cells.len()).max()?;
        let is_amount = |text: &&str| cell(text, 2).is_some() && text.contains(['.', ',', '$', '€', '£']);
        let all = |column: usize| rows.iter().all(|cells| cells.get(column).is_some_and(is_amount));
        let amount = (0..widest).rev().find(|column| rows.len() >= FEWEST_ROWS && all(*column))?;
        let (end, only_code) = (lines.len(), only_code(lines.iter().flatten().copied()));
        let (first_row, in_head, currencies, quantities) = (0, None, None, None);
        Some(Self {
            amount,
            first_row,
            end,
            width: 0,
            original: None,
            by_piece: None,
            reads_aside: true,
            in_head,
            currencies,
            quantities,
            only_code,
        })
    }

    /// The currency that the head, or a row, names.
    pub(super) fn named(&self, cells: &[&str]) -> Option<Currency> {
        let own = self.currencies.and_then(|column| code(cells.get(column)?));
        let beside = || cells.get(self.amount + 1).and_then(|text| code(text));
        let in_row = || only_code(cells.iter().copied());
        self.in_head.or(own).or_else(beside).or_else(in_row).or(self.only_code)
    }

    /// The code of no currency in use that stands where a row, or the head, names one.
    pub(super) fn unknown<'a>(&self, cells: &[&'a str]) -> Option<&'a str> {
        let own = self.currencies.and_then(|column| cells.get(column));
        let beside = cells.get(self.amount + 1).filter(|text| unknown::is_listed(text));
        let is_code = |text: &&&str| code(text).is_none() && unknown::is_code(text);
        own.filter(is_code).or(beside).copied()
    }

    /// `12,450.00` where commas part the cells: the rest of an amount stands behind the last column.
    pub(super) fn is_cut(&self, cells: &[&str]) -> bool {
        let is_short =
            |text: &&str| (1..=3).contains(&text.len()) && text.bytes().all(|c| c.is_ascii_digit());
        let rest = cells.get(self.amount + 1).copied().unwrap_or_default();
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        self.amount + 1 == self.width && digits == 3 && cells.get(self.amount).is_some_and(is_short)
    }

    /// How many pieces a row is for, where its amount is for one.
    pub(super) fn quantity(&self, cells: &[&str]) -> Option<Decimal> {
        self.quantities.and_then(|column| cell(cells.get(column)?, 2)).map(|amount| amount.value)
    }
}

/// Two cells or more, none of them an amount, and one that is the head of amounts.
fn is_head(cells: &[&str]) -> bool {
    let filled = cells.iter().filter(|text| !text.is_empty());
    filled.clone().count() >= 2
        && filled
            .clone()
            .all(|text| !text.contains(|c: char| c.is_ascii_digit()) && text.chars().count() < 60)
        && !names_currency(cells)
        && filled.into_iter().any(|text| score(text) > 0)
}

/// `Currency | EUR`: a fact about the tables, not the head of one.
fn names_currency(cells: &[&str]) -> bool {
    let filled: Vec<&&str> = cells.iter().filter(|text| !text.is_empty()).collect();
    matches!(filled.as_slice(), [key, value] if has_word(key, &CURRENCY) && code(value).is_some())
}

/// How much a head says that the amounts below it are the whole of each row; none where they are no money at all.
fn score(head: &str) -> u8 {
    if !has_word(head, &MONEY) {
        return if code(head).is_some() { 3 } else { 0 };
    }
    let sense = labels::sense(head);
    let is_whole = matches!(sense, Sense::Grand | Sense::Total) || has_word(head, &WHOLE);
    match (has_word(head, &NOT_MONEY), has_word(head, &PIECE)) {
        (true, _) if is_whole && !matches!(sense, Sense::Tax | Sense::Subtotal) => 4,
        (true, _) => 0,
        (_, true) => PIECE_PRICE,
        (_, false) if is_whole => 4,
        (_, false) if has_word(head, &PRICE) => 2,
        _ => 3,
    }
}

/// `Amount (EUR)`, `Betrag in €`.
fn in_head(head: &str) -> Option<Currency> {
    let mut words =
        head.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | '/' | ':' | ','));
    words.find_map(code)
}

/// The code that stands in cells of its own, where there is only one.
fn only_code<'a>(cells: impl Iterator<Item = &'a str>) -> Option<Currency> {
    let mut codes = cells.filter_map(code);
    let first = codes.next()?;
    codes.all(|other| other == first).then_some(first)
}

/// A currency by its code or a mark of its own.
pub(super) fn code(text: &str) -> Option<Currency> {
    let text = text.trim();
    if text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Currency::from_code(text);
    }
    let mark: Vec<char> = text.chars().collect();
    if mark.iter().any(|c| c.is_alphanumeric()) { None } else { marks::standing_alone(&mark) }
}

/// The currency, where it is sure.
pub(super) fn read(read: Read) -> Option<Currency> {
    match read {
        Read::Named(currency) | Read::Taken(currency) => Some(currency),
        Read::Unnamed => None,
    }
}
