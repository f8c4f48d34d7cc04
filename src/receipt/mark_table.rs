//! The marks of all currencies, found as the longest that begins or ends at a place.
//!
//! Knows the two lists: what CLDR prints (`marks.tsv`) and what else receipts do (`marks-in-practice.tsv`). Must not know
//! what a mark proves.

use std::collections::HashMap;
use std::sync::LazyLock;

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

/// Marks in the order of their small letters, read in one direction, with the places of their entries.
type Index = Vec<(Vec<char>, usize)>;

struct Table {
    entries: Vec<Entry>,
    forwards: Index,
    backwards: Index,
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

impl Entry {
    fn new(mark: &'static str, is_name: bool, in_practice: bool) -> Self {
        let is_word = mark.chars().all(char::is_alphabetic);
        let is_small = mark.starts_with(|c: char| c.is_ascii_lowercase()) && !mark.starts_with("kr");
        let is_capital = mark.len() == 1 && mark.bytes().all(|byte| byte.is_ascii_uppercase());
        // `den`, `lei`, `francs` before a number are words of the sentence; a lone capital behind one is a tax flag.
        let is_before = !(is_name && is_word) && (in_practice || !is_small);
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
        for (line, in_practice) in
            lists.iter().flat_map(|(list, it)| list.lines().map(move |line| (line, *it)))
        {
            let mut columns = line.split('\t');
            let code = columns.next().filter(|code| code.len() == 3);
            for (column, is_name) in columns.zip([false, true]) {
                for mark in column.split('|').filter(|mark| !mark.is_empty()) {
                    let at = *known.entry((mark, is_name)).or_insert(entries.len());
                    if at == entries.len() {
                        entries.push(Entry::new(mark, is_name, in_practice));
                    }
                    let entry = entries.get_mut(at);
                    entry.into_iter().for_each(|entry| {
                        entry.codes.extend(code.filter(|code| !entry.codes.contains(code)))
                    });
                }
            }
        }
        // The order of the first list is what is usually meant.
        let order: Vec<&str> = lists
            .iter()
            .take(1)
            .flat_map(|(list, _)| list.lines())
            .filter_map(|line| line.get(..3))
            .collect();
        for entry in entries.iter_mut().filter(|entry| entry.codes.len() > 1) {
            entry.codes.sort_by_key(|code| order.iter().position(|known| known == code));
        }
        let forwards = index(&known, |mark| mark.chars().map(small).collect());
        let backwards = index(&known, |mark| mark.chars().rev().map(small).collect());
        Self { entries, forwards, backwards }
    }

    /// One step a character, as long as some mark goes on like the text.
    fn longest<'a>(
        &'static self,
        index: &'static Index,
        text: impl Iterator<Item = &'a char>,
        accepts: impl Fn(&Entry, usize) -> bool,
    ) -> Option<(&'static Entry, usize)> {
        let mut range = index.as_slice();
        let mut best = None;
        for (depth, c) in text.enumerate() {
            range = narrowed(range, depth, small(*c));
            let ends_here = range.iter().take_while(|(key, _)| key.len() == depth + 1);
            let mut entries = ends_here.filter_map(|(_, at)| self.entries.get(*at));
            if let Some(entry) = entries.find(|entry| accepts(entry, depth + 1)) {
                best = Some((entry, depth + 1));
            }
            if range.is_empty() {
                break;
            }
        }
        best
    }
}

fn index(known: &HashMap<(&str, bool), usize>, key: impl Fn(&str) -> Vec<char>) -> Index {
    let mut index: Index = known.iter().map(|((mark, _), at)| (key(mark), *at)).collect();
    index.sort_unstable();
    index
}

/// The part of a range whose keys have this character at this depth; up to there all are alike.
fn narrowed(range: &[(Vec<char>, usize)], depth: usize, c: char) -> &[(Vec<char>, usize)] {
    let from = range.partition_point(|(key, _)| key.get(depth).is_none_or(|other| *other < c));
    let rest = range.get(from..).unwrap_or_default();
    let to = rest.partition_point(|(key, _)| key.get(depth) == Some(&c));
    rest.get(..to).unwrap_or_default()
}

fn small(c: char) -> char {
    if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(c) }
}
