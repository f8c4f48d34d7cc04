//! Documents that are XML in a ZIP: Word's DOCX, and OpenDocument's texts and tables.
//!
//! Knows which elements are paragraphs, rows and cells. Must not know what is written. Runs in a process of its own: a small
//! file may unpack to gigabytes.

use std::io::{BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::table::push_cell;
use super::{Document, Unread};

const MOST_TEXT: usize = 2 << 20;
/// Of unpacked XML.
const MOST_XML: u64 = 32 << 20;
const DEEPEST: usize = 200;
/// A cell may say that it is repeated to the end of the sheet.
const MOST_REPEATED: usize = 30;

/// Reads Word's format, or OpenDocument's.
pub(super) fn read(bytes: &[u8]) -> Result<Document, Unread> {
    if memchr::memmem::find(bytes, b"word/document.xml").is_some() {
        return text_of(bytes, "word/document.xml");
    }
    open_document(bytes)
}

/// Reads a text or a spreadsheet of OpenDocument: both keep what their reader sees as paragraphs.
pub(super) fn open_document(bytes: &[u8]) -> Result<Document, Unread> {
    text_of(bytes, "content.xml")
}

fn text_of(bytes: &[u8], name: &str) -> Result<Document, Unread> {
    let damaged =
        |error: &dyn std::fmt::Display| Unread::Damaged(error.to_string().chars().take(100).collect());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    if archive.by_name("META-INF/manifest.xml").is_ok_and(is_encrypted) {
        return Err(Unread::Locked);
    }
    let file = archive.by_name(name).map_err(|error| damaged(&error))?;
    let mut xml = Reader::from_reader(BufReader::new(file.take(MOST_XML)));
    let mut page = Page::default();
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(|error| damaged(&error))? {
            Event::Start(element) => page.start(&element)?,
            Event::Empty(element) => {
                page.start(&element)?;
                page.end();
            }
            Event::End(_) => page.end(),
            Event::Text(text) => page.text(&text),
            Event::GeneralRef(reference) => page.text(&entity(&reference)),
            Event::CData(text) => page.text(&text),
            // Nothing outside of the file is ever asked for, and nothing is defined in it.
            Event::DocType(_) => return Err(Unread::Damaged("it defines entities".to_owned())),
            Event::Eof => break,
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
        }
        page.cut |= page.is_full() || xml.buffer_position() >= MOST_XML;
        if page.cut {
            break;
        }
    }
    Ok(page.finish())
}

fn is_encrypted(manifest: impl Read) -> bool {
    let mut text = String::new();
    let read = manifest.take(1 << 20).read_to_string(&mut text);
    read.is_ok() && text.contains("encryption-data")
}

fn entity(reference: &quick_xml::events::BytesRef<'_>) -> String {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return character.to_string();
    }
    quick_xml::escape::resolve_predefined_entity(reference).unwrap_or_default().to_owned()
}

/// What an element is for the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Paragraph,
    Row,
    Cell,
    /// Nothing in it is seen by whoever reads the document.
    Unseen,
    /// Comments, deleted text, instructions: no text at all.
    Left,
    /// A run of Word's, which holds letters and their look.
    Run,
    Other,
}

/// A row of a table while its cells are read.
#[derive(Default)]
struct Row {
    cells: Vec<String>,
    /// How often the cell that is read stands there.
    times: usize,
}

/// The text while it is put together.
#[derive(Default)]
struct Page {
    shown: String,
    hidden: String,
    open: Vec<Part>,
    rows: Vec<Row>,
    /// The letters of this run are marked as hidden.
    vanished: bool,
    /// Styles of tables that are not displayed, and the one that is being defined.
    hidden_styles: Vec<String>,
    style: String,
    /// It goes on.
    cut: bool,
}

