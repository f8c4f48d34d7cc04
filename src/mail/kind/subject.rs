//! What a subject alone gives away: the forms in which machines announce themselves.
//!
//! Knows the phrases of vacation programs and mail servers, by language. Must not know any other part of a mail.
//! A phrase counts only where a machine puts it, at the beginning, and never behind a person's `Re:` or `Fwd:`.

use unicode_normalization::UnicodeNormalization as _;

use super::phrases::Phrases;
use crate::mail::reply::Pattern;

const LONGEST_TAG: usize = 40;
const LONGEST_PREFIX: usize = 12;
/// A machine says what it is at once.
const LONGEST_LOOK: usize = 200;

/// What mail programs put in front of the subject of an answer or a forward, in lower case.
static PREFIXES: Phrases = Phrases::new(
    "re | aw | sv | vs | antw | antwort | rép | rep | res | rif | r | odp | vá | ynt | yn | ref | bls | \
     atb | vb | vl | fwd | fw | wg | tr | rv | enc | i | pd | doorst | redir | videresend | ilt | i̇lt | \
     továbbítás | fwd:re | σχετ | πρθ | 回复 | 答复 | 回覆 | 转发 | 轉寄 | 返信 | 전달",
);

/// Only machines write these, whatever follows.
static AUTOMATIC: Phrases = Phrases::new(
    "automatic reply | automatic response | automatic answer | automated reply | automated response | \
     auto reply | auto-reply | autoreply | auto response | auto-response | autoresponse | auto responder | \
     autoresponder | auto-responder | automatic acknowledgement | automatic acknowledgment | \
     out of office autoreply | out of office auto-reply | out of office auto reply | out of office reply | \
     out of office response | out of office message | out of office notification | out of office notice | \
     out of the office reply | out of the office autoreply | out of the office message | \
     out-of-office reply | out-of-office autoreply | out-of-office message | ooo reply | ooo autoreply | \
     ooo message | vacation reply | vacation message | vacation response | vacation notice | \
     vacation autoreply | vacation auto-reply | away message | holiday autoreply | absence notification | \
     automatische antwort | automatische rückmeldung | automatische abwesenheitsnotiz | \
     automatisierte antwort | abwesenheitsnotiz | abwesenheitsmeldung | abwesenheitsbenachrichtigung | \
     abwesenheitsnachricht | abwesenheitsassistent | autoantwort | auto-antwort | urlaubsmeldung | \
     urlaubsnotiz | réponse automatique | réponse d'absence | message d'absence | notification d'absence | \
     respuesta automática | respuesta automatica | risposta automatica | risposta non al computer | \
     resposta automática | resposta automatica | resposta automàtica | automatisch antwoord | \
     automatische beantwoording | afwezigheidsbericht | afwezigheidsmelding | automatiskt svar | \
     automatisk svar | automatisk besvarelse | autosvar | auto-svar | frånvaromeddelande | fraværsmelding | \
     fraværsbesked | automaattinen vastaus | poissaoloilmoitus | poissaoloviesti | odpowiedź automatyczna | \
     automatyczna odpowiedź | autoodpowiedź | automatická odpověď | automatická odpoveď | \
     automatikus válasz",
);
static AUTOMATIC_ELSEWHERE: Phrases = Phrases::new(
    "automatski odgovor | samodejni odgovor | samodejno odgovori | automaatne vastus | \
     automātiska atbilde | automatinis atsakymas | răspuns automat | автоматический ответ | автоответ | \
     автоматична відповідь | автовідповідь | автоматичен отговор | аутоматски одговор | αυτόματη απάντηση | \
     otomatik yanıt | otomatik cevap | رد تلقائي | الرد التلقائي | תשובה אוטומטית | پاسخ خودکار | \
     स्वचालित उत्तर | ตอบกลับอัตโนมัติ | trả lời tự động | balasan otomatis | 自动答复 | 自动回复 | 自動回覆 | 自動応答 | \
     自動返信 | 자동 회신",
);

