//! Identity: who wrote a mail, as far as anybody can know. The gates G0 to G5. Pure.
//!
//! Must not know what the mail wants: whoever it is from, nothing of its text is looked at here.

use super::envelope;
use super::gates::{Gate, Trail};
use super::judge::{Snapshot, Stopped, Verdict};
use super::machine::{self, machine};
use super::understand::Understood;
use crate::approval::Address;
use crate::config::Config;
use crate::evidence::AuthenticationResult;
use crate::mail::Reading;

/// Gates 0 to 5: who wrote it, as far as anybody can know. Without `known`, as far as the mail alone can tell.
pub(super) fn person(
    mail: &Understood,
    known: Option<&Snapshot>,
    config: &Config,
    gates: &mut Trail,
) -> Result<Address, Stopped> {
    let reading = &mail.reading;
    let sender = match shape(reading) {
        Ok(sender) => sender,
        Err((gate, why)) => {
            gates.stop(gate, why.clone());
            // What is no mail of a person may still be a report about one of ours: never answered, but written down.
            return Err(Box::new(match known.and_then(|known| machine(reading, known, &config.operators)) {
                Some(verdict) => {
                    gates.stop(Gate::Automatic, machine::sign(&reading.kind));
                    verdict
                }
                None => Verdict::Quarantine(gate, why),
            }));
        }
    };
    gates.pass(Gate::Size, "within the limits");
    gates.pass(Gate::Structure, "one From address, read alike by both readers");
    not_our_own(reading, sender, config, gates)?;
    if machine::is_one(&reading.kind) {
        let sign = machine::sign(&reading.kind);
        gates.stop(Gate::Automatic, sign.clone());
        let verdict = known.and_then(|known| machine(reading, known, &config.operators));
        return Err(verdict.unwrap_or(Verdict::Ignore(sign)).into());
    }
    gates.pass(Gate::Automatic, "no sign of a machine");
    let released = known.and_then(|known| known.released.as_deref());
    authenticated(mail, sender, released, config, gates)?;
    of_the_directory(sender, config, gates)
}

/// Gates 0 and 1.
fn shape(reading: &Reading) -> Result<&Address, (Gate, String)> {
    match (reading.beyond, &reading.from) {
        (Some(limit), _) => Err((Gate::Size, limit.to_owned())),
        (None, Ok(sender)) => Ok(sender),
        (None, Err(why)) => Err((Gate::Structure, why.clone())),
    }
}

/// Gate 2. A mail from the desk's own address came back; one of somebody else's with an id of ours is forged, unless a
/// machine returns it.
fn not_our_own(
    reading: &Reading,
    sender: &Address,
    config: &Config,
    gates: &mut Trail,
) -> Result<(), Stopped> {
    if sender.without_detail(config.desk.separator) == config.desk.address {
        let why = "one of the desk's own notices";
        gates.stop(Gate::Own, why);
        return Err(Verdict::Ignore(why.to_owned()).into());
    }
    if reading.has_our_id && !machine::is_one(&reading.kind) {
        let why = format!("it bears an id of the desk's own, but comes from {sender}");
        gates.stop(Gate::Own, why.clone());
        return Err(Verdict::Quarantine(Gate::Own, why).into());
    }
    gates.pass(Gate::Own, "not the desk's address, nor an id of its own");
    Ok(())
}

/// Gate 4, the only one that an operator can open.
fn authenticated(
    mail: &Understood,
    sender: &Address,
    released: Option<&str>,
    config: &Config,
    gates: &mut Trail,
) -> Result<(), Stopped> {
    let vouched = match mail.authentication.result {
        AuthenticationResult::Fail => {
            Err(format!("the sender is not authenticated: {}", mail.authentication.detail))
        }
        AuthenticationResult::Pass | AuthenticationResult::None => {
            let mut envelope = mail.reading.return_path.iter().flatten();
            envelope.try_for_each(|envelope| envelope::agrees(envelope, sender, &config.policy))
        }
    };
    match (vouched, released) {
        (Ok(()), _) => gates.pass(Gate::Authentication, mail.authentication.detail.clone()),
        (Err(why), Some(operator)) => {
            gates.pass(Gate::Authentication, format!("released by {operator}: {why}"));
        }
        (Err(why), None) => {
            gates.stop(Gate::Authentication, why.clone());
            // For a stranger it makes no difference: he must not fill the mailbox with mail that waits.
            let waits = mail.authentication.may_change && config.policy.knows(&config.policy.person(sender));
            return Err(Box::new(if waits {
                Verdict::Wait(why)
            } else {
                Verdict::Quarantine(Gate::Authentication, why)
            }));
        }
    }
    Ok(())
}

/// Gate 5.
fn of_the_directory(sender: &Address, config: &Config, gates: &mut Trail) -> Result<Address, Stopped> {
    let person = config.policy.person(sender);
    if !config.policy.knows(&person) {
        let why = format!("{sender} is neither a requester, an approver nor a contact");
        gates.stop(Gate::UnknownSender, why.clone());
        return Err(Verdict::Quarantine(Gate::UnknownSender, why).into());
    }
    if config.policy.is_suspended(&person) {
        let why = format!("{person} is suspended");
        gates.stop(Gate::UnknownSender, why.clone());
        return Err(Verdict::Quarantine(Gate::UnknownSender, why).into());
    }
    gates.pass(Gate::UnknownSender, person.to_string());
    Ok(person)
}
