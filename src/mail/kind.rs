//! What kind of mail it is: a person's, a machine's, or a report about one of ours.
//!
//! Knows the signs that machines leave (RFC 3834 and the customs around it). Must not know what a mail decides.
//! Any one sign is enough: each alone is missing on half of the automatic mail there is. What a person may write
//! as well, an absence in the subject or the text, is a sign only beside another.

mod absence;
mod date;
mod doubt;
mod field;
mod lexeme;
mod list;
mod origin;
mod phrases;
mod subject;

use chrono::NaiveDate;
use mail_parser::{Message, MessagePart, MimeHeaders as _};

use super::header::Header;
use super::marker;
use super::reply::Pattern;
use super::{Automatic, Identity};
use crate::approval::Address;
pub use date::month;
pub(super) use list::is_the_desks_own;
pub(super) use phrases::Phrases;
pub(super) use subject::Title;

/// An absence is announced at once.
const LONGEST_LOOK: usize = 2_000;
/// So far into its text does an absent person's machine say that they are absent.
const LONGEST_OPENING: usize = 300;

const MOST_PARTS: usize = 50;
const CALENDAR_ANSWERS: [&str; 4] = ["REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"];
/// More than was typed is a quote, which an absent person's machine seldom brings.
const LONGEST_SIGNATURE: usize = 500;

/// What a mail's header and structure say about who wrote it.
pub(super) struct Signs<'a> {
    pub(super) header: &'a Header,
    pub(super) from: Option<&'a Address>,
    pub(super) title: Title,
    pub(super) identity: &'a Identity,
    /// The envelope sender: `Some(None)` is the null sender.
    pub(super) return_path: Option<&'a Option<String>>,
    /// Whether it answers one of our notices, or goes to a token address.
    pub(super) answers_us: bool,
    /// Its own text, without that of mails inside it.
    pub(super) text: &'a str,
    /// What was newly written of that.
    pub(super) typed: &'a str,
    /// Whether it brings files.
    pub(super) has_files: bool,
    pub(super) message: Option<&'a Message<'a>>,
    /// Its bytes.
    pub(super) raw: &'a [u8],
}

static ABSENCE_TEXT: Pattern = Pattern::new(
    r"\b(?: out\ of\ (?:the\ |my\ |our\ )?office | (?:out|away|absent)\ (?:from\ .{1,20}\ )?until | on\ (?:\p{L}+\ )?(?:leave|vacation|holidays?) | away\ (?:from|on|at|this|next|for)\b | not\ (?:be\ )?in\ the\ office
    | (?:limited|no)\ access\ to\ (?:my\ )?(?:e-?)?mails? | currently\ (?:out|away|absent|unavailable|travell?ing) | can(?:not|['’]t)\ be\ reached | (?:back|return(?:ing)?)\ (?:in|to)\ (?:the\ )?office | office\ is\ closed
    | nicht\ im\ (?:büro|haus) | abwesend | abwesenheit | im\ urlaub | außer\ haus | nicht\ erreichbar | wieder\ (?:für\ sie\ )?(?:erreichbar|im\ büro|im\ haus)
    | absente?\ (?:du|jusqu|pour|d[eu]\b) | en\ (?:congés?|vacances) | de\ retour | fuera\ de\ (?:la\ )?oficina | de\ vacaciones | ausente | fuori\ (?:ufficio|sede) | in\ ferie | assente
    | fora\ do\ escritório | de\ férias | afwezig | met\ (?:vakantie|verlof) | op\ vakantie | niet\ (?:aanwezig|op\ kantoor) | frånvarande | (?:på\ )?semester | ledig\ till | på\ ferie | fraværende | ikke\ på\ kontoret | ikke\ til\ ?stede
    | lomalla | poissa | nieobecn\p{L}+ | na\ urlopie | poza\ biurem | na\ dovolen\p{L}+ | nepřítom\p{L}+ | neprítomn\p{L}+ | szabadságon | în\ concediu | в\ отпуске | отсутству\p{L}+ | не\ в\ офисе | у\ відпустці | εκτός\ γραφείου | σε\ άδεια | izinde\p{L}* | ofis\ dışında
    )\b | 休暇 | 不在 | 休假 | 外出 | 휴가 | 부재",
);
/// Greetings, thanks, and the first words of a sentence about oneself.
static STATEMENT: Pattern = Pattern::new(
    r"^\W*(?: (?: hi | hello | hey | dear | good | greetings | thanks? | hallo | guten | sehr | liebe | vielen | danke | bonjour | madame | merci | hola | buenos | buenas | estimad\p{L}+ | gracias | ciao | buongiorno | gentile | grazie | olá | bom | boa | prezad\p{L}+ | obrigad\p{L}+
    | beste | geachte | bedankt | dank | hej | hei | tack | tak | takk | kiitos | moi | dzień | witam | szanown\p{L}+ | dzięk\p{L}+ | dobrý | vážen\p{L}+ | děkuj\p{L}+ | здравствуйте | добрый | спасибо | уважаем\p{L}+ | this | dies | ceci | questo | este ) \b [^.!\n]* [.!,\n] \s* ){0,4}
    (?: please\ note\ (?:that\ )? | unfortunately,?\ | leider\ )?
    (?: (?: i | i['’](?:m|ll) | we | our | my | currently | out | away | on | back | as | from | due | until | ich | wir | bin | bis | vom | ab | am | zurzeit | derzeit | momentan | aktuell | je | j['’]ai | nous | actuellement | du | absente? | estoy | estaré | me | del | actualmente | sono | sarò | mi | dal | attualmente | estou | estarei | encontro | no
    | ik | wij | van | momenteel | jag | vi | jeg | er | olen | jestem | w | jsem | od | я | с | сейчас | szabads\p{L}+ | sunt ) \b | [\u{3040}-\u{9fff}\u{ac00}-\u{d7a3}] )",
);
static RECEIPT_SUBJECT: Phrases = Phrases::new(
    "read: | gelesen: | lu: | lu : | leído: | letto: | lido: | lida: | gelezen: | läst: | læst: | lest: | luettu: | \
     przeczytano: | přečteno: | prečítané: | прочитано: | прочтено: | not read: | ungelesen gelöscht: | non lu: | \
     return receipt | read receipt | lesebestätigung | accusé de lecture | delivered: | relayed: | zugestellt: | remis:",
);
static RECEIPT_TEXT: Pattern = Pattern::new(
    r"^\W*(?: your\ (?:message|document)\b | this\ is\ a\ (?:return\ )?receipt | (?:ihre|ihre\ e-?mail-?)\ nachricht\b | das\ ist\ eine\ empfangsbestätigung | dies\ ist\ eine\ (?:lese|empfangs)bestätigung | votre\ message\b | el\ mensaje\b | su\ mensaje\b | il\ messaggio\b | a\ sua\ mensagem\b | uw\ bericht\b | ditt\ meddelande\b | the\ message\b | message\ delivered | delivery\ (?:to|of) )",
);
static CHALLENGE: Pattern = Pattern::new(
    r"^\W*(?: (?:please\ )?(?:confirm|verify)\ (?:that\ )?(?:you(?:r\ (?:message|e-?mail|identity))|this\ message) | (?:sender\ )?(?:verification|confirmation|authorization)\ (?:is\ )?(?:required|needed|request) | \[?spam\ ?arrest | boxbe | message\ to\ .*\ needs\ (?:confirmation|approval) | your\ message\ (?:to\ .*\ )?(?:awaits|is\ awaiting)\ (?:moderator\ )?(?:approval|confirmation) )",
);
static CHALLENGE_TEXT: Pattern = Pattern::new(
    r"(?s)(?: spam | message | mail ) .* (?: click | reply | enter | follow ) .* (?: deliver | verif | confirm | approve | allow )",
);

