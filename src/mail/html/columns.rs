//! Cells of several lines that stand side by side: labels by line breaks in one, their amounts in the next.
//!
//! Knows where the cells of one row begin in the text. Must not know what they say.

/// Where a word stands: behind so much text in so many lines, in this column of its line.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// Bytes of the lines before.
    pub(super) done: usize,
    /// Lines before.
    pub(super) lines: usize,
    /// Bytes of its own line before it.
    pub(super) column: usize,
}

/// The cells of one row.
#[derive(Default)]
pub(super) struct Columns {
    cells: Vec<Place>,
    is_filled: bool,
    has_inner: bool,
    cell_begins: bool,
}

impl Columns {
    /// A cell is opened.
    pub(super) fn begin_cell(&mut self) {
        self.cell_begins = true;
    }

    /// A word is written there.
    pub(super) fn fill(&mut self, place: Place) {
        self.is_filled = true;
        if std::mem::take(&mut self.cell_begins) {
            self.cells.push(place);
        }
    }

    /// Whether something is in it already.
    pub(super) fn is_filled(&self) -> bool {
        self.is_filled
    }

    /// A row inside one of its cells has ended.
    pub(super) fn take_inner(&mut self, inner: &Self) {
        self.has_inner = true;
        self.is_filled |= inner.is_filled;
    }

    /// The lines of all cells set side by side, and where they begin, where every cell has as many, and more than one.
    pub(super) fn across(&self, done: &str, line: &str) -> Option<(Vec<String>, Place)> {
        let first = *self.cells.first().filter(|_| !self.has_inner && self.cells.len() > 1)?;
        if first.done == done.len() {
            return None; // all of it stands on one line
        }
        let ends = self.cells.iter().skip(1).map(|place| place.done + place.column);
        let whole = format!("{}{line}", done.get(first.done..)?);
        let mut from = 0;
        let mut cells = Vec::new();
        for end in ends.map(|end| end.checked_sub(first.done)).chain([Some(whole.len())]) {
            let cell = whole.get(from..end?)?;
            cells.push(cell.trim_end().lines().map(without_quote).collect::<Vec<&str>>());
            from = end?;
        }
        let count = cells.first().map(Vec::len).filter(|count| *count > 1)?;
        if cells.iter().any(|cell| cell.len() != count) {
            return None;
        }
        let prefix = whole.get(..first.column).filter(|prefix| without_quote(prefix).is_empty())?;
        let row = |number: usize| {
            let parts: Vec<&str> = cells.iter().filter_map(|cell| cell.get(number).copied()).collect();
            let is_empty = parts.iter().all(|part| part.is_empty());
            if is_empty { String::new() } else { format!("{prefix}{}", parts.join("\t")) }
        };
        Some(((0..count).map(row).collect(), first))
    }
}

/// A line without the marks of quotation before it.
fn without_quote(line: &str) -> &str {
    line.trim_start_matches("> ")
}
