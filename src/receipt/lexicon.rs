//! The words of the vocabulary by number, and how a printed word finds its number: exactly, or though a camera, a
//! printer or a typist changed it.
//!
//! Knows spelling. Must not know what words mean: a word that says *no total* is found as tolerantly as one that says
//! *total*.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::fold;
use super::vocabulary;
use super::ways::{Step, Ways};

/// The number of a word in the vocabulary.
pub(super) type Word = u16;

/// Stands for every word that is not in the vocabulary.
pub(super) const UNKNOWN: Word = 0;

/// Glued labels are at least and at most so long.
const GLUED: std::ops::RangeInclusive<usize> = 6..=40;
/// The shortest piece of a glued label, but for those in [`SHORT_PIECES`].
const SHORTEST_PIECE: usize = 3;
/// One of the pieces is at least so long: `BILTONG` is no label.
const LONG_PIECE: usize = 5;
/// The longest.
const LONGEST_PIECE: usize = 16;
/// Words that a blank may have torn are so long.
const TORN: std::ops::RangeInclusive<usize> = 5..=12;
/// Short words that occur in glued labels.
const SHORT_PIECES: [&str; 9] = ["of", "to", "rm", "ht", "no", "in", "cb", "ex", "nr"];

/// Words of this length so frequent on receipts, and so unlike others, that one wrong letter does not hide them.
fn frequent_words(length: usize) -> &'static [&'static str] {
    match length {
        5 => &["total", "summe"],
        6 => &["amount", "change", "gesamt"],
        7 => &["payable", "rounded", "balance", "deposit", "service", "montant"],
        8 => &["subtotal", "rounding", "discount", "tendered", "received"],
        12 => &["gesamtbetrag"],
        13 => &["zwischensumme"],
        _ => &[],
    }
}

/// The vocabulary's words.
struct Lexicon {
    size: usize,
    exact: Ways,
    look_alike: Ways,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut exact: HashMap<String, usize> = HashMap::new();
    let phrases = vocabulary::ALL.iter().flat_map(|(_, list)| list.split(','));
    let lists =
        [vocabulary::CONVERTED, vocabulary::TAX_TABLE, vocabulary::INSTALMENTS, vocabulary::CREDIT_NOTES]
            .concat();
    for phrase in phrases.chain(lists).chain(SHORT_PIECES) {
        for word in fold::folded(phrase).split(' ') {
            let number = exact.len() + 1;
            exact.entry(word.to_owned()).or_insert(number);
        }
    }
    // Of words that look alike the later one counts, so that none is taken for the whole that is not.
    let long = exact.iter().filter(|(word, _)| word.len() >= SHORTEST_PIECE);
    let look_alike = long.map(|(word, number)| (look_alike(word).collect(), *number)).collect();
    let words = exact.iter().map(|(word, number)| (word.chars().collect(), *number)).collect();
    Lexicon { size: exact.len() + 1, exact: Ways::new(words), look_alike: Ways::new(look_alike) }
});

/// The numbers of the words of a folded text.
pub(super) fn words(folded: &str) -> Vec<Word> {
    let mut numbers: Vec<Word> = Vec::with_capacity(folded.len() / 4);
    let mut before: Option<Followed> = None;
    for word in folded.split_ascii_whitespace() {
        let followed = Followed::of(word);
        let is_torn = followed.number == UNKNOWN || numbers.last() == Some(&UNKNOWN);
        let whole = before.filter(|_| is_torn).map_or(UNKNOWN, |before| before.torn(word));
        if whole != UNKNOWN {
            numbers.pop();
            numbers.push(whole);
            before = None;
            continue;
        }
        let count = numbers.len();
        match followed.number {
            UNKNOWN => push_misspelled(&mut numbers, word, followed.has_piece),
            known => numbers.push(known),
        }
        before = (numbers.len() == count + 1).then_some(followed);
    }
    numbers
}

/// The number of a word of the vocabulary, as written there.
pub(super) fn exact(word: &str) -> Word {
    Followed::of(word).number
}

/// More than the largest number of a word.
pub(super) fn size() -> usize {
    LEXICON.size
}

/// A word, and how far the vocabulary goes along with it.
#[derive(Clone, Copy)]
struct Followed {
    length: usize,
    number: Word,
    /// It begins with a word that may be a piece of it.
    has_piece: bool,
    /// Its last letter, where words go on like it.
    end: Option<&'static Step>,
}

impl Followed {
    fn of(word: &str) -> Self {
        let exact = &LEXICON.exact;
        let (mut step, mut has_piece) = (exact.start(), false);
        for (at, c) in word.char_indices() {
            has_piece |= !step.ends.is_empty() && word.get(..at).is_some_and(is_piece);
            match exact.next(step, c) {
                Some(next) => step = next,
                None => return Self { length: word.len(), number: UNKNOWN, has_piece, end: None },
            }
        }
        Self { length: word.len(), number: number(step), has_piece, end: Some(step) }
    }

