//! What the words beside a decision do to it, language by language.
//!
//! Knows phrases and their classes. Must not know the grammar of an answer, nor what follows from a class.

mod danish;
mod dutch;
mod english;
mod finnish;
mod french;
mod german;
mod italian;
mod norwegian;
mod polish;
mod portuguese;
mod scripts;
mod spanish;
mod swedish;

use std::collections::HashMap;
use std::sync::LazyLock;

use super::super::words::Language;
use super::amount::is_number;
use super::sentence::Sentence;

pub(super) use scripts::{is_foreign, is_thanks, may_limit};

/// What a phrase does, the most consequential first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// Takes back what was said: `scratch that`.
    Retraction,
    /// The other decision in one of its further forms: `declining`.
    Refusal,
    /// `not`, `without`.
    Negation,
    /// `if`, `provided`.
    Condition,
    /// `once`, `until`: a condition where it is about the approval, a date otherwise.
    Moment,
    /// `but`.
    Contrast,
    /// `only`, `half`.
    Limit,
    /// `maybe`.
    Doubt,
    /// Says that something is wrong, missing, uncertain or somebody's own affair: `the total is wrong`.
    Misgiving,
    /// Somebody else is to decide.
    Delegation,
    /// `must`, `needs`.
    Need,
    /// `also`, `should`: a need only beside a word of approving.
    Too,
    /// Speaks of approving.
    Approval,
    /// Speaks of what an approval allows: paying, booking, being valid.
    Matter,
    /// Speaks of another occasion: `next time`.
    Future,
    /// Asks to get in touch: `let me know`.
    Invitation,
    /// What there is none of when all is well: `problem`, `questions`.
    Trifle,
    /// `please`.
    Request,
    /// Means nothing for a decision, although a part of it alone might.
    Harmless,
}

/// The phrases of one language. In a phrase, `*` ends a stem, `#` stands for a number and `_` for any word.
pub(super) struct Vocabulary {
    language: Language,
    /// Mean the same whatever language the mail is in.
    anywhere: &'static [(Class, &'static str)],
    /// Are something else in another language: count beside a deciding word of this language, and otherwise only at the
    /// beginning of a clause.
    at_home: &'static [(Class, &'static str)],
}

const VOCABULARIES: [&Vocabulary; 12] = [
    &english::VOCABULARY,
    &german::VOCABULARY,
    &french::VOCABULARY,
    &spanish::VOCABULARY,
    &italian::VOCABULARY,
    &portuguese::VOCABULARY,
    &dutch::VOCABULARY,
    &polish::VOCABULARY,
    &swedish::VOCABULARY,
    &danish::VOCABULARY,
    &norwegian::VOCABULARY,
    &finnish::VOCABULARY,
];

/// A phrase found in a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    /// What it does.
    pub(super) class: Class,
    /// Its first word.
    pub(super) at: usize,
    /// The word behind it.
    pub(super) end: usize,
}

