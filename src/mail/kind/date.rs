//! Dates as people write them, in a dozen languages.
//!
//! Knows the names of months and the order of their parts. Must not know why a date is written.
//! A date whose day and month could be exchanged is none.

use chrono::{Datelike as _, Days, NaiveDate};

use super::lexeme::{Lexeme, LexemeKind};

/// A text that states more is no vacation message.
const MOST_MENTIONS: usize = 20;
/// So long ago may an absence have ended that a date without a year is still about it.
const LONGEST_PAST: u64 = 31;
/// So far ahead may it end.
const LONGEST_AHEAD: u64 = 500;

/// Names and abbreviations of the months; none that is a common word in another of the languages.
const MONTHS: [&str; 12] = [
    "january jan januar jänner janvier janv enero ene gennaio gen janeiro januari jan tammikuu tammikuuta tammikuun stycznia styczeń ledna január januára ianuarie января янв січня ocak ιανουαρίου gener",
    "february feb februar febr février févr fév febrero febbraio fevereiro fev februari helmikuu helmikuuta helmikuun lutego luty února február februára februarie февраля фев лютого şubat φεβρουαρίου febrer",
    "march mar märz mrz maerz mars marzo março maart mrt marts maaliskuu maaliskuuta maaliskuun marca marzec března március martie марта мар березня mart μαρτίου març",
    "april apr avril avr abril abr aprile huhtikuu huhtikuuta huhtikuun kwietnia kwiecień dubna április apríla aprilie апреля апр квітня nisan απριλίου",
    "may mai mayo maggio mag maio mei maj toukokuu toukokuuta toukokuun maja května május mája мая травня mayıs μαΐου maig",
    "june jun juni juin junio giugno giu junho kesäkuu kesäkuuta kesäkuun czerwca června június júna iunie июня червня haziran ιουνίου juny",
    "july jul juli juillet juil julio luglio lug julho heinäkuu heinäkuuta heinäkuun lipca července július júla iulie июля липня temmuz ιουλίου juliol",
    "august aug août aout agosto augustus augusti elokuu elokuuta elokuun sierpnia srpna augusztus augusta авг августа серпня ağustos αυγούστου agost",
    "september sept sep septembre septiembre settembre setembro syyskuu syyskuuta syyskuun września września září szeptember septembra septembrie сентября вересня eylül σεπτεμβρίου setembre",
    "october oct oktober okt octobre octubre ottobre ott outubro lokakuu lokakuuta lokakuun października października října október októbra octombrie октября жовтня ekim οκτωβρίου",
    "november nov novembre noviembre novembro marraskuu marraskuuta marraskuun listopada listopadu novembra noiembrie ноября листопада kasım νοεμβρίου",
    "december dec dezember dez décembre déc diciembre dic dicembre dezembro desember des joulukuu joulukuuta joulukuun grudnia prosince decembra decembrie декабря грудня aralık δεκεμβρίου desembre",
];

/// A date in a text: the lexemes `from..to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    pub(super) from: usize,
    pub(super) to: usize,
    parts: Parts,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Parts {
    Known {
        day: u32,
        month: u32,
        year: Option<i32>,
    },
    /// `03/04`: which is the day?
    Either {
        first: u32,
        second: u32,
        year: Option<i32>,
    },
}

/// Which month a word names.
pub fn month(word: &str) -> Option<u32> {
    let place = MONTHS.iter().position(|names| names.split(' ').any(|name| name == word))?;
    u32::try_from(place + 1).ok()
}

/// All dates of a text, from its beginning on.
pub(super) fn mentions(lexemes: &[Lexeme]) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < lexemes.len() && found.len() < MOST_MENTIONS {
        match (Reader { lexemes, at }).mention() {
            Some(mention) => {
                at = mention.to;
                found.push(mention);
            }
            None => at += 1,
        }
    }
    settle(&mut found);
    found
}

/// One `22/12` shows how all dates of the text with strokes are meant.
fn settle(mentions: &mut [Mention]) {
    let order = |mention: &Mention| match mention.parts {
        Parts::Either { first, second, .. } if (first > 12) != (second > 12) => Some(first > 12),
        Parts::Either { .. } | Parts::Known { .. } => None,
    };
    let orders: Vec<bool> = mentions.iter().filter_map(order).collect();
    let Some(day_first) = orders.first().copied().filter(|first| orders.iter().all(|it| it == first)) else {
        return;
    };
    for mention in mentions {
        if let Parts::Either { first, second, year } = mention.parts {
            let (day, month) = if day_first { (first, second) } else { (second, first) };
            mention.parts = Parts::Known { day, month, year };
        }
    }
}

/// Reads the date that begins at a lexeme.
struct Reader<'a> {
    lexemes: &'a [Lexeme],
    at: usize,
}

