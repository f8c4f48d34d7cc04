//! One mail as people read it: who, what kind, what it decides and costs, then its text line by line.
//!
//! Knows how it looks. Text from outside is made harmless, and a secret is never shown.

use super::{Decision, Inspected, pieces};
use crate::cli::present::{FAINT, GREEN, RED, STRONG, YELLOW, safe};
use crate::evidence::AuthenticationResult;
use crate::mail::{Bounce, Dissection, Fate, Kind, OtherPart, Reading, TextSource, without_secrets};
use crate::receipt::{Candidate, Finding, Source, Verdict};
use crate::turn::Trail;

pub(super) fn mail(inspected: &Inspected, full: bool) -> String {
    let Inspected { file, kind, mail, dissection, decision, finding, .. } = inspected;
    let reading = &mail.reading;
    let mut lines = vec![format!("{STRONG}{}{STRONG:#}  {kind}\n", safe(file))];
    lines.push(from(inspected));
    lines.push(fact("subject", &shown(&reading.subject)));
    lines.extend(sign(&reading.kind, dissection));
    lines.extend(answers(reading));
    lines.push(stopped(&inspected.gates));
    lines.push(decided(decision));
    lines.extend(finding.iter().flat_map(amount));
    let warning = |text: &&str| fact("warning", &format!("{YELLOW}{}{YELLOW:#}", shown(text)));
    lines.extend(inspected.warnings().iter().map(warning));
    lines.extend(read_from(dissection));
    lines.extend(pieces::lines(dissection, *kind == "submission", full));
    lines.push("\n".to_owned());
    lines.concat()
}

/// Where an amount was found.
pub(super) fn source(source: &Source) -> String {
    match source {
        Source::Subject => "subject".to_owned(),
        Source::Text => "text".to_owned(),
        Source::Html => "html".to_owned(),
        Source::Attachment(name) => format!("attachment {name}"),
    }
}

fn fact(name: &str, value: &str) -> String {
    format!("{}\n", format!("  {name:<9} {value}").trim_end())
}

fn shown(text: &str) -> String {
    safe(&without_secrets(text))
}

/// Enough of a text to see what it is about.
fn beginning(text: &str) -> String {
    const ENOUGH: usize = 80;
    let text = shown(text);
    match text.char_indices().nth(ENOUGH) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

fn from(inspected: &Inspected) -> String {
    let authentication = &inspected.mail.authentication;
    let from = match &inspected.from {
        Ok(from) => from.clone(),
        Err(why) => format!("unreadable: {why}"),
    };
    let style = match authentication.result {
        AuthenticationResult::Pass => GREEN,
        AuthenticationResult::Fail => RED,
        AuthenticationResult::None => FAINT,
    };
    fact("from", &format!("{}  {style}{}{style:#}", shown(&from), shown(&authentication.detail)))
}

/// By what a machine's mail was recognised, and which of the desk's notices it is about.
fn sign(kind: &Kind, dissection: &Dissection) -> Vec<String> {
    let notice = |what: &str| match &dissection.notice {
        Some(notice) => format!("{what}: {notice}"),
        None => what.to_owned(),
    };
    match kind {
        Kind::Submission | Kind::Reply => Vec::new(),
        Kind::Automatic(automatic) => {
            let own = automatic.own.then(|| notice("a notice of the desk itself"));
            let until = automatic.until.map(|day| format!(" until {day}")).unwrap_or_default();
            let absent = automatic.absence.then(|| format!("somebody is absent{until}"));
            let says = own.into_iter().chain(absent).map(|it| fact("says", &it));
            [fact("sign", &shown(&automatic.sign))].into_iter().chain(says).collect()
        }
        Kind::Bounce(bounce) => bounced(bounce, &notice),
    }
}

fn bounced(bounce: &Bounce, notice: &dyn Fn(&str) -> String) -> Vec<String> {
    let recipient = bounce.recipient.as_ref().map_or("an unknown recipient".to_owned(), ToString::to_string);
    let fate = match bounce.fate {
        Fate::Failed => "not delivered to",
        Fate::Delayed => "late, and tried again, for",
        Fate::Delivered => "delivered to",
    };
    let ours = !bounce.of.is_empty();
    let about =
        if ours { notice("a notice of the desk") } else { "a mail that is not the desk's".to_owned() };
    [("says", format!("{fate} {recipient}")), ("of", about), ("why", bounce.why.clone())]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| fact(name, &shown(&value)))
        .collect()
}

