//! Greetings, which may stand before a decision.
//!
//! Knows how letters begin. Must not know what a decision is, only that a greeting never holds a word of one.

use super::super::words::Words;
use super::line::behind;
use super::retraction::mentions;
use super::sentence::sentences;
use super::vocabulary::{Class, marks};

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
/// Whom a greeting may address in small letters.
const GROUPS: &[&str] = &[
    "all",
    "team",
    "both",
    "everyone",
    "everybody",
    "there",
    "again",
    "folks",
    "guys",
    "colleagues",
    "and",
    "&",
    "sir",
    "madam",
    "zusammen",
    "alle",
    "allerseits",
    "herr",
    "frau",
    "und",
    "kollegen",
    "kolleginnen",
    "damen",
    "herren",
    "à",
    "tous",
    "toutes",
    "et",
    "madame",
    "monsieur",
    "todos",
    "todas",
    "a",
    "y",
    "señor",
    "señora",
    "equipo",
    "tutti",
    "tutte",
    "e",
    "signor",
    "signora",
    "dottor",
    "dottoressa",
    "pessoal",
    "senhor",
    "senhora",
    "equipe",
    "allemaal",
    "iedereen",
    "heer",
    "mevrouw",
    "en",
    "państwu",
    "wszystkim",
    "panie",
    "pani",
    "alla",
    "på",
    "er",
    "och",
    "igen",
    "alle",
    "og",
    "kaikki",
    "kaikille",
    "taas",
];
/// Words that a line with a comma may hold and that are no names.
const NO_NAMES: &[&str] = &["tomorrow", "today", "tonight", "monday", "friday", "someday"];
/// Ends of adverbs that a name would be taken for.
const ADVERBS: &[&str] = &[
    "ially", "onally", "cally", "ntly", "edly", "rily", "bly", "tely", "rely", "weise", "ement", "mente",
    "wise", "not", "nicht",
];
/// Phrases of these classes may be names or stand in a greeting: `Dear Will and team`.
const HARMLESS: [Class; 3] = [Class::Request, Class::Trifle, Class::Harmless];

/// Whether a line only greets: `Hi Sam,`, `Dear Mr. Miller:`, or a name with a comma.
pub(super) fn is_greeting(line: &str, words: &Words) -> bool {
    let bare = line.trim_end_matches([',', '!', '.', ':', ' ']);
    greets(bare, words) || line.ends_with(',') && is_name(bare, words)
}

/// What stands behind a greeting on the same line: `Hi Sam, approved`.
pub(super) fn behind_greeting<'a>(line: &'a str, words: &Words) -> Option<&'a str> {
    let near = line.char_indices().take_while(|(at, _)| *at <= LONGEST);
    let mut places = near.filter(|(_, c)| [',', ':', '!', '.', '-', '–', '—'].contains(c));
    places.find_map(|(at, c)| {
        let (greeting, rest) = line.split_at(at);
        let rest = rest.get(c.len_utf8()..)?.trim_start();
        (greets(greeting.trim_end(), words) && !ends_with_title(greeting))
            .then_some(rest)
            .filter(|rest| !rest.is_empty())
    })
}

fn greets(text: &str, words: &Words) -> bool {
    let short = text.len() <= LONGEST && text.split_whitespace().count() <= MOST_WORDS;
    let addressed = GREETINGS.iter().filter_map(|word| behind(text, word)).min_by_key(|rest| rest.len());
    short && addressed.is_some_and(|rest| addresses(rest.trim_start(), words))
}

/// Names, titles and groups; people who write no capitals at all write one name without.
fn addresses(text: &str, words: &Words) -> bool {
    let known = |word: &str| {
        let bare = word.trim_end_matches('.');
        is_title(bare)
            || !word.contains('.') && (is_capitalised(bare) || GROUPS.contains(&bare.to_lowercase().as_str()))
    };
    let all = text.split_whitespace().all(known);
    let small = text.split_whitespace().count() == 1 && text.chars().all(char::is_alphabetic);
    (all || small) && !decides(text, words)
}

/// Whether a text has a word that decides, or one that does something to a decision.
fn decides(text: &str, words: &Words) -> bool {
    let (sentence, _) = sentences(text, false, &[]);
    let marked = marks(&sentence, None).iter().any(|mark| {
        let group = (mark.at..mark.end)
            .all(|at| sentence.words.get(at).is_some_and(|word| GROUPS.contains(&word.as_str())));
        !group && !HARMLESS.contains(&mark.class)
    });
    marked || mentions(&sentence, words).next().is_some()
}

fn ends_with_title(text: &str) -> bool {
    text.split_whitespace().last().is_some_and(is_title)
}

fn is_title(word: &str) -> bool {
    TITLES.contains(&word.to_lowercase().as_str())
}

/// One to three capitalised words.
fn is_name(text: &str, words: &Words) -> bool {
    let named = |word: &str| {
        let small = word.to_lowercase();
        is_capitalised(word)
            && !NO_NAMES.contains(&small.as_str())
            && !ADVERBS.iter().any(|end| small.ends_with(end))
    };
    let count = text.split_whitespace().count();
    (1..=3).contains(&count) && text.split_whitespace().all(named) && !decides(text, words)
}

/// `Sam`, `McKay`, `Anne-Marie`, but not `NO`.
fn is_capitalised(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.clone().any(char::is_lowercase)
        && letters.all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
}
