//! Expense tables: rows of cells set apart by tabs, with a column of amounts and perhaps a row of the total.
//!
//! Knows how people make such tables. Must not know files, or what stands around a table.

mod cells;
mod columns;

use rust_decimal::Decimal;

use super::claim::Doubt;
use super::claim::is_same;
use super::currency::Meaning;
use super::home::Home;
use super::labels::{self, Sense};
use super::text;
use crate::approval::Money;
use cells::{Cell, cell};
use columns::Columns;

/// More rows than this are not read.
const MAX_ROWS: usize = 20_000;
/// Nor more cells of a row.
const MAX_CELLS: usize = 100;
/// So many tables are named in a sentence.
const MAX_NAMED: usize = 3;
/// Nor more text.
const MAX_BYTES: usize = 1024 * 1024;

/// What a table comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Table {
    /// The total.
    pub(super) money: Money,
    /// Nothing names a currency.
    pub(super) is_unnamed: bool,
    /// What its row is called.
    pub(super) label: String,
    /// No row has it: the rows add up to it.
    pub(super) is_sum: bool,
    /// Why it is not sure.
    pub(super) doubt: Option<String>,
}

/// One row that has an amount.
struct Row {
    money: Money,
    is_unnamed: bool,
    label: String,
    sense: Sense,
    /// Nothing stands beside the amount but a label, if that.
    is_bare: bool,
    /// A date, or another number that is no amount, stands beside it.
    is_dated: bool,
}

/// Reads the table in a text; `None` where there is none with a column of amounts.
pub(super) fn read(text: &str, meaning: &Meaning, home: Home<'_>) -> Option<Table> {
    if !text.contains('\t') {
        return None;
    }
    let kept = text.get(..text.floor_char_boundary(MAX_BYTES)).unwrap_or(text);
    let lines: Vec<Vec<&str>> = kept
        .lines()
        .take(MAX_ROWS + 1)
        .map(|line| line.split('\t').take(MAX_CELLS).map(str::trim).collect())
        .collect();
    let tables = Columns::find(&lines, home.currency);
    let mut all: Vec<(Table, Vec<Row>)> =
        tables.iter().filter_map(|columns| table(&lines, columns, meaning, home)).collect();
    let mut whole = match all.as_mut_slice() {
        [] => return None,
        [(only, _)] => only.clone(),
        several => together(several, home)?,
    };
    if lines.len() > MAX_ROWS || kept.len() < text.len() {
        whole.doubt = Some("it has more rows than are read".to_owned());
    }
    Some(whole)
}

/// What one table comes to, and its rows.
fn table(
    lines: &[Vec<&str>],
    columns: &Columns,
    meaning: &Meaning,
    home: Home<'_>,
) -> Option<(Table, Vec<Row>)> {
    let mut rows = Vec::new();
    let mut unreadable = None;
    for line in lines.get(columns.first_row..columns.end)? {
        match row(line, columns, meaning, home) {
            Ok(row) => rows.extend(row),
            Err(cell) => {
                unreadable.get_or_insert_with(|| {
                    format!("\"{cell}\" in its column of amounts cannot be read safely")
                });
            }
        }
    }
    let mut found = total(&rows, home)?;
    let body = lines.get(columns.first_row..columns.end).unwrap_or_default();
    let unknown = body.iter().find_map(|cells| columns.unknown(cells)).map(str::to_owned);
    let unknown = unknown
        .or_else(|| meaning.unknown(None))
        .filter(|_| found.is_unnamed || rows.iter().any(|row| row.is_unnamed));
    let unknown = unknown.map(|code| Doubt::of_unknown(&code).why());
    found.doubt = unreadable.or(unknown).or(found.doubt);
    if found.is_sum
        && let Some((pieces, _)) =
            columns.by_piece.as_ref().and_then(|columns| table(lines, columns, meaning, home))
        && home.compare(pieces.money, found.money).is_gt()
    {
        let why =
            format!("it does not say whether its prices are for one: {} or {}", found.money, pieces.money);
        found = Table { doubt: Some(why), ..pieces };
    }
    // Who converts may convert to less.
    if let Some((before, _)) =
        columns.original.as_ref().and_then(|original| table(lines, original, meaning, home))
        && !home.is_about_or_less(before.money, found.money, Decimal::new(15, 2))
    {
        let why = format!("it converts {} to {}", before.money, found.money);
        found.doubt.get_or_insert(why);
    }
    Some((found, rows))
}