impl Signs<'_> {
    /// Whether the desk wrote it itself.
    pub(super) fn own(&self) -> Option<Automatic> {
        let from_desk = self
            .from
            .is_some_and(|from| from.without_detail(self.identity.separator) == self.identity.address);
        let sign = if self.header.has("x-countersign-notice") {
            "X-Countersign-Notice, from the desk itself"
        } else {
            "it comes from the desk's own address"
        };
        from_desk.then(|| Automatic { sign: sign.to_owned(), own: true, ..Automatic::default() })
    }

    /// Whether a machine wrote it, a bounce aside.
    pub(super) fn automatic(&self) -> Option<Automatic> {
        let sign = self.certain().or_else(|| self.likely())?;
        let list = list::field(self.header).is_some();
        let absence = self.announces_absence()
            || !list && (sign.contains("acation") || ABSENCE_TEXT.found_in(start(self.text, LONGEST_LOOK)));
        let until = if absence { absence::last_day(self.opening(), self.sent()) } else { None };
        Some(Automatic { sign, absence, until, own: false })
    }

    /// Whether its subject announces an absence.
    pub(super) fn announces_absence(&self) -> bool {
        self.title.is_automatic() || self.title.tells_of_absence()
    }

    /// What only machines leave.
    fn certain(&self) -> Option<String> {
        field::auto_submitted(self.header)
            .or_else(|| field::report(self.header))
            .or_else(|| self.report_part().filter(|_| !self.title.answers()))
            .or_else(|| self.calendar_answer())
            .or_else(|| self.list())
            .or_else(|| field::machine_field(self.header, is_the_desks_own(self.header, self.identity)))
            .or_else(|| self.sender())
            .or_else(|| self.title.is_automatic().then(|| self.subject_sign()))
            .or_else(|| self.notice())
    }

    /// A notice of a desk, another one's too, whose header was lost: nobody wrote a word above it.
    fn notice(&self) -> Option<String> {
        let notice = !self.answers_us && !self.title.answers() && marker::begins(self.text);
        notice.then(|| "it begins as the mails of a desk do".to_owned())
    }

    /// A part that only servers and reading programs write, delivery reports aside.
    fn report_part(&self) -> Option<String> {
        let mut parts = self.message?.parts.iter().take(MOST_PARTS).skip(1);
        parts.find_map(|part| field::report_type(&media_type(part)))
    }

    /// An answer to an invitation (RFC 5546 §3.2), whatever a calendar program writes beside it.
    fn calendar_answer(&self) -> Option<String> {
        let mut parts = self.message?.parts.iter().take(MOST_PARTS);
        let method = parts.find_map(|part| {
            if media_type(part) != "text/calendar" {
                return None;
            }
            let declared = part.content_type().and_then(|kind| kind.attribute("method"));
            let method = declared.or_else(|| method_within(part))?;
            CALENDAR_ANSWERS.iter().find(|answer| method.eq_ignore_ascii_case(answer))
        })?;
        Some(format!("Content-Type: text/calendar; method={method}"))
    }

    fn list(&self) -> Option<String> {
        let name = list::field(self.header)?;
        let own = is_the_desks_own(self.header, self.identity);
        (!own).then(|| format!("it comes from a mailing list ({name})"))
    }

    /// What people might write too, with a second sign beside it.
    fn likely(&self) -> Option<String> {
        let absent = self.title.tells_of_absence() && self.answers_by_itself()
            || self.title.is_marked_auto() && self.opens_with_absence();
        if absent || self.is_receipt() || self.is_challenge() {
            return Some(self.subject_sign());
        }
        let suppressed = self.header.first("x-auto-response-suppress").is_some_and(|value| {
            let value = value.trim();
            value.eq_ignore_ascii_case("all") || value.eq_ignore_ascii_case("oof")
        });
        let quotes = self.typed.len() + LONGEST_SIGNATURE < self.text.len();
        (suppressed && !quotes && self.opens_with_absence())
            .then(|| "X-Auto-Response-Suppress, on an absence".to_owned())
    }

    /// Whether something else than its subject shows that a machine answers: people's programs write `Re:`, people
    /// bring files and name amounts.
    fn answers_by_itself(&self) -> bool {
        let answers = self.answers_us
            || self.header.has("in-reply-to")
            || self.header.has("references")
            || self.header.has("x-auto-response-suppress")
            || self.title.carries_an_answered_one();
        answers || !self.has_files && self.opens_with_absence() && !names_an_amount(self.opening())
    }

    /// Whether its text begins with a statement of absence, behind a greeting or thanks at most.
    pub(super) fn opens_with_absence(&self) -> bool {
        let opening = start(self.text.trim_start(), LONGEST_OPENING);
        ABSENCE_TEXT.found_in(opening) && STATEMENT.found_in(opening)
    }

    /// A message that a mail was read or has arrived, of programs older than RFC 8098.
    fn is_receipt(&self) -> bool {
        self.title.starts_with(&RECEIPT_SUBJECT)
            && !self.has_files
            && RECEIPT_TEXT.found_in(start(self.text.trim_start(), LONGEST_OPENING))
    }

    /// A machine that wants a sender to prove to be a person.
    fn is_challenge(&self) -> bool {
        !self.title.answers()
            && !self.has_files
            && self.title.matches(&CHALLENGE)
            && CHALLENGE_TEXT.found_in(start(self.text, LONGEST_LOOK))
            && !names_an_amount(self.opening())
    }

    fn subject_sign(&self) -> String {
        format!("the subject \"{}\"", beginning(self.title.as_str(), 60))
    }

    /// What was newly written, as far as an absence is explained.
    fn opening(&self) -> &str {
        let text = if self.typed.is_empty() { self.text } else { self.typed };
        start(text, LONGEST_LOOK)
    }

    /// The day of its Date field.
    fn sent(&self) -> Option<NaiveDate> {
        let date = self.message?.date()?;
        NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))
    }
}

