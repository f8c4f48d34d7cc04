//! Spreadsheets: the cells of every sheet as their reader sees them, a line per row.
//!
//! Knows calamine and its traps. Must not know what the numbers are. Runs in a process of its own: a small file may say
//! that it holds billions of cells.

mod number;
mod rows;

use std::fmt::Display;
use std::io::{Cursor, Read, Seek};

use calamine::{Data, DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Style, Xls, Xlsb, Xlsx};
use memchr::memmem;

use super::{Document, Unread, letter};
use rows::Rows;

/// Sheets that are read.
const MOST_SHEETS: usize = 50;

const NEVER_COMPUTED: &str = "a formula in it was never computed: open it, save it and send it again";
const TOO_MUCH: &str = "it has more rows than are read";

type Bytes<'a> = Cursor<&'a [u8]>;
/// A cell's row and column, and its text.
type Placed = ((u32, u32), String);

/// Reads a workbook.
pub(super) fn read(bytes: &[u8]) -> Result<Document, Unread> {
    let holds = |name: &[u8]| memmem::find(bytes, name).is_some();
    let wide: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    match () {
        () if holds(&wide) => Err(Unread::Locked),
        () if holds(b"opendocument.spreadsheet") => letter::open_document(bytes),
        () if holds(b"xl/workbook.bin") => xlsb(bytes),
        () if bytes.starts_with(b"PK") => xlsx(bytes),
        () => xls(bytes),
    }
}

/// The document while it is put together.
#[derive(Default)]
struct Book {
    shown: Rows,
    hidden: Rows,
    left_out: Option<&'static str>,
}

impl Book {
    /// The rows that a sheet belongs to: those of a hidden sheet nobody sees.
    fn rows(&mut self, visible: SheetVisible) -> &mut Rows {
        let rows = if visible == SheetVisible::Visible { &mut self.shown } else { &mut self.hidden };
        rows.begin();
        rows
    }

    fn finish(self) -> Result<Document, Unread> {
        let (text, hidden) = (self.shown.finish(), self.hidden.finish());
        let left_out = self.left_out.map(str::to_owned);
        Ok(Document { text, hidden, left_out, ..Document::default() })
    }
}

fn damaged(error: impl Display) -> Unread {
    let words: String = error.to_string().chars().take(100).collect();
    match words.contains("password protected") {
        true => Unread::Locked,
        false => Unread::Damaged(words),
    }
}

/// The names of the sheets with cells.
fn sheets<R: Reader<RS>, RS: Read + Seek>(book: &R) -> Vec<(String, SheetVisible)> {
    let all = book.sheets_metadata().iter();
    let with_cells = all.filter(|sheet| sheet.typ == SheetType::WorkSheet);
    with_cells.take(MOST_SHEETS).map(|sheet| (sheet.name.clone(), sheet.visible)).collect()
}

fn xlsx(bytes: &[u8]) -> Result<Document, Unread> {
    let mut source: Xlsx<Bytes<'_>> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut book = Book::default();
    for (name, visible) in sheets(&source) {
        let formulas = formulas(&mut source, &name)?;
        if formulas.are_empty() {
            book.left_out = Some(NEVER_COMPUTED);
        }
        let unseen = cells(&mut source, &name, &formulas, &mut book, visible)?;
        for (place, text) in unseen {
            let _ = book.rows(SheetVisible::Hidden).cell(place, &text);
        }
        if book.left_out == Some(TOO_MUCH) {
            break;
        }
    }
    book.finish()
}

/// Reads the cells of one sheet into the book; gives those that nobody sees.
fn cells(
    source: &mut Xlsx<Bytes<'_>>,
    name: &str,
    formulas: &Formulas,
    book: &mut Book,
    visible: SheetVisible,
) -> Result<Vec<Placed>, Unread> {
    let mut reader = source.worksheet_cells_reader(name).map_err(damaged)?;
    let mut unseen = Vec::new();
    let rows = book.rows(visible);
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(damaged)? {
        let (place, value) = (cell.get_position(), cell.get_value());
        let style = reader.styles().get(style);
        let text = shown(value, style);
        if text.is_empty() || formulas.never_computed(value) {
            continue;
        }
        if style.is_some_and(is_unseen) {
            unseen.push((place, text));
        } else if rows.cell(place, &text).is_err() {
            book.left_out = Some(TOO_MUCH);
            break;
        }
    }
    Ok(unseen)
}

