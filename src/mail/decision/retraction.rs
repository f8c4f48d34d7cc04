//! What takes an approval back in the same breath: a negation, a condition, a doubt, the opposite word.
//!
//! Knows what follows from the classes of phrases. Must not know the phrases themselves.

use super::super::words::{Language, Way, Words};
use super::amount::states_amount;
use super::letters::is_reordered;
use super::line::{self, Command, Line};
use super::sentence::{Sentence, sentences};
use super::vocabulary::{Class, Mark, is_foreign, is_thanks, marks, may_limit};

/// Whether a decision stands, or why not.
pub(super) type Verdict = Result<(), &'static str>;

pub(super) const TWO: Verdict = Err("two different decisions are written");
const NEGATED: Verdict = Err("what is written beside the decision contains a negation");
const CONDITIONAL: Verdict = Err("what is written beside the decision makes it depend on something");
const LIMITED: Verdict = Err("what is written beside the decision limits it to a part of the request");
const OTHER_AMOUNT: Verdict =
    Err("an amount is written beside the decision; a decision is about the whole amount that was asked for");
const DOUBTED: Verdict = Err("what is written beside the decision takes it back or puts it in doubt");
const HANDED_ON: Verdict = Err("what is written beside the decision leaves it to somebody else");
pub(super) const QUESTION: Verdict = Err("a question is written beside the decision");
const UNREADABLE: Verdict =
    Err("what is written beside the decision is in letters that the desk cannot read");
const REORDERED: Verdict = Err("the comment contains characters that change how it is read");

/// Signs that no approval stands beside: against it, or in doubt.
const CROSSES: &str = "👎❌🚫⛔✗✘❎🤔😕🙁☹❓❔⁉";
/// May stand before what a sentence really begins with.
const FILLERS: &[&str] = &[
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
/// Whoever writes and whoever reads it.
const PERSONS: &[&str] = &[
    "i", "i'm", "i'll", "i've", "i'd", "we", "we'll", "we've", "you", "you'll", "you've", "my", "me", "ich",
    "wir", "du", "mich", "mir", "je", "j'ai", "j'étais", "nous", "vous", "tu", "yo", "nosotros", "io", "noi",
    "eu", "nós", "ik", "wij", "jij", "u", "jag", "vi", "ni", "jeg", "dere", "minä", "minun", "sinä", "sinun",
];
/// How far apart words may stand that belong together.
pub(super) const REACH: usize = 4;
/// A sentence of so few words is hardly about anything else than the approval: `Noch nicht auszahlen!`
const SHORT: usize = 3;
/// How far behind a negation the trifle stands that there is none of.
const TRIFLE_REACH: usize = 3;

/// Whether an approval stands, given what is written beside it.
pub(super) fn of_approval(line: &Line, following: &[&str], words: &Words) -> Verdict {
    let (deciding, later) = sentences(&line.tail, line.stopped, following);
    other_command(following)?;
    for sentence in std::iter::once(&deciding).chain(&later) {
        if mentions(sentence, words).any(|(_, way)| way == Way::Reject) {
            return TWO;
        }
        if sentence.text.contains(|c| CROSSES.contains(c)) {
            return NEGATED;
        }
        if sentence.asks || sentence.is_inverted() {
            return QUESTION;
        }
    }
    beside(&deciding, line.language)?;
    for sentence in &later {
        below(sentence, line.language)?;
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

/// Beside the deciding word: whatever is not plain consent leaves the decision open.
fn beside(sentence: &Sentence, language: Option<Language>) -> Verdict {
    let unknown = |word: &String| word.contains(is_foreign) && !is_thanks(word);
    if sentence.words.iter().any(unknown) {
        return UNREADABLE;
    }
    let marks = effective(sentence, language);
    let future = has(&marks, &[Class::Future]) && !has(&marks, &[Class::Contrast, Class::Condition]);
    for mark in marks.iter().filter(|mark| !future || mark.class <= Class::Refusal) {
        objection(mark.class)?;
    }
    shared(sentence, &marks)
}

/// In a sentence of its own: only what is about the approval, which is also what begins such a sentence.
fn below(sentence: &Sentence, language: Option<Language>) -> Verdict {
    if sentence.text.contains(is_foreign) && may_limit(&sentence.text) {
        return UNREADABLE;
    }
    let marks = effective(sentence, language);
    if has(&marks, &[Class::Future]) && !has(&marks, &[Class::Retraction, Class::Refusal, Class::Condition]) {
        return Ok(());
    }
    let mut around = Around::of(sentence, &marks);
    for mark in &marks {
        if around.makes_count(*mark) {
            objection(mark.class)?;
        }
        around.behind_contrast |= mark.class == Class::Contrast;
    }
    shared(sentence, &marks)
}

/// What decides whether a phrase of a later sentence is about the approval.
struct Around {
    start: usize,
    length: usize,
    approving: bool,
    about: bool,
    invites: bool,
    asks_kindly: bool,
    /// Speaks of whoever writes or reads it: `I need the slides` asks for nothing that the approval waits for.
    personal: bool,
    behind_contrast: bool,
}

impl Around {
    fn of(sentence: &Sentence, marks: &[Mark]) -> Self {
        Self {
            start: start(sentence, marks),
            length: sentence.words.len(),
            approving: has(marks, &[Class::Approval]),
            about: has(marks, &[Class::Approval, Class::Matter]),
            invites: has(marks, &[Class::Invitation]),
            asks_kindly: has(marks, &[Class::Request, Class::Invitation]),
            personal: sentence.words.iter().any(|word| PERSONS.contains(&word.as_str())),
            behind_contrast: false,
        }
    }

    fn makes_count(&self, mark: Mark) -> bool {
        let first = mark.at <= self.start;
        match mark.class {
            Class::Retraction | Class::Refusal | Class::Misgiving | Class::Delegation => true,
            Class::Negation | Class::Limit => {
                let short = self.length <= self.start + SHORT;
                first || short || mark.end == self.length || self.about || self.behind_contrast
            }
            Class::Condition => !self.invites || self.approving,
            Class::Moment => self.approving || self.about && !self.invites || first && !self.asks_kindly,
            Class::Contrast => first,
            Class::Doubt => first || self.about,
            Class::Need => !self.personal && !self.invites,
            Class::Too
            | Class::Approval
            | Class::Matter
            | Class::Future
            | Class::Invitation
            | Class::Trifle
            | Class::Request
            | Class::Harmless => false,
        }
    }
}

/// What objects wherever it stands: somebody else's approval, another amount.
fn shared(sentence: &Sentence, marks: &[Mark]) -> Verdict {
    if has(marks, &[Class::Need, Class::Too]) && has(marks, &[Class::Approval]) {
        return CONDITIONAL;
    }
    if states_amount(sentence) { OTHER_AMOUNT } else { Ok(()) }
}

fn objection(class: Class) -> Verdict {
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
fn effective(sentence: &Sentence, language: Option<Language>) -> Vec<Mark> {
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

fn has(marks: &[Mark], classes: &[Class]) -> bool {
    marks.iter().any(|mark| classes.contains(&mark.class))
}

pub(super) fn reordered(following: &[&str]) -> Verdict {
    if following.iter().any(|line| is_reordered(line)) { REORDERED } else { Ok(()) }
}
