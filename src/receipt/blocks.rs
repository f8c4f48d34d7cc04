//! Labels and amounts that stand in different rows: by turns, or in a block of labels beside a block of amounts.
//!
//! Knows the order of rows. Must not know which amount is the total.

use std::collections::HashSet;

use super::labels::{self, Sense};
use super::layout::Row;

/// So many rows of one block are paired.
const MAX_BLOCK: usize = 60;
/// So many empty rows may stand between a label and its amount.
const MAX_EMPTY: usize = 3;

/// The row whose words label a row of amounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    /// The number of that row.
    pub(super) row: usize,
    /// The blocks are not of one length: it may be another.
    pub(super) is_guess: bool,
}

/// Rows of one kind that follow each other.
#[derive(Default)]
struct Run {
    is_amounts: bool,
    rows: Vec<usize>,
}

/// For each row with amounts only: the row that labels it.
pub(super) fn placed(rows: &[Row<'_>]) -> Vec<Option<Placed>> {
    let mut placed = vec![None; rows.len()];
    for stretch in stretches(rows) {
        let is_upward = reads_upwards(rows, &stretch);
        for (index, run) in stretch.iter().enumerate().filter(|(_, run)| run.is_amounts) {
            let before = index.checked_sub(1).and_then(|index| stretch.get(index));
            let after = stretch.get(index + 1);
            let below = label_below(rows, run, after.filter(|_| is_upward));
            for (amount, label) in below.map_or_else(|| pairs(rows, before, run, after), |pair| vec![pair]) {
                placed.get_mut(amount).into_iter().for_each(|slot| *slot = Some(label));
            }
        }
    }
    placed
}

/// Rows where a cell of several labels stands beside a cell of as many amounts: the last label and the first amount share
/// a row, and are no pair. With the rows of amounts that follow.
pub(super) fn of_tall_cells(rows: &[Row<'_>]) -> HashSet<usize> {
    let mut labels = 0;
    let mut found = HashSet::new();
    for (number, row) in rows.iter().enumerate() {
        if row.is_whole() && labels > 0 && row.amounts.len() == 1 && row.line.text.contains('\t') {
            let below = rows.iter().skip(number + 1).take(MAX_BLOCK).take_while(|row| row.is_amounts());
            let amounts = below.count();
            if amounts == labels {
                found.extend(number..=number + amounts);
            }
        }
        let is_label = row.amounts.is_empty() && !row.is_empty() && !row.line.hints.is_plain;
        labels = if is_label { labels + 1 } else { 0 };
    }
    found
}

/// Amounts and labels by turns, the amount first: the last label has no amount behind it, the first amount no label
/// that says anything before it.
fn reads_upwards(rows: &[Row<'_>], stretch: &[Run]) -> bool {
    let begins = |run: &Run| run.rows.first().is_some_and(|row| tells(rows, *row));
    let ends = |run: &Run| run.rows.last().is_some_and(|row| tells(rows, *row));
    let behind_amounts = stretch.iter().skip_while(|run| !run.is_amounts).filter(|run| !run.is_amounts);
    let before = stretch.iter().take_while(|run| !run.is_amounts).last();
    behind_amounts.filter(|run| begins(run)).count() > 1
        && !before.is_some_and(ends)
        && stretch.last().is_some_and(|run| {
            !run.is_amounts && begins(run) && (settles(rows, run) || are_apart(rows, stretch))
        })
}

/// Each amount stands right over its label, and an empty row over each but the first.
fn are_apart(rows: &[Row<'_>], stretch: &[Run]) -> bool {
    let is_empty = |row: usize| rows.get(row).is_some_and(Row::is_empty);
    let pairs = stretch.iter().zip(stretch.iter().skip(1)).filter(|(amounts, _)| amounts.is_amounts);
    pairs.enumerate().all(|(index, (amounts, labels))| {
        let (Some(amount), Some(label)) = (amounts.rows.first(), labels.rows.first()) else { return false };
        let is_apart = index == 0 || amount.checked_sub(1).is_some_and(is_empty);
        amounts.rows.len() == 1 && *label == amount + 1 && is_empty(label + 1) && is_apart
    })
}

/// It begins with a total, a payment or change: what a receipt ends with.
fn settles(rows: &[Row<'_>], run: &Run) -> bool {
    let sense = run
        .rows
        .first()
        .and_then(|row| rows.get(*row))
        .map_or(Sense::Plain, |row| labels::sense(&row.line.text));
    matches!(sense, Sense::Grand | Sense::Total | Sense::Paid | Sense::Cash | Sense::Change)
}

/// The last amount of a run with the label below it: only a guess, which sums must prove.
fn label_below(rows: &[Row<'_>], amounts: &Run, below: Option<&Run>) -> Option<(usize, Placed)> {
    let row = below?.rows.first().copied().filter(|row| tells(rows, *row))?;
    Some((*amounts.rows.last()?, Placed { row, is_guess: true }))
}

/// Runs that belong together: a row with both words and prices, and a wide gap, part them.
fn stretches(rows: &[Row<'_>]) -> Vec<Vec<Run>> {
    let mut all: Vec<Vec<Run>> = vec![Vec::new()];
    let mut empty = 0;
    for (number, row) in rows.iter().enumerate() {
        empty = if row.is_empty() { empty + 1 } else { 0 };
        let ends_in_labels = all.last().and_then(|runs| runs.last()).is_some_and(|run| !run.is_amounts);
        if row.is_whole() || (empty > MAX_EMPTY && ends_in_labels) {
            all.push(Vec::new());
        }
        if row.is_empty() || row.is_whole() {
            continue;
        }
        let Some(runs) = all.last_mut() else { continue };
        let is_amounts = row.is_amounts();
        match runs.last_mut().filter(|run| run.is_amounts == is_amounts) {
            Some(run) => run.rows.push(number),
            None => runs.push(Run { is_amounts, rows: vec![number] }),
        }
    }
    all
}

/// Each amount of a run with its label.
fn pairs(rows: &[Row<'_>], before: Option<&Run>, amounts: &Run, after: Option<&Run>) -> Vec<(usize, Placed)> {
    let (amounts, none) = (amounts.rows.as_slice(), Run::default());
    let last = |run: &Run| run.rows.get(run.rows.len().saturating_sub(MAX_BLOCK)..).map(<[usize]>::to_vec);
    let mut above = last(before.unwrap_or(&none)).unwrap_or_default();
    if ends_in_head(rows, &above, amounts.len()) {
        above.pop();
    }
    if amounts.len() < 2 {
        return join(above.last().copied().as_slice(), amounts, false);
    }
    if amounts.first().and_then(|row| rows.get(*row)).is_some_and(|row| row.amounts.len() > 1) {
        // Rows of several amounts are a table, below the heads of its columns.
        let heads: Vec<usize> = amounts.iter().filter_map(|_| above.last().copied()).collect();
        return join(&heads, amounts, false);
    }
    let telling = telling(rows, &above);
    let below = after.map(|run| first_telling(rows, &run.rows)).unwrap_or_default();
    if telling.is_empty() && below.len() >= 2 && below.len() == amounts.len() {
        return join(&below, amounts, false);
    }
    if telling.len() == amounts.len() {
        return join(&telling, amounts, false);
    }
    match (above.len(), amounts.len()) {
        (0, _) => Vec::new(),
        (1, _) => join(&above, amounts, false),
        (labels, count) if labels >= count => {
            let near = above.get(labels - count..).unwrap_or_default();
            let is_whole = telling.last() == near.last() && telling.iter().all(|row| near.contains(row));
            join(near, amounts, !is_whole)
        }
        // The prices of things come first: what stands last belongs together.
        (labels, count) => join(&above, amounts.get(count - labels..).unwrap_or_default(), true),
    }
}

/// Behind what a receipt ends with, more labels than amounts end in the head of the column of amounts: `Preis`.
fn ends_in_head(rows: &[Row<'_>], labels: &[usize], amounts: usize) -> bool {
    let sense = |number: &usize| rows.get(*number).map_or(Sense::Plain, |row| labels::sense(&row.line.text));
    let mut last = labels.iter().rev().map(sense);
    labels.len() > amounts
        && amounts > 1
        && last.next() == Some(Sense::Weak)
        && matches!(
            last.next(),
            Some(Sense::Grand | Sense::Total | Sense::Paid | Sense::Cash | Sense::Change)
        )
}

fn join(labels: &[usize], amounts: &[usize], is_guess: bool) -> Vec<(usize, Placed)> {
    labels.iter().zip(amounts).map(|(label, amount)| (*amount, Placed { row: *label, is_guess })).collect()
}

/// The rows of these that say what an amount is.
fn telling(rows: &[Row<'_>], numbers: &[usize]) -> Vec<usize> {
    numbers.iter().copied().filter(|number| tells(rows, *number)).collect()
}

/// The first rows of these, as long as they say what an amount is.
fn first_telling(rows: &[Row<'_>], numbers: &[usize]) -> Vec<usize> {
    numbers.iter().copied().take(MAX_BLOCK).take_while(|number| tells(rows, *number)).collect()
}

fn tells(rows: &[Row<'_>], number: usize) -> bool {
    let sense = rows.get(number).map_or(Sense::Plain, |row| labels::sense(&row.line.text));
    !matches!(sense, Sense::Plain | Sense::Noise | Sense::Other)
}
