//! Sentences that are the same in every notice: what people are told in words, not in figures.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use crate::approval::{
    Address, AskedBecause, CodeCheck, Flag, Money, OperatorNews, Policy, Refusal, Request, State,
};
use crate::receipt::{Candidate, Source};

pub(super) const NOT_YOUR_TOKEN: &str = "The reply address you wrote to is not valid for you, or not any more. \
    Please answer the newest mail that the desk sent to you, from the address it was sent to.";

pub(super) const NO_TOKEN: &str = "It looks like an answer to one of the desk's mails, but nothing in it says to which. \
    Please use the reply button on the mail itself, and leave the recipient as it is.";

pub(super) const GENERAL_HELP: &str = "To ask for an approval, forward the receipt or the report to this address; say \
    the total in your own words if the receipt does not. Whoever has to decide gets a mail and answers it with the \
    word APPROVE or the word REJECT. You are told what was decided.";

pub(super) const ALREADY_RECORDED: &str = "Your approval was recorded before; nothing has changed.";

/// Why somebody is asked anew after the database was found to be another one.
pub(super) const RESET: &str = "The desk had to make all reply addresses invalid, for safety. If you decided about this \
    already, please answer once more; answer this mail, not an earlier one.";

/// What operators are told first when the witness and the database do not fit.
pub(super) const ANOTHER_DATABASE: &str = "The database is not the one that ran before";

/// And what follows from it.
pub(super) const AFTER_A_RESTORE: &str = "All reply addresses are invalid now, and open questions are asked anew. If you \
    put a backup back, or moved the database without the file that follows its log: reports of the days since lie in the \
    folder of mail that was dealt with, so move those back into the inbox. If nobody did such a thing: stop the desk, keep \
    its files, and compare the log with a head that was mailed, by `countersign audit verify --head`.";

/// What operators are told after a time in which nothing could be stored.
pub(super) const AFTER_AN_INTERRUPTION: &str = "Mail waited in the mailbox meanwhile and is taken in now; nothing was \
    accepted or sent that was not stored. Deadlines that passed are acted on now, so people may be reminded late. Look at the \
    reason, and at `countersign doctor`, so that it does not come again.";

/// What operators are told when more mail comes than `limits.mails_in_all`.
pub(super) const ABOUT_A_FLOOD: &str = "They lie unread in the mailbox, held back by limits.mails_in_all, and are taken in by \
    themselves, in their order, as time moves on. Answers to the desk's own mails go on meanwhile, up to as many again. Look at who \
    sends so much, with `countersign list` and `countersign quarantine list`, and stop it at the mail server. If all of it is \
    wanted, raise limits.mails_in_all in config.toml, and reload the desk with `systemctl reload countersign`.";

/// What operators are told of a file that is not as it was written.
pub(super) const DATABASE_DAMAGED: &str = "The database is damaged";

/// And what to do.
pub(super) const AFTER_DAMAGE: &str = "What concerns the damaged part waits in the mailbox; the rest goes on. Keep the files, \
    look at `countersign doctor`, then stop the desk and put the newest backup in place with `countersign restore FILE`, which \
    says what it lacks. Look at the disk as well: it may be failing.";

/// What operators are told of a legal hold.
pub(super) fn hold(request: &str, lifted: bool, operator: &str, reason: &str) -> String {
    let what = if lifted { "is held no more" } else { "is held" };
    format!("{request} {what}, by {operator}: {reason}")
}

/// And what that means.
pub(super) const ABOUT_HOLDS: &str = "Nothing of a request that is held is erased by [retention]; `countersign hold` without a \
    number lists them all. If you do not know why this was done, ask, and look at `countersign audit log`.";

/// What whoever audits the desk is told of the same.
pub(super) const FOR_AUDITORS: &str = "A backup may have been put back; ask whoever runs the desk. All reply addresses have \
    been made invalid. Compare the log with the last head that you got before this mail, by \
    `countersign audit verify --head`: it cannot contain it if the log was cut or written anew.";