/// Several tables: one that sums up the others is the total, else they may add up.
fn together(tables: &mut [(Table, Vec<Row>)], home: Home<'_>) -> Option<Table> {
    tables.sort_by(|(one, _), (other, _)| home.compare(other.money, one.money));
    let ((largest, rows), others) = tables.split_first()?;
    let lists = |money: Money| rows.iter().any(|row| is_same(row.money.value, money.value));
    let others_sum = home.sum(&others.iter().map(|(table, _)| table.money).collect::<Vec<_>>());
    let is_sum = others_sum.is_some_and(|sum| others.len() > 1 && is_same(sum.value, largest.money.value));
    if is_sum || others.iter().all(|(table, _)| lists(table.money)) {
        return Some(largest.clone());
    }
    let monies: Vec<Money> = tables.iter().map(|(table, _)| table.money).collect();
    let sum = home.sum(&monies);
    let doubt = tables.iter().find_map(|(table, _)| table.doubt.clone());
    let others: Vec<String> =
        others.iter().take(MAX_NAMED).map(|(table, _)| table.money.to_string()).collect();
    let unclear =
        || format!("it is not clear whether its tables add up: {} and {}", largest.money, others.join(", "));
    let doubt = doubt.or_else(|| Some(unclear()));
    Some(Table {
        money: sum.unwrap_or(largest.money),
        is_unnamed: largest.is_unnamed,
        label: format!("sum of {} tables", tables.len()),
        is_sum: true,
        doubt,
    })
}

/// The amount of a row; else the cell that cannot be read.
fn row(cells: &[&str], columns: &Columns, meaning: &Meaning, home: Home<'_>) -> Result<Option<Row>, String> {
    let words = cells.iter().filter(|text| text.chars().any(char::is_alphabetic) && cell(text, 2).is_none());
    let words: Vec<&str> = words.copied().filter(|text| columns::code(text).is_none()).collect();
    let label = words.first().copied().unwrap_or_default();
    let sense = labels::sense(label);
    let is_bare = words.len() <= 1;
    let is_date = |text: &&str| text.contains(|c: char| c.is_ascii_digit()) && cell(text, 2).is_none();
    let is_dated = cells.iter().any(|text| is_date(text) && !words.contains(text));
    let in_column = cells.get(columns.amount).copied().unwrap_or_default();
    let joined = columns.is_cut(cells).then(|| cells.get(columns.amount..).unwrap_or_default().join(","));
    let in_column = joined.as_deref().unwrap_or(in_column);
    let named = columns.named(cells);
    let exponent = named.map_or(2, crate::approval::Currency::exponent);
    let read = match cell(in_column, exponent) {
        None if columns.reads_aside && is_bare && is_whole(sense) => {
            cells.iter().rev().find_map(|text| cell(text, exponent))
        }
        None if in_column.chars().any(|c| c.is_ascii_digit()) && !words.contains(&in_column) => {
            return Err(in_column.chars().take(40).collect());
        }
        read => read,
    };
    let Some(Cell { value, mark }) = read.and_then(|amount| amount.times(columns.quantity(cells))) else {
        return Ok(None);
    };
    let by_mark = mark.map(|mark| meaning.currency(Some(mark), home.currency));
    let by_table = || columns::read(meaning.currency(None, home.currency));
    let currency = by_mark.and_then(columns::read).or(named).or_else(by_table);
    let money = Money::new(value, currency.unwrap_or(home.currency));
    Ok(Some(Row {
        money,
        is_unnamed: currency.is_none(),
        label: text::plain(label).iter().collect(),
        sense,
        is_bare,
        is_dated,
    }))
}

fn is_whole(sense: Sense) -> bool {
    matches!(sense, Sense::Grand | Sense::Total | Sense::NetTotal)
}

