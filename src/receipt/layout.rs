//! Where labels stand that are not on the line of their amount: above it, in a block before it, in a column head.
//!
//! Knows rows and columns. Must not know what labels mean, except where a table of taxes begins.

use super::amounts::Amount;
use super::labels::{self, Hints};

/// So many labels of one block wait for their amounts.
const MAX_WAITING: usize = 12;
/// So many empty rows may stand between a label and its amount.
const MAX_EMPTY: usize = 3;
/// So many rows may a table of taxes have.
const MAX_TAX_TABLE: usize = 8;

/// A line with its amounts and its words.
pub(super) struct Row<'a> {
    /// Its characters.
    pub(super) line: &'a [char],
    /// Its amounts.
    pub(super) amounts: &'a [Amount],
    /// The same as text.
    pub(super) words: String,
    /// What its words say about it as a whole.
    pub(super) hints: Hints,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Neither words nor prices.
    Empty,
    /// Words only.
    Words,
    /// Amounts without a word.
    Amounts,
    /// Both.
    Mixed,
}

/// The rows of a page.
pub(super) fn rows<'a>(lines: &'a [Vec<char>], amounts: &'a [Vec<Amount>]) -> Vec<Row<'a>> {
    let mut rows: Vec<Row<'a>> = Vec::with_capacity(lines.len());
    for (line, amounts) in lines.iter().zip(amounts) {
        let words: String = line.iter().collect();
        let kind = kind(line, amounts, &words, rows.last().map(|row| row.kind));
        let hints = labels::hints(&words);
        rows.push(Row { line, amounts, words, hints, kind });
    }
    rows
}

fn kind(line: &[char], amounts: &[Amount], text: &str, last: Option<Kind>) -> Kind {
    if amounts.is_empty() {
        return if has_words(text) { Kind::Words } else { Kind::Empty };
    }
    if has_words(&outside(line, amounts)) {
        return Kind::Mixed;
    }
    // A bare number under words may be a yen price; among other numbers it is a quantity.
    let counts = last == Some(Kind::Words) || amounts.iter().any(Amount::looks_like_money);
    if counts { Kind::Amounts } else { Kind::Empty }
}

/// What a line says besides its amounts.
fn outside(line: &[char], amounts: &[Amount]) -> String {
    let mut text = String::new();
    let mut from = 0;
    for amount in amounts {
        text.extend(line.get(from..amount.start).unwrap_or_default());
        text.push(' ');
        from = amount.end;
    }
    text.extend(line.get(from..).unwrap_or_default());
    text
}

/// At least one word: two letters, or one of a script that writes words with one.
pub(super) fn has_words(text: &str) -> bool {
    let mut before = false;
    for c in text.chars() {
        if u32::from(c) >= 0x2E80 || (before && c.is_alphabetic()) {
            return true;
        }
        before = c.is_alphabetic();
    }
    text.contains("T O T A L")
}

/// What the rows around a row say about it.
pub(super) struct Setting<'a> {
    /// The words that stand over it.
    pub(super) above: Option<&'a str>,
    /// It stands in a table of taxes.
    pub(super) in_tax_table: bool,
    /// It offers a tip.
    pub(super) offers_tip: bool,
}

/// The setting of each row.
pub(super) fn settings<'a>(rows: &'a [Row<'_>]) -> Vec<Setting<'a>> {
    let marks = tax_tables(rows).into_iter().zip(tip_offers(rows));
    let above = labels_above(rows).into_iter().map(|line| line.and_then(|line| rows.get(line)));
    above
        .zip(marks)
        .map(|(above, (in_tax_table, offers_tip))| Setting {
            above: above.map(|row| row.words.as_str()),
            in_tax_table,
            offers_tip,
        })
        .collect()
}

/// For each row with amounts only: the row of words that labels it.
///
/// Labels and amounts may alternate, or stand in two blocks of one order.
fn labels_above(rows: &[Row<'_>]) -> Vec<Option<usize>> {
    let mut above = vec![None; rows.len()];
    let mut labels: Vec<usize> = Vec::new();
    let mut waiting: Vec<usize> = Vec::new();
    let mut empty = 0;
    for (number, row) in rows.iter().enumerate() {
        match row.kind {
            Kind::Empty => empty += 1,
            Kind::Amounts => {
                waiting.push(number);
                empty = 0;
            }
            Kind::Words | Kind::Mixed => {
                if !waiting.is_empty() || row.kind == Kind::Mixed {
                    pair(&mut above, &labels, &waiting);
                    labels.clear();
                    waiting.clear();
                }
                if row.kind == Kind::Words {
                    labels.push(number);
                }
                empty = 0;
            }
        }
        if empty > MAX_EMPTY && waiting.is_empty() {
            labels.clear();
        }
    }
    pair(&mut above, &labels, &waiting);
    above
}

/// As many of the nearest labels as there are amounts, in their order.
fn pair(above: &mut [Option<usize>], labels: &[usize], amounts: &[usize]) {
    let near = labels.len().min(amounts.len()).min(MAX_WAITING);
    let nearest = labels.iter().skip(labels.len() - near);
    for (label, amount) in nearest.zip(amounts) {
        if let Some(slot) = above.get_mut(*amount) {
            *slot = Some(*label);
        }
    }
}

/// The labels over a row of `columns` amounts: its column heads, or the one label for all.
pub(super) fn heads(above: &str, columns: usize) -> Vec<String> {
    let cells: Vec<&str> = above
        .split(['\t', '|'])
        .flat_map(|cell| cell.split("  "))
        .map(str::trim)
        .filter(|cell| has_words(cell))
        .collect();
    if columns < 2 || cells.len() < columns {
        return vec![above.to_owned()];
    }
    cells.iter().skip(cells.len() - columns).map(|cell| (*cell).to_owned()).collect()
}

/// For each row whether it stands in a table of taxes.
fn tax_tables(rows: &[Row<'_>]) -> Vec<bool> {
    let mut left = 0;
    let mut inside = Vec::with_capacity(rows.len());
    for row in rows {
        inside.push(left > 0);
        left = match row.kind {
            Kind::Words if row.hints.heads_tax_table => MAX_TAX_TABLE,
            Kind::Empty | Kind::Words | Kind::Amounts | Kind::Mixed => usize::saturating_sub(left, 1),
        };
    }
    inside
}

/// For each row whether it offers a tip: `20% 8.40 Total 50.40` below a line that speaks of tips, or with one in it.
fn tip_offers(rows: &[Row<'_>]) -> Vec<bool> {
    let mut offers = false;
    let mut inside = Vec::with_capacity(rows.len());
    for row in rows {
        let has_share = starts_with_share(row.line);
        let names_tip = (has_share || row.kind == Kind::Words) && row.hints.names_tip;
        inside.push(has_share && (offers || names_tip));
        offers = match row.kind {
            Kind::Words => names_tip,
            Kind::Empty => offers,
            Kind::Amounts | Kind::Mixed => offers && has_share,
        };
    }
    inside
}

/// `20 % …`: what a total that includes a tip does not begin with.
fn starts_with_share(line: &[char]) -> bool {
    let mut rest = line.iter().skip_while(|c| matches!(c, ' ' | '\t' | '(' | '[' | '-' | '*')).peekable();
    let mut has_digit = false;
    while rest.next_if(|c| c.is_ascii_digit() || matches!(c, '.' | ' ')).is_some() {
        has_digit = true;
    }
    has_digit && rest.next() == Some(&'%')
}
