//! One line as a command: the word, and what is allowed behind it.
//!
//! Knows the closed grammar. Must not know what takes a command back.

use std::borrow::Cow;

use super::super::words::{Language, Way, Words, straight};
use super::code::{self, Code};
use super::vocabulary::is_thanks;

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

/// A line that is a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Which.
    pub(super) command: Command,
    /// The language of its word, where it is known.
    pub(super) language: Option<Language>,
    /// What stands behind the word and its separator.
    pub(super) tail: String,
    /// The word ended its sentence itself: `Approved. …`
    pub(super) stopped: bool,
    /// The code between the word and the rest.
    pub(super) code: Option<Code>,
}

/// The words that decide nothing; those that do are in [`Words`].
const OTHERS: [(&str, Command); 6] = [
    ("ask", Command::Ask),
    ("delegate", Command::Delegate),
    ("amount", Command::Amount),
    ("withdraw", Command::Withdraw),
    ("status", Command::Status),
    ("help", Command::Help),
];

const SEPARATORS: [char; 5] = [':', '-', ',', '–', '—'];
const STOPS: [char; 4] = ['.', '!', '…', '！'];
const EMPHASIS: [char; 3] = ['*', '_', '`'];
const QUOTES: [(char, char); 7] =
    [('"', '"'), ('\'', '\''), ('“', '”'), ('„', '“'), ('„', '”'), ('«', '»'), ('‘', '’')];
/// Thanks and their like may follow a decision without a separator …
const POLITE: &[&str] = &[
    "thanks",
    "thank",
    "thx",
    "thankyou",
    "tx",
    "ty",
    "tia",
    "cheers",
    "please",
    "pls",
    "regards",
    "danke",
    "dank",
    "dankeschön",
    "bitte",
    "gruß",
    "grüße",
    "gruss",
    "lg",
    "vg",
    "mfg",
    "merci",
    "cordialement",
    "gracias",
    "saludos",
    "grazie",
    "saluti",
    "obrigado",
    "obrigada",
    "bedankt",
    "groet",
    "groeten",
    "dziękuję",
    "dzięki",
    "pozdrawiam",
    "tack",
    "tak",
    "takk",
    "kiitos",
    ":)",
];
/// … and these together with them.
const POLITE_TOO: &[&str] = &[
    "you",
    "best",
    "kind",
    "many",
    "very",
    "much",
    "all",
    "so",
    "a",
    "lot",
    "again",
    "and",
    "with",
    "&",
    "for",
    "asking",
    "everyone",
    "team",
    "vielen",
    "herzlichen",
    "schön",
    "schöne",
    "sehr",
    "viele",
    "liebe",
    "und",
    "mit",
    "freundlichen",
    "grüßen",
    "beaucoup",
    "bien",
    "et",
    "avec",
    "muchas",
    "mil",
    "y",
    "un",
    "saludo",
    "mille",
    "tante",
    "e",
    "molte",
    "muito",
    "muita",
    "u",
    "hartelijk",
    "met",
    "vriendelijke",
    "en",
    "bardzo",
    "i",
    "så",
    "mycket",
    "och",
    "mange",
    "tusen",
    "tusind",
    "og",
    "paljon",
];
/// Signs that say yes, and that say no.
const YES: &str = "👍👌✅✔☑";
const NO: &str = "👎❌🚫⛔✗✘❎";
const SMILES: &str = "👍👌🙂😊😀😃😄😁🙏🎉✅✔☑💪👏🥳🚀❤💯😎🆗\u{fe0f}\u{200d}🏻🏼🏽🏾🏿";

/// The command that a whole line is.
pub(super) fn command(line: &str, words: &Words) -> Option<Line> {
    let unsigned = line.trim_start_matches(|c| is_sign(c) || c == ' ');
    let (signs, _) = line.split_at(line.len() - unsigned.len());
    let plain = without_emphasis(unsigned);
    let (quoted, bare) = without_quotes(&plain);
    let (command, language, rest) = starts(bare, words)?;
    if is_opposed(command, signs) {
        return None;
    }
    let beside = code::behind(rest).filter(|_| command == Command::Approve && words.read_codes());
    let (code, rest) = beside.map_or((None, rest), |(code, rest)| (Some(code), rest));
    if quoted && !rest.trim_matches(STOPS).is_empty() {
        return None;
    }
    let rest = rest.trim_end();
    let (tail, stopped) = match command {
        Command::Approve | Command::Reject | Command::Withdraw => tail_of_decision(rest)?,
        // These two decide nothing, and people put them as questions.
        Command::Status | Command::Help => tail_of_decision(rest.trim_end_matches(['?', ' ']))?,
        Command::Ask | Command::Delegate | Command::Amount => (tail_of_argument(rest)?, false),
    };
    Some(Line { command, language, tail: tail.to_owned(), stopped, code })
}

/// The command whose word a line begins with, the longest word first, and what stands behind it.
pub(super) fn starts<'a>(line: &'a str, words: &Words) -> Option<(Command, Option<Language>, &'a str)> {
    let letter = line.chars().next().and_then(|first| small(straight(first)));
    let mut spellings = letter.into_iter().flat_map(|letter| words.beginning_with_letter(letter));
    let deciding = spellings.find_map(|spelling| {
        let command = match spelling.way {
            Way::Approve => Command::Approve,
            Way::Reject => Command::Reject,
        };
        behind(line, &spelling.text).map(|rest| (command, spelling.language, rest))
    });
    deciding.or_else(|| other(line).map(|(command, rest)| (command, None, rest)))
}

