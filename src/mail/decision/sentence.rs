//! What is written beside a decision, sentence by sentence: the one that the deciding word stands in, then the later ones.
//!
//! Knows punctuation and line breaks. Must not know what words mean.

use unicode_normalization::UnicodeNormalization;

use super::super::words::straight;
use crate::characters::is_default_ignorable;

/// A line at least this long was broken by its mail program, not by a person.
const WRAPPED: usize = 50;

/// Some words in a row, in small letters.
#[derive(Clone, Debug, Default)]
pub(super) struct Sentence {
    /// Its words.
    pub(super) words: Vec<String>,
    /// All of it in small letters, as it stands.
    pub(super) text: String,
    /// Ends with a question mark, or has one.
    pub(super) asks: bool,
    /// Where clauses begin, in ascending order.
    clauses: Vec<usize>,
}

impl Sentence {
    /// Whether a clause begins with this word.
    pub(super) fn begins_clause(&self, at: usize) -> bool {
        at == 0 || self.clauses.binary_search(&at).is_ok()
    }

    fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && !self.asks
    }

    fn push_word(&mut self, word: &mut String) {
        let bare = word.trim_matches('\'');
        if !bare.is_empty() {
            self.words.push(bare.to_owned());
        }
        word.clear();
    }

    fn begin_clause(&mut self) {
        let at = self.words.len();
        if self.clauses.last() != Some(&at) {
            self.clauses.push(at);
        }
    }
}

/// The sentence of the decision, which may be empty, and the later ones.
///
/// `stopped` says that the deciding word ended its sentence itself: `Approved. …`
pub(super) fn sentences(tail: &str, stopped: bool, following: &[&str]) -> (Sentence, Vec<Sentence>) {
    let mut all = Vec::new();
    let mut open = Sentence::default();
    if stopped {
        all.push(std::mem::take(&mut open));
    }
    let mut goes_on = !stopped && !ends_sentence(tail);
    // The deciding word itself is not part of the tail.
    let mut broken = tail.chars().count() >= WRAPPED;
    split(tail, &mut open, &mut all);
    for line in following {
        let continues = goes_on && (broken || line.starts_with(char::is_lowercase));
        if !continues && (!open.is_empty() || all.is_empty()) {
            all.push(std::mem::take(&mut open));
        }
        goes_on = !line.is_empty() && !ends_sentence(line);
        broken = line.chars().count() >= WRAPPED;
        split(line, &mut open, &mut all);
    }
    all.push(open);
    let mut all = all.into_iter();
    let deciding = all.next().unwrap_or_default();
    (deciding, all.filter(|sentence| !sentence.is_empty()).collect())
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches([')', '"', '”', '»', ' ']).ends_with(['.', '!', '?', '…', ';', '。'])
}

/// Splits one line; what it leaves open goes on with the next.
fn split(line: &str, open: &mut Sentence, all: &mut Vec<Sentence>) {
    if line.is_empty() {
        return;
    }
    let seen = line.nfkc().filter(|c| !is_default_ignorable(*c));
    let small: String = seen.flat_map(char::to_lowercase).map(straight).collect();
    let mut word = String::new();
    let mut rest = small.chars().peekable();
    while let Some(c) = rest.next() {
        let next = rest.peek().copied();
        open.text.push(c);
        open.asks |= asks(c, next);
        let inside_number = matches!(c, '.' | ',') && next.is_some_and(|next| next.is_ascii_digit());
        let number = inside_number && word.ends_with(|c: char| c.is_ascii_digit());
        if c.is_alphanumeric() || number || matches!(c, '\'' | '%' | '$' | '€' | '£' | '¥' | '₹' | '₩')
        {
            word.push(c);
            continue;
        }
        open.push_word(&mut word);
        if ends(c, next) {
            // `Invoice No. 5` is no end, and no negation.
            let mut ahead = rest.clone();
            let numbered = c == '.' && ahead.find(|c| *c != ' ').is_some_and(|c| c.is_ascii_digit());
            if !numbered {
                all.push(std::mem::take(open));
            } else if open.words.last().is_some_and(|word| matches!(word.as_str(), "no" | "nos")) {
                open.words.pop();
            }
        } else if parts(c, next) {
            open.begin_clause();
        }
    }
    open.push_word(&mut word);
    open.text.push(' ');
}

/// Commas and dashes begin a clause; a slash and the hyphen inside a word do not.
fn parts(c: char, next: Option<char>) -> bool {
    let hyphen = c == '-' && next.is_some_and(char::is_alphanumeric);
    !c.is_whitespace() && c != '/' && !hyphen
}

fn ends(c: char, next: Option<char>) -> bool {
    let last = next.is_none_or(|next| next.is_whitespace() || matches!(next, ')' | '"' | '”' | '»'));
    matches!(c, '!' | '?' | '。' | '！' | '？' | '…') || matches!(c, '.' | ';') && last
}

/// A question mark that ends something, unlike the one in a link.
fn asks(c: char, next: Option<char>) -> bool {
    let ends = next.is_none_or(|next| !next.is_alphanumeric() && next != '=' && next != '&');
    matches!(c, '?' | '؟') && ends || c == '¿'
}
