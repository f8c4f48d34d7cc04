//! One line as a command: the word, and what is allowed behind it.
//!
//! Knows the closed grammar. Must not know what takes a command back.

use super::super::words::Words;

/// The commands of the grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Command {
    Approve,
    Reject,
    Ask,
    Delegate,
    Amount,
    Withdraw,
    Status,
    Help,
}

/// The words of the interface; a request may always be decided in English.
pub(super) const BUILT_IN: [(&str, Command); 10] = [
    ("approve", Command::Approve),
    ("approved", Command::Approve),
    ("reject", Command::Reject),
    ("rejected", Command::Reject),
    ("ask", Command::Ask),
    ("delegate", Command::Delegate),
    ("amount", Command::Amount),
    ("withdraw", Command::Withdraw),
    ("status", Command::Status),
    ("help", Command::Help),
];

const SEPARATORS: [char; 5] = [':', '-', ',', '–', '—'];
const LONGEST_GREETING: usize = 60;
const GREETINGS: [&str; 41] = [
    "hi",
    "hello",
    "hey",
    "dear",
    "good morning",
    "good afternoon",
    "good evening",
    "hallo",
    "guten tag",
    "guten morgen",
    "sehr geehrte",
    "sehr geehrter",
    "liebe",
    "lieber",
    "moin",
    "servus",
    "grüezi",
    "bonjour",
    "salut",
    "bonsoir",
    "hola",
    "buenos días",
    "buenas tardes",
    "estimado",
    "estimada",
    "ciao",
    "buongiorno",
    "gentile",
    "olá",
    "bom dia",
    "boa tarde",
    "hoi",
    "beste",
    "goedemorgen",
    "hej",
    "hei",
    "moi",
    "cześć",
    "dzień dobry",
    "witam",
    "kære",
];
/// What may follow a decision without a separator.
const POLITE: [&str; 42] = [
    "thanks",
    "thank",
    "you",
    "thx",
    "ty",
    "cheers",
    "please",
    "pls",
    "regards",
    "best",
    "kind",
    "many",
    "very",
    "much",
    "all",
    "so",
    "a",
    "lot",
    "danke",
    "vielen",
    "dank",
    "schön",
    "bitte",
    "gruß",
    "grüße",
    "viele",
    "merci",
    "beaucoup",
    "gracias",
    "muchas",
    "grazie",
    "mille",
    "obrigado",
    "obrigada",
    "bedankt",
    "dziękuję",
    "dzięki",
    "tack",
    "tak",
    "takk",
    "kiitos",
    "again",
];

const SMILES: &str = "👍🙂😊😀🙏🎉✅✔\u{fe0f}🏻🏼🏽🏾🏿";

/// The command that a whole line is, and the text behind it.
pub(super) fn command<'a>(line: &'a str, words: &Words) -> Option<(Command, &'a str)> {
    let line = without_emphasis(line);
    let (command, rest) = starts(line, words)?;
    let rest = rest.trim_end();
    match command {
        Command::Approve | Command::Reject | Command::Withdraw => Some((command, tail_of_decision(rest)?)),
        // These two decide nothing, and people put them as questions.
        Command::Status | Command::Help => {
            Some((command, tail_of_decision(rest.trim_end_matches(['?', ' ']))?))
        }
        Command::Ask | Command::Delegate | Command::Amount => Some((command, tail_of_argument(rest)?)),
    }
}

/// The command whose word a line begins with, the longest word first.
fn starts<'a>(line: &'a str, words: &Words) -> Option<(Command, &'a str)> {
    let built_in = BUILT_IN.iter().map(|(word, command)| (*word, *command));
    let approve = words.approve.iter().map(|word| (word.as_str(), Command::Approve));
    let reject = words.reject.iter().map(|word| (word.as_str(), Command::Reject));
    let found = built_in.chain(approve).chain(reject).filter_map(|(word, command)| {
        let rest = behind(line, word)?;
        Some((rest.len(), command, rest))
    });
    found.min_by_key(|(left, _, _)| *left).map(|(_, command, rest)| (command, rest))
}

/// What stands behind a word that a line begins with, in any case; the word must end there.
pub(super) fn behind<'a>(line: &'a str, word: &str) -> Option<&'a str> {
    if word.is_empty() {
        return None;
    }
    let mut rest = line.chars();
    for expected in word.chars().flat_map(char::to_lowercase) {
        let next = rest.next()?;
        let mut lower = if next == '’' { '\'' } else { next }.to_lowercase();
        if lower.next() != Some(expected) || lower.next().is_some() {
            return None;
        }
    }
    let rest = rest.as_str();
    let ended = rest.chars().next().is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != '\'' && c != '’');
    ended.then_some(rest)
}

/// `*APPROVE*` is how a bold word looks as plain text.
fn without_emphasis(line: &str) -> &str {
    let line = line.trim();
    let bare = line.trim_matches(['*', '_']).trim();
    if bare.contains(['*', '_']) { line } else { bare }
}

/// Behind a decision: nothing, `.`/`!`, thanks, or a separator and a comment.
fn tail_of_decision(rest: &str) -> Option<&str> {
    let open = rest.trim_start_matches(['.', '!']);
    let stopped = open.len() < rest.len();
    let open = open.trim_start();
    if open.is_empty() {
        return Some("");
    }
    if let Some(comment) = open.strip_prefix(SEPARATORS) {
        // `APPROVE-ish` is a word of its own, `APPROVE - fine` is not.
        let apart =
            stopped || rest.starts_with(char::is_whitespace) || !comment.starts_with(char::is_alphanumeric);
        let joined = open.starts_with([':', ',', '–', '—']);
        return (apart || joined).then(|| comment.trim());
    }
    let sentence = stopped && rest.trim_start_matches(['.', '!']).starts_with(char::is_whitespace);
    (sentence || is_polite(open)).then_some(open)
}

/// Thanks and smiles, and nothing else.
fn is_polite(text: &str) -> bool {
    let known = |word: &str| {
        POLITE.contains(&word.to_lowercase().as_str()) || word.chars().all(|c| SMILES.contains(c))
    };
    let mut words = text.split([' ', '\u{a0}', ',', '.', '!']).filter(|word| !word.is_empty());
    words.all(known)
}

/// Behind ASK, DELEGATE and AMOUNT: a blank or a separator, then anything.
fn tail_of_argument(rest: &str) -> Option<&str> {
    let bare = rest.strip_prefix([':', ',']).unwrap_or(rest);
    let parted = bare.len() < rest.len() || rest.is_empty() || rest.starts_with(char::is_whitespace);
    let bare = bare.trim();
    let bare = bare.strip_prefix("- ").or_else(|| bare.strip_prefix(':')).unwrap_or(bare);
    parted.then(|| bare.trim())
}

/// Whether a line only greets: `Hi Sam,`.
pub(super) fn is_greeting(line: &str) -> bool {
    let bare = line.trim_end_matches([',', '!', '.', ':', ' ']);
    let calls = line.len() <= LONGEST_GREETING && !bare.contains([',', '.', '!', '?', ':', ';']);
    calls && bare.split_whitespace().count() <= 5 && GREETINGS.iter().any(|word| behind(line, word).is_some())
}
