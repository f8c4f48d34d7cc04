//! The deciding line, its tail and its unpunctuated continuation: only plain consent leaves an approval standing.
//!
//! Knows which classes of phrases object beside the deciding word. Must not know the later sentences.

use super::super::words::{Language, Way, Words};
use super::amount::states_amount;
use super::question::is_inverted;
use super::retraction::{
    CONDITIONAL, NEGATED, OTHER_AMOUNT, QUESTION, TWO, UNREADABLE, Verdict, effective, has, mentions,
    objection,
};
use super::sentence::Sentence;
use super::vocabulary::{Class, is_foreign, is_thanks};

/// Signs that no approval stands beside: against it, or in doubt.
const CROSSES: &str = "👎❌🚫⛔✗✘❎🤔😕🙁☹❓❔⁉";

/// Whether an approval stands beside the sentence that its word begins.
pub(super) fn stands_beside(sentence: &Sentence, language: Option<Language>, words: &Words) -> Verdict {
    if mentions(sentence, words).any(|(_, way)| way == Way::Reject) {
        return TWO;
    }
    if sentence.text.contains(|c| CROSSES.contains(c)) {
        return NEGATED;
    }
    if sentence.asks || is_inverted(sentence) {
        return QUESTION;
    }
    let unknown = |word: &String| word.contains(is_foreign) && !is_thanks(word);
    if sentence.words.iter().any(unknown) {
        return UNREADABLE;
    }
    phrases(sentence, language)?;
    if states_amount(sentence) { OTHER_AMOUNT } else { Ok(()) }
}

fn phrases(sentence: &Sentence, language: Option<Language>) -> Verdict {
    let marks = effective(sentence, language);
    // `Next time please don't book so late` is about another occasion, `next month` says when this one begins.
    let occasion = has(&marks, &[Class::Future]);
    if occasion && marks.iter().map(|mark| mark.end - mark.at).sum::<usize>() == sentence.words.len() {
        return CONDITIONAL;
    }
    for mark in marks {
        if !(occasion && matches!(mark.class, Class::Negation | Class::Moment | Class::Need)) {
            objection(mark.class)?;
        }
    }
    Ok(())
}