/// What the daily mail with the head of the log is for.
pub(super) const KEEP_THIS_MAIL: &str = "Keep this mail. It names the head of the audit log: with it anybody can check \
    later that nothing up to that entry was changed, by `countersign audit verify --head FILE` with this mail saved as a \
    file. It comes every day; ask whoever runs the desk when it does not.";

/// Why a contact is told before the time.
pub(super) const TOO_FEW_CAN_DECIDE: &str =
    "An expense report needs more approvals than there are people who can be asked.";

/// Why a request counts as another amount than the one that is asked for: with others, by the receipts, at a rate.
pub(super) fn why_it_counts_as_more(policy: &Policy, request: &Request) -> Option<String> {
    let amount = request.amount?;
    // The rate of the time, where it was written down.
    let told = request.flags.iter().find_map(|flag| match flag {
        Flag::Converted { amount: of, rate, worth } => (*of == amount).then_some((Some(*rate), Some(*worth))),
        Flag::Duplicate(_)
        | Flag::Split(_)
        | Flag::Changed { .. }
        | Flag::Differs { .. }
        | Flag::Unsupported
        | Flag::Recognised
        | Flag::NearLimit { .. } => None,
    });
    let today = || (policy.rates.get(&amount.currency).copied(), policy.in_policy_currency(amount));
    let (rate, worth) = told.unwrap_or_else(today);
    if request.together.is_some() {
        Some("with other reports of the same person".to_owned())
    } else if worth != request.policy_amount {
        Some("the receipts show more".to_owned())
    } else {
        rate.map(|rate| format!("1 {} = {rate} {}", amount.currency, policy.currency))
    }
}

/// What the owner of a token is told that came in a mail nobody vouches for, although it names the owner.
pub(super) fn unverified_in_your_name() -> (&'static str, String) {
    let why = "A mail in your name came to the reply address that was made for you, but our mail server could not \
               confirm that it is from you. It was not counted, and that address is no longer valid. If you wrote it, \
               please answer this mail from your usual mail program; if not, tell whoever runs the desk.";
    ("A mail in your name could not be verified", why.to_owned())
}

/// The owner of a token that somebody else used is told so.
pub(super) fn token_used_by(sender: &str) -> (&'static str, String) {
    let why = format!(
        "A mail from {sender} came to the reply address that was made for you alone. It was not counted, and that \
         address is no longer valid. Please answer this mail instead, and do not forward the desk's mails."
    );
    ("Somebody else used your reply address", why)
}

/// Which rule holds for a request: "above 10,000.00 USD, two people must approve".
pub(super) fn rule(policy: &Policy, request: &Request) -> String {
    let Some(amount) = request.tier_amount() else { return String::new() };
    let limit = |above: Decimal| Money::new(above, policy.currency);
    let code = if request.code.is_some() { ", each with a code" } else { "" };
    let must = format!("{} must approve{code}", people(request.required));
    let unpriced = request.evidence.filter(|money| policy.in_policy_currency(*money).is_none());
    let tier = policy.tier(amount.value).filter(|tier| tier.approvals == request.required);
    match (request.required, unpriced, tier, policy.tiers.first()) {
        (0, _, _, Some(first)) => format!("up to {}: no approval is needed", limit(first.above)),
        (0, _, _, None) => "no approval is needed".to_owned(),
        (_, Some(money), _, _) => {
            format!("the receipts are in {}, without a rate here: {must}", money.currency)
        }
        (_, None, Some(tier), _) => format!("above {}: {must}", limit(tier.above)),
        // The policy has changed since.
        (_, None, None, _) => must,
    }
}

pub(super) fn people(count: u32) -> String {
    match count {
        1 => "one person".to_owned(),
        2 => "two different people".to_owned(),
        more => format!("{more} different people"),
    }
}

/// Why somebody is asked, where it is not simply new.
pub(super) fn because(policy: &Policy, because: &AskedBecause) -> Option<String> {
    match because {
        AskedBecause::New => None,
        AskedBecause::AmountChanged => {
            Some("The amount has changed: earlier answers do not count, please decide anew.".to_owned())
        }
        AskedBecause::DelegatedBy(person) => {
            Some(format!("{} handed this over to you.", policy.name(person)))
        }
        AskedBecause::PeopleChanged => {
            Some("The people who can decide have changed: your answer is wanted now.".to_owned())
        }
        AskedBecause::Renewed => {
            Some("It still waits for you; please answer this mail, not an earlier one.".to_owned())
        }
        AskedBecause::Reset => Some(RESET.to_owned()),
    }
}

