//! The words that decide, and their spellings.
//!
//! Knows which words people may write for APPROVE and REJECT, in which language. Must not know sentences.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// Which way a word decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Yes.
    Approve,
    /// No.
    Reject,
}

/// The languages that decisions are read in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    English,
    German,
    French,
    Spanish,
    Italian,
    Portuguese,
    Dutch,
    Polish,
    Swedish,
    Danish,
    Norwegian,
    Finnish,
}

/// One spelling of a word, or of several in a row, that decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spelling {
    /// In small letters, single blanks between words.
    pub(super) text: String,
    /// Which way it decides.
    pub(super) way: Way,
    /// The language that alone has it, if it is known.
    pub(super) language: Option<Language>,
}

/// Words that approve and words that reject: `APPROVE`, `APPROVED`, `REJECT`, `REJECTED`, the shipped ones and further ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The longest first, so that the first one found is the one that was meant.
    pub(super) spellings: Vec<Spelling>,
    /// Where in `spellings` those are that begin with a word.
    by_first_word: HashMap<String, Vec<usize>>,
    /// The same by their first letters.
    by_first_letter: HashMap<char, Vec<usize>>,
    /// Whether six digits behind an approving word are a code.
    codes: bool,
}

/// All that is read of a line to see how it begins: more than the longest word.
const LONGEST_START: usize = 80;

/// Forms of one verb: the imperative, the participle in its genders, the first person, the passive.
const SHIPPED: [(Language, &str, &str); 12] = [
    (Language::English, "approve, approved", "reject, rejected"),
    (
        Language::German,
        "genehmigt, genehmige, genehmigen, genehmige ich, ich genehmige, wird genehmigt, hiermit genehmigt, freigegeben, \
         freigeben, bewilligt, bewillige ich",
        "abgelehnt, ablehnen, lehne ab, lehne ich ab, ich lehne ab, wird abgelehnt, hiermit abgelehnt, zurückgewiesen",
    ),
    (
        Language::French,
        "approuvé, approuvée, approuvés, approuvées, approuve, approuver, j'approuve, validé, validée, je valide",
        "refusé, refusée, refusés, refusées, refuser, je refuse, rejeté, rejetée, rejetés, rejetées, rejeter, je rejette",
    ),
    (
        Language::Spanish,
        "aprobado, aprobada, aprobados, aprobadas, apruebo, lo apruebo, la apruebo, aprobar, apruebe, se aprueba",
        "rechazado, rechazada, rechazados, rechazadas, rechazo, lo rechazo, la rechazo, rechazar, rechace, se rechaza, \
         denegado, denegada",
    ),
    (
        Language::Italian,
        "approvato, approvata, approvati, approvate, approvo, lo approvo, la approvo, approvare, si approva",
        "respinto, respinta, respinti, respinte, respingo, respingere, rifiutato, rifiutata, rifiutati, rifiutate, rifiuto, \
         rifiutare, si respinge",
    ),
    (
        Language::Portuguese,
        "aprovado, aprovada, aprovados, aprovadas, aprovo, eu aprovo, aprovar, aprove",
        "rejeitado, rejeitada, rejeitados, rejeitadas, rejeito, eu rejeito, rejeitar, rejeite, recusado, recusada, recuso, \
         recusar, recuse, reprovado, reprovada, reprovo",
    ),
    (
        Language::Dutch,
        "goedgekeurd, goedkeuren, keur ik goed, ik keur goed, keur goed",
        "afgekeurd, afkeuren, keur ik af, ik keur af, afgewezen, afwijzen, wijs ik af, ik wijs af",
    ),
    (
        Language::Polish,
        "zatwierdzam, zatwierdzone, zatwierdzono, zatwierdzony, zatwierdzona, zatwierdzić, zatwierdź, akceptuję, \
         zaakceptowane, zaakceptowano, zaakceptowany, zaakceptowana",
        "odrzucam, odrzucone, odrzucono, odrzucony, odrzucona, odrzucić, odrzuć",
    ),
    (
        Language::Swedish,
        "godkänd, godkänt, godkända, godkänner, godkännes, godkänns, godkänn, godkänna, jag godkänner",
        "avslaget, avslagen, avslagna, avvisad, avvisat, avvisas, avvisar, jag avslår",
    ),
    (
        Language::Danish,
        "godkendt, godkendte, godkendes, godkender, godkend, godkende, jeg godkender",
        "afvist, afviste, afvises, afviser, afvis, afvise, jeg afviser, afslået",
    ),
    (
        Language::Norwegian,
        "godkjent, godkjente, godkjennes, godkjenner, godkjenn, godkjenne, jeg godkjenner",
        "avvist, avviste, avvises, avviser, avvis, avvise, jeg avviser, avslått, avslås, avslår",
    ),
    (
        Language::Finnish,
        "hyväksytty, hyväksyn, hyväksytään, hyväksy, hyväksyä",
        "hylätty, hylkään, hylätään, hylkää, hylätä",
    ),
];

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let list = |words: &'static str| words.split(',').map(|word| word.trim().to_owned());
    let all = SHIPPED.iter().flat_map(|(language, approve, reject)| {
        let of = |way, words| list(words).map(move |word| (word, way, Some(*language)));
        of(Way::Approve, *approve).chain(of(Way::Reject, *reject))
    });
    let none = Words {
        spellings: Vec::new(),
        by_first_word: HashMap::new(),
        by_first_letter: HashMap::new(),
        codes: false,
    };
    none.and(all)
});

