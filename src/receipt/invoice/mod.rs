//! Electronic invoices: what an XML document states as its total.
//!
//! Knows the kinds of invoices and how their amounts depend on each other. The larger of the total with taxes and the
//! amount to pay is the total, so that what was paid before counts. Must not know the mail, or what a page shows.

mod dialects;
mod fattura;
mod leaves;

use rust_decimal::Decimal;

use super::Stated;
use crate::approval::{Currency, Money};
use dialects::Dialect;
use leaves::{Leaf, Names, Section};

/// Differences of rounding between amounts that depend on each other.
const ROUNDING: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

/// One invoice as machines read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Invoice {
    /// What it states; of a document that gives money back, how much.
    pub(super) stated: Stated,
    /// Nothing in it names a currency.
    pub(super) is_unnamed: bool,
    /// Its other amounts of the whole: what is left to pay after what was paid before.
    pub(super) other_totals: Vec<Decimal>,
    /// Its totals in other currencies.
    pub(super) conversions: Vec<Money>,
    /// Why its total is not sure.
    pub(super) doubt: Option<String>,
}

/// The invoices in an XML document; none where it is no invoice. Else why it cannot be read, in plain words.
pub(super) fn read(xml: &str, home: Currency) -> Result<Vec<Invoice>, String> {
    let names = Names { begins: dialects::begins, wants: dialects::wants };
    let mut leaves = leaves::read(xml, names)?;
    let embedded = std::mem::take(&mut leaves.embedded);
    if leaves.sections.is_empty() {
        for inner in embedded {
            leaves = leaves::read(&inner, names)?;
            if !leaves.sections.is_empty() {
                break;
            }
        }
    }
    leaves.sections.iter().map(|section| invoice(section, &leaves.outside, home)).collect()
}

fn invoice(section: &Section, outside: &Section, home: Currency) -> Result<Invoice, String> {
    let of_this_root = dialects::ALL.iter().filter(|dialect| dialect.roots.contains(&section.root.as_str()));
    let mut last = Err("it names no total".to_owned());
    for dialect in of_this_root {
        match Amounts::of(section, dialect) {
            Ok(amounts) => return weighed(section, outside, dialect, &amounts, home),
            Err(why) => last = last.and(Err(why)),
        }
    }
    last
}

/// The amounts of one invoice, all in one currency.
#[derive(Clone, Debug, Default)]
struct Amounts {
    currency: Option<Currency>,
    gross: Option<Decimal>,
    payable: Option<Decimal>,
    prepaid: Decimal,
    net: Option<Decimal>,
    tax: Option<Decimal>,
    rounding: Decimal,
    /// What is paid where it is not said as a whole, and whether it may be several ways to pay the same.
    conversions: Vec<Money>,
    doubt: Option<String>,
}

impl Amounts {
    fn of(section: &Section, dialect: &Dialect) -> Result<Self, String> {
        let named = section.text(dialect.currency).and_then(Currency::from_code);
        let totals = || section.all(dialect.gross).chain(section.all(dialect.payable));
        let own = totals().filter_map(currency_of).next();
        let currency = named.or(own).or_else(|| dialect.home.and_then(Currency::from_code));
        let largest = |paths| largest(section.all(paths), currency);
        let mut amounts = Self {
            currency,
            gross: largest(dialect.gross)?,
            payable: largest(dialect.payable)?,
            prepaid: largest(dialect.prepaid)?.unwrap_or_default(),
            net: largest(dialect.net)?,
            tax: largest(dialect.tax)?,
            rounding: largest(dialect.rounding)?.unwrap_or_default(),
            conversions: Vec::new(),
            doubt: None,
        };
        for leaf in totals().filter(|leaf| currency_of(leaf).is_some_and(|own| Some(own) != currency)) {
            amounts.conversions.extend(
                decimal(&leaf.text).zip(currency_of(leaf)).map(|(value, own)| Money::new(value, own)),
            );
        }
        if section.root == fattura::ROOT {
            fattura::complete(section, &mut amounts)?;
        }
        if amounts.gross.is_none() && amounts.payable.is_none() {
            return Err("it names no total".to_owned());
        }
        Ok(amounts)
    }

