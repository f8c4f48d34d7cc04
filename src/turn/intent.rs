//! Intent: what somebody wants who is known and authenticated. Pure.

use super::gates::{Gate, Trail};
use super::judge::{Stray, Verdict};
use super::understand::Understood;
use super::wording;
use crate::approval::{Address, CodeCheck, Context, Event, Money, Policy, Request, Submission};
use crate::config::Config;
use crate::mail::{Reading, Said, Words, said, without_codes};
use crate::receipt::{self, Finding};
use crate::store::TokenRow;

/// What a mail means that names no notice: a report, or a word that belongs nowhere.
pub(super) fn without_token(
    mail: &Understood,
    policy: &Policy,
    words: &Words,
    person: Address,
    gates: &mut Trail,
) -> Verdict {
    let reading = &mail.reading;
    let answers = !mail.requests_named.is_empty() || is_a_bare_command(mail, words);
    if answers || mail.finding.is_none() {
        gates.stop(Gate::Tokens, "it looks like an answer, but nothing says to which notice");
        let help = said(&reading.typed, words) == Said::Help;
        return Verdict::Answer(person, if help { Stray::Help } else { Stray::NoToken });
    }
    gates.pass(Gate::Tokens, "no reply address: a new report");
    if !policy.may_request(&person) {
        let why = format!("{person} may not ask for approvals");
        gates.stop(Gate::Authority, why.clone());
        return Verdict::Quarantine(Gate::UnknownSender, why);
    }
    gates.pass(Gate::Authority, "their reports are taken");
    gates.pass(Gate::Intent, "a report");
    match &mail.finding {
        Some(finding) => submission(reading, finding, policy, person),
        None => Verdict::Answer(person, Stray::NoToken),
    }
}

/// Whether the text of a reply says one thing, as far as the mail itself can tell.
pub(super) fn understood(mail: &Understood, words: &Words) -> Result<(), String> {
    if let Some(why) = &mail.reading.undecidable {
        return Err(why.clone());
    }
    match said(&mail.reading.typed, words) {
        Said::Unclear { why } => Err(why),
        Said::Approve { .. }
        | Said::Reject { .. }
        | Said::Ask { .. }
        | Said::Delegate { .. }
        | Said::Amount { .. }
        | Said::Withdraw
        | Said::Status
        | Said::Help => Ok(()),
    }
}

/// A mail with nothing but a word for the desk is meant as an answer, not as a report; so is one that begins with a decision
/// and has nothing that could be decided about.
fn is_a_bare_command(mail: &Understood, words: &Words) -> bool {
    let typed = &mail.reading.typed;
    let one_line = typed.lines().filter(|line| !line.trim().is_empty()).count() == 1;
    let certain = |finding: &Finding| matches!(finding.verdict, receipt::Verdict::Certain(_));
    let nothing_found = mail.reading.attachments.is_empty() && !mail.finding.as_ref().is_some_and(certain);
    match said(typed, words) {
        Said::Approve { .. } | Said::Reject { .. } => one_line || nothing_found,
        Said::Withdraw | Said::Status | Said::Help => one_line,
        Said::Ask { .. } | Said::Delegate { .. } | Said::Amount { .. } | Said::Unclear { .. } => false,
    }
}

fn submission(reading: &Reading, finding: &Finding, policy: &Policy, requester: Address) -> Verdict {
    let amount = match &finding.verdict {
        receipt::Verdict::Certain(total) => Ok(total.money),
        receipt::Verdict::Ambiguous(_, why) | receipt::Verdict::Absent(why) => Err(why.clone()),
    };
    let subject = if reading.subject.is_empty() { "(no subject)" } else { &reading.subject };
    let evidence = evidence(finding, policy);
    let context = Some(noticed(&reading.warnings, Some(finding)));
    Verdict::Open(Submission { requester, subject: subject.to_owned(), amount, evidence, context })
}

/// So long a note is one that people read.
const LONGEST_NOTE: usize = 300;
/// From so many amounts a requester can choose.
const MOST_AMOUNTS: usize = 12;

