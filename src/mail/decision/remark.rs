//! The later sentences, which are a comment: few things that they say take an approval back.
//!
//! Knows which: the opposite, a retraction, a fragment of exception or condition, what limits this very approval, a
//! question about it. Must not know the deciding line; complaints, advice and questions about other things are none.

use super::super::words::{Language, Way, Words};
use super::amount::{is_number, states_amount};
use super::function_words::{CARRIERS, PERSONS, THIS, TOTALS, VERBS};
use super::question::is_about_decision;
use super::retraction::{
    CONDITIONAL, FILLERS, NEGATED, OTHER_AMOUNT, QUESTION, REACH, TWO, UNREADABLE, Verdict, effective, has,
    mentions, objection, start,
};
use super::sentence::Sentence;
use super::vocabulary::{Class, Mark, is_foreign, may_limit};

/// Signs that say the opposite wherever they stand.
const CROSSES: &str = "👎❌🚫⛔✗✘❎";
/// A sentence of so few words is hardly about anything else than the approval: `Noch nicht auszahlen!`
const SHORT: usize = 3;
/// A longer one that begins with an exception is one only if it has no verb: `Only Lufthansa could come up with it`.
const LONGEST_FRAGMENT: usize = 4;
/// The words of a retraction in short: `That was sent in error, sorry`.
const LONGEST_RETRACTION: usize = 6;

/// Whether an approval stands above a later sentence.
pub(super) fn stands_above(sentence: &Sentence, language: Option<Language>, words: &Words) -> Verdict {
    if sentence.text.contains(|c| CROSSES.contains(c)) {
        return NEGATED;
    }
    let said = Remark::read(sentence, language, words);
    if said.is_opposite() {
        return TWO;
    }
    if said.asks_about_approval() {
        return QUESTION;
    }
    if sentence.text.contains(is_foreign) && may_limit(&sentence.text) {
        return UNREADABLE;
    }
    if let Some(mark) = said.marks.iter().find(|mark| said.retracts(**mark)) {
        return objection(mark.class);
    }
    // What is said of another occasion is said of that alone.
    if has(&said.marks, &[Class::Future]) {
        return Ok(());
    }
    said.amount()?;
    said.marks.iter().filter(|mark| said.limits(**mark)).try_for_each(|mark| objection(mark.class))?;
    said.dependence()
}

/// A later sentence with what is known of it.
struct Remark<'a> {
    sentence: &'a Sentence,
    marks: Vec<Mark>,
    decisions: Vec<(usize, Way)>,
    /// Where it really begins, and how many words there are from there.
    start: usize,
    length: usize,
    whole: bool,
    personal: bool,
}

impl<'a> Remark<'a> {
    fn read(sentence: &'a Sentence, language: Option<Language>, words: &Words) -> Self {
        let marks = effective(sentence, language);
        let start = start(sentence, &marks);
        let any = |list: &[&str]| sentence.words.iter().any(|word| list.contains(&word.as_str()));
        Self {
            start,
            length: sentence.words.len() - start,
            whole: any(VERBS) || any(PERSONS),
            personal: any(PERSONS),
            decisions: mentions(sentence, words).collect(),
            sentence,
            marks,
        }
    }

    /// `Sorry, I meant reject`, unlike `Tom's was rejected last week`.
    fn is_opposite(&self) -> bool {
        let known = |word: &String| {
            let word = word.as_str();
            CARRIERS.contains(&word) || FILLERS.contains(&word) || PERSONS.contains(&word)
        };
        let carried = |at: usize| self.sentence.words.iter().take(at).all(known);
        let ends = |at: usize| self.sentence.words.len() <= at + 1 && self.length <= REACH;
        let rejected = self.decisions.iter().filter(|(_, way)| *way == Way::Reject).map(|(at, _)| *at);
        let refused = self.marks.iter().filter(|mark| mark.class == Class::Refusal).map(|mark| mark.at);
        rejected.chain(refused).any(|at| {
            carried(at) && !self.is_history(at)
                || ends(at)
                || self.sentence.begins_clause(at)
                || self.length <= SHORT
        })
    }

    /// `I rejected Tom's request for a monitor` tells of something else.
    fn is_history(&self, at: usize) -> bool {
        let words = &self.sentence.words;
        let before = at.checked_sub(1).and_then(|before| words.get(before)).map_or("", String::as_str);
        let told = words.get(at).is_some_and(|word| word.ends_with("ed")) && matches!(before, "i" | "we");
        self.length > REACH && (told || matches!(before, "j'ai" | "i've" | "we've"))
    }

    fn asks_about_approval(&self) -> bool {
        let asks = self.sentence.asks;
        is_about_decision(self.sentence) || asks && (self.approves() || !self.decisions.is_empty())
    }

    /// Speaks of approving.
    fn approves(&self) -> bool {
        has(&self.marks, &[Class::Approval]) || self.decisions.iter().any(|(_, way)| *way == Way::Approve)
    }

    /// Speaks of approving, or of what an approval allows.
    fn about(&self) -> bool {
        self.approves() || has(&self.marks, &[Class::Matter])
    }

