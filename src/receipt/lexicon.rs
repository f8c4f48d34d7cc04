//! The words of the vocabulary by number, and how a printed word finds its number: exactly, or though a camera, a
//! printer or a typist changed it.
//!
//! Knows spelling. Must not know what words mean: a word that says *no total* is found as tolerantly as one that says
//! *total*.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use super::fold;
use super::vocabulary;

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

/// Words so frequent on receipts, and so unlike others, that one wrong letter does not hide them.
const FREQUENT: [&str; 18] = [
    "total",
    "subtotal",
    "amount",
    "payable",
    "change",
    "rounding",
    "rounded",
    "discount",
    "balance",
    "deposit",
    "tendered",
    "received",
    "service",
    "summe",
    "gesamt",
    "gesamtbetrag",
    "zwischensumme",
    "montant",
];

/// The vocabulary's words.
struct Lexicon {
    exact: Table,
    look_alike: Table,
}

/// Looked up for every word of every label, in a vocabulary that no stranger writes: no keyed hash is needed.
type Table = HashMap<String, Word, BuildHasherDefault<Fnv>>;

/// The hash of Fowler, Noll and Vo (FNV-1a, 64 bits).
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut exact = Table::default();
    let phrases = vocabulary::ALL.iter().flat_map(|(_, list)| list.split(','));
    let lists =
        [vocabulary::CONVERTED, vocabulary::TAX_TABLE, vocabulary::INSTALMENTS, vocabulary::CREDIT_NOTES]
            .concat();
    for phrase in phrases.chain(lists).chain(SHORT_PIECES) {
        for word in fold::folded(phrase).split(' ') {
            let number = Word::try_from(exact.len() + 1).unwrap_or(UNKNOWN);
            exact.entry(word.to_owned()).or_insert(number);
        }
    }
    // Of words that look alike the later one counts, so that none is taken for the whole that is not.
    let mut long: Vec<_> = exact.iter().filter(|(word, _)| word.len() >= SHORTEST_PIECE).collect();
    long.sort_unstable_by_key(|(_, number)| **number);
    let look_alike = long.into_iter().map(|(word, number)| (look_alike(word), *number)).collect();
    Lexicon { exact, look_alike }
});

/// The numbers of the words of a folded text.
pub(super) fn words(folded: &str) -> Vec<Word> {
    let mut numbers: Vec<Word> = Vec::with_capacity(8);
    let mut before = "";
    for word in folded.split_ascii_whitespace() {
        let known = exact(word);
        let is_torn = known == UNKNOWN || numbers.last() == Some(&UNKNOWN);
        if let Some(whole) = Some(torn(before, word)).filter(|whole| is_torn && *whole != UNKNOWN) {
            numbers.pop();
            numbers.push(whole);
            before = "";
            continue;
        }
        let count = numbers.len();
        match known {
            UNKNOWN => push_misspelled(&mut numbers, word),
            known => numbers.push(known),
        }
        before = if numbers.len() == count + 1 { word } else { "" };
    }
    numbers
}

/// The number of a word of the vocabulary, as written there.
pub(super) fn exact(word: &str) -> Word {
    LEXICON.exact.get(word).copied().unwrap_or(UNKNOWN)
}

/// More than the largest number of a word.
pub(super) fn size() -> usize {
    LEXICON.exact.len() + 1
}

/// `TOT AL`: one word in two pieces.
fn torn(before: &str, word: &str) -> Word {
    let length = before.len() + word.len();
    if before.is_empty() || !TORN.contains(&length) {
        return UNKNOWN;
    }
    exact(&[before, word].concat())
}

fn push_misspelled(numbers: &mut Vec<Word>, word: &str) {
    let alike = LEXICON.look_alike.get(&look_alike(word)).copied().or_else(|| frequent(word));
    if let Some(alike) = alike {
        return numbers.push(alike);
    }
    let pieces = glued(word);
    if pieces.is_empty() { numbers.push(UNKNOWN) } else { numbers.extend(pieces) }
}

/// The word with one letter for all that look alike to a camera: `T0TAI` and `TOTAL` are the same.
fn look_alike(word: &str) -> String {
    let mut alike = String::with_capacity(word.len());
    for c in word.chars() {
        let seen = match c {
            '0' => 'o',
            '1' | 'i' | '|' => 'l',
            '5' => 's',
            '8' => 'b',
            '6' => 'g',
            'n' if alike.ends_with('r') => 'm',
            'v' if alike.ends_with('v') => 'w',
            _ => c,
        };
        if seen != c && matches!(seen, 'm' | 'w') {
            alike.pop();
        }
        alike.push(seen);
    }
    alike
}

/// A frequent word with one wrong letter.
fn frequent(word: &str) -> Option<Word> {
    let of_length = FREQUENT.iter().filter(|known| known.len() == word.len());
    let differing = |known: &str| known.bytes().zip(word.bytes()).filter(|(one, other)| one != other).count();
    of_length.copied().find(|known| differing(known) == 1).map(exact)
}

/// `TOTALAMOUNT`: words without their blanks. All of it must be words, so that no *sub* or *net* is overlooked.
fn glued(word: &str) -> Vec<Word> {
    if !GLUED.contains(&word.len()) || !word.is_ascii() {
        return Vec::new();
    }
    // For each place that words lead to: where the last of them began, preferring long ones.
    let mut begins: Vec<Option<usize>> = vec![None; word.len() + 1];
    for from in 0..word.len() {
        if from > 0 && begins.get(from).copied().flatten().is_none() {
            continue;
        }
        for to in from + 2..=word.len().min(from + LONGEST_PIECE) {
            let slot = begins.get_mut(to).filter(|begin| begin.is_none());
            let piece = word.get(from..to).unwrap_or_default();
            if let Some(slot) = slot.filter(|_| is_piece(piece)) {
                *slot = Some(from);
            }
        }
    }
    let (mut pieces, mut has_long) = (Vec::new(), false);
    let mut to = word.len();
    while let Some(from) = begins.get(to).copied().flatten().filter(|from| *from < to) {
        pieces.push(exact(word.get(from..to).unwrap_or_default()));
        has_long |= to - from >= LONG_PIECE;
        to = from;
    }
    pieces.reverse();
    if to == 0 && has_long { pieces } else { Vec::new() }
}

fn is_piece(piece: &str) -> bool {
    let is_long = piece.len() >= SHORTEST_PIECE || SHORT_PIECES.contains(&piece);
    is_long && exact(piece) != UNKNOWN
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