/// Which notice it answers, as far as the mail itself says so; never the secret that says it.
fn answers(reading: &Reading) -> impl Iterator<Item = String> {
    let to = (!reading.tokens.is_empty()).then(|| fact("to", "a reply token"));
    let id =
        (!reading.answers.is_empty()).then(|| fact("answers", "a notice of the desk, by its Message-ID"));
    to.into_iter().chain(id)
}

/// At which gate the desk would stop it, as far as that can be known without its database.
fn stopped(gates: &Trail) -> String {
    let value = match gates.stopped() {
        Some(at) => format!("{RED}stopped at {}{RED:#}  {}", at.gate.number(), shown(&at.why)),
        None => {
            let asked: Vec<&str> = gates.passages().iter().map(|it| it.gate.number()).collect();
            format!("{GREEN}passed{GREEN:#}  {FAINT}{}{FAINT:#}", asked.join(" "))
        }
    };
    fact("gates", &value)
}

fn decided(decision: &Decision) -> String {
    let value = match decision.word {
        "none" => format!("{YELLOW}none{YELLOW:#}: {}", shown(&decision.why)),
        word if decision.comment.is_empty() => format!("{GREEN}{word}{GREEN:#}"),
        word => format!("{GREEN}{word}{GREEN:#}: {}", on_one_line(&decision.comment)),
    };
    fact("decision", &value)
}

fn on_one_line(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    shown(&lines.collect::<Vec<_>>().join(" / "))
}

/// Where a candidate stands: "attachment invoice.pdf, embedded invoice".
fn place(candidate: &Candidate) -> String {
    let part = candidate.part.map(|part| format!(", {part}")).unwrap_or_default();
    let read = if candidate.recognised { ", recognised in a picture" } else { "" };
    shown(&format!("{}{part}{read}", source(&candidate.source)))
}

fn amount(finding: &Finding) -> Vec<String> {
    let found = match &finding.verdict {
        Verdict::Certain(it) => {
            format!("{GREEN}{}{GREEN:#}  {} ({})", it.money, shown(&it.label), place(it))
        }
        Verdict::Ambiguous(it, why) => format!("{YELLOW}{}?{YELLOW:#}  {}", it.money, shown(why)),
        Verdict::Absent(why) => format!("{YELLOW}none{YELLOW:#}: {}", shown(why)),
    };
    let winner = match &finding.verdict {
        Verdict::Certain(it) if !it.why.is_empty() => Some(fact("because", &shown(&it.why))),
        Verdict::Certain(_) | Verdict::Ambiguous(..) | Verdict::Absent(_) => None,
    };
    // One that is sure has been said; where nothing is, all are to choose from.
    let said = usize::from(matches!(finding.verdict, Verdict::Certain(_)));
    let others = finding.candidates.iter().skip(said).map(candidate);
    [fact("amount", &found)].into_iter().chain(winner).chain(others).collect()
}

fn candidate(it: &Candidate) -> String {
    let why = if it.why.is_empty() { String::new() } else { format!(": {}", shown(&it.why)) };
    fact("", &format!("{FAINT}{}  {} ({}){why}{FAINT:#}", it.money, shown(&it.label), place(it)))
}

fn read_from(dissection: &Dissection) -> Option<String> {
    let part = match dissection.source? {
        TextSource::Text => "its text part",
        TextSource::Html => "its HTML part",
    };
    let other = match &dissection.other {
        OtherPart::Absent => String::new(),
        OtherPart::Agrees => "; the HTML part says the same".to_owned(),
        OtherPart::Differs(text) if text.is_empty() => {
            format!("; {RED}in the HTML part nothing was typed{RED:#}")
        }
        OtherPart::Differs(text) => format!("; {RED}the HTML part says: {}{RED:#}", beginning(text)),
    };
    Some(fact("read", &format!("{part}{other}")))
}
