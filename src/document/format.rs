//! What a file is: by its first bytes, then by what its mail says of it, then by its name.
//!
//! Knows magic numbers, media types and file extensions. Must not read the file.

use std::str::FromStr;

use memchr::memmem;

use super::decode::decoded;
use crate::mail::Attachment;

/// A format, or a family of formats that are read in one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text for people.
    Text,
    /// A table as text.
    Table,
    /// A web page.
    Html,
    /// XML: an electronic invoice, perhaps.
    Xml,
    /// JSON.
    Json,
    /// PDF.
    Pdf,
    /// A spreadsheet: XLSX, XLSM, XLSB, XLS, ODS.
    Sheet,
    /// A text document in a ZIP of XML: DOCX, ODT.
    Letter,
    /// A picture that character recognition takes.
    Picture,
    /// Outlook's `winmail.dat`, which holds other files.
    Winmail,
    /// A ZIP or another archive of files.
    Archive,
    /// A picture format that nothing here reads: HEIC, SVG.
    OtherPicture,
    /// An old or foreign office format.
    OtherOffice,
    /// Anything else.
    Unknown,
}

const NAMES: [(Format, &str); 14] = [
    (Format::Text, "text"),
    (Format::Table, "table"),
    (Format::Html, "html"),
    (Format::Xml, "xml"),
    (Format::Json, "json"),
    (Format::Pdf, "pdf"),
    (Format::Sheet, "sheet"),
    (Format::Letter, "letter"),
    (Format::Picture, "picture"),
    (Format::Winmail, "winmail"),
    (Format::Archive, "archive"),
    (Format::OtherPicture, "other-picture"),
    (Format::OtherOffice, "other-office"),
    (Format::Unknown, "unknown"),
];

/// How far into a file its text is looked at.
const BEGINNING: usize = 4096;

impl Format {
    /// What this file is.
    pub fn of(file: &Attachment) -> Self {
        by_magic(&file.bytes).unwrap_or_else(|| as_text(file))
    }

    /// Whether its parser could exhaust memory or the stack, so that it is read in a process of its own.
    pub fn is_dangerous(self) -> bool {
        matches!(self, Self::Pdf | Self::Sheet | Self::Letter)
    }

    /// Whether bills come in it; pictures are logos as often, and other text is not.
    pub fn could_bill(self) -> bool {
        matches!(self, Self::Pdf | Self::Sheet | Self::Letter | Self::Archive | Self::OtherOffice)
    }

    /// Its name, for another process.
    pub fn as_str(self) -> &'static str {
        NAMES.iter().find(|(format, _)| *format == self).map_or("unknown", |(_, name)| name)
    }
}

impl FromStr for Format {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        NAMES.iter().find(|(_, known)| *known == name).map(|(format, _)| *format).ok_or(())
    }
}