    /// `TOT AL`: one word in two pieces, of which this is the first.
    fn torn(&self, second: &str) -> Word {
        let end = self.end.filter(|_| TORN.contains(&(self.length + second.len())));
        end.and_then(|end| LEXICON.exact.behind(end, second.chars())).map_or(UNKNOWN, number)
    }
}

/// The number of the word that ends here.
fn number(step: &Step) -> Word {
    step.end().and_then(|number| Word::try_from(number).ok()).unwrap_or(UNKNOWN)
}

fn push_misspelled(numbers: &mut Vec<Word>, word: &str, has_piece: bool) {
    let known = &LEXICON.look_alike;
    let alike = known.behind(known.start(), look_alike(word)).map_or(UNKNOWN, number);
    let whole = if alike == UNKNOWN { frequent(word) } else { alike };
    match Some(word).filter(|_| whole == UNKNOWN && has_piece).and_then(glued) {
        Some(pieces) => numbers.extend(pieces),
        None => numbers.push(whole),
    }
}

/// The word with one letter for all that look alike to a camera: `T0TAI` and `TOTAL` are the same.
fn look_alike(word: &str) -> impl Iterator<Item = char> {
    let mut rest = word.chars().peekable();
    std::iter::from_fn(move || {
        Some(match rest.next()? {
            '0' => 'o',
            '1' | 'i' | '|' => 'l',
            '5' => 's',
            '8' => 'b',
            '6' => 'g',
            'r' if rest.next_if_eq(&'n').is_some() => 'm',
            'v' if rest.next_if_eq(&'v').is_some() => 'w',
            c => c,
        })
    })
}

/// A frequent word with one wrong letter.
fn frequent(word: &str) -> Word {
    let differs_once = |known: &&str| {
        let mut differing = known.bytes().zip(word.bytes()).filter(|(one, other)| one != other);
        differing.next().is_some() && differing.next().is_none()
    };
    frequent_words(word.len()).iter().copied().find(differs_once).map_or(UNKNOWN, exact)
}

/// `TOTALAMOUNT`: words without their blanks. All of it must be words, so that no *sub* or *net* is overlooked.
fn glued(word: &str) -> Option<Vec<Word>> {
    if !GLUED.contains(&word.len()) || !word.is_ascii() {
        return None;
    }
    // For each place that words lead to: where the last of them began, preferring long ones, and its number.
    let mut begins: [Option<(usize, Word)>; *GLUED.end() + 1] = [None; _];
    for from in 0..word.len() {
        if from == 0 || begins.get(from).is_some_and(Option::is_some) {
            for (to, number) in pieces(word, from) {
                begins.get_mut(to).into_iter().for_each(|begin| *begin = begin.or(Some((from, number))));
            }
        }
    }
    let (mut numbers, mut has_long) = (Vec::new(), false);
    let mut to = word.len();
    while let Some((from, number)) = begins.get(to).copied().flatten() {
        numbers.push(number);
        has_long |= to - from >= LONG_PIECE;
        to = from;
    }
    numbers.reverse();
    (to == 0 && has_long).then_some(numbers)
}

fn is_piece(word: &str) -> bool {
    word.len() >= SHORTEST_PIECE || SHORT_PIECES.contains(&word)
}

/// The words of the vocabulary that stand at a place of a word: where each ends, and its number.
fn pieces(word: &str, from: usize) -> impl Iterator<Item = (usize, Word)> {
    let rest = word.get(from..).unwrap_or_default();
    let along = LEXICON.exact.along(rest.chars()).take(LONGEST_PIECE).enumerate();
    along.filter_map(move |(before, step)| {
        let length = before + 1;
        (!step.ends.is_empty() && is_piece(rest.get(..length)?)).then(|| (from + length, number(step)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(words: &[&str]) -> Vec<Word> {
        words.iter().map(|word| exact(word)).collect()
    }

    #[test]
    fn misread_torn_and_glued_words_are_found() {
        for (printed, meant) in [
            ("t0tai", &["total"][..]),
            ("subt0tal", &["subtotal"]),
            ("am0unt", &["amount"]),
            ("r0undlng", &["rounding"]),
            ("t otal", &["total"]),
            ("grandtotal", &["grandtotal"]),
            ("totalamount", &["total", "amount"]),
            ("totalexcludinggst", &["total", "excluding", "gst"]),
            ("amountpayable", &["amount", "payable"]),
            ("totel", &["total"]),
        ] {
            assert_eq!(words(printed), numbers(meant), "{printed}");
        }
    }

    #[test]
    fn no_letter_of_a_glued_word_is_overlooked() {
        for word in ["untotal", "xtotal", "totals1234", "qwtotal", "xyztotal"] {
            assert_eq!(words(word), [UNKNOWN], "{word}");
        }
    }
}