impl Words {
    /// The words shipped for the larger languages.
    pub fn shipped() -> &'static Self {
        &WORDS
    }

    /// These words and further ones.
    #[must_use]
    pub fn with(&self, approve: &[String], reject: &[String]) -> Self {
        let of = |way, words: &[String]| {
            words
                .iter()
                .map(|word| (word.clone(), way, None))
                .collect::<Vec<(String, Way, Option<Language>)>>()
        };
        self.clone().and(of(Way::Approve, approve).into_iter().chain(of(Way::Reject, reject)))
    }

    /// These words, which may have the code of an authenticator app behind them.
    #[must_use]
    pub fn with_codes(self, codes: bool) -> Self {
        Self { codes, ..self }
    }

    /// Whether six digits behind an approving word are a code.
    pub(super) fn read_codes(&self) -> bool {
        self.codes
    }

    /// The spellings that begin with a word in small letters, the longest first.
    pub(super) fn beginning_with(&self, word: &str) -> impl Iterator<Item = &Spelling> {
        self.at(self.by_first_word.get(word))
    }

    /// The spellings that begin with a small letter, the longest first.
    pub(super) fn beginning_with_letter(&self, letter: char) -> impl Iterator<Item = &Spelling> {
        self.at(self.by_first_letter.get(&letter))
    }

    fn at(&self, places: Option<&Vec<usize>>) -> impl Iterator<Item = &Spelling> {
        places.into_iter().flatten().filter_map(|place| self.spellings.get(*place))
    }

    /// Whether a line begins with one of the words, in any spelling.
    pub fn open(&self, line: &str) -> bool {
        if first_word_in_ascii(line).is_some_and(|first| !self.by_first_word.contains_key(&first)) {
            return false;
        }
        let start = small(&line.chars().take(LONGEST_START).collect::<String>());
        let end = start.find(|c: char| !c.is_alphanumeric() && c != '\'').unwrap_or(start.len());
        let (first, _) = start.split_at(end);
        let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric);
        self.beginning_with(first.trim_end_matches('\''))
            .any(|spelling| start.strip_prefix(&spelling.text).is_some_and(ends))
    }

    fn and(mut self, words: impl Iterator<Item = (String, Way, Option<Language>)>) -> Self {
        for (word, way, language) in words {
            let text = small(&word);
            let plain = without_accents(&text);
            let transcribed = transcribed(&text);
            for text in [text, plain, transcribed] {
                match self.spellings.iter_mut().find(|spelling| spelling.text == text) {
                    Some(known) if known.language == language => {}
                    Some(known) => known.language = None,
                    None if text.is_empty() => {}
                    None => self.spellings.push(Spelling { text, way, language }),
                }
            }
        }
        self.spellings.sort_by_key(|spelling| std::cmp::Reverse(spelling.text.chars().count()));
        self.by_first_word.clear();
        self.by_first_letter.clear();
        for (place, spelling) in self.spellings.iter().enumerate() {
            let first = spelling.text.split(' ').next().unwrap_or_default();
            self.by_first_word.entry(first.to_owned()).or_default().push(place);
            if let Some(letter) = first.chars().next() {
                self.by_first_letter.entry(letter).or_default().push(place);
            }
        }
        self
    }
}

