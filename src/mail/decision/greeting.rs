//! Greetings, which may stand before a decision.
//!
//! Knows how letters begin. Must not know commands.

use super::line::behind;

const LONGEST: usize = 60;
const MOST_WORDS: usize = 6;
const GREETINGS: &[&str] = &[
    "hi",
    "hiya",
    "hello",
    "hey",
    "dear",
    "good morning",
    "good afternoon",
    "good evening",
    "good day",
    "morning",
    "greetings",
    "hallo",
    "guten tag",
    "guten morgen",
    "guten abend",
    "sehr geehrte",
    "sehr geehrter",
    "liebe",
    "lieber",
    "liebes",
    "moin",
    "servus",
    "grüezi",
    "grüß gott",
    "bonjour",
    "salut",
    "bonsoir",
    "cher",
    "chère",
    "chers",
    "hola",
    "buenos días",
    "buenas tardes",
    "buenas",
    "estimado",
    "estimada",
    "ciao",
    "salve",
    "buongiorno",
    "buonasera",
    "gentile",
    "olá",
    "oi",
    "bom dia",
    "boa tarde",
    "prezado",
    "prezada",
    "caro",
    "cara",
    "hoi",
    "beste",
    "geachte",
    "goedemorgen",
    "goedemiddag",
    "hej",
    "hejsan",
    "hei",
    "moi",
    "cześć",
    "dzień dobry",
    "witam",
    "kære",
];
const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "hr", "fr", "sr", "sra", "sig", "st", "jr", "ing", "dipl", "mme", "inż",
];
/// Adverbs and the like that a name would be taken for.
const NO_NAMES: &[&str] = &["ly", "weise", "ment", "mente", "wise", "not", "nicht", "ikke", "inte", "nie"];

/// Whether a line only greets: `Hi Sam,`, `Dear Mr. Miller:`, or a name with a comma.
pub(super) fn is_greeting(line: &str) -> bool {
    let bare = line.trim_end_matches([',', '!', '.', ':', ' ']);
    greets(bare) || line.ends_with(',') && is_name(bare)
}

/// What stands behind a greeting on the same line: `Hi Sam, approved`.
pub(super) fn behind_greeting(line: &str) -> Option<&str> {
    let near = line.char_indices().take_while(|(at, _)| *at <= LONGEST);
    let mut places = near.filter(|(_, c)| [',', ':', '!', '.', '-', '–', '—'].contains(c));
    places.find_map(|(at, c)| {
        let (greeting, rest) = line.split_at(at);
        let rest = rest.get(c.len_utf8()..)?.trim_start();
        (greets(greeting.trim_end()) && !ends_with_title(greeting))
            .then_some(rest)
            .filter(|rest| !rest.is_empty())
    })
}

fn greets(text: &str) -> bool {
    let inner = text.split_whitespace().all(|word| match word.strip_suffix('.') {
        Some(title) => is_title(title),
        None => !word.contains([',', '.', '!', '?', ':', ';']),
    });
    let short = text.len() <= LONGEST && text.split_whitespace().count() <= MOST_WORDS;
    short && inner && GREETINGS.iter().any(|word| behind(text, word).is_some())
}

fn ends_with_title(text: &str) -> bool {
    text.split_whitespace().last().is_some_and(is_title)
}

fn is_title(word: &str) -> bool {
    TITLES.contains(&word.to_lowercase().as_str())
}

/// One or two words that begin with a capital letter and go on with small ones.
fn is_name(text: &str) -> bool {
    let named = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.all(|c| c.is_lowercase())
            && !NO_NAMES.iter().any(|end| word.to_lowercase().ends_with(end))
    };
    let mut words = text.split_whitespace();
    (1..=2).contains(&text.split_whitespace().count()) && words.all(named)
}
