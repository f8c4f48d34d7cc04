//! The files of a mail, read by the real program in processes of its own: what they say, and that no file can hurt the desk.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may stop at once")]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use countersign::config::Receipts;
use countersign::document::{Document, FileReading, picture};
use countersign::extract::Extractor;
use countersign::mail::Attachment;

#[path = "files/deflated.rs"]
mod deflated;

const ANY: &str = "application/octet-stream";

fn extractor() -> Extractor {
    Extractor::with_program(env!("CARGO_BIN_EXE_countersign").into(), &Receipts::default())
}

fn file(name: &str, bytes: &[u8]) -> Attachment {
    Attachment { name: name.to_owned(), media_type: ANY.to_owned(), bytes: bytes.to_vec() }
}

fn read(name: &str, bytes: &[u8]) -> Result<Document, String> {
    extractor().read(&[file(name, bytes)]).remove(0).outcome
}

fn sample(name: &str) -> Document {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files").join(name);
    read(name, &std::fs::read(path).unwrap()).unwrap()
}

#[test]
fn sheets_say_what_their_reader_sees() {
    let document = sample("expenses.xlsx");
    assert_eq!(
        document.text,
        "Date\tItem\tAmount\n2026-11-02\tHotel Adler\t412.50 €\n2026-11-03\tTaxi\t38.00 €\n\
         2026-11-03 12:41\tDinner\t1234.57 €\n\tTotal\t€1685.07\n\n\tVAT\t19%\n\n\tWhite on black"
    );
    assert_eq!(document.hidden, "\tTotal 5.00\n\nTotal\t1.50");
    assert_eq!(document.left_out, None);

    let document = sample("expenses.xls");
    assert_eq!(document.text, "Item\tAmount\nHotel\t412.50\nTotal\t1450.50");
    assert_eq!(document.hidden, "Total 1.50");
    assert_eq!(sample("expenses.ods").text, "Item\tAmount\nHotel\t1.234,50 €\nTotal\t1.234,50 €\n");
    assert!(sample("cell-in-the-last-corner.xlsx").text.starts_with("Total\t1.50\n\n\t"));
}

#[test]
fn formulas_that_nobody_computed_are_named() {
    for name in ["formula-without-value.xlsx", "formula-never-computed.xlsx"] {
        let document = sample(name);
        assert!(document.left_out.unwrap().contains("never computed"), "{name}");
        assert!(!document.text.contains("0.00\n") && !document.text.ends_with("$0.00"), "{name}");
    }
}

#[test]
fn what_is_not_read_says_what_to_send_instead() {
    for (name, bytes, why) in [
        ("a.zip", b"PK\x03\x04....receipt.pdf".as_slice(), "archive"),
        ("a.heic", b"\0\0\0\x18ftypheic", "JPEG"),
        ("a.rtf", b"{\\rtf1 Total 5.00}", "PDF"),
        ("a.exe", b"MZ\x90\0\x03\0\0\0\x04", "this kind"),
        ("a.txt", b"", "empty"),
        ("a.xlsx", b"PK\x03\x04....xl/workbook.xml", "damaged"),
        ("a.pdf", b"%PDF-1.7 no more", "damaged"),
    ] {
        let outcome = read(name, bytes).unwrap_err();
        assert!(outcome.contains(why), "{name}: {outcome}");
    }
}

/// A workbook of one sheet.
fn workbook(sheet: &str, strings: deflated::Entry) -> Vec<u8> {
    const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id='{id}' Type='{KIND}/{kind}' Target='{target}'/>")
    };
    let start = relation("rId1", "officeDocument", "xl/workbook.xml");
    let parts = [
        relation("rId1", "worksheet", "worksheets/sheet1.xml"),
        relation("rId2", "sharedStrings", "sharedStrings.xml"),
    ];
    deflated::zip(&[
        deflated::stored("[Content_Types].xml", "<Types/>"),
        deflated::stored("_rels/.rels", &format!("<Relationships>{start}</Relationships>")),
        deflated::stored(
            "xl/workbook.xml",
            &format!(
                "<workbook xmlns:r='{KIND}'><sheets><sheet name='S' sheetId='1' r:id='rId1'/></sheets></workbook>"
            ),
        ),
        deflated::stored(
            "xl/_rels/workbook.xml.rels",
            &format!("<Relationships>{}</Relationships>", parts.concat()),
        ),
        deflated::stored("xl/worksheets/sheet1.xml", sheet),
        strings,
    ])
}

