//! One text as a page: its amounts, each with its label, its meaning and its currency.
//!
//! Knows how receipts are laid out. Must not know which amount is the total.

use rust_decimal::Decimal;

use super::amounts::{self, Amount};
use super::blocks;
use super::captions::{Captions, shorten};
use super::currency::{Meaning, Read};
use super::labels::Sense;
use super::layout::{self, Row, Setting};
use super::lines::Known;
use super::magnitude;
use super::marks::Mark;
use super::number::Number;
use super::sections;
use super::split;
use crate::approval::{Currency, Money};

/// More amounts than this are not read.
const MAX_FIGURES: usize = 5_000;
/// Currencies of three decimals that are worth more than a dollar, and printed with a point before them.
const DINARS: &[&str] = &["BHD", "JOD", "KWD", "OMR"];
/// An amount on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Figure {
    /// Its value; `None` when it could not be read safely.
    pub(super) value: Option<Decimal>,
    /// Its currency.
    pub(super) currency: Read,
    /// Whether a mark stands beside it.
    pub(super) marked: bool,
    /// Its mark is a word as well.
    pub(super) wordlike: bool,
    /// Printed the way money is.
    pub(super) is_price: bool,
    /// Cents, or their like, are printed.
    pub(super) has_cents: bool,
    /// What its label says.
    pub(super) sense: Sense,
    /// The label as printed, shortened.
    pub(super) label: String,
    /// The number of its line.
    pub(super) line: usize,
    /// Printed with a minus sign.
    pub(super) negative: bool,
    /// A larger reading was taken because nothing settles it.
    pub(super) doubtful: bool,
    /// Other amounts share its label and line.
    pub(super) shares_row: bool,
    /// It stands in a table of taxes.
    pub(super) in_tax_table: bool,
    /// It is a conversion of another amount.
    pub(super) converted: bool,
    /// Its label may be that of another amount.
    pub(super) is_guess: bool,
    /// The code or sign that stands for its currency, and that no currency in use has.
    pub(super) unknown: Option<String>,
}

impl Figure {
    /// Its money, with `home` where nothing names a currency.
    pub(super) fn money(&self, home: Currency) -> Option<Money> {
        let currency = match self.currency {
            Read::Named(currency) | Read::Taken(currency) => currency,
            Read::Unnamed => home,
        };
        self.value.map(|value| Money::new(value, currency))
    }
}

/// A text that was read.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    /// Its amounts, from top to bottom.
    pub(super) figures: Vec<Figure>,
    /// What its marks mean.
    pub(super) meaning: Meaning,
    /// Limits cut something off.
    pub(super) cut: bool,
    /// The lines that head something new: words behind an empty line that say nothing of an amount.
    pub(super) headings: Vec<usize>,
    /// What says that its amounts are in thousands or millions.
    pub(super) scale: Option<String>,
    /// It speaks of a copy.
    pub(super) names_copy: bool,
    /// It speaks of instalments.
    pub(super) has_instalments: bool,
    /// A line names a total and no amount.
    pub(super) has_bare_total: bool,
    /// What it is called, where that means money given back.
    pub(super) credit_note: Option<String>,
}

