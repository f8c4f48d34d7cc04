//! PDF: what its pages show, and the XML files inside of it.
//!
//! Knows the document as a whole: its pages, limits, and what could not be read. Where letters stand is `canvas`, how they
//! become lines is `layout`. Must not know what any of the text means. A file may be made to exhaust memory or time in the
//! parser: it is read in a process of its own.

mod canvas;
mod embedded;
mod fields;
mod ground;
mod layout;
mod line;
mod page;
mod run;
mod script;
mod unicode;

#[cfg(test)]
mod tests;

use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::{Document, Unread};
use page::{Page, Reader};

/// More pages than this are not read.
const MAX_PAGES: usize = 50;
/// More letters than this are not read.
const MAX_LETTERS: usize = 500_000;
/// A page with fewer letters than this beside a large picture is a picture with a caption.
const CAPTION: usize = 40;

/// Reads a PDF.
pub(super) fn read(bytes: &[u8]) -> Result<Document, Unread> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|fault| match fault {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Unread::Locked,
        LoadPdfError::Decryption(_) => {
            Unread::Damaged("it is encrypted in a way that is not known".to_owned())
        }
        LoadPdfError::Invalid => Unread::Damaged("it is not a whole PDF".to_owned()),
    })?;
    if pdf.pages().is_empty() {
        return Err(Unread::Damaged("it has no pages".to_owned()));
    }
    let xml = embedded::xml(&pdf);
    let mut reader = Reader::new(&pdf, MAX_LETTERS);
    let pages: Vec<Page> = pdf.pages().iter().take(MAX_PAGES).map(|page| reader.read(page)).collect();
    let is_picture = pages.iter().any(Page::is_picture) && pages.iter().all(|page| page.text.is_empty());
    if is_picture && xml.is_empty() {
        return Err(Unread::Picture);
    }
    Ok(Document {
        text: joined(pages.iter().map(|page| &page.text)),
        hidden: joined(pages.iter().map(|page| &page.hidden)),
        recognised: pages.iter().any(|page| page.recognised),
        left_out: left_out(&pages, pdf.pages().len(), reader.has_unread_fonts()),
        xml,
        ..Document::default()
    })
}

fn joined<'t>(texts: impl Iterator<Item = &'t String>) -> String {
    texts.filter(|text| !text.is_empty()).map(String::as_str).collect::<Vec<_>>().join("\n\n")
}

/// What was not read, in plain words.
fn left_out(pages: &[Page], all: usize, unread_fonts: bool) -> Option<String> {
    let numbers = |is_meant: fn(&Page) -> bool| -> Vec<String> {
        let meant = pages.iter().zip(1..).filter(|(page, _)| is_meant(page));
        meant.map(|(_, number)| number.to_string()).collect()
    };
    let mut reasons = Vec::new();
    let mut say = |numbers: Vec<String>, one: &str, several: &str| match numbers.as_slice() {
        [] => {}
        [number] => reasons.push(format!("page {number} {one}")),
        [first @ .., last] => reasons.push(format!("pages {} and {last} {several}", first.join(", "))),
    };
    say(numbers(Page::is_picture), "is a picture", "are pictures");
    say(numbers(|page| page.unknown), "has letters that cannot be told", "have letters that cannot be told");
    say(
        numbers(|page| page.cut),
        "is too long to be read to its end",
        "are too long to be read to their ends",
    );
    if all > MAX_PAGES {
        reasons.push(format!("only the first {MAX_PAGES} of {all} pages were read"));
    }
    if unread_fonts {
        reasons.push("some of its text is in a font that cannot be read".to_owned());
    }
    (!reasons.is_empty()).then(|| reasons.join("; "))
}
