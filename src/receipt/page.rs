//! One text as a page: its amounts, each with its label, its meaning and its currency.
//!
//! Knows how receipts are laid out. Must not know which amount is the total.

use std::rc::Rc;

use rust_decimal::Decimal;

use super::amounts::{self, Amount};
use super::blocks;
use super::currency::{Meaning, Read};
use super::labels::{self, Sense};
use super::layout::{self, Row, Setting};
use super::lines::{Known, Line};
use super::magnitude;
use super::marks::Mark;
use super::number::Number;
use super::sections;
use super::split;
use crate::approval::{Currency, Money};

/// More amounts than this are not read.
const MAX_FIGURES: usize = 5_000;
/// A sentence does not end in a shorter word, an abbreviation does: `excl.`.
const MIN_LAST_WORD: usize = 5;
/// Nor in a shorter number, an ordinal does.
const MIN_LAST_DIGITS: usize = 3;
/// Currencies of three decimals that are worth more than a dollar, and printed with a point before them.
const DINARS: &[&str] = &["BHD", "JOD", "KWD", "OMR"];
/// So many characters of a label are shown to people.
const MAX_LABEL: usize = 40;
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
        let (lines, amounts, cut) = numbers(text, known);
        let meaning = Meaning::of(&lines, &amounts).or(context);
        let reader = Reader {
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
    let (lines, amounts, _) = numbers(text, known);
    Meaning::of(&lines, &amounts)
}

/// The lines of a text with the numbers on each, and whether the limits cut something off.
fn numbers(text: &str, known: &mut Known) -> (Vec<Rc<Line>>, Vec<Vec<Amount>>, bool) {
    let (lines, cut) = known.lines(text);
    let mut amounts: Vec<Vec<Amount>> = lines.iter().map(|line| line.amounts.clone()).collect();
    split::settle(&lines, &mut amounts);
    (lines, amounts, cut)
}

struct Reader<'a> {
    meaning: &'a Meaning,
    home: Currency,
    decimal_mark: Option<char>,
    has_thousandths: bool,
}

impl Reader<'_> {
    /// Adds the figures of one row.
    fn row(&self, figures: &mut Vec<Figure>, line: usize, row: &Row<'_>, setting: &Setting<'_>) {
        let shown = priced(row.amounts);
        let converted = !shown.is_empty() && row.line.hints.is_converted;
        let labels = labelled(row, &shown, setting);
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

/// What stands beside an amount.
#[derive(Clone)]
struct Label {
    shown: String,
    sense: Sense,
    /// Other amounts of the row have the same.
    is_shared: bool,
}

impl Label {
    fn of(words: &str) -> Self {
        let words = last_sentence(words);
        Self { shown: shorten(words), sense: labels::sense(words), is_shared: false }
    }
}

/// The label of each amount of a row: the words before it, else those before its neighbours, above it, behind it.
fn labelled(row: &Row<'_>, shown: &[&Amount], setting: &Setting<'_>) -> Vec<Label> {
    let heads: Vec<Label> = match setting.above {
        Some(above) => layout::heads(above, shown.len()).iter().map(|head| Label::of(head)).collect(),
        None => Vec::new(),
    };
    let mut last: Option<Label> = None;
    let mut from = 0;
    let mut labels = Vec::with_capacity(shown.len());
    for (column, amount) in shown.iter().enumerate() {
        let own = row.line.between(from, amount.start);
        from = amount.end;
        let is_in_brackets = own.trim_end().ends_with('(');
        let (behind, own) = words_for_the_one_before(own).unwrap_or(("", own));
        let is_free = |before: &Label| before.sense == Sense::Plain || is_in_brackets;
        if let Some(before) = labels.last_mut().filter(|before| !behind.is_empty() && is_free(before)) {
            *before = Label::of(behind);
        }
        if is_in_brackets && !behind.is_empty() {
            // What stands in the brackets is a part of it, or it is the total itself.
            labels.push(Label { is_shared: true, ..Label::of(behind) });
            continue;
        }
        let over = heads.get(column).or(heads.last());
        if let Some(last) = last.as_ref().filter(|_| !layout::has_words(own) || is_a_joint(own)) {
            labels.push(Label { is_shared: true, ..last.clone() });
        } else if layout::has_words(own) {
            last = Some(Label::of(own));
            labels.extend(last.clone());
        } else if let Some(over) = over {
            labels.push(Label { is_shared: heads.len() < shown.len() && shown.len() > 1, ..over.clone() });
        } else {
            labels.push(Label { is_shared: shown.len() > 1, ..Label::of(words_behind(row, amount)) });
        }
    }
    labels
}

/// `$184.50 in total, of which`: words up to a comma that call the amount before them the whole, and the rest.
fn words_for_the_one_before(between: &str) -> Option<(&str, &str)> {
    let (behind, rest) = between.split_once([',', ';', '('])?;
    let names_whole = matches!(labels::sense(behind), Sense::Grand | Sense::Total);
    let goes_on = layout::has_words(rest) && !rest.contains(')') || between.trim_end().ends_with('(');
    (names_whole && goes_on).then_some((behind, rest))
}

/// `24.00 EUR or 30.00 USD`: a single word between two amounts that says nothing of its own joins them.
fn is_a_joint(between: &str) -> bool {
    let mut words = between.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words.next().is_some()
        && words.next().is_none()
        && labels::sense(between) == Sense::Plain
        && !labels::hints(between).is_converted
}

/// What stands behind the last end of a sentence: `includes all flights. First bag`.
fn last_sentence(words: &str) -> &str {
    let ends = words.rmatch_indices('.').find(|(at, _)| {
        let (before, after) = words.split_at(*at);
        if !after.starts_with(". ") {
            return false;
        }
        let word = before.rsplit(' ').next().unwrap_or_default();
        let starts = after.trim_start_matches(['.', ' ']).starts_with(char::is_uppercase);
        let is_word = word.chars().count() >= MIN_LAST_WORD && word.chars().all(char::is_lowercase);
        let is_number = word.len() >= MIN_LAST_DIGITS && word.chars().all(|c| c.is_ascii_digit());
        starts && (is_word || is_number)
    });
    ends.and_then(|(at, _)| words.get(at + 2..)).filter(|rest| layout::has_words(rest)).unwrap_or(words)
}

/// `45.00 paid`: the words behind an amount that has none before it.
fn words_behind<'a>(row: &Row<'a>, amount: &Amount) -> &'a str {
    let next = row.amounts.iter().find(|other| other.start >= amount.end);
    let end = amount.end + MAX_LABEL;
    row.line.between(amount.end, next.map_or(end, |next| next.start.min(end)))
}

/// On one line, without the marks at its ends, the last words of it.
fn shorten(label: &str) -> String {
    let bare = label.trim_matches(|c: char| !c.is_alphanumeric() && c != ')' && c != '(');
    let mut joined = String::with_capacity(bare.len());
    for word in bare.split_whitespace() {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    match joined.char_indices().nth_back(MAX_LABEL - 1) {
        Some((from, _)) if from > 0 => joined.get(from..).unwrap_or_default().trim().to_owned(),
        Some(_) | None => joined,
    }
}