/// The media type that a part declares, in lower case; empty without one.
pub(super) fn media_type(part: &MessagePart<'_>) -> String {
    let Some(kind) = part.content_type() else { return String::new() };
    format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or_default()).to_ascii_lowercase()
}

/// The method as the calendar itself states it (RFC 5545 §3.7.2), before the first event.
fn method_within<'a>(part: &'a MessagePart<'_>) -> Option<&'a str> {
    let head = start(part.text_contents()?, LONGEST_LOOK);
    head.lines().find_map(|line| line.trim_end().strip_prefix("METHOD:"))
}

fn names_an_amount(text: &str) -> bool {
    static AMOUNT: Pattern = Pattern::new(
        r"(?: [€$£¥] \s? \d | \d \s? [€$£¥] | \b (?: eur | usd | gbp | chf ) \s? \d | \d \s? (?: eur(?:os?)? | usd | gbp | chf | dollars | pounds ) \b )",
    );
    AMOUNT.found_in(text)
}

/// The beginning of a text, as it stands.
pub(super) fn start(text: &str, most: usize) -> &str {
    text.get(..text.floor_char_boundary(most)).unwrap_or_default()
}

/// The beginning of a text, on one line.
pub(super) fn beginning(text: &str, most: usize) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(most).collect();
    line.trim().to_owned()
}

#[cfg(test)]
mod tests;
