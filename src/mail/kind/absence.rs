//! Until when somebody is absent, from their machine's own words.
//!
//! Knows how an absence and a return are stated, by language. Must not know how dates are written, or what time it is.
//! Only a date that is bound to such words counts: offers, deadlines and meetings have dates too.

use chrono::NaiveDate;

use super::date::{Mention, mentions};
use super::lexeme::{Lexeme, lexemes};
use super::phrases::Phrases;

/// So many words may stand between `until`, `back` and their date: `back in the office on Monday, 5 January`.
const LONGEST_REACH: usize = 9;

/// So far behind a date does a postposition stand, even where another date follows.
const NEAR: usize = 1;

/// The date behind it is the last day.
static UNTIL: Phrases = Phrases::new(
    "until | till | til | through | thru | bis | jusqu'au | jusqu'à | jusque | hasta | fino | sino | até | tot | t | tom | \
     indtil | frem | до | по | έως | μέχρι | până | pînă | 至 | 到",
);
/// As `UNTIL`, but common words of other languages too: only right before the date.
static UNTIL_CLOSE: Phrases = Phrases::new("to | do | a | à | al | au | ao | e | and | und");
/// The date before it is the last day.
static UNTIL_BEHIND: Phrases = Phrases::new("asti | saakka | kadar | ま | 까 | 止");
/// The date is the first day back.
static RETURN: Phrases = Phrases::new(
    "back | again | weer | igen | znów | ponownie | znovu | opět | снова | nuevamente | novamente | return | returning | returns | returned | resume | zurück | wieder | rückkehr | retour | reviens | revenir | reprends | \
     reprise | regreso | regresaré | vuelvo | vuelta | volveré | reincorporo | reincorporaré | rientro | rientrerò | ritorno | \
     tornerò | torno | regresso | regressarei | volto | voltarei | retorno | retornarei | retornando | terug | åter | tillbaka | tilbage | tilbake | \
     palaan | takaisin | wracam | wrócę | powrót | vrátím | zpět | vrátim | späť | revin | вернусь | возвращаюсь | выйду | повернусь | \
     επιστρέφω | επιστρέψω | dönüş | döneceğim",
);
/// A state begins on the date behind it: of being away, or of being there again.
static FROM: Phrases = Phrases::new(
    "from | since | starting | ab | vom | von | seit | du | dès | depuis | partir | desde | del | dal | da | dalla | dall' | vanaf | van | från | fra | od | с | з | από | începând",
);
/// Which of the two it is.
static THERE: Phrases = Phrases::new(
    "available | reachable | erreichbar | joignable | disponible | disponibile | disponível | bereikbaar | beschikbaar | \
     anträffbar | træffes | tavoitettavissa | dostępny | dostępna | k | доступен | доступна",
);
static DENIED: Phrases = Phrases::new(
    "not | no | nicht | kein | pas | non | não | niet | inte | ikke | en | ei | nie | ne | не | unavailable",
);
/// What the date in a sentence may be about, if it is about an absence.
static AWAY: Phrases = Phrases::new(
    "out | ooo | away | leave | vacation | holiday | holidays | absent | absence | unavailable | office | offices | travelling | traveling | sick | closed | access | zugriff | accès | acceso | accesso | acesso | toegang | \
     abwesend | abwesenheit | urlaub | urlaubs | büro | haus | erreichbar | geschlossen | elternzeit | dienstreise | absente | congé | congés | \
     vacances | bureau | déplacement | vacaciones | oficina | ausente | viaje | permiso | ferie | assente | ufficio | fuori | ausência | férias | escritório | \
     afwezig | vakantie | verlof | kantoor | frånvarande | semester | ledig | kontoret | fraværende | ferien | lomalla | lomani | poissa | matkoilla | \
     urlopie | nieobecny | nieobecna | biurem | urlop | dovolené | dovolenou | dovolenke | nepřítomen | nepřítomna | neprítomný | kanceláři | \
     szabadságon | concediu | birou | отпуске | отсутствую | офисе | отпуск | відпустці | άδεια | γραφείου | izinde | izindeyim | tatilde | 休 | 暇 | 在 | 휴",
);
/// What else has an end.
static SOMETHING_ELSE: Phrases = Phrases::new(
    "valid | offer | deadline | due | expires | expire | invoice | payment | register | registration | gültig | angebot | frist | rechnung | \
     anmeldung | valable | offre | facture | échéance | válido | válida | oferta | factura | plazo | valido | valida | offerta | fattura | scadenza | \
     fatura | prazo | geldig | factuur | giltig | faktura | faktury | ważna | ważny | gyldig | voimassa | lasku | platí | ваучер | счёт",
);

