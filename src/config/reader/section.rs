//! One table of the document. Opening it reports the keys that nobody knows.

use std::ops::Range;
use std::path::PathBuf;

use toml::de::DeTable;

use super::super::fault::quoted;
use super::super::keys::{self, Table};
use super::{Reader, Value};

/// A table, or the absence of one, which reads as empty.
pub(in crate::config) struct Section<'a> {
    reader: &'a Reader<'a>,
    key: String,
    table: Option<&'a DeTable<'a>>,
    /// Something else than a table stands here: nothing is missing from it.
    wrong: bool,
}

impl<'a> Section<'a> {
    pub(super) fn open(
        reader: &'a Reader<'a>,
        key: String,
        at: Range<usize>,
        table: Option<&'a DeTable<'a>>,
        known: &Table,
    ) -> Self {
        let section = Self { reader, key, table, wrong: false };
        section.report_unknown(at, known);
        section
    }

    /// The dotted key of a key in this table.
    pub(in crate::config) fn key(&self, name: &str) -> String {
        if self.key.is_empty() { name.to_owned() } else { format!("{}.{name}", self.key) }
    }

    /// Whether the key is there.
    pub(in crate::config) fn has(&self, name: &str) -> bool {
        self.value(name).is_some()
    }

    /// The value of a key.
    pub(in crate::config) fn value(&self, name: &str) -> Option<Value<'a>> {
        let value = self.table?.get(name)?;
        Some(Value { reader: self.reader, key: self.key(name), at: value.span(), value: value.get_ref() })
    }

    /// The value of a key, read; absent when it is missing or wrong.
    pub(in crate::config) fn read<T>(
        &self,
        name: &str,
        read: impl FnOnce(&Value<'a>) -> Option<T>,
    ) -> Option<T> {
        read(&self.value(name)?)
    }

    /// The value of a key that has no default; `remedy` says what to write.
    pub(in crate::config) fn required<T>(
        &self,
        name: &str,
        remedy: &str,
        read: impl FnOnce(&Value<'a>) -> Option<T>,
    ) -> Option<T> {
        if !self.has(name) && !self.wrong {
            self.fault(name, "is missing", remedy);
        }
        self.read(name, read)
    }

    /// The table under a key; a missing one reads as empty.
    pub(in crate::config) fn section(&self, name: &str, known: &Table) -> Section<'a> {
        let found = self.read(name, |value| value.section(known));
        let wrong = self.has(name);
        found.unwrap_or_else(|| Section { reader: self.reader, key: self.key(name), table: None, wrong })
    }

    /// The tables of a list, such as `[[approvers]]`.
    pub(in crate::config) fn sections(&self, name: &str, known: &Table) -> Vec<Section<'a>> {
        if self.value(name).is_some_and(|value| value.is_table()) {
            self.fault(
                name,
                "is a table, not a list of tables",
                format!("write [[{name}]], with two brackets"),
            );
            return Vec::new();
        }
        self.list(name).iter().filter_map(|entry| entry.section(known)).collect()
    }

    /// The entries of a list; a missing one reads as empty.
    pub(in crate::config) fn list(&self, name: &str) -> Vec<Value<'a>> {
        self.read(name, Value::list).unwrap_or_default()
    }

    /// Whether a list is missing or has no entries; what is no list at all has been reported as that.
    pub(in crate::config) fn lists_nothing(&self, name: &str) -> bool {
        !self.wrong && self.value(name).is_none_or(|value| value.is_empty_list())
    }

    /// How many entries a list has, read or not.
    pub(in crate::config) fn count(&self, name: &str) -> usize {
        self.value(name).map_or(0, |value| value.length())
    }

    /// The entries of a list, each read, without those that are wrong.
    pub(in crate::config) fn each<T>(&self, name: &str, read: impl Fn(&Value<'a>) -> Option<T>) -> Vec<T> {
        self.list(name).iter().filter_map(read).collect()
    }

    /// All keys with their values, for tables whose keys are data.
    pub(in crate::config) fn entries(&self, name: &str) -> Vec<(&'a str, Value<'a>)> {
        self.read(name, Value::entries).unwrap_or_default()
    }

    /// Reports keys that have no meaning together with what else is written here.
    pub(in crate::config) fn out_of_place(&self, names: &[&str], what: &str, remedy: &str) {
        for name in names.iter().filter(|name| self.has(name)) {
            self.fault(name, what, remedy);
        }
    }

    /// Notes a fault at a key of this table.
    pub(in crate::config) fn fault(&self, name: &str, what: impl Into<String>, remedy: impl Into<String>) {
        self.reader.fault(&self.key(name), what, remedy);
    }

    /// Notes a fault at any key of the document.
    pub(in crate::config) fn elsewhere(&self, key: &str, what: impl Into<String>, remedy: impl Into<String>) {
        self.reader.fault(key, what, remedy);
    }

    /// A default path, relative to the configuration's folder as written ones are.
    pub(in crate::config) fn path(&self, usual: &str) -> PathBuf {
        self.reader.resolve(usual)
    }

    /// Notes a fault of this table as a whole.
    pub(in crate::config) fn fault_here(&self, what: impl Into<String>, remedy: impl Into<String>) {
        self.reader.fault(&self.key, what, remedy);
    }

    /// The dotted key of the table itself.
    pub(in crate::config) fn own_key(&self) -> &str {
        &self.key
    }

    fn report_unknown(&self, at: Range<usize>, known: &Table) {
        for name in self.table.into_iter().flat_map(DeTable::keys) {
            let written = name.get_ref().as_ref();
            if known.keys.contains(&written) {
                continue;
            }
            let place = if name.span().is_empty() { at.start } else { name.span().start };
            let remedy = remedy_for(written, known);
            let key = self.key(&shown(written));
            self.reader.fault_at(&key, place, "is an unknown key".to_owned(), remedy);
        }
    }
}

/// The likeliest slip: a letter, or the table.
fn remedy_for(written: &str, known: &Table) -> String {
    let others = keys::tables_with(written).join(", ");
    match keys::nearest(written, known.keys) {
        Some(nearest) => format!("did you mean {nearest:?}?"),
        None if !others.is_empty() => format!("it belongs to {others}"),
        None => format!("known here are: {}", known.keys.join(", ")),
    }
}

/// A key as it would have to be written: bare, or in quotes.
fn shown(name: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if !name.is_empty() && name.len() <= 60 && name.chars().all(bare) {
        name.to_owned()
    } else {
        quoted(name)
    }
}
