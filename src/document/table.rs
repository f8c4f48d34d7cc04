//! Tables as text: a line per row, cells set apart by tabs.
//!
//! Knows separators and quotes. Must not know what stands in the cells.

use csv::{ReaderBuilder, StringRecord, Trim};

use super::plain::text_of;
use super::{Document, Unread};

/// Rows that are looked at to find the separator.
const LOOKED_AT: usize = 20;

pub(super) fn read(bytes: &[u8]) -> Result<Document, Unread> {
    let (text, left_out) = text_of(bytes, None)?;
    let (separator, rows) = match named_separator(&text) {
        Some((separator, rest)) => (separator, rest),
        None => (likely_separator(&text), text.as_str()),
    };
    Ok(Document { text: in_columns(rows, separator), left_out, ..Document::default() })
}

/// Excel's own first line: `sep=;`.
fn named_separator(text: &str) -> Option<(u8, &str)> {
    let (first, rest) = text.split_once('\n')?;
    let name = first.trim_end().strip_prefix("sep=")?;
    let [separator] = name.as_bytes() else { return None };
    separator.is_ascii().then_some((*separator, rest))
}

/// The separator that cuts the most rows into the same number of cells; between equals the one that no number holds.
fn likely_separator(text: &str) -> u8 {
    let score = |separator: &u8| {
        let mut counts: Vec<usize> = records(text, *separator)
            .take(LOOKED_AT)
            .map(|row| row.len())
            .filter(|cells| *cells > 1)
            .collect();
        counts.sort_unstable();
        let usual = counts.get(counts.len() / 2).copied().unwrap_or_default();
        counts.iter().filter(|cells| **cells == usual).count()
    };
    // Of equals the last wins.
    b",|;\t".iter().copied().max_by_key(score).unwrap_or(b',')
}

fn records(text: &str, separator: u8) -> impl Iterator<Item = StringRecord> {
    let reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(Trim::All)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    reader.into_records().filter_map(Result::ok)
}

fn in_columns(text: &str, separator: u8) -> String {
    let mut lines = String::with_capacity(text.len());
    for record in records(text, separator) {
        let mut cells = record.iter();
        push_cell(&mut lines, cells.next().unwrap_or_default());
        for cell in cells {
            lines.push('\t');
            push_cell(&mut lines, cell);
        }
        while lines.ends_with('\t') {
            lines.pop();
        }
        lines.push('\n');
    }
    lines
}

/// A cell of several lines stays one cell.
pub(super) fn push_cell(line: &mut String, cell: &str) {
    let mut words = cell.split(['\n', '\r', '\t']).map(str::trim).filter(|piece| !piece.is_empty());
    line.extend(words.next());
    line.extend(words.flat_map(|piece| [" ", piece]));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(table: &str) -> String {
        read(table.as_bytes()).unwrap().text
    }

    #[test]
    fn the_separator_is_found() {
        for table in [
            "item,price\ntea,1.50\n",
            "item;price\ntea;1.50\n",
            "item\tprice\ntea\t1.50\n",
            "item|price\r\ntea|1.50\r\n",
            "sep=;\nitem;price\ntea;1.50",
            "sep=,\r\nitem,price\r\ntea,1.50",
            "\u{feff}item , price\n tea , 1.50",
        ] {
            assert_eq!(rows(table), "item\tprice\ntea\t1.50\n", "{table:?}");
        }
    }

    #[test]
    fn commas_in_numbers_separate_nothing() {
        assert_eq!(rows("Posten;Betrag\nTee;1,50\nBuch;12,00\n"), "Posten\tBetrag\nTee\t1,50\nBuch\t12,00\n");
        assert_eq!(rows("Posten\tBetrag\nTee\t1,50\n"), "Posten\tBetrag\nTee\t1,50\n");
        assert_eq!(rows("item,price\ntea,\"1,234.50\"\n"), "item\tprice\ntea\t1,234.50\n");
        assert_eq!(
            rows("Report; 5 lines\nitem,price\ntea,1.00\ncup,2.00\n"),
            "Report; 5 lines\nitem\tprice\ntea\t1.00\ncup\t2.00\n"
        );
    }

    #[test]
    fn quoted_cells_keep_their_quotes_and_lines_together() {
        assert_eq!(
            rows("item,price\n\"tea \"\"green\"\"\nwith\tmilk\",1.50\n"),
            "item\tprice\ntea \"green\" with milk\t1.50\n"
        );
        assert_eq!(rows("a,b,,\n,,5.00,\n"), "a\tb\n\t\t5.00\n");
        assert_eq!(rows("one column\n5.00\n"), "one column\n5.00\n");
    }
}