/// Why somebody's wish is refused, and the way out.
pub(super) fn refusal(why: Refusal, policy: &Policy) -> String {
    let text = match why {
        Refusal::OnlyRequester => "Only the person who asked can change or withdraw the request.",
        Refusal::OwnRequest => "Nobody decides about their own report; the others were asked.",
        Refusal::NotAsked => "You are not, or no longer, asked about this request.",
        Refusal::AmountMissing => "The total of this request is not known yet; you are asked when it is.",
        Refusal::NoRate => {
            return format!(
                "There is no exchange rate here for that currency, so the amount stays as it was. \
                 Please state it in {}, for example AMOUNT 1,234.50 {0}.",
                policy.currency
            );
        }
        Refusal::AlreadyApproved => "You have approved already, so there is nothing to hand over.",
        Refusal::NoSuchApprover => {
            "The person you named cannot decide about this request; name another approver."
        }
        Refusal::AskedAlready => "The person you named is asked about this request already.",
        Refusal::Code(check) => return code(check, policy),
        Refusal::Outdated => {
            "You answered a mail that no longer counts: the request has changed since, or a newer mail took its place. \
             Please answer the newest mail about it."
        }
    };
    text.to_owned()
}

/// Why an approval does not count that lacks its second factor, and what to write.
fn code(check: CodeCheck, policy: &Policy) -> String {
    const HOW: &str = "On the first line write APPROVE, a blank, and the six digits that your authenticator app shows \
                       now, like this: APPROVE 123456.";
    let minutes = policy.code_window.unwrap_or_default().as_secs().div_ceil(60);
    match check {
        CodeCheck::None | CodeCheck::Missing | CodeCheck::Verified => format!("So large a sum is approved with a code only. {HOW}"),
        CodeCheck::Wrong => format!(
            "The code is not yours, or it was older than {minutes} minutes when your mail arrived. {HOW} After five \
             wrong codes within a day, none of yours is taken for a day."
        ),
        CodeCheck::LastWrong | CodeCheck::Blocked => "There were five wrong codes in your name within a day, so none of \
             yours is taken for a day after the last one. You can still answer REJECT. If you did not send them, somebody \
             else can write from your mailbox: tell whoever runs the desk at once, also to be enrolled anew."
            .to_owned(),
        CodeCheck::Used => format!("Each code is good once, and this one or a later one was used. Wait for the next. {HOW}"),
        CodeCheck::NotEnrolled => "So large a sum is approved with a code of an authenticator app only, and you have none \
             yet. Please ask whoever runs the desk to enrol you; they were told as well."
            .to_owned(),
    }
}

/// What an operator is told, and the way out.
pub(super) fn news(news: &OperatorNews, policy: &Policy) -> (String, String) {
    match news {
        OperatorNews::TooFewApprovers => (
            "fewer people can be asked than must approve".to_owned(),
            "The first level of escalation was told at once. Check approvers, limits and absences in the configuration, \
             or decide with `countersign decide`."
                .to_owned(),
        ),
        OperatorNews::NobodyToEscalateTo => (
            "a level of escalation has nobody to tell".to_owned(),
            "All its contacts are the requester, or there are none. Check [escalation] in the configuration.".to_owned(),
        ),
        OperatorNews::NotEnrolled(person) => (
            format!("{} must show a code to approve and has none", policy.name(person)),
            format!("Hand it over in person: `countersign enrol {person} --as YOUR-ADDRESS` shows the code to photograph."),
        ),
        OperatorNews::CodesBlocked(person) => (
            format!("five wrong codes came from {}", policy.name(person)),
            format!(
                "None of theirs is taken for a day. Ask them, not by mail: if they did not send them, somebody else writes \
                 from their mailbox. `countersign enrol {person} --as YOUR-ADDRESS` begins anew."
            ),
        ),
        OperatorNews::Unreachable(person, why) => (
            format!("mail to {} does not arrive", policy.name(person)),
            format!("The server says: {why}. Check the address; `countersign outbox list` shows what was not sent."),
        ),
    }
}