/// An absent person's machine writes these, and so may a person: another sign must stand beside them.
static ABSENT: Phrases = Phrases::new(
    "out of office | out of the office | out-of-office | out of my office | ooo | oof | on vacation | \
     on leave | on annual leave | on parental leave | on maternity leave | on sick leave | on holiday | \
     on holidays | away from the office | away from my office | away from my desk | away from my mail | \
     away from mail | away from email | i am out of | i'm out of | i am away | i'm away | i am on | \
     i'm on | currently away | currently out of | not in the office | abwesenheit | abwesend | \
     nicht im büro | nicht im haus | außer haus | im urlaub | urlaub | en congés | en congé | \
     absence du bureau | absent du bureau | absente du bureau | absence | en vacances | \
     fuera de la oficina | fuera de oficina | ausente de la oficina | de vacaciones | fuori sede | \
     fuori ufficio | in ferie | assente | assenza | fora do escritório | ausente do escritório | \
     ausência temporária | de férias | ausente | afwezig | afwezigheid | niet aanwezig | buiten kantoor | \
     op vakantie | frånvarande | frånvaro | på semester | ikke på kontoret | ikke til stede | \
     ikke tilstede | fravær | fraværende | på ferie | lomalla | poissa",
);
static ABSENT_ELSEWHERE: Phrases = Phrases::new(
    "poissaolo | poissa toimistolta | nieobecność | nieobecny | nieobecna | poza biurem | \
     jestem na urlopie | na urlopie | mimo kancelář | nepřítomnost | neprítomnosť | mimo kancelárie | \
     házon kívül | szabadságon | absent din birou | în concediu | нет на месте | в отпуске | у відпустці | \
     εκτός γραφείου | ofis dışında | خارج المكتب | 不在办公室 | 不在通知 | 休暇 | 休假 | 부재 중 | 부재중",
);
/// What may follow such a phrase without a mark between them.
static ABSENT_GOES_ON: Phrases = Phrases::new(
    "until | till | til | thru | through | from | since | back | returning | return | today | tomorrow | \
     this | next | notification | notice | re | bis | vom | von | ab | zurück | jusqu'au | du | hasta | \
     del | fino | dal | até | tot | vanaf | t | från | fra | do | od | с | до | - | and",
);
static IS_ABSENT: Phrases = Phrases::new(
    "is out of the office | is out of office |  is currently out of |  is on vacation |  is on leave | \
      is on holiday |  is away from |  will be out of the office |  ist außer haus |  ist abwesend | \
      ist nicht im |  est absent |  est en congé |  está ausente |  è assente |  is afwezig | \
      är frånvarande |  er ikke til stede",
);

/// A subject, ready for comparison.
pub(in super::super) struct Title {
    tags: String,
    text: String,
    answers: bool,
}

impl Title {
    pub(in super::super) fn new(subject: &str) -> Self {
        let text: String = subject.chars().take(LONGEST_LOOK).collect();
        let text = if text.is_ascii() { text } else { text.nfkc().collect() };
        let text = text.to_lowercase().replace(['’', '‘', '´', '`'], "'").replace('\u{307}', "");
        let bare = without_tags(&text);
        let tags = text.strip_suffix(bare).unwrap_or_default().to_owned();
        Self { tags, text: bare.to_owned(), answers: has_prefix(bare) }
    }

    /// What stands in brackets in front, in lower case: `[ext] [ticket#7]`.
    pub(super) fn tags(&self) -> &str {
        &self.tags
    }

    /// Whether a mail program marked it as an answer or a forward.
    pub(in super::super) fn answers(&self) -> bool {
        self.answers
    }

    /// Whether it begins with one of these, whatever comes behind.
    pub(in super::super) fn starts_with(&self, phrases: &Phrases) -> bool {
        phrases.iter().any(|phrase| self.text.starts_with(phrase))
    }

    /// Whether it has one of these anywhere.
    pub(in super::super) fn contains(&self, phrases: &Phrases) -> bool {
        phrases.found_in(&self.text)
    }

    /// Whether a pattern is found in it.
    pub(super) fn matches(&self, pattern: &Pattern) -> bool {
        pattern.found_in(&self.text)
    }

    /// The subject in lower case, without tags in front.
    pub(in super::super) fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether only a machine writes such a subject.
    pub(super) fn is_automatic(&self) -> bool {
        const GOES_ON: [&str; 7] = ["from", "to", "re", "von", "de", "für", "for"];
        let begins = |phrase: &str| {
            self.text
                .strip_prefix(phrase)
                .is_some_and(|rest| ends_phrase(rest, |word| GOES_ON.contains(&word)))
        };
        AUTOMATIC.iter().any(begins) || self.starts_with(&AUTOMATIC_ELSEWHERE)
    }

    /// Whether an absent person's machine may have written it.
    pub(super) fn tells_of_absence(&self) -> bool {
        let begins = |phrase: &str| {
            self.text
                .strip_prefix(phrase)
                .is_some_and(|rest| ends_phrase(rest, |word| ABSENT_GOES_ON.has(word)))
        };
        !self.answers
            && (ABSENT.iter().any(begins) || self.starts_with(&ABSENT_ELSEWHERE) || self.contains(&IS_ABSENT))
    }

    /// Whether it is marked as a machine's with a word that is a car in other languages: `Auto: hotel`.
    pub(super) fn is_marked_auto(&self) -> bool {
        self.text.starts_with("auto:")
    }

    /// Whether the subject of the mail that is answered stands in it: `Out of office Re: hotel`.
    pub(super) fn carries_an_answered_one(&self) -> bool {
        !self.answers
            && [" re:", ":re:", "(re:", " aw:", " fw:", " fwd:"].iter().any(|it| self.text.contains(it))
    }
}