/// The phrases in a sentence, from left to right, the longest at each place.
pub(super) fn marks(sentence: &Sentence, language: Option<Language>) -> Vec<Mark> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < sentence.words.len() {
        let best = LEXICON.at(sentence, at).filter(|phrase| phrase.counts(sentence, at, language));
        // In a tie the language of the mail knows best, then the class that is listed first.
        let key =
            |phrase: &&Phrase| (phrase.length(), phrase.is_of(language), std::cmp::Reverse(phrase.class));
        match best.max_by_key(key) {
            Some(phrase) => {
                let end = at + phrase.length();
                found.push(Mark { class: phrase.class, at, end });
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// One phrase of the lexicon.
struct Phrase {
    words: Vec<&'static str>,
    class: Class,
    language: Language,
    at_home: bool,
}

impl Phrase {
    fn length(&self) -> usize {
        self.words.len()
    }

    fn is_of(&self, language: Option<Language>) -> bool {
        language == Some(self.language)
    }

    fn counts(&self, sentence: &Sentence, at: usize, language: Option<Language>) -> bool {
        let unknown = language.is_none_or(|language| language == Language::English);
        !self.at_home || self.is_of(language) || unknown && self.opens_clause(sentence, at)
    }

    /// A word alone may be anything, a name for example: `Approved, Anders`.
    fn opens_clause(&self, sentence: &Sentence, at: usize) -> bool {
        let behind = at + self.length();
        sentence.begins_clause(at) && behind < sentence.words.len() && !sentence.begins_clause(behind)
    }

    fn stands_at(&self, sentence: &Sentence, at: usize) -> bool {
        let Some(words) = sentence.words.get(at..at + self.length()) else { return false };
        let whole = |at: usize| !sentence.begins_clause(at);
        words
            .iter()
            .zip(&self.words)
            .enumerate()
            .all(|(index, (word, pattern))| (index == 0 || whole(at + index)) && matches(word, pattern))
    }
}

fn matches(word: &str, pattern: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(stem) => word.starts_with(stem),
        None if pattern == "#" => is_number(word),
        None if pattern == "_" => true,
        None => word == pattern,
    }
}

/// All phrases by how they begin; those that begin with a number by `#`.
struct Lexicon {
    by_word: HashMap<&'static str, Vec<Phrase>>,
    by_stem: HashMap<[Option<char>; 2], Vec<Phrase>>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon { by_word: HashMap::new(), by_stem: HashMap::new() };
    for vocabulary in VOCABULARIES {
        for (table, at_home) in [(vocabulary.anywhere, false), (vocabulary.at_home, true)] {
            for (class, phrases) in table {
                for phrase in phrases.split(',') {
                    let words = phrase.split_whitespace().collect();
                    lexicon.add(Phrase { words, class: *class, language: vocabulary.language, at_home });
                }
            }
        }
    }
    lexicon
});

impl Lexicon {
    fn add(&mut self, phrase: Phrase) {
        let Some(first) = phrase.words.first().copied() else { return };
        if first.ends_with('*') {
            self.by_stem.entry(beginning(first)).or_default().push(phrase);
        } else {
            self.by_word.entry(first).or_default().push(phrase);
        }
    }

    fn at<'a>(&'a self, sentence: &'a Sentence, at: usize) -> impl Iterator<Item = &'a Phrase> {
        let word = sentence.words.get(at).map_or("", String::as_str);
        let exact = self.by_word.get(word).into_iter().flatten();
        let stems = self.by_stem.get(&beginning(word)).into_iter().flatten();
        let numbers = self.by_word.get("#").filter(|_| is_number(word)).into_iter().flatten();
        exact.chain(stems).chain(numbers).filter(move |phrase| phrase.stands_at(sentence, at))
    }
}

fn beginning(word: &str) -> [Option<char>; 2] {
    let mut letters = word.chars();
    [letters.next(), letters.next()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_end_words_and_are_long_enough_to_be_found() {
        for vocabulary in VOCABULARIES {
            for (_, phrases) in vocabulary.anywhere.iter().chain(vocabulary.at_home) {
                for word in phrases.split([',', ' ']).filter(|word| word.contains('*')) {
                    assert_eq!(word.find('*'), Some(word.len() - 1), "{word}");
                    assert!(word.chars().count() > 3, "{word}");
                }
            }
        }
    }

    #[test]
    fn phrases_are_written_as_they_are_compared() {
        for vocabulary in VOCABULARIES {
            for (_, phrases) in vocabulary.anywhere.iter().chain(vocabulary.at_home) {
                for phrase in phrases.split(',') {
                    assert!(!phrase.trim().is_empty(), "{phrases}");
                    assert_eq!(phrase.to_lowercase(), phrase);
                    assert!(!phrase.contains(['-', '’', '.', ';', '?']), "{phrase}");
                }
            }
        }
    }
}
