//! What takes a rejection back: it says naturally what is missing, so only its opposite does, or being withdrawn.
//!
//! Knows what follows from the classes of phrases. Must not know the phrases themselves.

use super::super::words::{Way, Words};
use super::line::{Line, is_opposed};
use super::retraction::{QUESTION, REACH, TWO, Verdict, mentions, other_command, reordered, start};
use super::sentence::{Sentence, sentences};
use super::vocabulary::{Class, Mark, marks};

const REJECTION_TAKEN_BACK: Verdict =
    Err("what is written behind REJECT takes it back or makes it depend on something");

/// Beside these a word speaks of what could be, not of what is.
const MODALS: &[&str] =
    &["will", "would", "could", "can", "may", "i'll", "i'd", "werde", "würde", "kann", "können"];

/// Whether a rejection stands, given what is written beside it.
pub(super) fn of_rejection(line: &Line, following: &[&str], words: &Words) -> Verdict {
    let (deciding, later) = sentences(&line.tail, line.stopped, following);
    other_command(following)?;
    if is_opposed(line.command, &deciding.text) {
        return TWO;
    }
    for sentence in std::iter::once(&deciding).chain(&later) {
        let marks = marks(sentence, line.language);
        let approves = |(at, way)| way == Way::Approve && !is_prose(sentence, &marks, at);
        if mentions(sentence, words).any(approves) {
            return TWO;
        }
        withdrawn(sentence, &marks)?;
    }
    let first = if line.stopped { later.first().unwrap_or(&deciding) } else { &deciding };
    let marks = marks(first, line.language);
    let negated = !first.words.is_empty()
        && marks.iter().all(|mark| mark.class == Class::Negation)
        && covered(&marks) == first.words.len();
    let depends =
        !line.stopped && marks.first().is_some_and(|mark| mark.at == 0 && mark.class == Class::Condition);
    if negated || depends || later.first().is_some_and(|sentence| is_mere_condition(sentence, line)) {
        return REJECTION_TAKEN_BACK;
    }
    if deciding.asks { QUESTION } else { reordered(following) }
}

/// Whether a withdrawal stands: it gives reasons as a rejection does, but names no decision.
pub(super) fn of_withdrawal(line: &Line, following: &[&str], words: &Words) -> Verdict {
    let (deciding, _) = sentences(&line.tail, line.stopped, following);
    if mentions(&deciding, words).next().is_some() {
        return TWO;
    }
    of_rejection(line, following, words)
}

/// `I cannot approve it`, `must be approved first`, `I will approve it when …`: agrees with a rejection.
fn is_prose(sentence: &Sentence, marks: &[Mark], at: usize) -> bool {
    let near = |end: usize| {
        end <= at && at - end < REACH && !(end..=at).any(|between| sentence.begins_clause(between))
    };
    // Only the neighbours: there may be very many of both.
    let behind = marks.partition_point(|mark| mark.end <= at);
    let marked = marks.iter().take(behind).skip(behind.saturating_sub(REACH)).any(|mark| {
        let class = matches!(
            mark.class,
            Class::Negation | Class::Need | Class::Too | Class::Misgiving | Class::Moment | Class::Condition
        );
        class && near(mark.end)
    });
    let modal = |(index, word): (usize, &String)| MODALS.contains(&word.as_str()) && near(index + 1);
    marked || sentence.words.iter().enumerate().take(at).skip(at.saturating_sub(REACH)).any(modal)
}

/// `Unless you can show me the receipt.` goes on with the rejection; with a main clause it is a sentence of its own.
fn is_mere_condition(sentence: &Sentence, line: &Line) -> bool {
    let marks = marks(sentence, line.language);
    let whole = (1..sentence.words.len()).all(|at| !sentence.begins_clause(at));
    whole && marks.first().is_some_and(|mark| mark.at == 0 && mark.class == Class::Condition)
}

fn withdrawn(sentence: &Sentence, marks: &[Mark]) -> Verdict {
    let start = start(sentence, marks);
    let taken_back = marks.iter().any(|mark| {
        let short = sentence.words.len() <= start + REACH;
        mark.at <= start
            && (mark.class == Class::Retraction
                || mark.class == Class::Doubt && short && mark.end == sentence.words.len())
    });
    if taken_back { REJECTION_TAKEN_BACK } else { Ok(()) }
}

fn covered(marks: &[Mark]) -> usize {
    marks.iter().map(|mark| mark.end - mark.at).sum()
}
