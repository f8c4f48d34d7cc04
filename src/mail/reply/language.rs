//! The words that mail programs write around other people's text, a row for each language.
//!
//! Knows words only. What a line must look like besides is the business of those who ask; adding a language is one row.

mod germanic;
mod others;
mod romance;
mod slavic;

/// What mail programs write in one language, named by its RFC 5646 tag; in lower case, `|` between them, a blank for any blanks.
pub(super) struct Language {
    /// How the introduction of a quote begins, before the date: `on`.
    pub(super) leads: &'static str,
    /// What its author did: `wrote`.
    pub(super) wrote: &'static str,
    /// Labels of a header: `from`.
    pub(super) from: &'static str,
    /// Labels of a date that only a mail has: `sent`.
    pub(super) sent: &'static str,
    /// Labels of a date that other lists have as well: `date`.
    pub(super) date: &'static str,
    /// Labels of the recipient.
    pub(super) to: &'static str,
    /// Labels of the subject.
    pub(super) subject: &'static str,
    /// Labels of what else a header has.
    pub(super) other: &'static str,
    /// What stands between dashes above an old mail: `original message`.
    pub(super) separators: &'static str,
    /// What stands alone, with a colon, above a forwarded mail.
    pub(super) forwards: &'static str,
    /// How a telephone's line begins, before the name of the telephone: `sent from my`.
    pub(super) devices: &'static str,
    /// How a program's line begins, before the name of the program: `sent with`.
    pub(super) programs: &'static str,
    /// How either ends where the name comes first.
    pub(super) endings: &'static str,
}

impl Language {
    const NONE: Self = Self {
        leads: "",
        wrote: "",
        from: "",
        sent: "",
        date: "",
        to: "",
        subject: "",
        other: "",
        separators: "",
        forwards: "",
        devices: "",
        programs: "",
        endings: "",
    };
}

/// All of them.
pub(super) fn all() -> impl Iterator<Item = &'static Language> {
    let groups: [&'static [Language]; 4] = [germanic::ROWS, romance::ROWS, slavic::ROWS, others::ROWS];
    groups.into_iter().flatten()
}

/// One column of all rows.
pub(super) fn words(column: fn(&Language) -> &'static str) -> impl Iterator<Item = &'static str> {
    all().flat_map(move |row| column(row).split('|')).filter(|word| !word.is_empty())
}

/// One column of all rows as the alternatives of a pattern.
pub(super) fn alternatives(column: fn(&Language) -> &'static str) -> String {
    patterns(words(column).collect())
}

/// As `alternatives`, of the scripts that set words apart by blanks, or of those that don't.
pub(super) fn alternatives_in(spaced: bool, column: fn(&Language) -> &'static str) -> String {
    patterns(words(column).filter(|word| word.starts_with(|c| c < '\u{e00}') == spaced).collect())
}

/// The longest first, so that it is the one that is found.
fn patterns(mut words: Vec<&str>) -> String {
    words.sort_unstable();
    words.dedup();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words.into_iter().map(pattern).collect::<Vec<_>>().join("|")
}

fn pattern(word: &str) -> String {
    let escaped = regex::escape(word).replace(' ', r"\s+").replace('\'', "['’]");
    // The Turkish capital of `i` has no simple case folding.
    escaped.strip_prefix('i').map_or(escaped.clone(), |rest| format!("[iİ]{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_its_verb() {
        assert!(all().all(|row| !row.wrote.is_empty()));
    }

    #[test]
    fn labels_are_in_lower_case() {
        let columns: [fn(&Language) -> &'static str; 4] =
            [|row| row.from, |row| row.date, |row| row.to, |row| row.subject];
        for word in columns.into_iter().flat_map(words) {
            assert_eq!(*word, word.to_lowercase());
        }
    }
}