/// Without `[EXTERNAL]`, `***SPAM***` and other ornament.
fn without_tags(text: &str) -> &str {
    let mut rest = text;
    loop {
        let bare = rest.trim_start_matches(|c: char| !c.is_alphanumeric() && !"[{(".contains(c));
        let close = match bare.chars().next() {
            Some('[') => ']',
            Some('{') => '}',
            Some('(') => ')',
            Some(_) | None => return without_word(bare),
        };
        match bare.split_once(close) {
            Some((tag, behind)) if tag.len() <= LONGEST_TAG && behind.chars().any(char::is_alphanumeric) => {
                rest = behind;
            }
            Some(_) | None => return bare.trim_start_matches(|c: char| !c.is_alphanumeric()),
        }
    }
}

fn without_word(text: &str) -> &str {
    const TAGS: [&str; 5] = ["spam***", "spam:", "external:", "extern:", "ext:"];
    let rest = TAGS.iter().find_map(|tag| text.strip_prefix(tag));
    rest.map_or(text, |rest| rest.trim_start_matches(|c: char| !c.is_alphanumeric()))
}

fn has_prefix(text: &str) -> bool {
    let Some((prefix, _)) = text.split_once([':', '：']) else { return false };
    // `Re[2]:`, `AW (2):`, `RE :`
    let word = prefix.split(['[', '(', ' ']).next().unwrap_or_default();
    let behind = prefix.get(word.len()..).unwrap_or_default();
    prefix.len() <= LONGEST_PREFIX * 2
        && behind.chars().all(|c| c.is_ascii_digit() || "[]() ".contains(c))
        && PREFIXES.has(word)
}

fn ends_phrase(rest: &str, words: impl Fn(&str) -> bool) -> bool {
    let mut letters = rest.chars();
    match letters.next() {
        None => true,
        Some(c) if c.is_whitespace() => {
            let behind = letters.as_str().trim_start();
            let word: String = behind.chars().take_while(|c| c.is_alphanumeric() || *c == '\'').collect();
            word.is_empty() || word.starts_with(|c: char| c.is_ascii_digit()) || words(&word)
        }
        Some(c) => !c.is_alphanumeric() && c != '\'',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn machines_subjects_are_told_from_peoples() {
        for subject in [
            "Automatic reply: Hotel",
            "AUTOMATIC REPLY",
            "[EXTERNAL] Automatic reply: x",
            "***SPAM*** Auto-Reply: x",
            "Out of Office AutoReply: RE: x",
            "Réponse automatique : x",
            "Automatische Antwort: Re: x",
            "自动回复: x",
            "自動返信：x",
            "Autosvar: SV: x",
            "Automatic reply from Maria",
            "Automatic Reply 12",
        ] {
            assert!(Title::new(subject).is_automatic(), "{subject}");
        }
        for subject in [
            "Re: Automatic reply: Hotel",
            "Fwd: Automatic reply: x",
            "AW: Automatische Antwort",
            "Automatic payment receipt",
            "Automatic reply settings for all",
            "Auto rental",
            "Vacation request",
            "Out of office policy",
        ] {
            assert!(!Title::new(subject).is_automatic(), "{subject}");
        }
    }

    #[test]
    fn absences_may_be_told_of_in_many_forms() {
        for subject in [
            "Out of office",
            "Out of Office: Hotel",
            "OOO until 5 Jan",
            "On vacation - back on Monday",
            "Urlaub bis 5.1.",
            "Maria Lopez is out of the office",
            "Maria Lopez ist außer Haus.",
            "Out of office Re: Hotel",
            "In ferie",
            "On leave: claim for hotel",
        ] {
            assert!(Title::new(subject).tells_of_absence(), "{subject}");
        }
        for subject in [
            "Re: Out of office policy",
            "Out of office policy",
            "Out of office lunch, EXP-1",
            "Urlaub Kosten",
            "Vacation request",
            "In ferie con i clienti",
            "Fuori sede pranzo",
            "Abwesenheiten im Team",
            "Re: Out of office",
        ] {
            assert!(!Title::new(subject).tells_of_absence(), "{subject}");
        }
    }

    #[test]
    fn answers_and_forwards_are_known_by_their_prefix() {
        for subject in
            ["Re: x", "AW: x", "RE : x", "Re[2]: x", "回复：x", "[EXT] Fwd: x", "İLT: x", "Antw: x"]
        {
            assert!(Title::new(subject).answers(), "{subject}");
        }
        for subject in ["Report: x", "x re: y", "Delivery: x", "12:30 lunch"] {
            assert!(!Title::new(subject).answers(), "{subject}");
        }
    }
}
