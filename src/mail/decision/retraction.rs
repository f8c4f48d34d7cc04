//! What takes a decision back in the same breath: a negation, a condition, a doubt, the opposite word.
//!
//! Knows phrases. Must not know the grammar of the first line beyond its commands. An approval is taken back by
//! doubt; a rejection, which naturally says what is missing, only by its opposite.

use super::super::words::Words;
use super::letters::is_invisible;
use super::line::{self, Command};

const NEGATIONS: [&str; 43] = [
    "not",
    "no",
    "never",
    "don't",
    "dont",
    "can't",
    "cant",
    "cannot",
    "won't",
    "isn't",
    "shouldn't",
    "nope",
    "none",
    "nicht",
    "kein",
    "keine",
    "nie",
    "niemals",
    "nein",
    "pas",
    "non",
    "ne",
    "jamais",
    "nunca",
    "não",
    "nao",
    "mai",
    "niet",
    "geen",
    "nee",
    "nooit",
    "inte",
    "nej",
    "ej",
    "aldrig",
    "ikke",
    "nei",
    "aldri",
    "ei",
    "en",
    "älä",
    "nigdy",
    "ani",
];
/// These are negations in one language and harmless words in another: they count only as the first word.
const ONLY_IN_FRONT: [&str; 7] = ["en", "mai", "ne", "ei", "pas", "ani", "ej"];
const CROSSES: [char; 5] = ['👎', '❌', '🚫', '⛔', '✗'];
const CONDITIONS: [&str; 36] = [
    "if",
    "unless",
    "provided",
    "providing",
    "assuming",
    "once",
    "until",
    "except",
    "but",
    "however",
    "subject",
    "pending",
    "depending",
    "conditional",
    "conditionally",
    "wenn",
    "falls",
    "sofern",
    "außer",
    "aber",
    "jedoch",
    "unter",
    "vorbehaltlich",
    "si",
    "sauf",
    "mais",
    "salvo",
    "pero",
    "ma",
    "mas",
    "se",
    "maar",
    "mits",
    "men",
    "jeśli",
    "ale",
];
const DOUBTS: [&str; 14] = [
    "kidding",
    "joking",
    "wait",
    "hold",
    "mistake",
    "later",
    "undo",
    "ignore",
    "disregard",
    "cancel",
    "oops",
    "stop",
    "actually",
    "doubt",
];
/// Phrases with such a word that take nothing back.
const HARMLESS: [&str; 38] = [
    "no problem",
    "no problems",
    "not a problem",
    "no worries",
    "no comment",
    "no comments",
    "no objection",
    "no objections",
    "no questions",
    "no issue",
    "no issues",
    "no concerns",
    "no need",
    "no further",
    "no rush",
    "don't hesitate",
    "do not hesitate",
    "don't worry",
    "don't forget",
    "do not forget",
    "please note",
    "why not",
    "let me know if",
    "tell me if",
    "call me if",
    "kein problem",
    "keine einwände",
    "keine fragen",
    "keine rückfragen",
    "pas de problème",
    "pas de souci",
    "sin problema",
    "nessun problema",
    "sem problema",
    "geen probleem",
    "inga problem",
    "ei ongelmaa",
    "se ok",
];

/// Whether an approval stands, given what is written beside it.
pub(super) fn of_approval(tail: &str, following: &[&str], words: &Words) -> Result<(), String> {
    opposite(tail, following, words, Command::Reject, false)?;
    let paragraph_end = following.iter().position(|line| line.is_empty()).unwrap_or(following.len());
    let (same_paragraph, below) = following.split_at(paragraph_end);
    for line in std::iter::once(&tail).chain(same_paragraph) {
        doubted(&cleared(line))?;
    }
    for line in below {
        begins_doubtful(&cleared(line))?;
    }
    visible(following)
}

/// Whether a rejection stands, given what is written beside it.
pub(super) fn of_rejection(tail: &str, following: &[&str], words: &Words) -> Result<(), String> {
    opposite(tail, following, words, Command::Approve, true)?;
    let text = cleared(tail);
    let all = tokens(&text);
    let only_negation = !all.is_empty() && all.iter().all(|word| NEGATIONS.contains(&word.as_str()));
    let conditional = all.first().is_some_and(|word| CONDITIONS.contains(&word.as_str()));
    if only_negation || conditional || is_question(tail) || all.iter().any(|word| is_joke(word)) {
        return Err("what is written behind REJECT takes it back or makes it depend on something".to_owned());
    }
    visible(following)
}

/// Whether a command without a comment stands.
pub(super) fn of_plain(tail: &str, following: &[&str], words: &Words) -> Result<(), String> {
    opposite(tail, following, words, Command::Approve, false)?;
    opposite(tail, following, words, Command::Reject, false)?;
    doubted(&cleared(tail))
}