/// What the rows come to: the row of the total, unless the others make more.
fn total(rows: &[Row], home: Home<'_>) -> Option<Table> {
    let is_total = |row: &&Row| row.is_bare && is_whole(row.sense);
    let end = rows.iter().rposition(|row| is_total(&row)).unwrap_or(rows.len());
    let items: Vec<&Row> = rows.iter().take(end).filter(|row| is_item(row)).collect();
    let totals: Vec<&Row> = rows.iter().filter(is_total).collect();
    let sum = sum(&items, home);
    let Some(best) = totals.iter().max_by(|one, other| home.compare(one.money, other.money)) else {
        return without_total(&items, sum?);
    };
    let Some(sum) = sum else { return Some(named(best, None)) };
    let below = rows.iter().skip(end + 1).filter(|row| is_item(row) && !is_remark(row));
    let below: Vec<&Row> = below.collect();
    if let Some(more) = self::sum(&below, home) {
        let why = format!("rows of {} stand below its total", more.money);
        let whole = home.sum(&[best.money, more.money]).unwrap_or(best.money);
        return Some(Table { money: whole, doubt: Some(why), ..named(best, None) });
    }
    let parts = home.sum(&totals.iter().map(|row| row.money).collect::<Vec<_>>());
    let plain: Vec<&Row> = items.iter().copied().filter(|row| !matches!(row.sense, Sense::Tax)).collect();
    let without_tax = self::sum(&plain, home).map(|sum| sum.money);
    let covers = |money: Option<Money>| {
        money.is_some_and(|it| it.value <= best.money.value || is_same(it.value, best.money.value))
    };
    if sum.money.currency == best.money.currency && (covers(Some(sum.money)) || covers(without_tax)) {
        return Some(named(best, None));
    }
    if totals.len() > 1 && parts.is_some_and(|parts| is_same(parts.value, sum.money.value)) {
        return Some(sum);
    }
    let why = format!("its rows add up to {}, but its total says {}", sum.money, best.money);
    if home.compare(sum.money, best.money).is_gt() {
        return Some(Table { doubt: Some(why), ..sum });
    }
    Some(named(best, sum.doubt.map(|_| why)))
}

fn named(row: &Row, doubt: Option<String>) -> Table {
    let Row { money, is_unnamed, label, .. } = row;
    Table { money: *money, is_unnamed: *is_unnamed, label: shortened(label), is_sum: false, doubt }
}

fn shortened(label: &str) -> String {
    label.trim_matches(|c: char| !c.is_alphanumeric()).chars().take(40).collect()
}

/// A table whose last row has no words but the sum of those above it, or has no total at all.
fn without_total(items: &[&Row], sum: Table) -> Option<Table> {
    let (last, above) = items.split_last()?;
    let above = above.iter().try_fold(Decimal::ZERO, |sum, row| sum.checked_add(row.money.value))?;
    if last.label.is_empty() && items.len() > 2 && is_same(above, last.money.value) {
        return Some(Table { doubt: sum.doubt, ..named(last, None) });
    }
    Some(sum)
}

/// Whether a row adds to the total: subtotals repeat others, and what was paid is no expense of its own, but for a thing
/// bought on some day that is called like a payment: `2026-10-14, SIM card`.
fn is_item(row: &Row) -> bool {
    let is_thing = row.is_dated && matches!(row.sense, Sense::Paid | Sense::Cash | Sense::Change);
    !row.is_bare
        || is_thing
        || !matches!(
            row.sense,
            Sense::Grand
                | Sense::Total
                | Sense::NetTotal
                | Sense::Subtotal
                | Sense::Prepaid
                | Sense::Paid
                | Sense::Cash
                | Sense::Change
        )
}

/// What people write below a total that is part of it, or of nothing: taxes, discounts, rates.
fn is_remark(row: &Row) -> bool {
    row.is_bare && !matches!(row.sense, Sense::Plain | Sense::Weak | Sense::Fee | Sense::Tip)
}

fn sum(items: &[&Row], home: Home<'_>) -> Option<Table> {
    let monies: Vec<Money> = items.iter().map(|row| signed(row)).collect();
    let first = monies.first()?;
    let alike = monies.iter().all(|money| money.currency == first.currency);
    let largest = || monies.iter().copied().max_by(|one, other| home.compare(*one, *other));
    let sum = home.sum(&monies);
    let money = sum.or_else(largest).filter(|money| money.value > Decimal::ZERO)?;
    let doubt = (!alike).then(|| match sum {
        Some(sum) => format!("its rows are in different currencies, together {sum}"),
        None => "its rows are in different currencies, one of which has no rate".to_owned(),
    });
    let label = if items.len() == 1 { "one row".to_owned() } else { format!("sum of {} rows", items.len()) };
    Some(Table { money, is_unnamed: items.iter().all(|row| row.is_unnamed), label, is_sum: true, doubt })
}

/// A discount is taken off whether or not it is printed with a minus sign.
fn signed(row: &Row) -> Money {
    let is_off = row.is_bare && row.sense == Sense::Discount && row.money.value > Decimal::ZERO;
    if is_off { Money::new(-row.money.value, row.money.currency) } else { row.money }
}

#[cfg(test)]
mod tests;