/// A command that decides nothing, and what stands behind its word.
pub(super) fn other(line: &str) -> Option<(Command, &str)> {
    OTHERS.iter().find_map(|(word, command)| behind(line, word).map(|rest| (*command, rest)))
}

/// What stands behind a word, given in small letters, that a line begins with in any case; the word must end there.
pub(super) fn behind<'a>(line: &'a str, word: &str) -> Option<&'a str> {
    let mut rest = line.chars();
    for expected in word.chars() {
        let next = straight(rest.next()?);
        let same = expected == ' ' && next.is_whitespace() || small(next) == Some(expected);
        if !same {
            return None;
        }
    }
    let rest = rest.as_str();
    let inside = |c: char| {
        c.is_alphanumeric()
            || matches!(straight(c), '_' | '\'')
            || unicode_normalization::char::is_combining_mark(c)
    };
    (!word.is_empty() && !rest.starts_with(inside)).then_some(rest)
}

/// Whether signs say the opposite of a command, which then decides nothing.
pub(super) fn is_opposed(command: Command, signs: &str) -> bool {
    match command {
        Command::Approve => signs.contains(|c| NO.contains(c)),
        Command::Reject => signs.contains(|c| YES.contains(c)),
        Command::Ask
        | Command::Delegate
        | Command::Amount
        | Command::Withdraw
        | Command::Status
        | Command::Help => false,
    }
}

fn is_sign(c: char) -> bool {
    SMILES.contains(c) || NO.contains(c)
}

/// The small letter of one, unless that is several.
fn small(letter: char) -> Option<char> {
    if letter.is_ascii() {
        return Some(letter.to_ascii_lowercase());
    }
    let mut lower = letter.to_lowercase();
    lower.next().filter(|_| lower.next().is_none())
}

/// `*APPROVE*` is how a bold word looks as plain text; `*APPROVE*, thanks` too.
fn without_emphasis(line: &str) -> Cow<'_, str> {
    let line = line.trim();
    let Some(mark) = line.chars().next().filter(|c| EMPHASIS.contains(c)) else { return Cow::Borrowed(line) };
    let inner = line.trim_start_matches(mark);
    let Some((bold, rest)) = inner.split_once(mark) else { return Cow::Borrowed(line) };
    let rest = rest.trim_start_matches(mark);
    if rest.contains(mark) { Cow::Borrowed(line) } else { Cow::Owned(format!("{}{rest}", bold.trim())) }
}

/// `"APPROVE"`: a notice names its words so, and some people type them so.
fn without_quotes(line: &str) -> (bool, &str) {
    let inner = QUOTES
        .iter()
        .find_map(|(open, close)| line.strip_prefix(*open)?.trim_end_matches(STOPS).strip_suffix(*close));
    inner.map_or((false, line), |inner| (true, inner))
}

/// Behind a decision: nothing, `.`/`!`, thanks, a parenthesis, or a separator and a comment.
fn tail_of_decision(rest: &str) -> Option<(&str, bool)> {
    let open = rest.trim_start_matches(STOPS);
    let stopped = open.len() < rest.len();
    let apart = open.starts_with(char::is_whitespace);
    let open = open.trim_start();
    if open.is_empty() || is_polite(open) {
        return Some((open.trim_start_matches([',', ' ']), stopped));
    }
    if let Some(comment) = open.strip_prefix(SEPARATORS) {
        // `APPROVE-ish` is a word of its own, `APPROVE - fine` is not.
        let parted = stopped || apart || !comment.starts_with(char::is_alphanumeric);
        let joined = open.starts_with([':', ',', '–', '—']);
        let comment = comment.trim_start_matches(|c: char| SEPARATORS.contains(&c) || c.is_whitespace());
        return (parted || joined).then_some((comment, stopped));
    }
    let parenthesis = apart && open.starts_with('(') && open.trim_end_matches(STOPS).ends_with(')');
    (stopped && apart || parenthesis).then_some((open, stopped))
}

/// Thanks and smiles, and nothing else.
fn is_polite(text: &str) -> bool {
    let small = text.to_lowercase();
    let all = || small.split([' ', '\u{a0}', ',', '.', '!']).filter(|word| !word.is_empty());
    let smiles = |word: &str| word.chars().all(is_sign) || [":)", ":-)", ";)", ";-)", ":d"].contains(&word);
    let thanks = |word: &str| POLITE.contains(&word) || is_thanks(word) || smiles(word);
    all().all(|word| thanks(word) || POLITE_TOO.contains(&word)) && all().any(thanks)
}

/// Behind ASK, DELEGATE and AMOUNT: a blank or a separator, then anything.
fn tail_of_argument(rest: &str) -> Option<&str> {
    let bare = rest.strip_prefix([':', ',']).unwrap_or(rest);
    let parted = bare.len() < rest.len() || rest.is_empty() || rest.starts_with(char::is_whitespace);
    let bare = bare.trim();
    let bare = bare.strip_prefix("- ").or_else(|| bare.strip_prefix(':')).unwrap_or(bare);
    parted.then(|| bare.trim())
}