/// The title of the notice and the words of the log for who is enrolled, and what the person is told.
pub(super) fn enrolled(replaced: bool, operator: &Address) -> ((&'static str, &'static str), String) {
    let before =
        if replaced { " It takes the place of the one before, whose codes are no longer good." } else { "" };
    let told = format!(
        "{operator} has given you an authenticator app's codes for large sums.{before} If you did not take a picture of a \
         square code in person just now, somebody else has your second factor: tell the other operators at once, not by \
         answering this mail."
    );
    (("Your second factor is new", "enrolled a second factor of"), told)
}

/// The same where it was taken away.
pub(super) fn factor_removed(operator: &Address) -> ((&'static str, &'static str), String) {
    let told = format!(
        "{operator} has taken your second factor away: the codes of your authenticator app are no longer good, and you \
         cannot approve large sums until you are enrolled anew. If nobody told you why, ask the other operators."
    );
    (("Your second factor is gone", "removed the second factor of"), told)
}

/// Where a request stands, in one or two sentences.
pub(super) fn status(policy: &Policy, request: &Request) -> String {
    let names =
        |people: &[Address]| people.iter().map(|person| policy.name(person)).collect::<Vec<_>>().join(", ");
    match request.state {
        State::NeedsAmount => "It waits for the requester to state the total.".to_owned(),
        State::Pending => {
            let given: Vec<_> = request.approvals.iter().map(|approval| approval.person.clone()).collect();
            let silent: Vec<_> = request.silent().map(|seat| seat.person.clone()).collect();
            let so_far =
                if given.is_empty() { String::new() } else { format!(" So far: {}.", names(&given)) };
            let waiting = if request.summary_until.is_some() {
                "About to be asked"
            } else {
                "Asked and not answered yet"
            };
            format!(
                "{} of {} approvals are given.{so_far} {waiting}: {}.",
                request.distinct_approvals(),
                request.required,
                names(&silent)
            )
        }
        State::Approved if request.decided_by.is_empty() => {
            "It is approved: no approval was needed.".to_owned()
        }
        State::Approved => format!("It is approved, by {}.", names(&request.decided_by)),
        State::Rejected => format!("It is rejected, by {}.", names(&request.decided_by)),
        State::Withdrawn => "The requester has withdrawn it.".to_owned(),
    }
}

/// What somebody on a request may write.
pub(super) fn help(requester: bool) -> String {
    let text = if requester {
        "You may answer with AMOUNT and the total, for example: AMOUNT 1,234.50 USD; or with WITHDRAW to take the \
         request back; or with STATUS."
    } else {
        "You may answer with the word APPROVE, or the word REJECT, and the reason on the next line; with ASK and a question to the \
         requester; with DELEGATE and the address of another approver; or with STATUS."
    };
    text.to_owned()
}

/// An amount that could be the total, and where it stands: "1,234.50 USD (Total due, in receipt.txt)".
pub(super) fn candidate(candidate: &Candidate) -> String {
    let place = match &candidate.source {
        Source::Subject => "in the subject",
        Source::Text => "in the text",
        Source::Html => "in the formatted text",
        Source::Attachment(name) => &format!("in {name}"),
    };
    let label = if candidate.label.is_empty() { String::new() } else { format!("{}, ", candidate.label) };
    let part = candidate.part.map(|part| format!(", {part}")).unwrap_or_default();
    format!("{} ({label}{place}{part})", candidate.money)
}

/// How long somebody has waited: "8 hours", "2 days".
pub(super) fn waited(since: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let minutes = (now - since).num_minutes().max(0);
    let (count, unit) = match minutes {
        0..120 => (minutes, "minute"),
        120..2880 => (minutes / 60, "hour"),
        _ => (minutes / 1440, "day"),
    };
    if count == 1 { format!("1 {unit}") } else { format!("{count} {unit}s") }
}

/// A time as people read it.
pub(super) fn moment(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%d %H:%M UTC").to_string()
}