#[test]
fn bombs_end_their_own_process_only() {
    let sheet = "<worksheet><sheetData><row><c r='A1'><v>5</v></c></row></sheetData></worksheet>";
    let strings = deflated::stored("xl/sharedStrings.xml", "<sst><si><t>a</t></si></sst>");
    assert_eq!(read("small.xlsx", &workbook(sheet, strings)).unwrap().text, "5");

    // A gigabyte in four megabytes.
    let much = deflated::repeated("xl/sharedStrings.xml", "<sst><si><t>", b'A', 1_000_000_000);
    let bomb = workbook(sheet, much);
    assert!(bomb.len() < 8_000_000);
    assert_eq!(read("bomb.xlsx", &bomb).unwrap_err(), "it is damaged, or too large or complicated to read");
    let letter = deflated::zip(&[deflated::repeated("word/document.xml", "<w:p><w:t>", b'A', 1_000_000_000)]);
    assert!(
        read("bomb.docx", &letter).is_ok_and(|document| document.left_out.is_some())
            || read("bomb.docx", &letter).is_err()
    );

    let deep = format!("<worksheet><sheetData><row><c r='A1'>{}", "<v>".repeat(1_000_000));
    let strings = deflated::stored("xl/sharedStrings.xml", "<sst/>");
    assert!(read("deep.xlsx", &workbook(&deep, strings)).is_err());
    let points = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xEA\x60\0\0\xEA\x60\x01\0\0\0\0";
    assert_eq!(read("bomb.png", points).unwrap_err(), "it is too large a picture");
    assert_eq!(read("receipt.txt", b"Total 5.00").unwrap().text, "Total 5.00", "the desk goes on");
}

#[test]
fn answers_that_are_none_are_told_in_plain_words() {
    let sheet = file("a.xlsx", b"PK\x03\x04....xl/workbook.xml");
    for (program, why) in [
        ("/bin/echo", "it is damaged, or too large or complicated to read"),
        ("/bin/false", "it is damaged, or too large or complicated to read"),
        ("/usr/bin/yes", "there is too much in it"),
        ("/nonexistent", "no process could be started"),
    ] {
        let extractor = Extractor::with_program(PathBuf::from(program), &Receipts::default());
        let readings = extractor.read(std::slice::from_ref(&sheet));
        let Err(told) = &readings[0].outcome else { panic!("{program} gave an answer") };
        assert!(told.starts_with(why), "{program}: {told}");
    }
    let without = Extractor::default().read(&[sheet]).remove(0);
    assert_eq!(without.outcome.unwrap_err(), "files of this kind are not read");
}

#[test]
fn many_files_at_once_are_all_read() {
    let extractor = extractor();
    let sheet =
        std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/expenses.xls")).unwrap();
    std::thread::scope(|scope| {
        let readers: Vec<_> =
            (0..10).map(|_| scope.spawn(|| extractor.read(&vec![file("expenses.xls", &sheet); 5]))).collect();
        for reader in readers {
            let readings: Vec<FileReading> = reader.join().unwrap();
            assert!(
                readings.iter().all(|reading| reading.outcome.as_ref().unwrap().text.ends_with("1450.50"))
            );
        }
    });
    let many = extractor.read(&vec![file("a.txt", b"Total 5.00"); 60]);
    assert_eq!(many.iter().filter(|reading| reading.outcome.is_ok()).count(), 50);
    assert_eq!(many[59].outcome.as_ref().unwrap_err(), "only the first 50 files are read");
}