    /// The total: the larger of the total with taxes and the amount to pay.
    fn total(&self) -> Option<Decimal> {
        let stated = self.gross.max(self.payable)?;
        let before = self.payable.and_then(|payable| payable.checked_add(self.prepaid.max(Decimal::ZERO)));
        let before = before.and_then(|sum| sum.checked_sub(self.rounding));
        let taxed = self.net.zip(self.tax).and_then(|(net, tax)| net.checked_add(tax));
        let implied = before.max(taxed.filter(|_| self.gross.is_none())).max(self.net);
        implied.filter(|implied| *implied > stated + ROUNDING).or(Some(stated))
    }

    /// The parts contradict each other: they make more than what is called the total.
    fn contradiction(&self, total: Decimal) -> Option<String> {
        let stated = self.gross?.max(self.payable?);
        (total > stated + ROUNDING).then(|| format!("its total is {stated}, but its parts make {total}"))
    }
}

fn weighed(
    section: &Section,
    outside: &Section,
    dialect: &Dialect,
    amounts: &Amounts,
    home: Currency,
) -> Result<Invoice, String> {
    let total = amounts.total().ok_or_else(|| "it names no total".to_owned())?;
    let text = |paths| section.text(paths).unwrap_or_default();
    let by_kind = dialect.refunds.contains(&text(dialect.kind)) || section.root.ends_with("CreditNote");
    let is_refund = by_kind || total < Decimal::ZERO;
    if total.is_zero() {
        return Err("its total is zero".to_owned());
    }
    let is_unnamed = amounts.currency.is_none();
    let money = Money::new(total.abs(), amounts.currency.unwrap_or(home));
    let seller = section.text(dialect.seller).or(outside.text(dialect.seller)).unwrap_or_default();
    let totals = [amounts.gross, amounts.payable];
    let prefix = if is_refund { "Credit note" } else { "Invoice" };
    let number = text(dialect.number).to_owned();
    Ok(Invoice {
        stated: Stated {
            money,
            label: format!("{prefix} {number}").trim_end().to_owned(),
            seller: seller.to_owned(),
            date: text(dialect.date).to_owned(),
            number,
            is_refund,
        },
        is_unnamed,
        other_totals: totals
            .into_iter()
            .flatten()
            .map(|value| value.abs())
            .filter(|it| *it != money.value)
            .collect(),
        conversions: amounts.conversions.clone(),
        doubt: amounts.doubt.clone().or_else(|| amounts.contradiction(total)),
    })
}

/// The largest of some amounts that are in this currency, or in none of their own.
fn largest<'a>(
    leaves: impl Iterator<Item = &'a Leaf>,
    currency: Option<Currency>,
) -> Result<Option<Decimal>, String> {
    let mut found = None;
    for leaf in leaves.filter(|leaf| currency_of(leaf).is_none_or(|own| Some(own) == currency)) {
        if leaf.text.is_empty() {
            continue;
        }
        let value = decimal(&leaf.text).ok_or_else(|| "its total is no plain number".to_owned())?;
        found = found.max(Some(value));
    }
    Ok(found)
}

fn currency_of(leaf: &Leaf) -> Option<Currency> {
    Currency::from_code(leaf.currency.as_deref()?)
}

/// A trillion: amounts above it are no expense, and could not be added up safely.
const MOST: Decimal = Decimal::from_parts(0xD4A5_1000, 0xE8, 0, false, 0);

/// `1234.5`; also with the comma of Finland before one or two decimals.
fn decimal(text: &str) -> Option<Decimal> {
    let text = text.trim().trim_start_matches('+');
    let plain = match text.split_once(',') {
        Some((whole, cents)) if (1..=2).contains(&cents.len()) => format!("{whole}.{cents}"),
        Some(_) => return None,
        None => text.to_owned(),
    };
    let is_plain = plain.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
    let value = Decimal::from_str_exact(&plain).ok().filter(|_| is_plain)?;
    (value.abs() <= MOST).then(|| value.normalize())
}

#[cfg(test)]
mod tests;
