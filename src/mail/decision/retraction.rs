//! Whether an approval stands beside what is written with it: the deciding line is judged strictly, the rest mildly.
//!
//! Knows what the phrases of both have in common. Must not know the phrases themselves, nor how strict a place is.

use super::super::words::{Language, Way, Words};
use super::letters::is_reordered;
use super::line::{self, Command, Line};
use super::sentence::{Sentence, sentences};
use super::vocabulary::{Class, Mark, marks};
use super::{remark, strict};

/// Whether a decision stands, or why not.
pub(super) type Verdict = Result<(), &'static str>;

pub(super) const TWO: Verdict = Err("two different decisions are written");
pub(super) const NEGATED: Verdict = Err("what is written beside the decision contains a negation");
pub(super) const CONDITIONAL: Verdict =
    Err("what is written beside the decision makes it depend on something");
pub(super) const LIMITED: Verdict =
    Err("what is written beside the decision limits it to a part of the request");
pub(super) const OTHER_AMOUNT: Verdict =
    Err("an amount is written beside the decision; a decision is about the whole amount that was asked for");
pub(super) const DOUBTED: Verdict =
    Err("what is written beside the decision takes it back or puts it in doubt");
const HANDED_ON: Verdict = Err("what is written beside the decision leaves it to somebody else");
pub(super) const QUESTION: Verdict = Err("a question is written beside the decision");
pub(super) const UNREADABLE: Verdict =
    Err("what is written beside the decision is in letters that the desk cannot read");
const REORDERED: Verdict = Err("the comment contains characters that change how it is read");

/// May stand before what a sentence really begins with.
pub(super) const FILLERS: &[&str] = &[
    "ps",
    "p.s",
    "sorry",
    "well",
    "oh",
    "ah",
    "um",
    "uh",
    "er",
    "ok",
    "okay",
    "please",
    "and",
    "so",
    "yes",
    "then",
    "apologies",
    "pardon",
    "entschuldigung",
    "ach",
    "und",
    "bitte",
    "désolé",
    "désolée",
    "perdón",
    "perdona",
    "scusa",
    "scusate",
    "scusi",
    "desculpe",
    "desculpa",
    "przepraszam",
    "förlåt",
    "ursäkta",
    "och",
    "undskyld",
    "beklager",
    "og",
    "anteeksi",
    "ja",
    "mutta",
];
/// How far apart words may stand that belong together.
pub(super) const REACH: usize = 4;
/// How far behind a negation the trifle stands that there is none of.
const TRIFLE_REACH: usize = 3;

/// Whether an approval stands, given what is written beside it.
pub(super) fn of_approval(line: &Line, following: &[&str], words: &Words) -> Verdict {
    let (deciding, later) = sentences(&line.tail, line.stopped, following);
    other_command(following)?;
    strict::stands_beside(&deciding, line.language, words)?;
    for sentence in &later {
        remark::stands_above(sentence, line.language, words)?;
    }
    reordered(following)
}

/// A later line that hands the request over or withdraws it.
pub(super) fn other_command(following: &[&str]) -> Verdict {
    let other = |line: &&str| match line::other(line) {
        Some((Command::Delegate, to)) => super::delegate(to.trim_start_matches([':', ' '])).is_ok(),
        Some((Command::Withdraw, rest)) => rest.trim_matches(['.', '!', ' ']).is_empty(),
        Some(_) | None => false,
    };
    if following.iter().any(other) { TWO } else { Ok(()) }
}

/// The words that decide, wherever they stand in a sentence.
pub(super) fn mentions<'a>(
    sentence: &'a Sentence,
    words: &'a Words,
) -> impl Iterator<Item = (usize, Way)> + 'a {
    sentence.words.iter().enumerate().filter_map(|(at, word)| {
        let rest = sentence.words.get(at..).unwrap_or_default();
        let stands = |text: &str| {
            let mut rest = rest.iter();
            text.split(' ').all(|expected| rest.next().is_some_and(|word| word == expected))
        };
        words.beginning_with(word).find(|spelling| stands(&spelling.text)).map(|spelling| (at, spelling.way))
    })
}

/// Why a phrase of a class leaves the decision open.
pub(super) fn objection(class: Class) -> Verdict {
    match class {
        Class::Refusal => TWO,
        Class::Negation => NEGATED,
        Class::Condition | Class::Moment | Class::Contrast | Class::Need => CONDITIONAL,
        Class::Limit => LIMITED,
        Class::Retraction | Class::Doubt | Class::Misgiving => DOUBTED,
        Class::Delegation => HANDED_ON,
        Class::Too
        | Class::Approval
        | Class::Matter
        | Class::Future
        | Class::Invitation
        | Class::Trifle
        | Class::Request
        | Class::Harmless => Ok(()),
    }
}

/// The phrases of a sentence without those that a neighbour makes harmless: `no problem`, `let me know if …`.
pub(super) fn effective(sentence: &Sentence, language: Option<Language>) -> Vec<Mark> {
    let all = marks(sentence, language);
    let mut invited = false;
    let mut kept = Vec::with_capacity(all.len());
    for (index, mark) in all.iter().enumerate() {
        let next = all.get(index + 1);
        let trifle = next.is_some_and(|next| {
            let apart = (mark.end..=next.at).any(|at| sentence.begins_clause(at));
            next.class == Class::Trifle && next.at - mark.end < TRIFLE_REACH && !apart
        });
        invited = (invited || mark.class == Class::Invitation) && mark.class != Class::Contrast;
        let harmless = match mark.class {
            Class::Negation => {
                trifle || next.is_some_and(|next| next.class == Class::Invitation && next.at == mark.end)
            }
            Class::Condition | Class::Moment => invited,
            Class::Retraction
            | Class::Refusal
            | Class::Contrast
            | Class::Limit
            | Class::Doubt
            | Class::Misgiving
            | Class::Delegation
            | Class::Need
            | Class::Too
            | Class::Approval
            | Class::Matter
            | Class::Future
            | Class::Invitation
            | Class::Trifle
            | Class::Request
            | Class::Harmless => false,
        };
        if !harmless {
            kept.push(*mark);
        }
    }
    kept
}

/// Where a sentence really begins, behind `sorry` and `please`.
pub(super) fn start(sentence: &Sentence, marks: &[Mark]) -> usize {
    let polite = |at: usize| {
        marks.iter().any(|mark| mark.class == Class::Request && (mark.at..mark.end).contains(&at))
    };
    let opens = |(at, word): (usize, &String)| !polite(at) && !FILLERS.contains(&word.as_str());
    // More than a few of them are text.
    sentence.words.iter().enumerate().take(REACH).position(opens).unwrap_or_default()
}

pub(super) fn has(marks: &[Mark], classes: &[Class]) -> bool {
    marks.iter().any(|mark| classes.contains(&mark.class))
}

pub(super) fn reordered(following: &[&str]) -> Verdict {
    if following.iter().any(|line| is_reordered(line)) { REORDERED } else { Ok(()) }
}
