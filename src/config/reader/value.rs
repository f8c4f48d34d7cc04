//! One value of the document, read as what it must be.

use std::ops::{Range, RangeInclusive};
use std::path::PathBuf;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use rust_decimal::Decimal;
use toml::de::DeValue;

use super::super::fault::quoted;
use super::super::keys::{self, Table};
use super::super::values::{self, Form};
use super::{Keyed, Reader, Section, kind};
use crate::approval::Address;

/// A value with its key and place.
pub(in crate::config) struct Value<'a> {
    pub(super) reader: &'a Reader<'a>,
    pub(super) key: String,
    pub(super) at: Range<usize>,
    pub(super) value: &'a DeValue<'a>,
}

/// The longest text that is taken; more is a slip.
const LONGEST_TEXT: usize = 1000;

impl<'a> Value<'a> {
    /// One line of text, not empty.
    pub(in crate::config) fn text(&self) -> Option<&'a str> {
        let text = self.string(&values::TEXT)?;
        if text.trim().is_empty() {
            return self.refuse("is empty", "write a text, or leave the key out");
        }
        if text.chars().any(char::is_control) || text.len() > LONGEST_TEXT {
            return self
                .refuse("has line breaks, control characters or over 1000 bytes", values::TEXT.remedy);
        }
        Some(text)
    }

    /// A path, relative to the configuration's folder.
    pub(in crate::config) fn path(&self) -> Option<PathBuf> {
        Some(self.reader.resolve(self.text()?))
    }

    /// The path of a file that must be there.
    pub(in crate::config) fn file(&self) -> Option<PathBuf> {
        let path = self.path()?;
        if path.is_file() {
            return Some(path);
        }
        self.refuse(format!("there is no file {}", path.display()), "put it there, or correct the path")
    }

    /// The path of a folder that must be there.
    pub(in crate::config) fn folder(&self) -> Option<PathBuf> {
        let path = self.path()?;
        if path.is_dir() {
            return Some(path);
        }
        self.refuse(format!("there is no folder {}", path.display()), "create it, or correct the path")
    }

    /// `true` or `false`.
    pub(in crate::config) fn boolean(&self) -> Option<bool> {
        let form = Form { name: "true or false", remedy: "write true or false, without quotes" };
        self.value.as_bool().or_else(|| self.refuse_kind(&form))
    }

    /// A whole number within limits.
    pub(in crate::config) fn whole(&self, range: RangeInclusive<u32>) -> Option<u32> {
        let form = Form { name: "a whole number", remedy: "write a whole number, without quotes" };
        let Some(number) = self.value.as_integer() else { return self.refuse_kind(&form) };
        let number = u32::from_str_radix(number.as_str(), number.radix()).ok();
        number.filter(|number| range.contains(number)).or_else(|| {
            let limits = format!("write a whole number from {} to {}", range.start(), range.end());
            self.refuse("is out of range", limits)
        })
    }

    /// A decimal number, exact: the digits are taken as written, never by way of a binary fraction.
    pub(in crate::config) fn decimal(&self) -> Option<Decimal> {
        let written = match self.value {
            DeValue::String(text) => text.as_ref(),
            DeValue::Float(number) => number.as_str(),
            DeValue::Integer(number) if number.radix() == 10 => number.as_str(),
            DeValue::Integer(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_)
            | DeValue::Array(_)
            | DeValue::Table(_) => return self.refuse_kind(&values::DECIMAL),
        };
        values::decimal(written).or_else(|| self.refuse_text(written, &values::DECIMAL))
    }

    /// A duration above zero.
    pub(in crate::config) fn duration(&self) -> Option<Duration> {
        self.parsed(&values::DURATION, values::duration)
    }

    /// A size in bytes.
    pub(in crate::config) fn size(&self) -> Option<u64> {
        self.parsed(&values::SIZE, values::size)
    }

    /// How many in which time.
    pub(in crate::config) fn rate(&self) -> Option<(u32, Duration)> {
        self.parsed(&values::RATE, values::rate)
    }

    /// An e-mail address.
    pub(in crate::config) fn address(&self) -> Option<Address> {
        self.parsed(&values::ADDRESS, |text| text.parse().ok())
    }

    /// A date, in quotes or as TOML's own.
    pub(in crate::config) fn date(&self) -> Option<NaiveDate> {
        self.moment(&values::DATE, values::date)
    }

    /// A moment, in quotes or as TOML's own.
    pub(in crate::config) fn instant(&self) -> Option<DateTime<Utc>> {
        self.moment(&values::INSTANT, values::instant)
    }

    /// A time of day, in quotes or as TOML's own.
    pub(in crate::config) fn time(&self) -> Option<NaiveTime> {
        self.moment(&values::TIME, values::time)
    }

    /// One of a few words.
    pub(in crate::config) fn choice<T: Copy>(&self, choices: &[(&str, T)]) -> Option<T> {
        let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
        let remedy = format!("write one of {}", listed(&words));
        let Some(text) = self.value.as_str() else {
            return self.refuse(format!("is {}, not a word in quotes", kind(self.value)), remedy);
        };
        let found = choices.iter().find(|(word, _)| *word == text).map(|(_, choice)| *choice);
        found.or_else(|| {
            let hint = keys::nearest(text, &words).map(|word| format!("; did you mean {word:?}?"));
            self.refuse(format!("{} is not known here", quoted(text)), remedy + &hint.unwrap_or_default())
        })
    }

    /// The entries of a list.
    pub(in crate::config) fn list(&self) -> Option<Vec<Value<'a>>> {
        let form = Form { name: "a list", remedy: "write a list in brackets, such as [\"…\", \"…\"]" };
        let Some(list) = self.value.as_array() else { return self.refuse_kind(&form) };
        let entry = |(index, entry): (usize, &'a toml::Spanned<DeValue<'a>>)| Value {
            reader: self.reader,
            key: format!("{}[{index}]", self.key),
            at: entry.span(),
            value: entry.get_ref(),
        };
        Some(list.iter().enumerate().map(entry).collect())
    }

    /// Whether it is a list without entries.
    pub(in crate::config) fn is_empty_list(&self) -> bool {
        self.value.is_array() && self.length() == 0
    }

    /// How many entries it has, as a list.
    pub(in crate::config) fn length(&self) -> usize {
        self.value.as_array().map_or(0, |list| list.len())
    }

    /// Whether it is a table.
    pub(in crate::config) fn is_table(&self) -> bool {
        self.value.is_table()
    }

    /// A table with known keys.
    pub(in crate::config) fn section(&self, known: &Table) -> Option<Section<'a>> {
        let Some(table) = self.value.as_table() else {
            let remedy = format!("write a table with the keys {}", known.keys.join(", "));
            return self.refuse(format!("is {}, not a table", kind(self.value)), remedy);
        };
        Some(Section::open(self.reader, self.key.clone(), self.at.clone(), Some(table), known))
    }

    /// A table whose keys are data.
    pub(in crate::config) fn entries(&self) -> Option<Vec<(&'a str, Value<'a>)>> {
        let form = Form { name: "a table", remedy: "write a table, such as { EUR = 1.08 }" };
        let Some(table) = self.value.as_table() else { return self.refuse_kind(&form) };
        let entry =
            |(name, entry): (&'a toml::Spanned<toml::de::DeString<'a>>, &'a toml::Spanned<DeValue<'a>>)| {
                let name = name.get_ref().as_ref();
                let key = format!("{}.{name}", self.key);
                (name, Value { reader: self.reader, key, at: entry.span(), value: entry.get_ref() })
            };
        Some(table.iter().map(entry).collect())
    }

    /// A text that `read` understands.
    pub(in crate::config) fn parsed<T>(
        &self,
        form: &Form,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.string(form)?;
        read(text).or_else(|| self.refuse_text(text, form))
    }

    /// What `read` makes of this value, with its key.
    pub(in crate::config) fn keyed<T>(&self, read: impl FnOnce(&Self) -> Option<T>) -> Option<Keyed<T>> {
        Some(Keyed { key: self.key.clone(), value: read(self)? })
    }

    /// Notes a fault at this value.
    pub(in crate::config) fn fault(&self, what: impl Into<String>, remedy: impl Into<String>) {
        self.reader.fault_at(&self.key, self.at.start, what.into(), remedy.into());
    }

    /// Notes a fault at this value, which then reads as absent.
    pub(in crate::config) fn refuse<T>(
        &self,
        what: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Option<T> {
        self.fault(what, remedy);
        None
    }

    fn moment<T>(&self, form: &Form, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        match self.value.as_datetime() {
            Some(moment) => {
                let written = moment.to_string();
                read(&written).or_else(|| self.refuse_text(&written, form))
            }
            None => self.parsed(form, read),
        }
    }

    fn string(&self, form: &Form) -> Option<&'a str> {
        self.value.as_str().or_else(|| self.refuse_kind(form))
    }

    fn refuse_text<T>(&self, text: &str, form: &Form) -> Option<T> {
        self.refuse(format!("{} is not {}", quoted(text), form.name), form.remedy)
    }

    fn refuse_kind<T>(&self, form: &Form) -> Option<T> {
        self.refuse(form.refuses(kind(self.value)), form.remedy)
    }
}

/// `"a", "b" or "c"`.
fn listed(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("{word:?}")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        Some(_) | None => quoted.concat(),
    }
}
