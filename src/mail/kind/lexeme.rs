//! A text as words, numbers and marks, sentence by sentence.
//!
//! Knows how words and sentences end, also in scripts without blanks. Must not know what they say.

use super::date::month;

/// A text that states more is no vacation message.
const MOST_TOKENS: usize = 400;

/// A word, a number or a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lexeme {
    pub(super) kind: LexemeKind,
    /// Which sentence it stands in.
    pub(super) sentence: usize,
    /// Whether a blank stands before it.
    pub(super) spaced: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum LexemeKind {
    /// In lower case.
    Word(String),
    /// Its value, and how many digits it has.
    Number(u32, usize),
    Mark(char),
}

impl Lexeme {
    pub(super) fn word(&self) -> Option<&str> {
        match &self.kind {
            LexemeKind::Word(word) => Some(word),
            LexemeKind::Number(..) | LexemeKind::Mark(_) => None,
        }
    }

    pub(super) fn number(&self) -> Option<(u32, usize)> {
        match self.kind {
            LexemeKind::Number(value, digits) => Some((value, digits)),
            LexemeKind::Word(_) | LexemeKind::Mark(_) => None,
        }
    }

    pub(super) fn is_number(&self) -> bool {
        self.number().is_some()
    }

    pub(super) fn is_mark(&self, marks: &str) -> bool {
        match self.kind {
            LexemeKind::Mark(mark) => marks.contains(mark),
            LexemeKind::Word(_) | LexemeKind::Number(..) => false,
        }
    }
}

/// Splits a text into words, numbers and marks.
pub(super) fn lexemes(text: &str) -> Vec<Lexeme> {
    let mut lexemes: Vec<Lexeme> = Vec::new();
    let mut rest = text;
    let (mut sentence, mut spaced, mut line_ends) = (0, false, 0);
    while let Some(first) = rest.chars().next() {
        if lexemes.len() >= MOST_TOKENS {
            break;
        }
        if first.is_whitespace() {
            line_ends += usize::from(first == '\n');
            sentence += usize::from(ends_sentence(&lexemes, sentence, line_ends));
            spaced = true;
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
            continue;
        }
        let length = token_length(rest, first);
        let piece = rest.get(..length).unwrap_or_default();
        rest = rest.get(length..).unwrap_or_default();
        lexemes.push(Lexeme { kind: lexeme_kind(piece, first), sentence, spaced });
        (spaced, line_ends) = (false, 0);
        sentence += usize::from("。！？".contains(first));
    }
    lexemes
}

/// A full stop ends a sentence behind a word that is no abbreviation; a blank line always does.
fn ends_sentence(lexemes: &[Lexeme], sentence: usize, line_ends: usize) -> bool {
    let Some((last, before)) = lexemes.split_last() else { return false };
    let open = last.sentence == sentence;
    // Behind a day or a month a full stop belongs to the date.
    let ends = |lexeme: &Lexeme| match &lexeme.kind {
        LexemeKind::Word(word) => !is_abbreviation(word),
        LexemeKind::Number(_, digits) => *digits == 4,
        LexemeKind::Mark(mark) => *mark == ')',
    };
    let stop = last.is_mark(".") && before.last().is_some_and(ends);
    open && (line_ends >= 2 || stop || last.is_mark("!?;"))
}

fn is_abbreviation(word: &str) -> bool {
    const OTHERS: [&str; 22] = [
        "einschl", "inkl", "incl", "bzw", "mo", "di", "mi", "do", "fr", "sa", "so", "lun", "mer", "jeu",
        "ven", "mon", "tue", "wed", "thu", "fri", "kl", "m",
    ];
    OTHERS.contains(&word) || word.chars().count() <= 4 && month(word).is_some()
}

/// Characters of scripts without blanks between words stand alone.
fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

fn token_length(rest: &str, first: char) -> usize {
    let end = |inside: fn(char) -> bool| rest.find(|c| !inside(c)).unwrap_or(rest.len());
    if first.is_ascii_digit() {
        end(|c| c.is_ascii_digit())
    } else if first.is_alphabetic() && !is_ideographic(first) {
        end(|c| c.is_alphabetic() && !is_ideographic(c) || "'’".contains(c))
    } else {
        first.len_utf8()
    }
}

fn lexeme_kind(piece: &str, first: char) -> LexemeKind {
    if first.is_ascii_digit() {
        return LexemeKind::Number(piece.parse().unwrap_or(u32::MAX), piece.len());
    }
    if first.is_alphabetic() {
        LexemeKind::Word(piece.to_lowercase().replace('’', "'"))
    } else {
        LexemeKind::Mark(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_stop_ends_a_sentence_only_behind_a_word_or_a_year() {
        for (text, sentences) in [
            ("I am away. Back soon.", 2),
            ("Until 5. Januar 2026. Then back.", 2),
            ("Until Jan. 5 inkl. Montag", 1),
            ("Away\n\nBack", 2),
            ("Away\nuntil 5.1. or so", 1),
            ("休暇です。戻ります", 2),
        ] {
            assert_eq!(lexemes(text).last().unwrap().sentence + 1, sentences, "{text}");
        }
    }

    #[test]
    fn a_long_text_is_read_up_to_a_limit() {
        assert_eq!(lexemes(&"a. ".repeat(10_000)).len(), MOST_TOKENS);
    }
}