/// The last day of an absence that a text states, in a mail of this day.
pub(super) fn last_day(text: &str, sent: Option<NaiveDate>) -> Option<NaiveDate> {
    let lexemes = lexemes(text);
    let mentions = mentions(&lexemes);
    let notice = Notice { lexemes: &lexemes, mentions: &mentions };
    let roles: Vec<(Role, NaiveDate)> = mentions
        .iter()
        .enumerate()
        .filter_map(|(place, mention)| Some((notice.role(place)?, mention.day(sent)?)))
        .collect();
    let last = || roles.iter().filter(|(role, _)| *role == Role::Last).map(|(_, day)| *day);
    let back =
        || roles.iter().filter(|(role, _)| *role == Role::Return).filter_map(|(_, day)| day.pred_opt());
    // Of several absences the one that is not over yet.
    let current = |day: &NaiveDate| sent.is_none_or(|sent| *day >= sent);
    last().find(current).or_else(|| back().find(current)).or_else(|| last().next()).or_else(|| back().next())
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// The last day of the absence.
    Last,
    /// The first day after it.
    Return,
}

struct Notice<'a> {
    lexemes: &'a [Lexeme],
    mentions: &'a [Mention],
}

impl Notice<'_> {
    fn role(&self, place: usize) -> Option<Role> {
        let mention = self.mentions.get(place)?;
        let sentence = self.lexemes.get(mention.from)?.sentence;
        if self.sentence_has(sentence, &SOMETHING_ELSE) {
            return None;
        }
        let role = self.role_of_words(place, mention, sentence)?;
        let bound = role == Role::Return
            || self.sentence_has(sentence, &AWAY)
            || sentence.checked_sub(1).is_some_and(|before| self.sentence_has(before, &AWAY));
        bound.then_some(role)
    }

    fn role_of_words(&self, place: usize, mention: &Mention, sentence: usize) -> Option<Role> {
        if self.follows_a_range(place, mention) || self.behind(mention, &UNTIL_BEHIND, 4) {
            return Some(Role::Last);
        }
        if self.is_right_behind(place, mention, "do") {
            return Some(Role::Last);
        }
        let floor =
            place.checked_sub(1).and_then(|before| self.mentions.get(before)).map_or(0, |before| before.to);
        let before = self.lexemes.get(floor..mention.from).unwrap_or_default();
        let words = before.iter().rev().take(LONGEST_REACH).take_while(|lexeme| lexeme.sentence == sentence);
        for word in words.filter_map(Lexeme::word) {
            if UNTIL.has(word) {
                return Some(Role::Last);
            }
            if RETURN.has(word) {
                return Some(Role::Return);
            }
            if FROM.has(word) {
                let there = self.sentence_has(sentence, &THERE) && !self.sentence_has(sentence, &DENIED);
                return (there || self.behind(mention, &RETURN, LONGEST_REACH)).then_some(Role::Return);
            }
        }
        self.behind(mention, &RETURN, LONGEST_REACH).then_some(Role::Return)
    }

    /// `22.12. - 02.01.`, `22 to 28 December`, `from Monday, 22/12 to Friday, 2/1`.
    fn follows_a_range(&self, place: usize, mention: &Mention) -> bool {
        let before = |back: usize| mention.from.checked_sub(back).and_then(|at| self.lexemes.get(at));
        let joins = |lexeme: &Lexeme| {
            lexeme.is_mark("-–—~〜")
                || lexeme.word().is_some_and(|word| UNTIL.has(word) || UNTIL_CLOSE.has(word))
        };
        let Some(distance) = (1..=4).find(|back| before(*back).is_some_and(joins)) else { return false };
        let joint = mention.from - distance;
        let between = self.lexemes.get(joint..mention.from).unwrap_or_default();
        if between.iter().filter_map(Lexeme::word).any(|word| RETURN.has(word)) {
            return false;
        }
        let number_before = joint.checked_sub(1).and_then(|at| self.lexemes.get(at)).is_some_and(|lexeme| {
            let bare = lexeme.is_mark(".")
                && joint.checked_sub(2).and_then(|at| self.lexemes.get(at)).is_some_and(Lexeme::is_number);
            bare || lexeme.is_number()
        });
        let date_before = place.checked_sub(1).and_then(|it| self.mentions.get(it)).is_some_and(|it| {
            it.to <= joint && joint - it.to <= 3 && self.same_sentence(it.from, mention.from)
        });
        date_before || distance == 1 && number_before
    }

    /// A Slavic `do`, until; in Portuguese `do` is from, and another date follows.
    fn is_right_behind(&self, place: usize, mention: &Mention, word: &str) -> bool {
        let before = mention.from.checked_sub(1).and_then(|at| self.lexemes.get(at)).and_then(Lexeme::word);
        let next = self.mentions.get(place + 1);
        before == Some(word) && !next.is_some_and(|next| self.same_sentence(next.from, mention.from))
    }

    fn same_sentence(&self, one: usize, other: usize) -> bool {
        let sentence = |at: usize| self.lexemes.get(at).map(|lexeme| lexeme.sentence);
        sentence(one) == sentence(other)
    }

    /// Whether one of these words stands close behind a date, before the next one.
    fn behind(&self, mention: &Mention, words: &Phrases, reach: usize) -> bool {
        let next = self
            .mentions
            .iter()
            .find(|other| other.from >= mention.to)
            .map_or(self.lexemes.len(), |it| it.from);
        let behind = self.lexemes.get(mention.to..next).unwrap_or_default();
        // `starting 15 June and back on 29 June`: the words before the next date are about that one.
        let next_is_near =
            self.mentions.iter().any(|it| it.from == next && self.same_sentence(it.from, mention.from));
        let reach = if next_is_near { NEAR } else { reach };
        let same = behind.iter().take(reach).take_while(|lexeme| {
            self.lexemes.get(mention.from).is_some_and(|it| it.sentence == lexeme.sentence)
        });
        same.filter_map(Lexeme::word).any(|word| words.has(word))
    }

    fn sentence_has(&self, sentence: usize, words: &Phrases) -> bool {
        let inside = self.lexemes.iter().filter(|lexeme| lexeme.sentence == sentence);
        inside.filter_map(Lexeme::word).any(|word| words.has(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn until(text: &str, sent: &str) -> Option<String> {
        last_day(text, sent.parse().ok()).map(|day| day.to_string())
    }

    #[test]
    fn the_last_day_is_found_in_twelve_languages_and_many_forms() {
        for (text, expected) in [
            ("I am out of the office until 3 January.", "2026-01-03"),
            ("I'm on leave until and including Monday, January 5th, with no e-mail.", "2026-01-05"),
            ("Thank you for your mail. I am away. I will be back on Monday, January 5th.", "2026-01-04"),
            (
                "I will be out of the office starting 22/12/2025 and will not return until 05/01/2026.",
                "2026-01-05",
            ),
            ("I am on vacation, returning 2026-01-05.", "2026-01-04"),
            ("I am out of office from Dec 22 through Jan 2.", "2026-01-02"),
            ("Our office is closed 24 December 2025 - 1 January 2026.", "2026-01-01"),
            ("From January 5 I will be available again.", "2026-01-04"),
            ("Ich bin bis einschließlich 05.01.2026 nicht im Büro.", "2026-01-05"),
            ("Ich bin vom 22.12. - 02.01. im Urlaub.", "2026-01-02"),
            ("Ich bin im Urlaub. Ab dem 7.1. bin ich wieder erreichbar.", "2026-01-06"),
            ("Am 7. Januar bin ich wieder für Sie da. Bis dahin bin ich im Urlaub.", "2026-01-06"),
            ("Vom 22. bis 28. Dezember bin ich abwesend.", "2025-12-28"),
            ("Je suis absente du bureau jusqu'au 5 janvier inclus.", "2026-01-05"),
            ("Je suis en congés du 22 décembre au 2 janvier.", "2026-01-02"),
            ("Je suis absent. De retour le lundi 5 janvier 2026.", "2026-01-04"),
            ("Je serai de retour au bureau le lundi 5 janvier.", "2026-01-04"),
            ("Regresso ao escritório no dia 5 de janeiro.", "2026-01-04"),
            ("Estoy de vacaciones hasta el 5 de enero de 2026.", "2026-01-05"),
            ("Estaré fuera de la oficina del 22 de diciembre al 2 de enero.", "2026-01-02"),
            ("Sono in ferie fino al 6 gennaio compreso.", "2026-01-06"),
            ("Sono assente dal 22 dicembre al 6 gennaio; rientro il 7 gennaio.", "2026-01-06"),
            ("Estou de férias até 5 de janeiro.", "2026-01-05"),
            ("Estarei de férias do dia 22 de dezembro ao dia 2 de janeiro.", "2026-01-02"),
            ("Ik ben afwezig tot en met 5 januari.", "2026-01-05"),
            ("Ik ben met vakantie t/m 5 januari 2026.", "2026-01-05"),
            ("Ik ben vanaf 6 januari weer bereikbaar.", "2026-01-05"),
            ("Jag är på semester till och med 5 januari. Åter den 6 januari.", "2026-01-05"),
            ("Jeg er på ferie til og med 5. januar.", "2026-01-05"),
            ("Jeg er tilbage på kontoret mandag den 5. januar.", "2026-01-04"),
            ("Olen lomalla 5.1. asti.", "2026-01-05"),
            ("Olen lomalla 22.12.-2.1.2026.", "2026-01-02"),
            ("Jestem na urlopie do 5 stycznia 2026.", "2026-01-05"),
            ("Jsem na dovolené od 22. prosince do 2. ledna.", "2026-01-02"),
            ("Я в отпуске до 5 января.", "2026-01-05"),
            ("2026年1月5日まで休暇をいただいております。", "2026-01-05"),
            ("我在休假，至1月5日。", "2026-01-05"),
        ] {
            assert_eq!(until(text, "2025-12-20").as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_not_certain_is_not_said() {
        for text in [
            "I am out of the office until 03/04.",
            "I am out of the office until further notice. The fair is on 5 January.",
            "I am out of the office. This offer is valid until 5 January.",
            "I am out of the office. Please pay the invoice before 5 January.",
            "I am away from 22 December.",
            "Ich bin ab dem 22.12. im Urlaub.",
            "I am away until 31 February.",
            "I am away until 5 January 2031.",
            "I am out of the office until Monday, room 12.30",
            "I am on leave until 12:30.",
            "",
        ] {
            assert_eq!(until(text, "2025-12-20"), None, "{text}");
        }
    }

    #[test]
    fn the_year_is_the_one_that_fits_the_mail() {
        for (text, sent, expected) in [
            ("I am away until 3 January.", "2025-12-20", Some("2026-01-03")),
            ("I am away until 3 January.", "2026-01-02", Some("2026-01-03")),
            ("I am away until 3 January.", "2026-01-05", Some("2026-01-03")),
            ("I am away until 29 February.", "2028-01-05", Some("2028-02-29")),
            ("I am away until 29 February.", "2026-01-05", None),
            ("I am away until 22 December - 3 January.", "no date", None),
            ("I am away until 2026-01-03.", "no date", Some("2026-01-03")),
        ] {
            assert_eq!(until(text, sent).as_deref(), expected, "{text} {sent}");
        }
    }

    #[test]
    fn a_day_over_twelve_settles_the_order_of_all() {
        assert_eq!(until("I am away 22/12 - 02/01.", "2025-12-20").as_deref(), Some("2026-01-02"));
        assert_eq!(until("I am away 12/22 - 01/02.", "2025-12-20").as_deref(), Some("2026-01-02"));
        assert_eq!(until("I am away 22/12 - 01/22.", "2025-12-20"), None);
    }

    #[test]
    fn any_text_is_read_in_bounds() {
        for piece in ["1.", "until 5 January ", "5/1-", "月", "January ", "- 1 ", "until ", "\u{1f600}1"] {
            let _ = until(&piece.repeat(5_000), "2025-12-20");
        }
    }
}
