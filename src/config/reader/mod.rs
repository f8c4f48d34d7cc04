//! Walks the TOML document: hands out typed values and collects every fault with its place.
//!
//! Knows TOML and the formats of values. Must not know what any key means. A value that is wrong is reported and
//! reads as absent, so that one walk finds all faults; the sections fall back to defaults that are never used.

mod secret;
mod section;
mod value;

use std::cell::RefCell;
use std::ops::Range;
use std::path::{Path, PathBuf};

use toml::de::{DeTable, DeValue};

use super::fault::{Fault, Faults};
use super::keys;

pub(super) use section::Section;
pub(super) use value::Value;

/// The parsed file, and what has been found wrong with it so far.
pub(super) struct Reader<'a> {
    source: Source<'a>,
    root: &'a DeTable<'a>,
    secrets: Secrets,
    faults: RefCell<Vec<Fault>>,
}

/// What is done about the secrets that the file names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Secrets {
    /// They are found, wherever they are.
    Found {
        /// Others than the owner can read the file, so none may stand in it.
        exposed: bool,
    },
    /// Nobody looks for them, and they read as empty.
    LeftAlone,
}

/// Something and the key that it stands under, for checks that come later.
#[derive(Debug)]
pub(super) struct Keyed<T> {
    pub(super) key: String,
    pub(super) value: T,
}

/// The file's name and text, to tell places.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) file: &'a Path,
    pub(super) text: &'a str,
}

impl Source<'_> {
    /// A fault at a place of the file.
    fn fault(&self, key: &str, at: usize, what: String, remedy: String) -> Fault {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
        let (file, key) = (self.file.display().to_string(), key.to_owned());
        Fault { file, line: Some(line), column: Some(column), key, what, remedy }
    }

    /// Text that is not TOML. The parser's own words only: its display would echo the line, passwords included.
    pub(super) fn syntax(&self, errors: &[toml::de::Error]) -> Faults {
        let fault = |error: &toml::de::Error| {
            let at = error.span().map_or(0, |span| span.start);
            let what = format!("not valid TOML: {}", error.message());
            self.fault("", at, what, "correct this place; texts stand in quotes".to_owned())
        };
        let mut faults: Vec<Fault> = errors.iter().map(fault).collect();
        // What follows on the same line is nearly always a consequence.
        faults.dedup_by_key(|fault| fault.line);
        Faults::new(faults)
    }
}

impl<'a> Reader<'a> {
    /// Starts with an empty list of faults.
    pub(super) fn new(source: Source<'a>, root: &'a DeTable<'a>, secrets: Secrets) -> Self {
        Self { source, root, secrets, faults: RefCell::default() }
    }

    /// The document itself.
    pub(super) fn root(&self) -> Section<'_> {
        Section::open(self, String::new(), 0..0, Some(self.root), &keys::ROOT)
    }

    /// Notes a fault at the key; where the key is missing, at the table that it is missing from.
    pub(super) fn fault(&self, key: &str, what: impl Into<String>, remedy: impl Into<String>) {
        self.fault_at(key, self.locate(key).start, what.into(), remedy.into());
    }

    fn fault_at(&self, key: &str, at: usize, what: String, remedy: String) {
        let fault = self.source.fault(key, at, what, remedy);
        self.faults.borrow_mut().push(fault);
    }

    /// All faults so far.
    pub(super) fn into_faults(self) -> Faults {
        Faults::new(self.faults.into_inner())
    }

    /// A path, relative to the configuration's folder.
    fn resolve(&self, path: &str) -> PathBuf {
        self.source.file.parent().unwrap_or(Path::new("")).join(path)
    }

    /// The value under the key, or the deepest part of the way to it that exists.
    fn locate(&self, key: &str) -> Range<usize> {
        let steps = key.split(['.', '[']).map(|step| step.trim_end_matches(']'));
        let mut found = 0..0;
        let mut table = Some(self.root);
        let mut list = None;
        for step in steps {
            let next = match (table, list) {
                (Some(table), _) => table.get(step),
                (None, Some(list)) => step.parse().ok().and_then(|index: usize| <[_]>::get(list, index)),
                (None, None) => None,
            };
            let Some(next) = next else { break };
            found = next.span();
            table = next.get_ref().as_table();
            list = next.get_ref().as_array().map(|list| &**list);
        }
        found
    }
}

/// What a value is, for people.
fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number with a point",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
