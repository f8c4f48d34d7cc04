//! The marks of all currencies, found as the longest that begins or ends at a place.
//!
//! Knows the two lists: what CLDR prints (`marks.tsv`) and what else receipts do (`marks-in-practice.tsv`). Must not know
//! what a mark proves.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::ways::Ways;
use crate::approval::Currency;

/// A way to write one currency, or several.
#[derive(Debug)]
pub(super) struct Entry {
    /// The currencies that are written like this, what is usually meant first.
    pub(super) codes: Vec<&'static str>,
    /// The spelling of a symbol, whose letter case counts; names have none.
    pub(super) symbol: Option<&'static str>,
    is_before: bool,
    is_after: bool,
}

struct Table {
    entries: Vec<Entry>,
    /// In the order of their codes.
    currencies: Vec<(&'static str, Currency)>,
    forwards: Ways,
    backwards: Ways,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    Table::parse(&[(include_str!("marks.tsv"), false), (include_str!("marks-in-practice.tsv"), true)])
});

/// The longest mark with which the text behind a number begins, and its length.
pub(super) fn at_start(text: &[char], fits: impl Fn(usize) -> bool) -> Option<(&'static Entry, usize)> {
    let table: &'static Table = &TABLE;
    let text_of = |length| text.get(..length);
    table.longest(&table.forwards, text.iter(), |entry, length| {
        entry.is_after && fits(length) && entry.is_spelled(text_of(length))
    })
}

/// The longest mark with which the text before a number ends, and its length.
pub(super) fn at_end(text: &[char], fits: impl Fn(usize) -> bool) -> Option<(&'static Entry, usize)> {
    let table: &'static Table = &TABLE;
    let text_of = |length| text.get(text.len().checked_sub(length)?..);
    table.longest(&table.backwards, text.iter().rev(), |entry, length| {
        entry.is_before && fits(length) && entry.is_spelled(text_of(length))
    })
}

/// The currency with this code, in capitals, if it is one that people pay with.
pub(super) fn currency(code: &str) -> Option<Currency> {
    let known = &TABLE.currencies;
    let at = known.binary_search_by_key(&code, |(known, _)| known).ok()?;
    known.get(at).map(|(_, currency)| *currency)
}

impl Entry {
    fn new(mark: &'static str, is_name: bool, in_practice: bool) -> Self {
        let is_word = mark.chars().all(char::is_alphabetic);
        let is_small =
            mark.is_ascii() && mark.starts_with(|c: char| c.is_ascii_lowercase()) && !mark.starts_with("kr");
        let is_capital = mark.len() == 1 && mark.bytes().all(|byte| byte.is_ascii_uppercase());
        // `den`, `lei`, `francs` before a number are words of the sentence; a lone capital behind one is a tax flag.
        let is_before = if is_name { !is_word } else { in_practice || !is_small };
        let symbol = (!is_name).then_some(mark);
        Self { codes: Vec::new(), symbol, is_before, is_after: !is_capital && !["LE", "Le"].contains(&mark) }
    }

    fn is_spelled(&self, text: Option<&[char]>) -> bool {
        self.symbol.is_none_or(|symbol| text.is_some_and(|text| text.iter().copied().eq(symbol.chars())))
    }
}

impl Table {
    fn parse(lists: &[(&'static str, bool)]) -> Self {
        let mut entries: Vec<Entry> = Vec::new();
        let mut known: HashMap<(&str, bool), usize> = HashMap::new();
        for (list, in_practice) in lists {
            for (code, mark, is_name) in list.lines().flat_map(marks_of) {
                let at = *known.entry((mark, is_name)).or_insert(entries.len());
                if at == entries.len() {
                    entries.push(Entry::new(mark, is_name, *in_practice));
                }
                if let Some(entry) = entries.get_mut(at).filter(|entry| !entry.codes.contains(&code)) {
                    entry.codes.push(code);
                }
            }
        }
        // The order of the first list is what is usually meant.
        let order: Vec<&str> = lists.first().iter().flat_map(|(list, _)| codes_of(list)).collect();
        for entry in entries.iter_mut().filter(|entry| entry.codes.len() > 1) {
            entry.codes.sort_by_key(|code| order.iter().position(|known| known == code));
        }
        let marks = || known.iter().map(|((mark, _), at)| (mark.chars().map(small), *at));
        let forwards = Ways::new(marks().map(|(mark, at)| (mark.collect(), at)).collect());
        let backwards = Ways::new(marks().map(|(mark, at)| (mark.rev().collect(), at)).collect());
        let codes = lists.iter().flat_map(|(list, _)| codes_of(list));
        let mut currencies: Vec<_> =
            codes.filter_map(|code| Some((code, Currency::from_code(code)?))).collect();
        currencies.sort_unstable();
        Self { entries, currencies, forwards, backwards }
    }

    /// The longest that is accepted.
    fn longest<'a>(
        &'static self,
        ways: &'static Ways,
        text: impl Iterator<Item = &'a char>,
        accepts: impl Fn(&Entry, usize) -> bool,
    ) -> Option<(&'static Entry, usize)> {
        let mut best = None;
        for (before, step) in ways.along(text.map(|c| small(*c))).enumerate() {
            let length = before + 1;
            let mut entries = step.ends.iter().filter_map(|at| self.entries.get(*at));
            best = entries.find(|entry| accepts(entry, length)).map(|entry| (entry, length)).or(best);
        }
        best
    }
}

/// The code, each mark, and whether it is a name; nothing where the line is a remark.
fn marks_of(line: &'static str) -> impl Iterator<Item = (&'static str, &'static str, bool)> {
    let mut columns = line.split('\t');
    let code = columns.next().unwrap_or_default();
    let kinds = columns.zip([false, true]);
    kinds.flat_map(move |(column, is_name)| {
        column.split('|').filter(|mark| !mark.is_empty()).map(move |mark| (code, mark, is_name))
    })
}

fn codes_of(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter_map(|line| line.split('\t').next())
}

fn small(c: char) -> char {
    if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(c) }
}
