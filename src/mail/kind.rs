//! What kind of mail it is: a person's, a machine's, or a report about one of ours.
//!
//! Knows the signs that machines leave (RFC 3834 and the customs around it). Must not know what a mail decides.
//! Any one sign is enough: each alone is missing on half of the automatic mail there is.

use super::header::Header;
use super::reply::Pattern;
use super::{Automatic, Identity};
use crate::approval::Address;

/// An absence is announced at once.
const LONGEST_LOOK: usize = 2_000;

/// What a mail's header and structure say about who wrote it.
pub(super) struct Signs<'a> {
    pub(super) header: &'a Header,
    pub(super) from: Option<&'a Address>,
    pub(super) subject: &'a str,
    pub(super) identity: &'a Identity,
    /// The envelope sender: `Some(None)` is the null sender.
    pub(super) return_path: Option<&'a Option<String>>,
    /// The beginning of its text.
    pub(super) text: &'a str,
}

static ABSENCE_SUBJECT: Pattern = Pattern::new(
    r"^\s* (?:\[[^\]]{1,20}\]\s*)? (?:
      (?:auto(?:matic|mated|-)?[\s:_-]*)?(?:out\ of\ (?:the\ )?office|ooo|oof)(?:\s+(?:auto-?\s?(?:reply|response|re)|message|notification|reply|notice))? \s* (?:[:\-–—(\[] .* )?
    | (?:auto(?:matic|matisch|mated)?[\s_-]*(?:reply|response|answer|replied)|autoreply|autoresponse) \s* (?:[:\-–—(\[].*|from.*|to.*|re:.*)?
    | .{0,60} \b is\ (?:currently\ )?(?:out\ of\ (?:the\ )?office|on\ (?:vacation|leave|holiday)) .{0,60}
    | (?:on\ (?:vacation|leave|holidays?)|en\ congés?|de\ vacaciones|in\ ferie|assente|de\ f[ée]rias|afwezig|frånvarande|lomalla) \s* (?:[:,\-–—(].{0,120})? | vacation\ (?:reply|message|response|notice) .{0,60} | away\ from\ (?:the\ |my\ )?(?:office|mail|desk) .{0,60}
    | (?:automatische\ (?:antwort|rückmeldung)|abwesenheits(?:notiz|meldung|benachrichtigung|nachricht|assistent)|abwesenheit|nicht\ im\ (?:büro|haus)|urlaub(?:smeldung|snotiz)|autoantwort|auto-antwort) \b.{0,120}
    | (?:réponse\ (?:automatique|d['’]absence)|message\ d['’]absence|absence\ du\ bureau|absent(?:e)?\ du\ bureau|notification\ d['’]absence) \b.{0,120}
    | (?:respuesta\ autom[áa]tica|fuera\ de\ (?:la\ )?oficina|ausente\ de\ la\ oficina) \b.{0,120}
    | (?:risposta\ automatica|risposta\ non\ al\ computer|fuori\ (?:sede|ufficio)) \b.{0,120}
    | (?:resposta\ autom[áa]tica|ausência\ tempor[áa]ria|fora\ do\ escrit[óo]rio|ausente\ do\ escrit[óo]rio) \b.{0,120}
    | (?:automatisch\ antwoord|automatische\ beantwoording|afwezigheid\p{L}*|niet\ aanwezig|buiten\ kantoor) \b.{0,120}
    | (?:automatiskt\ svar|autosvar|frånvaro(?:meddelande)?|automatisk\ svar|automatisk\ besvarelse|fravær(?:smelding|sbesked)?|ikke\ (?:på\ kontoret|til\ stede)|ikke\ tilstede|autosvar) \b.{0,120}
    | (?:automaattinen\ vastaus|poissaolo(?:viesti|ilmoitus)?|poissa\ toimistolta) \b.{0,120}
    | (?:odpowiedź\ automatyczna|automatyczna\ odpowiedź|autoodpowiedź|nieobecno(?:ść|ści)|poza\ biurem|jestem\ na\ urlopie) \b.{0,120}
    | (?:automatick[áa]\ odpově[ďd]|automatická\ odpoveď|mimo\ kancelář|nepřítomnost|neprítomnosť) \b.{0,120} | (?:automatikus\ válasz|házon\ kívül) \b.{0,120}
    | (?:răspuns\ automat|absent\ din\ birou) \b.{0,120} | (?:автоматический\ ответ|автоответ|нет\ на\ месте|автоматична\ відповідь) .{0,120}
    | (?:αυτόματη\ απάντηση|εκτός\ γραφείου) .{0,120} | (?:otomatik\ (?:yanıt|cevap)|ofis\ dışında) .{0,120} | (?:رد\ تلقائي|خارج\ المكتب) .{0,120}
    | (?:自动(?:答复|回复)|自動(?:回覆|答覆)|不在办公室|自動応答|自動返信|不在通知|자동\ ?(?:회신|응답)|부재\ ?중) .{0,120}
    ) \s* $",
);
static ABSENCE_TEXT: Pattern = Pattern::new(
    r"\b(?: out\ of\ (?:the\ |my\ )?office | on\ (?:annual\ |parental\ |sick\ )?(?:leave|vacation|holiday) | away\ from\ (?:the\ |my\ )?(?:office|desk|e-?mail) | limited\ access\ to\ (?:my\ )?e-?mail
    | nicht\ im\ (?:büro|haus) | abwesend | im\ urlaub | außer\ haus | absente?\ (?:du\ bureau|jusqu) | en\ congés? | fuera\ de\ la\ oficina | de\ vacaciones | fuori\ ufficio | in\ ferie | assente
    | fora\ do\ escritório | de\ férias | afwezig | met\ vakantie | op\ vakantie | frånvarande | semester | på\ ferie | fraværende | ikke\ på\ kontoret | lomalla | poissa | nieobecn\p{L}+ | na\ urlopie | poza\ biurem )\b",
);
static MACHINE_VALUE: Pattern = Pattern::new(
    r"auto[-_\s]?(?:response|responder|submitted|replied|reply|generated|respond|notified)|holidayreply|machinegenerated|vacation",
);
static BOUNCE_SENDER: Pattern = Pattern::new(
    r"^(?: mailer[-_.]?daemon | mail[-_.]?daemon | post[-_.]?master | maildaemon | mdaemon | bounce[sd]? | mail-?delivery(?:-?sub)?-?system )$",
);
static MACHINE_SENDER: Pattern = Pattern::new(
    r"^(?: no[-_.]?reply | do[-_.]?not[-_.]?reply | donotreply | noresponse | auto[-_.]?(?:reply|responder|mailer) | majordomo | listserv | mailman )$",
);

/// Fields that only machines write, with the values that they have then; an empty list means any value.
const MACHINE_FIELDS: [(&str, &[&str]); 22] = [
    ("x-autoreply", &[]),
    ("x-autorespond", &[]),
    ("x-autoresponse", &[]),
    ("x-autoreply-from", &[]),
    ("x-auto-reply-from", &[]),
    ("x-mail-autoreply", &[]),
    ("x-autoresponder", &[]),
    ("x-autogenerated", &[]),
    ("x-fc-machinegenerated", &["true", "yes"]),
    ("x-machinegenerated", &[]),
    ("x-apple-action", &["vacation"]),
    ("x-ms-exchange-inbox-rules-loop", &[]),
    ("x-amazon-mail-relay-type", &["notification"]),
    ("x-post-messageclass", &["autoresponder"]),
    ("delivered-to", &["autoresponder"]),
    ("precedence", &["bulk", "list", "junk", "auto_reply", "auto-reply", "autoreply"]),
    ("x-precedence", &["bulk", "list", "junk", "auto_reply", "auto-reply", "autoreply"]),
    ("preference", &["auto_reply"]),
    ("x-loop", &[]),
    ("x-auto-response", &[]),
    ("x-vacation", &[]),
    ("x-zendesk-auto", &[]),
];
const LIST_FIELDS: [&str; 8] = [
    "list-id",
    "list-post",
    "list-unsubscribe",
    "list-help",
    "list-subscribe",
    "list-owner",
    "list-archive",
    "mailing-list",
];

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
        from_desk.then(|| Automatic { sign: sign.to_owned(), absence: false, own: true })
    }

    /// Whether a machine wrote it, a bounce aside.
    pub(super) fn automatic(&self) -> Option<Automatic> {
        let absent_subject = ABSENCE_SUBJECT.found_in(self.subject);
        let sign = self
            .auto_submitted()
            .or_else(|| self.structure())
            .or_else(|| self.field())
            .or_else(|| self.sender());
        let sign = sign
            .or_else(|| absent_subject.then(|| format!("the subject \"{}\"", beginning(self.subject, 60))))?;
        let list = LIST_FIELDS.iter().any(|name| self.header.has(name));
        let absence = absent_subject
            || !list && (sign.contains("acation") || ABSENCE_TEXT.found_in(start(self.text, LONGEST_LOOK)));
        Some(Automatic { sign, absence, own: false })
    }

    /// Whether a mail server wrote it.
    pub(super) fn is_from_server(&self) -> bool {
        let local = self.local_part();
        BOUNCE_SENDER.found_in(&local)
    }

    /// Whether its envelope sender is null (RFC 5321 §4.5.5).
    pub(super) fn is_null_sender(&self) -> bool {
        self.return_path.is_some_and(Option::is_none)
    }

    /// Whether its subject announces an absence.
    pub(super) fn announces_absence(&self) -> bool {
        ABSENCE_SUBJECT.found_in(self.subject)
    }

    /// RFC 3834 §5: any value but `no`; of several fields the worst counts.
    fn auto_submitted(&self) -> Option<String> {
        let values = self.header.all("auto-submitted").chain(self.header.all("autosubmitted"));
        let mut keywords = values.map(|value| {
            without_comments(value).split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
        });
        keywords
            .find(|keyword| keyword != "no")
            .map(|keyword| format!("Auto-Submitted: {}", beginning(&keyword, 40)))
    }

    fn structure(&self) -> Option<String> {
        let kind = self.header.first("content-type").unwrap_or_default().to_ascii_lowercase();
        let root = kind.split(';').next().unwrap_or_default().trim().to_owned();
        let report = [
            "multipart/report",
            "message/delivery-status",
            "message/disposition-notification",
            "message/feedback-report",
            "text/calendar",
        ];
        report.contains(&root.as_str()).then(|| format!("Content-Type: {root}"))
    }

    fn field(&self) -> Option<String> {
        if let Some(name) = LIST_FIELDS.iter().find(|name| self.header.has(name)) {
            return Some(format!("it comes from a mailing list ({name})"));
        }
        let known = MACHINE_FIELDS.iter().find_map(|(name, values)| {
            let found = self.header.all(name).map(str::trim).find(|value| {
                let lower = value.to_ascii_lowercase();
                let denied = values.is_empty() && ["no", "false", "0"].contains(&lower.as_str());
                !denied && (values.is_empty() || values.iter().any(|known| lower.contains(known)))
            });
            found.map(|value| format!("{name}: {}", beginning(value, 40)))
        });
        known.or_else(|| self.any_value())
    }

    /// Exchange adds `X-Auto-Response-Suppress` to people's mail: alone it says nothing.
    fn any_value(&self) -> Option<String> {
        let about_machines = |name: &&str| {
            name.starts_with("x-")
                && name.contains("auto")
                && !["x-auto-response-suppress", "x-autoconfig"].contains(name)
        };
        let mut names = self.header.names().filter(about_machines);
        names.find_map(|name| {
            let value = self.header.first(name)?;
            MACHINE_VALUE.found_in(value).then(|| format!("{name}: {}", beginning(value, 40)))
        })
    }

    fn sender(&self) -> Option<String> {
        if self.is_null_sender() {
            return Some("Return-Path: <>".to_owned());
        }
        let local = self.local_part();
        (BOUNCE_SENDER.found_in(&local) || MACHINE_SENDER.found_in(&local)).then(|| format!("From: {local}"))
    }

    fn local_part(&self) -> String {
        let field = || {
            let value = self.header.first("from").unwrap_or_default();
            let word = value
                .rsplit(['<', ' ', '"'])
                .find(|word| word.contains('@'))
                .or_else(|| value.split(' ').next());
            word.and_then(|word| word.split('@').next()).unwrap_or_default().to_ascii_lowercase()
        };
        self.from.map_or_else(field, |from| from.local().to_owned())
    }
}

fn without_comments(value: &str) -> String {
    let mut depth = 0_usize;
    let keep = |c: &char| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    };
    value.chars().filter(keep).collect()
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
