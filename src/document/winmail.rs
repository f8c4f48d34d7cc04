//! Outlook's `winmail.dat` (TNEF): the files and the text that it holds.
//!
//! Knows MS-OXTNEF as far as files and bodies go. Must not read the files. Nothing is unpacked, so that what comes out is
//! never more than what came in.

use super::decode::decoded;
use crate::mail::{Attachment, safe_name};

/// A mail in a mail in a mail.
const DEEPEST: usize = 3;
const MOST_FILES: usize = 200;

/// The attributes of a stream (MS-OXTNEF 2.1.3.2).
mod attribute {
    pub(super) const BODY: u16 = 0x800C;
    pub(super) const FILE_DATA: u16 = 0x800F;
    pub(super) const FILE_TITLE: u16 = 0x8010;
    pub(super) const FILE_BEGINS: u16 = 0x9002;
    pub(super) const MESSAGE_PROPERTIES: u16 = 0x9003;
    pub(super) const FILE_PROPERTIES: u16 = 0x9005;
}

/// Properties of messages and files (MS-OXPROPS).
mod property {
    pub(super) const BODY: u16 = 0x1000;
    pub(super) const HTML: u16 = 0x1013;
    pub(super) const FILE_DATA: u16 = 0x3701;
    pub(super) const FILE_NAME: u16 = 0x3704;
    pub(super) const LONG_FILE_NAME: u16 = 0x3707;
    pub(super) const MEDIA_TYPE: u16 = 0x370E;
}

/// The files in it, and its message as a file where there is one; of a stream that breaks off, those before.
pub fn files(bytes: &[u8]) -> Vec<Attachment> {
    let mut found = Vec::new();
    stream(bytes, 0, &mut found);
    found.truncate(MOST_FILES);
    found
}

/// Bytes that are read from their beginning.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn short(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes(self.take(2)?.try_into().ok()?))
    }

    fn long(&mut self) -> Option<usize> {
        usize::try_from(u32::from_le_bytes(self.take(4)?.try_into().ok()?)).ok()
    }

    /// So many bytes, and what fills them up to a multiple of four.
    fn padded(&mut self, count: usize) -> Option<&'a [u8]> {
        let taken = self.take(count)?;
        self.take(count.next_multiple_of(4) - count)?;
        Some(taken)
    }
}

/// A file while its attributes come.
#[derive(Default)]
struct Open<'a> {
    name: String,
    media_type: Option<String>,
    data: Option<&'a [u8]>,
}

fn stream(bytes: &[u8], depth: usize, found: &mut Vec<Attachment>) {
    let mut rest = Bytes(bytes);
    let begins = rest.take(6).is_some_and(|head| head.starts_with(b"\x78\x9F\x3E\x22"));
    if depth >= DEEPEST || !begins {
        return;
    }
    let mut file: Option<Open<'_>> = None;
    while let Some((id, data)) = next_attribute(&mut rest) {
        if found.len() >= MOST_FILES {
            return;
        }
        match (id, &mut file) {
            (attribute::FILE_BEGINS, open) => {
                close(open.take(), found);
                file = Some(Open::default());
            }
            (attribute::FILE_DATA, Some(open)) => open.data = Some(data),
            (attribute::FILE_TITLE, Some(open)) if open.name.is_empty() => open.name = text(data),
            (attribute::FILE_PROPERTIES, Some(open)) => file_properties(data, open, depth, found),
            (attribute::BODY, _) => message("message.txt", "text/plain", text(data).into_bytes(), found),
            (attribute::MESSAGE_PROPERTIES, None) => message_properties(data, found),
            _ => {}
        }
    }
    close(file, found);
}

/// Its level, id and type, its data, and a checksum.
fn next_attribute<'a>(rest: &mut Bytes<'a>) -> Option<(u16, &'a [u8])> {
    rest.take(1)?;
    let id = rest.short()?;
    rest.short()?;
    let length = rest.long()?;
    let data = rest.take(length)?;
    rest.take(2)?;
    Some((id, data))
}