/// What the formulas of a sheet have come to.
#[derive(Default)]
struct Formulas {
    /// One has no value: whoever wrote the file did not compute it.
    without_value: bool,
    /// There are some, and zero is the value of every one: programs that do not compute write that.
    all_zero: bool,
}

impl Formulas {
    fn are_empty(&self) -> bool {
        self.without_value || self.all_zero
    }

    /// Whether a cell shows only that nothing was computed.
    fn never_computed(&self, value: &DataRef<'_>) -> bool {
        self.all_zero && matches!(value, DataRef::Float(0.0) | DataRef::Int(0))
    }
}

fn formulas(source: &mut Xlsx<Bytes<'_>>, name: &str) -> Result<Formulas, Unread> {
    let mut reader = source.worksheet_cells_reader(name).map_err(damaged)?;
    let (mut found, mut other, mut written) = (Formulas::default(), false, false);
    let mut count = 0;
    while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(damaged)? {
        match (&cell.formula, &cell.value) {
            (Some(_), DataRef::Empty) => found.without_value = true,
            (Some(_), DataRef::Float(0.0) | DataRef::Int(0)) => count += 1,
            (Some(_), _) => other = true,
            (None, DataRef::Float(number)) => written |= *number != 0.0,
            (None, DataRef::Int(number)) => written |= *number != 0,
            (None, _) => {}
        }
    }
    found.all_zero = count > 0 && !other && written;
    Ok(found)
}

fn xlsb(bytes: &[u8]) -> Result<Document, Unread> {
    let mut source: Xlsb<Bytes<'_>> = Xlsb::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut book = Book::default();
    for (name, visible) in sheets(&source) {
        let mut reader = source.worksheet_cells_reader(&name).map_err(damaged)?;
        let rows = book.rows(visible);
        while let Some(cell) = reader.next_cell().map_err(damaged)? {
            if rows.cell(cell.get_position(), &shown(cell.get_value(), None)).is_err() {
                book.left_out = Some(TOO_MUCH);
                return book.finish();
            }
        }
    }
    book.finish()
}

fn xls(bytes: &[u8]) -> Result<Document, Unread> {
    let mut source: Xls<Bytes<'_>> = Xls::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut book = Book::default();
    for (name, visible) in sheets(&source) {
        let range = source.worksheet_range(&name).map_err(damaged)?;
        let rows = book.rows(visible);
        for (row, column, value) in range.used_cells() {
            let place = (u32::try_from(row).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX));
            if rows.cell(place, &shown_alone(value)).is_err() {
                book.left_out = Some(TOO_MUCH);
                return book.finish();
            }
        }
    }
    book.finish()
}

/// A cell as its reader sees it.
fn shown(value: &DataRef<'_>, style: Option<&Style>) -> String {
    let format = style.and_then(|style| style.number_format.as_ref());
    let format = format.map_or("General", |format| format.format_code.as_str());
    match value {
        DataRef::Int(number) => number::formatted(*number as f64, format),
        DataRef::Float(number) => number::formatted(*number, format),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(truth) => truth.to_string(),
        DataRef::DateTime(moment) => date(*moment),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// A cell of a format whose number formats nobody tells.
fn shown_alone(value: &Data) -> String {
    match value {
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number::formatted(*number, "General"),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Bool(truth) => truth.to_string(),
        Data::DateTime(moment) => date(*moment),
        Data::Error(error) => error.to_string(),
        Data::Empty => String::new(),
    }
}

/// A date as nobody takes for an amount; the time where there is one.
fn date(moment: ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let time = format!("{hour:02}:{minute:02}");
    if moment.is_duration() || moment.as_f64() < 1.0 {
        return time;
    }
    let date = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) == (0, 0, 0) { date } else { format!("{date} {time}") }
}

/// White letters on white paper, and the number format that shows nothing.
fn is_unseen(style: &Style) -> bool {
    let white = style.font.as_ref().and_then(|font| font.color).is_some_and(|colour| colour.is_white());
    let fill = style.fill.as_ref().filter(|fill| fill.is_visible());
    let on_white = fill.is_none_or(|fill| fill.get_color().is_none_or(|colour| colour.is_white()));
    let blank = style.number_format.as_ref().is_some_and(|format| format.format_code.trim() == ";;;");
    white && on_white || blank
}