const RECEIPT: [(&str, &str); 7] = [
    ("CAFE MARGOT", ""),
    ("12 Harbour Street, London", ""),
    ("2 x Flat white", "7.00"),
    ("1 x Club sandwich", "11.50"),
    ("Subtotal", "18.50"),
    ("VAT", "3.70"),
    ("TOTAL GBP", "22.20"),
];

/// The receipt as a page of a PDF: words on the left, amounts on the right.
fn printed() -> Vec<u8> {
    let at = |x: i32, y: i32, text: &str| format!("BT /F 12 Tf {x} {y} Td ({text}) Tj ET ");
    let rows = RECEIPT.iter().zip((0..).map(|row| 175 - 22 * row));
    let page: String = rows.map(|((words, amount), y)| at(14, y, words) + &at(200, y, amount)).collect();
    format!(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
         3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 260 200]/Contents 4 0 R\
         /Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n\
         4 0 obj<</Length {}>>stream\n{page}\nendstream endobj\ntrailer<</Root 1 0 R/Size 5>>\n%%EOF\n",
        page.len()
    )
    .into_bytes()
}

/// A photo of the receipt; poppler-utils must be there (`make servers`).
fn photo(kind: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("page.pdf");
    std::fs::write(&page, printed()).unwrap();
    let mut command = Command::new("pdftoppm");
    command.args(["-r", "200", kind, "-singlefile"]).arg(&page).arg(folder.path().join("page"));
    assert!(command.stderr(Stdio::null()).status().unwrap().success());
    let extension = if kind == "-png" { "page.png" } else { "page.jpg" };
    std::fs::read(folder.path().join(extension)).unwrap()
}

fn is_the_receipt(outcome: Result<Document, String>) {
    let document = outcome.unwrap();
    assert!(document.recognised);
    let rows: Vec<String> =
        document.text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    for row in ["1 x Club sandwich 11.50", "Subtotal 18.50", "TOTAL GBP 22.20"] {
        assert!(rows.iter().any(|found| found == row), "{row} is not in {rows:?}");
    }
}

#[test]
fn photos_and_scans_are_read_row_by_row() {
    is_the_receipt(read("receipt.png", &photo("-png")));
    let jpeg = photo("-jpeg");
    is_the_receipt(read("receipt.jpg", &jpeg));
    // A scan: a page that is a picture, the right way up and on its side.
    is_the_receipt(read("scan.pdf", &picture::jpeg_as_pdf(&jpeg, 0).unwrap()));
}

#[test]
fn a_photo_that_was_held_sideways_is_turned_first() {
    let upright = photo("-jpeg");
    // Turned to the left, with the camera's note (Exif orientation 6) that it must be turned back to the right.
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("page.pdf");
    std::fs::write(&page, picture::jpeg_as_pdf(&upright, 270).unwrap()).unwrap();
    let mut command = Command::new("pdftoppm");
    command.args(["-r", "200", "-jpeg", "-singlefile"]).arg(&page).arg(folder.path().join("page"));
    assert!(command.status().unwrap().success());
    let turned = std::fs::read(folder.path().join("page.jpg")).unwrap();
    is_the_receipt(read("without a note.jpg", &turned));
    let note = b"\xFF\xE1\x00\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    let noted = [&turned[..2], note, &turned[2..]].concat();
    is_the_receipt(read("with a note.jpg", &noted));
}

#[test]
fn logos_are_passed_over_and_recognition_can_be_switched_off() {
    let logo = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x40\0\0\0\x40\x01\0\0\0\0";
    assert_eq!(read("logo.png", logo).unwrap(), Document::default());
    let off = Receipts { ocr: false, ..Receipts::default() };
    let extractor = Extractor::with_program(env!("CARGO_BIN_EXE_countersign").into(), &off);
    let reading = extractor.read(&[file("receipt.png", &photo("-png"))]).remove(0);
    assert_eq!(reading.outcome.unwrap_err(), "it is a picture");
}