impl Page {
    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), Unread> {
        if self.open.len() >= DEEPEST {
            return Err(Unread::Limit("it is nested too deeply".to_owned()));
        }
        let name = element.local_name();
        let part = self.part(name.as_ref(), element);
        match part {
            Part::Row => self.rows.push(Row::default()),
            Part::Cell => self.begin_cell(element),
            Part::Run => self.vanished = false,
            Part::Paragraph | Part::Unseen | Part::Left | Part::Other => {}
        }
        match name.as_ref() {
            "tab" if !self.is_in(Part::Left) => self.push("\t"),
            "br" | "line-break" | "cr" => self.push("\n"),
            "s" => self.push(" "),
            "vanish" => self.vanished = true,
            _ => {}
        }
        self.open.push(part);
        Ok(())
    }

    fn part(&mut self, name: &str, element: &BytesStart<'_>) -> Part {
        let says = |key: &str, value: &str| attribute(element, key).is_some_and(|found| found == value);
        match name {
            "p" | "h" => Part::Paragraph,
            "tr" | "table-row"
                if says("table:visibility", "collapse") || says("table:visibility", "filter") =>
            {
                Part::Unseen
            }
            "tr" | "table-row" => Part::Row,
            "tc" | "table-cell" | "covered-table-cell" => Part::Cell,
            "r" => Part::Run,
            "style" => {
                self.style = attribute(element, "style:name").unwrap_or_default();
                Part::Other
            }
            "table-properties" if says("table:display", "false") => {
                self.hidden_styles.push(std::mem::take(&mut self.style));
                Part::Other
            }
            "table" => {
                let style = attribute(element, "table:style-name");
                let unseen = style.is_some_and(|style| self.hidden_styles.contains(&style));
                if unseen { Part::Unseen } else { Part::Other }
            }
            "annotation" | "tracked-changes" | "tabs" | "instrText" | "delText" | "forms" => Part::Left,
            _ => Part::Other,
        }
    }

    fn begin_cell(&mut self, element: &BytesStart<'_>) {
        let times = attribute(element, "table:number-columns-repeated").and_then(|times| times.parse().ok());
        if let Some(row) = self.rows.last_mut() {
            row.times = times.unwrap_or(1).clamp(1, MOST_REPEATED);
            row.cells.push(String::new());
        }
    }

    fn end(&mut self) {
        match self.open.pop() {
            Some(Part::Paragraph) => self.push("\n"),
            Some(Part::Cell) => {
                if let Some(Row { cells, times }) = self.rows.last_mut() {
                    let cell = cells.last().cloned().unwrap_or_default();
                    cells.extend(std::iter::repeat_n(cell, times.saturating_sub(1)));
                }
            }
            Some(Part::Row) => self.end_row(),
            Some(Part::Run) => self.vanished = false,
            Some(Part::Unseen | Part::Left | Part::Other) | None => {}
        }
    }

    fn end_row(&mut self) {
        let Some(Row { cells, .. }) = self.rows.pop() else { return };
        let mut line = String::new();
        for (place, cell) in cells.iter().enumerate() {
            line.push_str(if place == 0 { "" } else { "\t" });
            push_cell(&mut line, cell);
        }
        line.truncate(line.trim_end().len());
        line.push('\n');
        self.push(&line);
    }

    fn text(&mut self, text: &str) {
        let in_paragraph = self.is_in(Part::Paragraph) && !self.is_in(Part::Left);
        if in_paragraph {
            self.push(text);
        }
    }

    /// Into the cell that is read, or else onto the page.
    fn push(&mut self, text: &str) {
        let unseen = self.vanished || self.is_in(Part::Unseen);
        let cell = self.rows.last_mut().and_then(|row| row.cells.last_mut());
        match cell {
            _ if unseen => self.hidden.push_str(text),
            Some(cell) => cell.push_str(text),
            None => self.shown.push_str(text),
        }
    }

    fn is_in(&self, part: Part) -> bool {
        self.open.contains(&part)
    }

    fn is_full(&self) -> bool {
        let cells: usize = self.rows.iter().flat_map(|row| row.cells.last()).map(String::len).sum();
        self.shown.len() + self.hidden.len() + cells > MOST_TEXT
    }

    fn finish(self) -> Document {
        let left_out = self.cut.then(|| "it has more text than is read".to_owned());
        let (text, hidden) = (self.shown, self.hidden.trim().to_owned());
        Document { text, hidden, left_out, ..Document::default() }
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.try_get_attribute(name).ok().flatten()?;
    Some(found.value.into_owned())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn zipped(name: &str, xml: &str) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(xml.as_bytes()).unwrap();
        zip.finish().unwrap().into_inner()
    }

    fn word(body: &str) -> Document {
        read(&zipped("word/document.xml", &format!("<w:document><w:body>{body}</w:body></w:document>")))
            .unwrap()
    }

    #[test]
    fn word_paragraphs_and_tables_are_lines() {
        let run = |text: &str| {
            format!("<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
        };
        let cell = |text: &str| format!("<w:tc>{}</w:tc>", run(text));
        let body = format!(
            "{}<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>{}",
            run("Invoice &amp; receipt"),
            cell("Item"),
            cell("Price"),
            cell("Total"),
            cell("12.50 &#8364;"),
            "<w:p><w:r><w:t>Due</w:t></w:r><w:r><w:tab/><w:t>12.50</w:t></w:r></w:p>"
        );
        let document = word(&body);
        assert_eq!(document.text, "Invoice & receipt\nItem\tPrice\nTotal\t12.50 €\nDue\t12.50\n");
        assert_eq!(document.hidden, "");
    }

    #[test]
    fn what_is_hidden_or_deleted_is_not_shown() {
        let document = word(
            "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Total 1.00</w:t></w:r><w:r><w:t>Total 5.00</w:t></w:r>\
             <w:del><w:r><w:delText>Total 2.00</w:delText></w:r></w:del></w:p>",
        );
        assert_eq!(document.text, "Total 5.00\n");
        assert_eq!(document.hidden, "Total 1.00");
    }

    #[test]
    fn tables_of_open_document_are_rows_as_they_are_seen() {
        let cell = |text: &str| {
            format!("<table:table-cell office:value='1'><text:p>{text}</text:p></table:table-cell>")
        };
        let xml = format!(
            "<office:document-content><style:style style:name='ta2'><style:table-properties table:display='false'/></style:style>\
             <table:table table:style-name='ta1'><table:table-row>{}<table:table-cell table:number-columns-repeated='2'/>{}</table:table-row>\
             <table:table-row table:visibility='collapse'>{}</table:table-row>\
             <table:table-row table:number-rows-repeated='1048576'><table:table-cell table:number-columns-repeated='16384'/></table:table-row></table:table>\
             <table:table table:style-name='ta2'><table:table-row>{}</table:table-row></table:table></office:document-content>",
            cell("Total"),
            cell("1.234,50 €"),
            cell("hidden row"),
            cell("hidden sheet")
        );
        let document = open_document(&zipped("content.xml", &xml)).unwrap();
        assert_eq!(document.text.trim(), "Total\t\t\t1.234,50 €");
        assert_eq!(
            document.hidden.split_whitespace().collect::<Vec<_>>().join(" "),
            "hidden row hidden sheet"
        );
    }

    #[test]
    fn depth_entities_and_damage_end_it() {
        let deep = "<a>".repeat(1_000);
        assert!(matches!(read(&zipped("word/document.xml", &deep)), Err(Unread::Limit(_))));
        let entities = "<!DOCTYPE x [<!ENTITY a 'b'>]><w:p>&a;</w:p>";
        assert!(matches!(read(&zipped("word/document.xml", entities)), Err(Unread::Damaged(_))));
        assert!(matches!(read(b"PK\x03\x04 word/document.xml"), Err(Unread::Damaged(_))));
        let locked = zipped("META-INF/manifest.xml", "<manifest:encryption-data/>");
        assert_eq!(open_document(&locked), Err(Unread::Locked));
    }
}
