//! Cells as text: a line per row, cells set apart by tabs, so that columns stay below each other.
//!
//! Knows how much text a table makes at most. Must not know where the cells come from.

use crate::document::table::push_cell;

const MOST_ROWS: usize = 20_000;
const MOST_CELLS: usize = 200_000;
const MOST_TEXT: usize = 2 << 20;
/// A gap of more columns is shown as one of so many.
const WIDEST_GAP: u32 = 30;

/// There is no more room.
#[derive(Debug)]
pub(super) struct Full;

/// The rows of some sheets.
#[derive(Default)]
pub(super) struct Rows {
    text: String,
    rows: usize,
    cells: usize,
    /// The cell before this one in the same sheet.
    last: Option<(u32, u32)>,
}

impl Rows {
    /// A new sheet, set apart by an empty line.
    pub(super) fn begin(&mut self) {
        self.last = None;
    }

    /// The next cell; cells come row by row.
    pub(super) fn cell(&mut self, place: (u32, u32), text: &str) -> Result<(), Full> {
        if text.is_empty() {
            return Ok(());
        }
        let (row, column) = place;
        let gap = match self.last {
            Some((last_row, last_column)) if last_row == row => column.saturating_sub(last_column).max(1),
            Some((last_row, _)) => {
                self.text.push_str(if row == last_row + 1 { "\n" } else { "\n\n" });
                self.rows += 1;
                column
            }
            None => {
                self.text.push_str(if self.text.is_empty() { "" } else { "\n\n" });
                self.rows += 1;
                column
            }
        };
        self.cells += 1;
        if self.rows > MOST_ROWS || self.cells > MOST_CELLS || self.text.len() + text.len() > MOST_TEXT {
            return Err(Full);
        }
        self.text.extend((0..gap.min(WIDEST_GAP)).map(|_| '\t'));
        push_cell(&mut self.text, text);
        self.last = Some(place);
        Ok(())
    }

    pub(super) fn finish(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stay_below_each_other() {
        let mut rows = Rows::default();
        for (place, text) in [((0, 0), "item"), ((0, 2), "price"), ((1, 2), "1.50"), ((5, 0), "two\nlines")] {
            rows.cell(place, text).unwrap();
        }
        rows.begin();
        rows.cell((0, 0), "other").unwrap();
        assert_eq!(rows.finish(), "item\t\tprice\n\t\t1.50\n\ntwo lines\n\nother");
    }

    #[test]
    fn there_is_an_end() {
        let mut rows = Rows::default();
        let full = (0..u32::MAX).find(|row| rows.cell((*row, u32::MAX), "x").is_err());
        assert_eq!(full, Some(20_000));
        assert!(Rows::default().cell((0, 0), &"x".repeat(3 << 20)).is_err());
    }
}
