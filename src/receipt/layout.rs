//! The rows of a page and their setting: words above them, in column heads, tables of taxes, offers of tips.
//!
//! Knows rows and columns. Must not know what labels mean, except where a table of taxes begins.

use std::rc::Rc;

use super::amounts::{Amount, OfLine};
use super::blocks;
use super::lines::Line;

/// So many rows may a table of taxes have.
const MAX_TAX_TABLE: usize = 8;

/// A line with its amounts and its words.
pub(super) struct Row<'a> {
    /// The line alone.
    pub(super) line: &'a Line,
    /// Its amounts.
    pub(super) amounts: &'a [Amount],
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

impl Row<'_> {
    /// Neither words nor prices.
    pub(super) fn is_empty(&self) -> bool {
        self.kind == Kind::Empty
    }

    /// Amounts without a word.
    pub(super) fn is_amounts(&self) -> bool {
        self.kind == Kind::Amounts
    }

    /// Words with prices of their own, not only with bare numbers.
    pub(super) fn is_whole(&self) -> bool {
        self.kind == Kind::Mixed && self.amounts.iter().any(Amount::looks_like_money)
    }
}

/// The rows of a page.
pub(super) fn rows<'a>(lines: &'a [Rc<Line>], amounts: &'a [OfLine<'_>]) -> Vec<Row<'a>> {
    let mut rows: Vec<Row<'a>> = Vec::with_capacity(lines.len());
    for (line, amounts) in lines.iter().zip(amounts) {
        let kind = kind(line, amounts, rows.last().map(|row| row.kind));
        rows.push(Row { line, amounts, kind });
    }
    rows
}

fn kind(line: &Line, amounts: &[Amount], last: Option<Kind>) -> Kind {
    if amounts.is_empty() {
        return if has_words(&line.text) { Kind::Words } else { Kind::Empty };
    }
    if outside(line, amounts).any(has_words) {
        return Kind::Mixed;
    }
    // A bare number under words may be a yen price; among other numbers it is a quantity, beside a date a number.
    let is_alone = !outside(line, amounts).any(|part| part.contains(|c: char| c.is_ascii_digit()));
    let counts = (last == Some(Kind::Words) && is_alone) || amounts.iter().any(Amount::looks_like_money);
    if counts { Kind::Amounts } else { Kind::Empty }
}

/// What a line says besides its amounts, in parts.
fn outside<'a>(line: &'a Line, amounts: &'a [Amount]) -> impl Iterator<Item = &'a str> {
    let from = std::iter::once(0).chain(amounts.iter().map(|amount| amount.end));
    let to = amounts.iter().map(|amount| amount.start).chain([line.characters.len()]);
    from.zip(to).map(|(from, to)| line.between(from, to))
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
    /// They may be those of another amount.
    pub(super) is_guess: bool,
    /// It stands in a table of taxes.
    pub(super) in_tax_table: bool,
    /// It offers a tip.
    pub(super) offers_tip: bool,
}

/// The setting of each row.
pub(super) fn settings<'a>(rows: &'a [Row<'_>]) -> Vec<Setting<'a>> {
    let marks = tax_tables(rows).into_iter().zip(tip_offers(rows));
    let placed = blocks::placed(rows).into_iter();
    placed
        .zip(marks)
        .map(|(placed, (in_tax_table, offers_tip))| Setting {
            above: placed.and_then(|placed| rows.get(placed.row)).map(|row| row.line.text.as_str()),
            is_guess: placed.is_some_and(|placed| placed.is_guess),
            in_tax_table,
            offers_tip,
        })
        .collect()
}

/// The rows that head something new: words behind an empty row that say nothing of an amount.
pub(super) fn headings(rows: &[Row<'_>]) -> Vec<usize> {
    let pairs = rows.iter().zip(rows.iter().skip(1)).enumerate();
    let heads = pairs.filter(|(_, (before, row))| {
        before.kind == Kind::Empty && row.kind == Kind::Words && row.line.hints.is_plain
    });
    heads.map(|(number, _)| number + 1).collect()
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
            Kind::Words if row.line.hints.heads_tax_table => MAX_TAX_TABLE,
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
        let has_share = starts_with_share(&row.line.characters)
            || (offers && row.amounts.len() > 1 && row.line.text.contains('%'));
        let names_tip = (has_share || row.kind == Kind::Words) && row.line.hints.names_tip;
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
