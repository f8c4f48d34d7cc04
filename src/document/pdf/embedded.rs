//! The XML files inside of a PDF: electronic invoices, perhaps.
//!
//! Knows where a PDF keeps its files. Must not know what they mean.

use std::collections::HashSet;
use std::io::Read as _;

use flate2::read::ZlibDecoder;
use hayro_interpret::hayro_syntax::Filter;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, ObjectIdentifier, Stream, String as Bytes};

/// A larger file is not taken out, nor more files than this.
const MAX_BYTES: u64 = 4 << 20;
const MAX_FILES: usize = 8;
/// So many nodes of the tree of names are looked at.
const MAX_NODES: usize = 500;

/// The XML files as texts.
pub(super) fn xml(pdf: &Pdf) -> Vec<String> {
    let Some(catalog) = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id()) else { return Vec::new() };
    let mut taken: HashSet<ObjectIdentifier> = HashSet::new();
    let mut found = Vec::new();
    for file in files(&catalog) {
        let Some(stream) = contents(&file) else { continue };
        if !is_xml(&file, &stream) || found.len() >= MAX_FILES || !taken.insert(stream.obj_id()) {
            continue;
        }
        found.extend(bytes(&stream).map(|bytes| text(&bytes)));
    }
    found
}

/// Every file that the document names, in its tree of names and as an associated file.
fn files<'a>(catalog: &Dict<'a>) -> Vec<Dict<'a>> {
    let mut files: Vec<Dict<'a>> = Vec::new();
    if let Some(associated) = catalog.get::<Array<'_>>(b"AF") {
        files.extend(associated.iter::<Dict<'_>>().take(MAX_NODES));
    }
    let tree = catalog.get::<Dict<'_>>(b"Names").and_then(|names| names.get::<Dict<'_>>(b"EmbeddedFiles"));
    let mut open: Vec<Dict<'a>> = tree.into_iter().collect();
    let mut nodes = 0;
    while let Some(node) = open.pop() {
        nodes += 1;
        if nodes > MAX_NODES {
            break;
        }
        if let Some(names) = node.get::<Array<'_>>(b"Names") {
            files.extend(names.iter::<Dict<'_>>().take(MAX_NODES));
        }
        if let Some(kids) = node.get::<Array<'_>>(b"Kids") {
            open.extend(kids.iter::<Dict<'_>>().take(MAX_NODES));
        }
    }
    files
}

fn contents<'a>(file: &Dict<'a>) -> Option<Stream<'a>> {
    let streams = file.get::<Dict<'_>>(b"EF")?;
    streams.get::<Stream<'_>>(b"F").or_else(|| streams.get::<Stream<'_>>(b"UF"))
}

fn is_xml(file: &Dict<'_>, stream: &Stream<'_>) -> bool {
    let named = [&b"UF"[..], b"F"].iter().any(|key| {
        let name = file.get::<Bytes<'_>>(key).map(|name| decoded(name.as_bytes()));
        name.is_some_and(|name| name.trim().to_ascii_lowercase().ends_with(".xml"))
    });
    named || stream.dict().get::<Name<'_>>(b"Subtype").is_some_and(|kind| kind.as_ref().ends_with(b"/xml"))
}

/// The bytes of a stream that is stored as it is or compressed once, the usual way.
fn bytes(stream: &Stream<'_>) -> Option<Vec<u8>> {
    let raw = stream.raw_data();
    let mut bytes = Vec::new();
    match stream.filters().as_slice() {
        [] => bytes.extend_from_slice(&raw),
        [Filter::FlateDecode] => {
            ZlibDecoder::new(&*raw).take(MAX_BYTES + 1).read_to_end(&mut bytes).ok()?;
        }
        _ => return None,
    }
    (bytes.len() as u64 <= MAX_BYTES).then_some(bytes)
}

fn text(bytes: &[u8]) -> String {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0.into_owned();
    }
    let declared = String::from_utf8_lossy(bytes.get(..200).unwrap_or(bytes)).to_ascii_lowercase();
    if declared.contains("iso-8859-1\"") || declared.contains("windows-1252") {
        return encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned();
    }
    String::from_utf8_lossy(bytes).into_owned()
}

/// A text string of a PDF: UTF-16, UTF-8, or one byte a letter.
pub(super) fn decoded(bytes: &[u8]) -> String {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0.into_owned();
    }
    let letter = |byte: &u8| match byte {
        0xA0 => '€',
        0x80..=0x9F => '\u{FFFD}',
        _ => char::from(*byte),
    };
    bytes.iter().map(letter).collect()
}