impl Page {
    /// Reads a text; `context` names currencies where the text itself names none.
    pub(super) fn read(text: &str, known: &mut Known, context: &Meaning, home: Currency) -> Self {
        let (lines, cut) = known.lines(text);
        let amounts = split::settled(&lines);
        let meaning = Meaning::of(&lines, &amounts).or(context);
        let mut reader = Reader {
            captions: &mut known.captions,
            meaning: &meaning,
            home,
            decimal_mark: amounts::decimal_mark(&amounts),
            has_thousandths: amounts::has_thousandths(&amounts),
        };
        let rows = layout::rows(&lines, &amounts);
        let settings = layout::settings(&rows);
        let mut figures = Vec::new();
        for (number, (row, setting)) in rows.iter().zip(settings).enumerate() {
            reader.row(&mut figures, number, row, &setting);
        }
        let tall = blocks::of_tall_cells(&rows);
        figures.iter_mut().for_each(|figure| figure.is_guess |= tall.contains(&figure.line));
        let is_full = amounts.iter().any(|here| here.len() >= amounts::MAX_AMOUNTS);
        let cut = cut || is_full || figures.len() > MAX_FIGURES;
        figures.truncate(MAX_FIGURES);
        let credit_note = lines.iter().find(|line| line.hints.is_credit_note).map(|line| shorten(&line.text));
        let has_instalments = lines.iter().any(|line| line.hints.names_instalments);
        let has_bare_total = rows.iter().any(|row| row.amounts.is_empty() && row.line.hints.names_total);
        let headings = layout::headings(&rows);
        let scale = magnitude::scale(text).map(shorten);
        let names_copy = sections::names_copy(text);
        Self {
            figures,
            cut,
            scale,
            names_copy,
            headings,
            has_instalments,
            has_bare_total,
            credit_note,
            meaning,
        }
    }
}

/// What the marks of a text mean, and nothing else of it.
pub(super) fn meaning(text: &str, known: &mut Known) -> Meaning {
    let (lines, _) = known.lines(text);
    Meaning::of(&lines, &split::settled(&lines))
}

struct Reader<'a> {
    captions: &'a mut Captions,
    meaning: &'a Meaning,
    home: Currency,
    decimal_mark: Option<char>,
    has_thousandths: bool,
}

impl Reader<'_> {
    /// Adds the figures of one row.
    fn row(&mut self, figures: &mut Vec<Figure>, line: usize, row: &Row<'_>, setting: &Setting<'_>) {
        let shown = priced(row.amounts);
        let converted = !shown.is_empty() && row.line.hints.is_converted;
        let labels = self.captions.of_row(row, &shown, setting);
        let shares_row = labels.iter().any(|label| label.is_shared);
        figures.extend(shown.iter().zip(labels).map(|(amount, label)| {
            let is_offer = setting.offers_tip && label.sense != Sense::Tip;
            Figure {
                line,
                label: label.shown,
                sense: if is_offer { Sense::Noise } else { label.sense },
                shares_row,
                in_tax_table: setting.in_tax_table,
                converted,
                is_guess: setting.is_guess,
                ..self.figure(amount)
            }
        }));
    }

    /// What the number and its mark say; the rest is filled in by its row.
    fn figure(&self, amount: &Amount) -> Figure {
        let currency = self.meaning.currency(amount.mark, self.home);
        let exponent = match currency {
            Read::Named(currency) | Read::Taken(currency) => currency.exponent(),
            Read::Unnamed => self.home.exponent(),
        };
        let is_dinar = matches!(currency, Read::Named(named) if DINARS.contains(&named.code()));
        let mark = self.decimal_mark.or(Some('.').filter(|_| is_dinar && self.has_thousandths));
        let read = amount.number.and_then(|number| number.value(exponent, mark));
        Figure {
            value: read.map(|(value, _)| value),
            currency,
            marked: amount.mark.is_some(),
            wordlike: amount.mark.is_some_and(Mark::is_wordlike),
            is_price: amount.looks_like_money(),
            has_cents: amount.number.is_some_and(Number::has_cents),
            sense: Sense::Plain,
            label: String::new(),
            line: 0,
            negative: amount.negative,
            doubtful: amount.is_split || read.is_some_and(|(_, doubtful)| doubtful),
            shares_row: false,
            in_tax_table: false,
            converted: false,
            is_guess: false,
            unknown: amount.unknown.clone().or_else(|| self.meaning.unknown(amount.mark)),
        }
    }
}

/// The amounts of a row that count: bare numbers only where there is nothing better.
fn priced(amounts: &[Amount]) -> Vec<&Amount> {
    let priced: Vec<&Amount> = amounts.iter().filter(|amount| amount.looks_like_money()).collect();
    if priced.is_empty() { amounts.last().into_iter().collect() } else { priced }
}
