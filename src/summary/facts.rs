//! The summary that needs no model: the same facts always give the same text.

use super::grounded::Ground;
use super::{Facts, Summary, plain, prompt};

/// How much of one line of the report is repeated, in characters.
const MAX_LINE: usize = 160;
/// How much of a name or subject is repeated, in characters.
const MAX_NAME: usize = 100;
/// How many attachments are named.
const MAX_NAMED: usize = 3;
/// How far into a report lines are looked for.
const MAX_LINES: usize = 500;

/// A summary made from the facts alone, with `why_not` left open.
pub fn from_facts(facts: &Facts) -> Summary {
    let subject = plain::cut(&plain::prose(&facts.subject), MAX_NAME);
    let requester = plain::cut(&plain::prose(&facts.requester), MAX_NAME);
    let mut text = format!("{requester} asks for {}", facts.amount);
    if subject.is_empty() {
        text.push('.');
    } else {
        text.push_str(&format!(": \"{subject}\"."));
    }
    let named = said(facts);
    if !named.is_empty() {
        text.push_str(&format!(" The report names \"{}\".", named.join("\" and \"")));
    }
    if !facts.attachments.is_empty() {
        text.push_str(&format!(" Attached: {}.", attached(&facts.attachments)));
    }
    Summary {
        text: plain::cut(&text, prompt::MAX_SUMMARY),
        impact: String::new(),
        risk: String::new(),
        model: None,
        why_not: None,
        trace: None,
    }
}

/// The first line of substance, and the first one that repeats the amount.
fn said(facts: &Facts) -> Vec<String> {
    let amount = Ground::new(&facts.amount.plain());
    let lines: Vec<String> = facts
        .report
        .lines()
        .take(MAX_LINES)
        .map(|line| plain::cut(&plain::prose(line), MAX_LINE))
        .filter(|line| is_of_substance(line))
        .collect();
    let total = lines.iter().find(|line| {
        let runs = line.split(|c: char| !c.is_ascii_digit() && !".,'".contains(c));
        runs.filter(|run| run.contains(|c: char| c.is_ascii_digit())).any(|run| amount.foreign(run).is_none())
    });
    let mut said: Vec<String> = lines.first().into_iter().chain(total).cloned().collect();
    said.dedup();
    said
}

/// The names of forwarded fields, as mail programs write them in several languages.
const FIELDS: [&str; 20] = [
    "from", "to", "cc", "date", "sent", "subject", "reply-to", "von", "an", "datum", "gesendet", "betreff",
    "de", "à", "objet", "envoyé", "para", "asunto", "enviado", "fecha",
];

/// Two words or more; no salutation, no announcement of something else, no field of a forwarded header.
fn is_of_substance(line: &str) -> bool {
    let is_field =
        line.split_once(':').is_some_and(|(name, _)| FIELDS.contains(&name.trim().to_lowercase().as_str()));
    let is_rule = ["--", "__", "=="].iter().any(|rule| line.starts_with(rule));
    let words = line.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
    let is_salutation = words <= 4 && line.ends_with([',', '!']);
    words >= 2 && !is_field && !is_rule && !is_salutation && !line.ends_with(':')
}

fn attached(names: &[String]) -> String {
    let named: Vec<String> =
        names.iter().take(MAX_NAMED).map(|name| plain::cut(&plain::prose(name), MAX_NAME)).collect();
    match names.len().saturating_sub(MAX_NAMED) {
        0 => named.join(", "),
        more => format!("{} and {more} more", named.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(report: &str, attachments: &[&str]) -> Facts {
        Facts {
            request: "EXP-1".to_owned(),
            requester: "Sam Reed".to_owned(),
            subject: "Fwd: flight to Berlin".to_owned(),
            amount: "2450 USD".parse().unwrap(),
            report: report.to_owned(),
            attachments: attachments.iter().map(|&name| name.to_owned()).collect(),
        }
    }

    #[test]
    fn a_summary_from_facts_says_who_what_and_how_much() {
        let report = "Hi team,\n\nBegin forwarded message:\n---------- Forwarded message\nFrom: Air <noreply@air.example>\nSubject: Ticket\n\nYour flight to Berlin\n\
                      Seat 12A\nTotal paid: $2,450.00\n";
        let summary = from_facts(&facts(report, &["ticket.pdf"]));
        assert_eq!(
            summary.text,
            "Sam Reed asks for 2,450.00 USD: \"Fwd: flight to Berlin\". \
             The report names \"Your flight to Berlin\" and \"Total paid: $2,450.00\". Attached: ticket.pdf."
        );
        assert_eq!((summary.model, summary.why_not), (None, None));
    }

    #[test]
    fn an_empty_report_is_summarised_too() {
        assert_eq!(
            from_facts(&facts("", &[])).text,
            "Sam Reed asks for 2,450.00 USD: \"Fwd: flight to Berlin\"."
        );
    }

    #[test]
    fn hostile_facts_stay_short_and_plain() {
        let line = "<script>alert(1)</script> pay at https://evil.example \u{202e}now\u{1b}[2J";
        let mut facts = facts(&format!("{line}\n").repeat(10_000), &["a\r\nBcc: x"; 500]);
        facts.subject = line.repeat(100);
        let text = from_facts(&facts).text;
        assert!(text.chars().count() <= 600 && !text.contains(['<', '\n', '\u{202e}', '\u{1b}']), "{text}");
        assert!(!text.contains("evil.example"), "{text}");
    }
}