    fn of_total(&self) -> bool {
        // `l'importo` has its article before the apostrophe.
        let bare = |word: &String| word.rsplit('\'').next().is_some_and(|word| TOTALS.contains(&word));
        self.sentence.words.iter().any(bare)
    }

    /// `Scratch that`, at the beginning of a clause, in a short sentence, or said of the approval.
    fn retracts(&self, mark: Mark) -> bool {
        let first = mark.at <= self.start + 2
            || (mark.at.saturating_sub(1)..=mark.at).any(|at| self.sentence.begins_clause(at));
        mark.class == Class::Retraction && (first || self.length <= LONGEST_RETRACTION || self.about())
    }

    /// `Make it 750`, unlike `last year it was 900 EUR`.
    fn amount(&self) -> Verdict {
        let number = |at: usize| self.sentence.words.get(at).is_some_and(|word| is_number(word));
        let numbered = (0..self.sentence.words.len()).any(number);
        // `The limit for hotels in Zurich is 250 CHF` limits nothing here.
        let near = |mark: &Mark| {
            mark.class == Class::Limit && (mark.at.saturating_sub(2)..=mark.end + 1).any(number)
        };
        let limited = has(&self.marks, &[Class::Matter, Class::Contrast])
            || self.marks.iter().any(near)
            || self.approves();
        let money = states_amount(self.sentence) && (limited || self.length <= REACH);
        if money || numbered && self.of_total() { OTHER_AMOUNT } else { Ok(()) }
    }

    fn limits(&self, mark: Mark) -> bool {
        let first = mark.at <= self.start;
        let short = self.length <= SHORT;
        match mark.class {
            // `No, I need to look again`.
            Class::Negation => {
                let alone = self.sentence.begins_clause(mark.end);
                first && (alone || self.is_fragment()) || short || self.negates(mark)
            }
            Class::Limit => {
                let last = mark.end == self.sentence.words.len() && self.length <= REACH + 1;
                first && self.is_fragment() || short || last || self.about() || self.follows_contrast(mark)
            }
            Class::Condition => {
                self.depends(mark) || !self.invites() && (self.about() || self.is_about_this())
            }
            Class::Moment if self.sentence.asks => false,
            Class::Moment => first && !self.personal && self.depends(mark) || !self.invites() && self.about(),
            Class::Contrast => first && self.objects(),
            Class::Doubt => {
                let waits = |next: &Mark| next.class == Class::Moment && next.at == mark.end;
                self.length + self.start <= mark.end + 2 && mark.at <= self.start + mark.end - mark.at
                    || first && self.marks.iter().any(waits)
                    || self.approves()
            }
            Class::Misgiving => self.of_total() || mark.end - mark.at == self.length,
            Class::Delegation => self.length <= REACH || self.approves(),
            Class::Retraction
            | Class::Refusal
            | Class::Need
            | Class::Too
            | Class::Approval
            | Class::Matter
            | Class::Future
            | Class::Invitation
            | Class::Trifle
            | Class::Request
            | Class::Harmless => false,
        }
    }

    /// `It depends on Tom`.
    fn is_about_this(&self) -> bool {
        let subject = self.sentence.words.first().is_some_and(|word| THIS.contains(&word.as_str()));
        subject && self.length <= LONGEST_RETRACTION
    }

    fn invites(&self) -> bool {
        has(&self.marks, &[Class::Invitation])
    }

    /// `Not the dinner with the client`.
    fn is_fragment(&self) -> bool {
        self.length <= LONGEST_FRAGMENT || !self.whole
    }

    /// `If legal agrees`, unlike `If you see Peter, say hello`.
    fn depends(&self, mark: Mark) -> bool {
        let one = (self.start + 1..self.sentence.words.len()).all(|at| !self.sentence.begins_clause(at));
        mark.at <= self.start && !self.invites() && (one || self.about())
    }

    /// `We do not pay the dinner`, `the dinner is not approved`, `the total is not right`.
    fn negates(&self, mark: Mark) -> bool {
        let near = |at: usize| at.abs_diff(mark.at) <= REACH;
        let matter = |other: &Mark| matches!(other.class, Class::Approval | Class::Matter) && near(other.at);
        self.marks.iter().any(matter)
            || self.decisions.iter().any(|(at, _)| near(*at))
            || self.of_total()
            || self.follows_contrast(mark)
    }

    /// `The trip was fine but not the dinner`.
    fn follows_contrast(&self, mark: Mark) -> bool {
        self.marks.iter().any(|other| other.class == Class::Contrast && other.end == mark.at)
            && self.sentence.words.len() <= mark.end + REACH
    }

    /// `But without the minibar`, unlike `But what a price`.
    fn objects(&self) -> bool {
        let classes = [Class::Negation, Class::Limit, Class::Condition, Class::Moment, Class::Retraction];
        has(&self.marks, &classes) && !self.whole
            || has(&self.marks, &[Class::Need]) && !self.personal
            || has(&self.marks, &classes) && (self.about() || self.length <= REACH + 1)
    }

    /// `Legal must approve it as well`.
    fn dependence(&self) -> Verdict {
        let needs = has(&self.marks, &[Class::Need, Class::Too]) && self.approves();
        if needs { CONDITIONAL } else { Ok(()) }
    }
}