impl Reader<'_> {
    fn mention(&mut self) -> Option<Mention> {
        let from = self.at;
        let joined = from.checked_sub(1).and_then(|before| self.lexemes.get(before));
        if joined.is_some_and(|before| before.number().is_some()) {
            return None;
        }
        let readings: [fn(&mut Self) -> Option<Parts>; 5] =
            [Self::year_first, Self::dotted, Self::stroked, Self::day_and_month, Self::month_and_day];
        for reading in readings {
            self.at = from;
            if let Some(parts) = reading(self) {
                return Some(Mention { from, to: self.at, parts });
            }
        }
        None
    }

    /// `2026-01-05`, `2026年1月5日`, and `1月5日`.
    fn year_first(&mut self) -> Option<Parts> {
        let mut year = None;
        if self.peek_digits() == Some(4) {
            year = i32::try_from(self.number(4..=4)?).ok();
            self.separator("-/.年년")?;
        }
        let month = self.number(1..=2)?;
        self.separator(if year.is_some() { "-/.月월" } else { "月월" })?;
        let day = self.number(1..=2)?;
        let _ = self.separator("日일");
        Some(Parts::Known { day, month, year })
    }

    /// `5.1.`, `05.01.2026`: dots are day first everywhere.
    fn dotted(&mut self) -> Option<Parts> {
        let day = self.number(1..=2)?;
        self.separator(".")?;
        let month = self.number(1..=2)?;
        let closed = self.separator(".").is_some();
        let year = if closed { self.year(true) } else { None };
        (closed && (1..=12).contains(&month)).then_some(Parts::Known { day, month, year })
    }

    /// `3/1`, `1/3/26`, `03-01-2026`.
    fn stroked(&mut self) -> Option<Parts> {
        let first = self.number(1..=2)?;
        let dash = self.separator("/-")? == '-';
        let second = self.number(1..=2)?;
        let mark = self.separator(if dash { "-" } else { "/" });
        let year = if mark.is_some() { Some(self.year(true)?) } else { None };
        if dash && year.is_none() {
            return None;
        }
        Some(if first == second {
            Parts::Known { day: first, month: second, year }
        } else {
            Parts::Either { first, second, year }
        })
    }

    /// `5 January 2026`, `5. Januar`, `5th of January`, `5 de enero de 2026`.
    fn day_and_month(&mut self) -> Option<Parts> {
        let day = self.number(1..=2)?;
        let _ = self.separator(".ºª°:");
        let _ = self.one_of(&["st", "nd", "rd", "th", "er", "e", "го", "º", "ª", "η"]);
        let _ = self.one_of(&["of", "de", "d'", "del"]);
        let word = self.next_word()?;
        let month = month(word.trim_start_matches("d'"))?;
        let _ = self.separator(".");
        let _ = self.separator(",");
        let _ = self.one_of(&["de", "del", "of"]);
        let year = self.year(false);
        Some(Parts::Known { day, month, year })
    }

    /// `January 5th, 2026`; in `mar 5 gennaio` the first word is a day of the week.
    fn month_and_day(&mut self) -> Option<Parts> {
        let word = self.next_word()?;
        let month = month(&word)?;
        let _ = self.separator(".");
        let day = self.number(1..=2)?;
        let _ = self.one_of(&["st", "nd", "rd", "th"]);
        let next_is_month =
            self.lexemes.get(self.at).and_then(Lexeme::word).is_some_and(|next| self::month(next).is_some());
        if next_is_month {
            return None;
        }
        let before = self.at;
        let comma = self.separator(",");
        let year = self.year(false);
        if year.is_none() && comma.is_some() {
            self.at = before;
        }
        Some(Parts::Known { day, month, year })
    }

    fn peek_digits(&self) -> Option<usize> {
        self.lexemes.get(self.at)?.number().map(|(_, digits)| digits)
    }

    fn number(&mut self, digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
        let (value, written) = self.lexemes.get(self.at)?.number()?;
        let fits = digits.contains(&written);
        self.at += usize::from(fits);
        fits.then_some(value)
    }

    /// Four digits; or two, which must follow at once.
    fn year(&mut self, short: bool) -> Option<i32> {
        let lexeme = self.lexemes.get(self.at)?;
        let (value, digits) = lexeme.number()?;
        let year = match digits {
            4 => value,
            2 if short && !lexeme.spaced => 2000 + value,
            _ => return None,
        };
        self.at += 1;
        i32::try_from(year).ok()
    }

    fn separator(&mut self, marks: &str) -> Option<char> {
        let lexeme = self.lexemes.get(self.at)?;
        let found = match &lexeme.kind {
            LexemeKind::Mark(mark) => Some(*mark),
            LexemeKind::Word(word) => word.chars().next().filter(|_| word.chars().count() == 1),
            LexemeKind::Number(..) => None,
        };
        let found = found.filter(|mark| marks.contains(*mark))?;
        self.at += 1;
        Some(found)
    }

    fn one_of(&mut self, words: &[&str]) -> Option<()> {
        let word = self.lexemes.get(self.at)?.word()?;
        let found = words.contains(&word).then_some(());
        self.at += usize::from(found.is_some());
        found
    }

    fn next_word(&mut self) -> Option<String> {
        let word = self.lexemes.get(self.at)?.word()?.to_owned();
        self.at += 1;
        Some(word)
    }
}

impl Mention {
    /// The day that is meant in a mail of this day: the next one of that name, unless it has just been.
    pub(super) fn day(&self, sent: Option<NaiveDate>) -> Option<NaiveDate> {
        let Parts::Known { day, month, year } = self.parts else { return None };
        let Some(sent) = sent else { return NaiveDate::from_ymd_opt(year?, month, day) };
        let earliest = sent.checked_sub_days(Days::new(LONGEST_PAST))?;
        let latest = sent.checked_add_days(Days::new(LONGEST_AHEAD))?;
        let years = match year {
            Some(year) => year..=year,
            None => earliest.year()..=earliest.year() + 1,
        };
        years
            .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
            .find(|date| (earliest..=latest).contains(date))
    }
}