/// What the readers of a mail and of its receipts noticed, for whoever decides.
fn noticed(warnings: &[String], finding: Option<&Finding>) -> Context {
    let found = finding.into_iter().flat_map(|finding| &finding.warnings);
    let mut notes: Vec<String> = Vec::new();
    for note in warnings.iter().chain(found) {
        let note: String = note.chars().take(LONGEST_NOTE).collect();
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    let recognised = finding.is_some_and(|finding| match &finding.verdict {
        receipt::Verdict::Certain(total) | receipt::Verdict::Ambiguous(total, _) => total.recognised,
        receipt::Verdict::Absent(_) => false,
    });
    let named = finding.filter(|finding| !matches!(finding.verdict, receipt::Verdict::Absent(_)));
    let amounts = named.into_iter().flat_map(|finding| &finding.candidates).take(MOST_AMOUNTS);
    let amounts = amounts.map(wording::candidate).collect();
    Context { notes, recognised, amounts, ..Context::default() }
}

/// The largest total that a finding supports. Totals in several currencies are compared by what they are worth.
fn evidence(finding: &Finding, policy: &Policy) -> Option<Money> {
    match &finding.verdict {
        receipt::Verdict::Certain(total) => Some(total.money),
        receipt::Verdict::Ambiguous(largest, _) => {
            let others = finding.candidates.iter().map(|candidate| candidate.money);
            let others = others.filter(|money| money.currency != largest.money.currency);
            policy.dearest(others.chain([largest.money]))
        }
        receipt::Verdict::Absent(_) => None,
    }
}

/// The event that a reply is.
pub(super) fn reply(
    mail: &Understood,
    token: &TokenRow,
    request: &Request,
    config: &Config,
    words: &Words,
    by: Address,
) -> Event {
    let policy = &config.policy;
    let reading = &mail.reading;
    let requester = by == request.requester;
    // Who has no place among those asked hears just that, whatever mail is answered.
    let seated = !requester && request.seat(&by).is_some();
    let text = stored(&reading.typed, !requester && policy.wants_codes());
    let beside = |text: &str| stored(text, seated && request.code.is_some());
    let outdated = token.revoked || token.made_for.revision != request.revision;
    let decides = |event: Event| match &reading.undecidable {
        _ if request.state.is_open() && outdated && seated => Event::Outdated { by: by.clone() },
        Some(why) => Event::NotUnderstood { by: by.clone(), text: text.clone(), why: why.clone() },
        None => event,
    };
    let prefix = &config.desk.prefix;
    match said(&reading.typed, words) {
        Said::Approve { comment, .. } | Said::Reject { comment }
            if names_another(&comment, prefix, request.number) =>
        {
            let why = format!("it names another request than {prefix}-{}, which it answers", request.number);
            decides(Event::NotUnderstood { by: by.clone(), text: text.clone(), why })
        }
        // The code is looked at where the store is known.
        Said::Approve { comment, code: _ } => {
            decides(Event::Approved { by: by.clone(), comment, code: CodeCheck::None })
        }
        Said::Reject { comment } => decides(Event::Rejected { by: by.clone(), comment: beside(&comment) }),
        Said::Ask { question } => {
            decides(Event::QuestionAsked { by: by.clone(), question: beside(&question) })
        }
        Said::Delegate { to } => decides(Event::Delegated { by: by.clone(), to }),
        Said::Amount { text: amount } => match receipt::typed_amount(&amount, policy.currency) {
            Ok(amount) => {
                let evidence = mail.enclosed.as_ref().and_then(|finding| evidence(finding, policy));
                let context = Some(noticed(&[], mail.enclosed.as_ref()));
                decides(Event::AmountStated { by: by.clone(), amount, evidence, context })
            }
            Err(why) => Event::NotUnderstood { by, text, why },
        },
        Said::Withdraw => decides(Event::Withdrawn { by: by.clone() }),
        Said::Status => Event::StatusAsked { by },
        Said::Help => Event::HelpAsked { by },
        Said::Unclear { why } if requester => Event::Answered { by, text, why },
        Said::Unclear { why } => Event::NotUnderstood { by, text, why },
    }
}

/// A text as it may be kept: where a code is wanted, people write theirs into any place.
pub(super) fn stored(text: &str, codes: bool) -> String {
    if codes { without_codes(text) } else { text.to_owned() }
}

/// Whether a text names a request with another number: `EXP-8` where it is about EXP-7.
fn names_another(text: &str, prefix: &str, number: u64) -> bool {
    // Some mail programs write a hyphen of their own.
    let text = text.to_uppercase().replace(['\u{2010}', '\u{2011}'], "-");
    let marked = format!("{}-", prefix.to_uppercase());
    text.match_indices(&marked).any(|(at, _)| {
        let (before, behind) = text.split_at_checked(at).unwrap_or_default();
        let digits = behind.get(marked.len()..).unwrap_or_default();
        let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        let (digits, rest) = digits.split_at_checked(end).unwrap_or_default();
        let stands_alone = !before.ends_with(char::is_alphanumeric) && !rest.starts_with(char::is_alphabetic);
        stands_alone && !digits.is_empty() && digits.parse() != Ok(number)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_request_is_named_by_its_number() {
        for text in [
            "EXP-8",
            "this is about exp-70.",
            "EXP-7, not EXP-8",
            "[Exp\u{2011}8]",
            "EXP-99999999999999999999",
        ] {
            assert!(names_another(text, "EXP", 7), "{text}");
        }
        for text in
            ["EXP-7", "exp-07.", "EXPO-8", "MYEXP-8", "EXP-8b", "EXP-", "exp 12/26", "for EXP-7 and 8"]
        {
            assert!(!names_another(text, "EXP", 7), "{text}");
        }
    }
}