fn is_joke(word: &str) -> bool {
    ["kidding", "joking", "wait", "oops"].contains(&word)
}

fn visible(following: &[&str]) -> Result<(), String> {
    // Only what turns or hides text: joiners and variation selectors are parts of emoji.
    let turns = |c: char| {
        is_invisible(c) && matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{336}')
    };
    let hidden = following.iter().any(|line| line.chars().any(turns));
    if hidden { Err("the comment contains characters that change how it is read".to_owned()) } else { Ok(()) }
}

/// A second, different decision anywhere in the text.
fn opposite(
    tail: &str,
    following: &[&str],
    words: &Words,
    other: Command,
    negated_is_fine: bool,
) -> Result<(), String> {
    let two = || Err("two different decisions are written".to_owned());
    if names(tail, words, other, negated_is_fine) {
        return two();
    }
    for line in following {
        let different = match line::command(line, words) {
            Some((command, _)) if command == other => true,
            Some((Command::Delegate, to)) => super::delegate(to).is_ok(),
            Some((Command::Withdraw, _)) => true,
            Some(_) | None => false,
        };
        if different || names(line, words, other, negated_is_fine) {
            return two();
        }
    }
    Ok(())
}

/// Whether a line names the other decision; `I cannot approve it` beside a REJECT agrees with it.
fn names(line: &str, words: &Words, other: Command, negated_is_fine: bool) -> bool {
    let own = if other == Command::Approve { &words.approve } else { &words.reject };
    let built_in: &[&str] = if other == Command::Approve {
        &["approve", "approved", "approving", "approval"]
    } else {
        &["reject", "rejected", "rejecting", "rejection"]
    };
    let mut since_negation = usize::MAX;
    tokens(line).iter().any(|word| {
        since_negation =
            if NEGATIONS.contains(&word.as_str()) { 0 } else { since_negation.saturating_add(1) };
        let decision = built_in.contains(&word.as_str()) || own.iter().any(|one| one.to_lowercase() == *word);
        let noun = word == "approval" || word == "rejection";
        decision && !(negated_is_fine && (since_negation <= 4 || noun))
    })
}

fn doubted(line: &str) -> Result<(), String> {
    let all = tokens(line);
    let negated = line.contains(CROSSES)
        || all.iter().enumerate().any(|(index, word)| {
            NEGATIONS.contains(&word.as_str()) && (index == 0 || !ONLY_IN_FRONT.contains(&word.as_str()))
        });
    let conditional = all.iter().any(|word| CONDITIONS.contains(&word.as_str()));
    let unsure = all.iter().any(|word| DOUBTS.contains(&word.as_str()));
    doubt(negated, conditional || unsure, is_question(line))
}

fn begins_doubtful(line: &str) -> Result<(), String> {
    let all = tokens(line);
    let first = all.first().map_or("", String::as_str);
    let second = all.get(1).map_or("", String::as_str);
    let negated = line.contains(CROSSES)
        || NEGATIONS.contains(&first) && !ONLY_IN_FRONT.contains(&first)
        || first == "do" && second == "not";
    let conditional = CONDITIONS.contains(&first) || first == "only" && CONDITIONS.contains(&second);
    let unsure = all.iter().any(|word| is_joke(word)) || DOUBTS.contains(&first);
    doubt(negated, conditional || unsure, is_question(line))
}

fn doubt(negated: bool, conditional: bool, question: bool) -> Result<(), String> {
    if negated {
        return Err("what is written beside the decision contains a negation".to_owned());
    }
    if conditional {
        return Err("what is written beside the decision makes it depend on something".to_owned());
    }
    if question { Err("a question is written beside the decision".to_owned()) } else { Ok(()) }
}

/// A question mark that ends something, unlike the one in a link.
fn is_question(line: &str) -> bool {
    let mut ahead = line.chars().peekable();
    let mut found = false;
    while let Some(c) = ahead.next() {
        let ends = ahead.peek().is_none_or(|next| !next.is_alphanumeric() && *next != '=' && *next != '&');
        found |= matches!(c, '?' | '？' | '¿' | '؟') && ends || c == '¿';
    }
    found
}

/// A line in lower case without the phrases that take nothing back.
fn cleared(line: &str) -> String {
    let lower = line.to_lowercase().replace('’', "'");
    HARMLESS
        .iter()
        .fold(lower, |line, phrase| if line.contains(phrase) { line.replace(phrase, " ") } else { line })
}

fn tokens(line: &str) -> Vec<String> {
    let lower = line.to_lowercase().replace('’', "'");
    let words = lower.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}
