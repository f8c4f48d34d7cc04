//! Questions beside a decision: whoever puts one about the decision has not made it yet.
//!
//! Knows how such questions begin. Must not know what they do to a decision.

use super::sentence::Sentence;

/// Verbs that stand first in a question, and the subjects behind them: `is this …`, `ist das …`.
const ASKING: &[&str] = &[
    "is", "are", "was", "were", "does", "did", "has", "isn't", "aren't", "wasn't", "weren't", "doesn't",
    "didn't", "hasn't", "ist", "sind", "waren", "hat", "haben", "hatte", "zijn", "heeft", "är", "har",
    "stämmer", "var",
];
const SUBJECTS: &[&str] = &[
    "this", "that", "it", "the", "there", "these", "those", "he", "she", "they", "you", "we", "das", "die",
    "der", "es", "dies", "er", "sie", "ihr", "wir", "dit", "dat", "het", "de", "hij", "det", "den", "du",
    "han", "hon", "hun", "ni", "i", "dere",
];
/// How questions about the decision itself begin.
const ABOUT_IT: &[&str] = &[
    "is that",
    "is this",
    "is it",
    "isn't that",
    "isn't this",
    "isn't it",
    "was that",
    "was this",
    "does that",
    "does this",
    "should i",
    "shall i",
    "may i",
    "can i",
    "do i",
    "am i",
    "are we",
    "are you sure",
    "should we",
    "or should",
    "or not",
    "or is",
    "why is it",
    "why is this",
    "why is that",
    "why so",
    "how much",
    "did you mean",
    "what is this",
    "what's this",
    "what is that",
    "ist das",
    "ist es",
    "ist dies",
    "stimmt das",
    "stimmt es",
    "soll ich",
    "sollte ich",
    "darf ich",
    "muss ich",
    "oder nicht",
    "oder doch",
    "warum so",
    "wieso so",
    "wie viel",
    "wieviel",
    "est ce bien",
    "est ce que c'est",
    "c'est",
    "dois je",
    "ou pas",
    "pourquoi si",
    "pourquoi autant",
    "combien",
    "es esto",
    "es eso",
    "es correcto",
    "está bien",
    "debo",
    "o no",
    "por qué tanto",
    "cuánto",
    "è",
    "va bene",
    "devo",
    "perché così",
    "quanto",
    "é isto",
    "é isso",
    "está certo",
    "ou não",
    "is dit",
    "is dat",
    "is het",
    "klopt",
    "moet ik",
    "mag ik",
    "of niet",
    "hoeveel",
    "waarom zo",
    "czy to",
    "czy mam",
    "czy powin",
    "ile",
    "är det",
    "är detta",
    "stämmer det",
    "ska jag",
    "bör jag",
    "hur mycket",
    "eller",
    "er det",
    "er dette",
    "stemmer det",
    "skal jeg",
    "bør jeg",
    "hvor meget",
    "hvor mye",
    "onko",
    "pitäisikö",
    "saanko",
    "vai",
    "paljonko",
];
/// A longer question that begins so is about something else: `Is it still as cold in Oslo as last week?`
const LONGEST: usize = 6;
/// `Really?`
const SHORTEST: usize = 2;

/// Whether it is put as a question, although the mark is missing: `Is this the same trip`.
pub(super) fn is_inverted(sentence: &Sentence) -> bool {
    let [verb, subject, _, ..] = sentence.words.as_slice() else { return false };
    ASKING.contains(&verb.as_str()) && SUBJECTS.contains(&subject.as_str())
}

/// Whether a question is about the decision: so short that it can only be, or begun like one.
pub(super) fn is_about_decision(sentence: &Sentence) -> bool {
    let length = sentence.words.len();
    let begins = |start: &&str| {
        let mut words = sentence.words.iter();
        start.split(' ').all(|expected| words.next().is_some_and(|word| word == expected))
    };
    let asks = sentence.asks || is_inverted(sentence);
    asks && (length <= SHORTEST || length <= LONGEST && ABOUT_IT.iter().any(begins))
}
