//! A file, its name and media type on the first line: what it is does not depend on chance, little of it never becomes much
//! text, and headers that are cut off say nothing wrong. PDF and spreadsheets are read by other people's parsers in
//! processes of their own; what these do there is not looked for here.
#![no_main]

use countersign::document::{Format, picture, read_as, recognised, winmail};
use countersign::mail::Attachment;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let end = input.iter().position(|byte| *byte == b'\n').unwrap_or(0);
    let (head, bytes) = input.split_at(end);
    let bytes = bytes.strip_prefix(b"\n").unwrap_or(bytes);
    let head = String::from_utf8_lossy(head);
    let (name, media_type) = head.split_once(' ').unwrap_or((&head, "application/octet-stream"));
    let file = Attachment {
        name: name.to_owned(),
        media_type: media_type.to_owned(),
        bytes: bytes.to_owned(),
    };
    let format = Format::of(&file);
    assert_eq!(format.as_str().parse(), Ok(format));
    if !matches!(format, Format::Pdf | Format::Sheet) {
        check(format, bytes);
    }

    for file in winmail::files(bytes) {
        assert!(!file.name.is_empty() && !file.name.contains(['/', '\\', '\n']), "{:?}", file.name);
        assert!(file.bytes.len() <= 3 * bytes.len(), "more comes out than went in");
    }
    let turned = picture::turned(bytes);
    assert!([0, 90, 180, 270].contains(&turned));
    if let Some(page) = picture::jpeg_as_pdf(bytes, turned) {
        assert!(page.starts_with(b"%PDF-") && picture::size(bytes).is_some());
    }
    if let Ok(document) = recognised::recognised(&String::from_utf8_lossy(bytes)) {
        assert!(document.recognised && !document.text.trim().is_empty());
    }
});

fn check(format: Format, bytes: &[u8]) {
    match read_as(format, bytes) {
        Ok(document) => {
            let length = document.text.len() + document.hidden.len();
            // What is packed may grow a thousand times.
            let growth = if format == Format::Letter { 2_000 } else { 24 };
            assert!(length <= growth * bytes.len() + 64, "{} bytes became {length}", bytes.len());
            assert_eq!(document.xml.len(), usize::from(format == Format::Xml));
            assert!(!document.recognised);
        }
        Err(why) => assert!(!why.to_string().is_empty()),
    }
}