fn by_magic(bytes: &[u8]) -> Option<Format> {
    let begins = |magic: &[u8]| bytes.starts_with(magic);
    let at = |place: usize, magic: &[u8]| bytes.get(place..).is_some_and(|rest| rest.starts_with(magic));
    let beginning = bytes.get(..1024).unwrap_or(bytes);
    let pictures: [&[u8]; 7] =
        [b"\x89PNG\r\n\x1a\n", b"\xFF\xD8\xFF", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*", b"\0\0\0\x0CjP  "];
    let archives: [&[u8]; 5] = [b"Rar!", b"7z\xBC\xAF\x27\x1C", b"\x1F\x8B", b"BZh", b"\xFD7zXZ\0"];
    Some(match () {
        // Readers take a PDF that begins anywhere in the first kilobyte.
        () if memmem::find(beginning, b"%PDF-").is_some() => Format::Pdf,
        () if pictures.iter().any(|magic| begins(magic)) => Format::Picture,
        () if begins(b"RIFF") && at(8, b"WEBP") => Format::Picture,
        () if begins(b"BM") && at(6, b"\0\0\0\0") => Format::Picture,
        () if at(4, b"ftyp") => other_media(bytes),
        () if begins(b"PK\x03\x04") || begins(b"PK\x05\x06") => zipped(bytes),
        () if begins(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") => compound(bytes),
        () if begins(b"\x78\x9F\x3E\x22") => Format::Winmail,
        () if begins(b"{\\rtf") => Format::OtherOffice,
        () if archives.iter().any(|magic| begins(magic)) => Format::Archive,
        () => return None,
    })
}

/// HEIC and AVIF share their container with films.
fn other_media(bytes: &[u8]) -> Format {
    let brands: [&[u8]; 6] = [b"heic", b"heix", b"mif1", b"msf1", b"avif", b"heif"];
    let is_picture = bytes.get(8..12).is_some_and(|brand| brands.contains(&brand));
    if is_picture { Format::OtherPicture } else { Format::Unknown }
}

/// The names of the files in a ZIP stand uncompressed in it.
fn zipped(bytes: &[u8]) -> Format {
    let holds = |name: &str| memmem::find(bytes, name.as_bytes()).is_some();
    match () {
        () if holds("xl/workbook.") || holds("opendocument.spreadsheet") => Format::Sheet,
        () if holds("word/document.xml") || holds("opendocument.text") => Format::Letter,
        () if holds("ppt/presentation.xml") || holds("opendocument.") => Format::OtherOffice,
        () => Format::Archive,
    }
}

/// The names of the streams of an old office file, in UTF-16.
fn compound(bytes: &[u8]) -> Format {
    let holds = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memmem::find(bytes, &wide).is_some()
    };
    // An encrypted file says no more of itself; the reader of sheets says that it is locked.
    let is_sheet = holds("Workbook") || holds("Book\0") || holds("EncryptedPackage");
    if is_sheet && !holds("WordDocument") { Format::Sheet } else { Format::OtherOffice }
}

/// A file without a magic number: text of some kind, or nothing that is known.
fn as_text(file: &Attachment) -> Format {
    let beginning = file.bytes.get(..BEGINNING).unwrap_or(&file.bytes);
    let Some(text) = decoded(beginning, None) else { return Format::Unknown };
    let text = text.trim_start();
    let kind = file.media_type.as_str();
    let extension = file.name.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase()).unwrap_or_default();
    let extension = extension.as_str();
    match () {
        () if is_page(text) || kind == "text/html" || ["html", "htm", "xhtml"].contains(&extension) => {
            Format::Html
        }
        () if text.starts_with("<svg") || kind == "image/svg+xml" => Format::OtherPicture,
        () if text.starts_with("<?xml") || is_xml(kind, extension) && text.starts_with('<') => Format::Xml,
        () if is_json(kind, extension) && text.starts_with(['{', '[']) => Format::Json,
        () if is_table(kind, extension) => Format::Table,
        // A viewer would not open it either.
        () if kind == "application/pdf" || extension == "pdf" => Format::Pdf,
        () if is_for_machines(kind, extension) => Format::Unknown,
        () => Format::Text,
    }
}

/// Also one that begins as XML does.
fn is_page(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let markup = lower.starts_with("<?xml") || lower.starts_with("<!");
    let root = if markup { lower.find("<html").is_some_and(|at| at < 1000) } else { false };
    root || lower.starts_with("<html") || lower.starts_with("<!doctype html")
}

fn is_xml(kind: &str, extension: &str) -> bool {
    kind.ends_with("/xml") || kind.ends_with("+xml") || extension == "xml"
}

fn is_json(kind: &str, extension: &str) -> bool {
    kind.ends_with("/json") || kind.ends_with("+json") || ["json", "jsonld"].contains(&extension)
}

/// Many programs write tables as text and say that they are Excel's.
fn is_table(kind: &str, extension: &str) -> bool {
    let kinds = [
        "text/csv",
        "text/tab-separated-values",
        "text/comma-separated-values",
        "application/csv",
        "application/vnd.ms-excel",
    ];
    kinds.contains(&kind) || ["csv", "tsv", "tab", "xls", "xlsx"].contains(&extension)
}

