//! `[receipts]`: how the files of a report are read.

use crate::config::Receipts;
use crate::config::keys;
use crate::config::reader::{Section, Value};

/// Each makes recognition slower.
const MOST_LANGUAGES: usize = 8;

/// Reads the table.
pub(in crate::config) fn receipts(root: &Section<'_>) -> Receipts {
    let table = root.section("receipts", &keys::RECEIPTS);
    let usual = Receipts::default();
    let ocr = table.read("ocr", |value| value.choice(&[("auto", true), ("off", false)]));
    Receipts {
        ocr: ocr.unwrap_or(usual.ocr),
        ocr_languages: table.read("ocr_languages", languages).unwrap_or(usual.ocr_languages),
    }
}

fn languages(value: &Value<'_>) -> Option<Vec<String>> {
    let named = value.list()?;
    if named.is_empty() || named.len() > MOST_LANGUAGES {
        return value.refuse("is not one to eight languages", "write a list such as [\"eng\", \"deu\"]");
    }
    named.iter().map(language).collect()
}

/// The name of a file of tesseract's, without a path.
fn language(value: &Value<'_>) -> Option<String> {
    let name = value.text()?;
    if name.len() > 30 || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
        let remedy = "write a name that `tesseract --list-langs` shows, such as \"eng\" or \"chi_sim\"";
        return value.refuse("is not the name of a language", remedy);
    }
    Some(name.to_owned())
}