impl Default for Words {
    fn default() -> Self {
        Self::shipped().clone()
    }
}

/// The first word of a line as [`small`] gives it, where that is plain; most lines begin with one that decides nothing.
fn first_word_in_ascii(line: &str) -> Option<String> {
    let of_word = |c: &char| c.is_alphanumeric() || straight(*c) == '\'';
    let first = line.trim_start().chars().take_while(of_word);
    let first: String = first.map(|c| straight(c).to_ascii_lowercase()).collect();
    // A mark behind the last letter may belong to it.
    let behind = line.trim_start().chars().nth(first.len());
    let is_plain = first.len() < LONGEST_START && first.is_ascii() && behind.is_none_or(|c| c.is_ascii());
    is_plain.then(|| first.trim_end_matches('\'').to_owned())
}

/// Small letters, composed, one kind of apostrophe, single blanks.
fn small(word: &str) -> String {
    let word: String = word.nfc().flat_map(char::to_lowercase).map(straight).collect();
    word.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A typographic apostrophe is typed as a straight one.
pub(super) fn straight(c: char) -> char {
    if matches!(c, '’' | 'ʼ' | '´' | '`') { '\'' } else { c }
}

/// As it is typed on a keyboard without the language's letters.
fn without_accents(word: &str) -> String {
    let base = |c: char| match c {
        'ł' => 'l',
        'ø' => 'o',
        other => other,
    };
    word.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).map(base).collect()
}

/// As it is typed where the keyboard has no such letters: `ue` for `ü`.
fn transcribed(word: &str) -> String {
    let pairs = [("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("å", "aa"), ("ø", "oe"), ("æ", "ae"), ("ß", "ss")];
    pairs.iter().fold(word.to_owned(), |word, (letter, two)| word.replace(letter, two))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_decides_both_ways() {
        let mut ways: HashMap<String, Way> = HashMap::new();
        for (_, approve, reject) in SHIPPED {
            for (way, words) in [(Way::Approve, approve), (Way::Reject, reject)] {
                for word in words.split(',').flat_map(|word| [small(word), without_accents(&small(word))]) {
                    assert_eq!(*ways.entry(word.clone()).or_insert(way), way, "{word}");
                }
            }
        }
    }

    #[test]
    fn a_word_that_two_languages_have_decides_the_same_way_in_both() {
        for (language, approve, reject) in SHIPPED {
            for (way, words) in [(Way::Approve, approve), (Way::Reject, reject)] {
                for word in words.split(',').map(small) {
                    let found = WORDS.spellings.iter().find(|spelling| spelling.text == word).unwrap();
                    assert_eq!(found.way, way, "{language:?}: {word}");
                }
            }
        }
    }

    #[test]
    fn the_longest_spelling_comes_first() {
        let words =
            Words::shipped().with(&["Einverstanden und genehmigt".to_owned()], &["einverstanden".to_owned()]);
        let found: Vec<&str> = words.beginning_with("einverstanden").map(|one| one.text.as_str()).collect();
        assert_eq!(found, ["einverstanden und genehmigt", "einverstanden"]);
    }

    #[test]
    fn words_may_be_typed_without_their_accents() {
        for word in ["approuve", "godkant", "hyvaksytty", "odrzuc", "rejetee"] {
            assert_eq!(WORDS.beginning_with(word).count(), 1, "{word}");
        }
    }
}