/// Text that no person reads: its numbers are no amounts.
fn is_for_machines(kind: &str, extension: &str) -> bool {
    let kinds = ["text/calendar", "text/vcard", "text/x-vcard", "text/directory", "text/css"];
    let extensions = [
        "ics", "vcf", "css", "js", "p7s", "p7m", "asc", "sig", "pem", "crt", "cer", "key", "pkpass", "eps",
        "ps", "log", "eml", "msg",
    ];
    let is_other = ["image/", "audio/", "video/", "font/"].iter().any(|family| kind.starts_with(family));
    is_other || kinds.contains(&kind) || kind.ends_with("javascript") || extensions.contains(&extension)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format(name: &str, media_type: &str, bytes: &[u8]) -> Format {
        let (name, media_type) = (name.to_owned(), media_type.to_owned());
        Format::of(&Attachment { name, media_type, bytes: bytes.to_vec() })
    }

    const ANY: &str = "application/octet-stream";

    #[test]
    fn content_says_more_than_the_mail_does() {
        assert_eq!(format("receipt", ANY, b"%PDF-1.4"), Format::Pdf);
        assert_eq!(format("a.txt", "text/plain", b"\r\njunk\r\n%PDF-1.4"), Format::Pdf);
        assert_eq!(format("a.pdf", "application/pdf", b"<!DOCTYPE html><p>Not found"), Format::Html);
        assert_eq!(format("a.pdf", "application/pdf", b"\x89PNG\r\n\x1a\n..."), Format::Picture);
        assert_eq!(format("a.jpg", "image/jpeg", b"\0\0\0\x18ftypheic...."), Format::OtherPicture);
        assert_eq!(format("a.csv", "text/plain", b"PK\x03\x04....xl/workbook.xml"), Format::Sheet);
        assert_eq!(format("a.bin", ANY, b"PK\x03\x04..receipt.pdf"), Format::Archive);
        assert_eq!(format("winmail.dat", ANY, b"\x78\x9F\x3E\x22"), Format::Winmail);
        let wide: Vec<u8> = "Workbook".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let old = [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1...".as_slice(), &wide].concat();
        assert_eq!(format("a.xls", ANY, &old), Format::Sheet);
    }

    #[test]
    fn text_is_told_apart_by_its_beginning_its_type_and_its_name() {
        assert_eq!(format("a.xml", ANY, b"\xEF\xBB\xBF<?xml version='1.0'?><Invoice/>"), Format::Xml);
        assert_eq!(format("a.xml", "text/xml", b"<Invoice/>"), Format::Xml);
        assert_eq!(format("a", "application/xml", b"\xFF\xFE<\0I\0/\0>\0"), Format::Xml);
        assert_eq!(format("a.xml", ANY, b"<?xml version='1.0'?>\n<html xmlns='x'>"), Format::Html);
        assert_eq!(format("a.htm", ANY, b"<table><tr><td>Total"), Format::Html);
        assert_eq!(format("a.csv", "text/plain", b"item,price\n"), Format::Table);
        assert_eq!(format("a.csv", "application/vnd.ms-excel", b"item;price\n"), Format::Table);
        assert_eq!(format("a.xls", ANY, b"item\tprice\n"), Format::Table);
        assert_eq!(format("a.xls", ANY, b"<html><table>"), Format::Html);
        assert_eq!(format("a.pdf", "application/pdf", b"x"), Format::Pdf);
        assert_eq!(format("a.json", ANY, b"{\"a\": 1}"), Format::Json);
        assert_eq!(format("receipt", ANY, b"Total 5.00"), Format::Text);
        assert_eq!(format("a.md", "text/markdown", b"| Total | 5.00 |"), Format::Text);
        assert_eq!(format("a.ics", "text/calendar", b"BEGIN:VCALENDAR"), Format::Unknown);
        assert_eq!(format("a.bin", ANY, b"a\0\x01\x02\x03b\0\0\0\0"), Format::Unknown);
    }

    #[test]
    fn names_are_read_back() {
        for (format, name) in NAMES {
            assert_eq!(name.parse(), Ok(format));
            assert_eq!(format.as_str(), name);
        }
    }
}