fn close(file: Option<Open<'_>>, found: &mut Vec<Attachment>) {
    let Some(Open { name, media_type, data: Some(data) }) = file else { return };
    let media_type = media_type.unwrap_or_else(|| "application/octet-stream".to_owned());
    found.push(Attachment { name: safe_name(&name, &media_type), media_type, bytes: data.to_vec() });
}

fn message(name: &str, media_type: &str, bytes: Vec<u8>, found: &mut Vec<Attachment>) {
    if !bytes.trim_ascii().is_empty() {
        found.push(Attachment { name: name.to_owned(), media_type: media_type.to_owned(), bytes });
    }
}

fn file_properties<'a>(data: &'a [u8], open: &mut Open<'a>, depth: usize, found: &mut Vec<Attachment>) {
    properties(data, |id, value| match id {
        property::LONG_FILE_NAME => open.name = text(value),
        property::FILE_NAME if open.name.is_empty() => open.name = text(value),
        property::MEDIA_TYPE => open.media_type = Some(text(value).to_ascii_lowercase()),
        // Behind the id of its interface: a mail inside, or else the file itself.
        property::FILE_DATA => match value.get(16..) {
            Some(inside) if inside.starts_with(b"\x78\x9F\x3E\x22") => stream(inside, depth + 1, found),
            _ => open.data = open.data.or(Some(value)),
        },
        _ => {}
    });
}

fn message_properties(data: &[u8], found: &mut Vec<Attachment>) {
    properties(data, |id, value| match id {
        property::HTML => message("message.html", "text/html", value.to_vec(), found),
        property::BODY => message("message.txt", "text/plain", text(value).into_bytes(), found),
        _ => {}
    });
}

/// Every property that has bytes (MS-OXTNEF 2.1.3.4); the others are passed over.
fn properties<'a>(data: &'a [u8], mut each: impl FnMut(u16, &'a [u8])) {
    let mut rest = Bytes(data);
    let count = rest.long().unwrap_or_default();
    for _ in 0..count {
        if next_property(&mut rest, &mut each).is_none() {
            return;
        }
    }
}

fn next_property<'a>(rest: &mut Bytes<'a>, each: &mut impl FnMut(u16, &'a [u8])) -> Option<()> {
    let (kind, id) = (rest.short()?, rest.short()?);
    if id >= 0x8000 {
        rest.take(16)?;
        if rest.long()? == 0 {
            rest.take(4)?;
        } else {
            let length = rest.long()?;
            rest.padded(length)?;
        }
    }
    let width = match kind & 0x0FFF {
        0x0002 | 0x0003 | 0x0004 | 0x000A | 0x000B => Some(4),
        0x0005 | 0x0006 | 0x0007 | 0x0014 | 0x0040 => Some(8),
        0x0048 => Some(16),
        0x000D | 0x001E | 0x001F | 0x0102 => None,
        _ => return None,
    };
    let several = kind & 0x1000 != 0 || width.is_none();
    let values = if several { rest.long()? } else { 1 };
    for _ in 0..values {
        let length = match width {
            Some(width) => width,
            None => rest.long()?,
        };
        let value = rest.padded(length)?;
        if width.is_none() {
            each(id, value);
        }
    }
    Some(())
}

/// Up to the zero that ends it.
fn text(bytes: &[u8]) -> String {
    let is_wide = bytes.len() >= 2 && bytes.len().is_multiple_of(2) && bytes.get(1) == Some(&0);
    let end = if is_wide {
        bytes.chunks_exact(2).position(|pair| pair == [0, 0]).map(|at| at * 2)
    } else {
        bytes.iter().position(|byte| *byte == 0)
    };
    let label = is_wide.then_some("utf-16le");
    decoded(bytes.get(..end.unwrap_or(bytes.len())).unwrap_or_default(), label).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attribute(level: u8, id: u16, data: &[u8]) -> Vec<u8> {
        let length = u32::try_from(data.len()).unwrap().to_le_bytes();
        [&[level], &id.to_le_bytes()[..], &[6, 0], &length, data, &[0, 0]].concat()
    }

    fn bytes_property(kind: u16, id: u16, value: &[u8]) -> Vec<u8> {
        let length = u32::try_from(value.len()).unwrap().to_le_bytes();
        let filling = vec![0; value.len().next_multiple_of(4) - value.len()];
        [&kind.to_le_bytes()[..], &id.to_le_bytes(), &[1, 0, 0, 0], &length, value, &filling].concat()
    }

    fn winmail(attributes: &[Vec<u8>]) -> Vec<u8> {
        [b"\x78\x9F\x3E\x22\x01\x00".to_vec(), attributes.concat()].concat()
    }

    fn with_file(more: &[Vec<u8>]) -> Vec<u8> {
        let number = [0x03, 0x00, 0x05, 0x37, 1, 0, 0, 0].to_vec();
        let named =
            [[0x0B, 0, 1, 0x80].as_slice(), &[0; 16], &[1, 0, 0, 0], &[3, 0, 0, 0], b"ab\0\0", &[1, 0, 0, 0]]
                .concat();
        let wide: Vec<u8> = "Rechnung Nr. 5.pdf\0".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let kind = bytes_property(0x001E, property::MEDIA_TYPE, b"application/pdf\0");
        let name = bytes_property(0x001F, property::LONG_FILE_NAME, &wide);
        let properties = [[4, 0, 0, 0].to_vec(), number, named, name, kind].concat();
        let mut all = more.to_vec();
        all.push(attribute(2, attribute::FILE_BEGINS, &[0; 14]));
        all.push(attribute(2, attribute::FILE_TITLE, b"RECHNU~1.PDF\0"));
        all.push(attribute(2, attribute::FILE_DATA, b"%PDF-1.7"));
        all.push(attribute(2, attribute::FILE_PROPERTIES, &properties));
        winmail(&all)
    }

    #[test]
    fn files_come_with_their_long_names() {
        let found = files(&with_file(&[attribute(1, attribute::BODY, b"See attached, total 5.00\0")]));
        assert_eq!(found.len(), 2);
        assert_eq!(
            (found[0].name.as_str(), found[0].bytes.as_slice()),
            ("message.txt", &b"See attached, total 5.00"[..])
        );
        assert_eq!(
            (found[1].name.as_str(), found[1].media_type.as_str()),
            ("Rechnung Nr. 5.pdf", "application/pdf")
        );
        assert_eq!(found[1].bytes, b"%PDF-1.7");
    }

    #[test]
    fn a_mail_inside_gives_its_files_and_its_text() {
        let html = bytes_property(0x0102, property::HTML, b"<p>Total 5.00</p>");
        let body = attribute(1, attribute::MESSAGE_PROPERTIES, &[[1, 0, 0, 0].to_vec(), html].concat());
        let mut inside = with_file(&[body]);
        for depth in 0..6 {
            let object = bytes_property(0x000D, property::FILE_DATA, &[[0; 16].to_vec(), inside].concat());
            let properties = [[1, 0, 0, 0].to_vec(), object].concat();
            inside = winmail(&[
                attribute(2, attribute::FILE_BEGINS, &[]),
                attribute(2, attribute::FILE_PROPERTIES, &properties),
            ]);
            let names: Vec<String> = files(&inside).into_iter().map(|file| file.name).collect();
            assert_eq!(names.is_empty(), depth >= DEEPEST - 1, "{names:?}");
        }
    }

    #[test]
    fn a_stream_that_breaks_off_gives_what_came_before() {
        let whole = with_file(&[]);
        for end in 0..whole.len() {
            assert!(files(&whole[..end]).len() <= 1);
        }
        assert!(files(b"").is_empty());
        assert!(files(&[b"\x78\x9F\x3E\x22\0\0\x02".as_slice(), &[0xFF; 60]].concat()).is_empty());
        let endless = attribute(
            1,
            attribute::MESSAGE_PROPERTIES,
            &[0xFF, 0xFF, 0xFF, 0xFF, 0x03, 0x10, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF],
        );
        assert!(files(&winmail(&[endless])).is_empty());
    }
}
