//! The envelope sender, as the server noted it in `Return-Path` (RFC 5321 §4.4), beside From.
//!
//! It proves nothing, but it can contradict: a colleague who logs in as himself and writes another's name into From
//! passes DMARC, and is seen only here. Knows the forms in which servers write envelope senders.

use crate::approval::{Address, Policy};

/// How much of an envelope sender is repeated to the operator, in characters.
const MOST_QUOTED: usize = 100;

/// Fails when the envelope names another person of ours than From. The null sender names nobody, and servers elsewhere
/// may be anybody's.
pub(super) fn agrees(envelope: &str, from: &Address, policy: &Policy) -> Result<(), String> {
    let person = policy.person(from);
    let named = people(envelope);
    let domain = envelope.trim().rsplit_once('@').map_or("", |(_, domain)| domain);
    let ours = domain.eq_ignore_ascii_case(from.domain())
        || named.iter().any(|it| it.domain() == from.domain() || policy.knows(&policy.person(it)));
    if !ours || named.iter().any(|sender| policy.person(sender) == person) {
        return Ok(());
    }
    let sender: String = envelope.chars().filter(char::is_ascii_graphic).take(MOST_QUOTED).collect();
    Err(format!("the envelope sender is {sender}, somebody else than {from}"))
}

/// Whom an envelope sender names: the address as it stands, and those that servers have written into its mailbox name.
fn people(envelope: &str) -> Vec<Address> {
    let Some((local, domain)) = envelope.trim().rsplit_once('@') else { return Vec::new() };
    let plain = format!("{local}@{domain}");
    let tagged = without_bounce_tag(local).map(|user| format!("{user}@{domain}"));
    let verp = without_recipient(local).map(|user| format!("{user}@{domain}"));
    let forwarded = rewritten(local);
    let all = [Some(plain), tagged, verp, forwarded];
    all.into_iter().flatten().filter_map(|address| address.parse().ok()).collect()
}

/// Some servers sign envelope senders against forged bounces: `prvs=0123456789=sam` and `btv1==0123==sam` are sam (BATV).
fn without_bounce_tag(local: &str) -> Option<&str> {
    let (scheme, rest) = local.split_once('=')?;
    let is_signed = ["prvs", "msprvs1", "btv1"].iter().any(|name| scheme.eq_ignore_ascii_case(name));
    is_signed
        .then(|| rest.trim_start_matches('=').split_once('='))?
        .map(|(_, user)| user.trim_start_matches('='))
}

/// Some write the recipient behind the sender, to know whom a bounce is about: `sam-expenses=corp.example` is sam (VERP).
fn without_recipient(local: &str) -> Option<&str> {
    let (left, _) = local.split_once('=')?;
    left.rsplit_once(['-', '+']).map(|(user, _)| user).filter(|user| !user.is_empty())
}

/// A forwarding server writes the sender behind its own signature: `SRS0=HHH=TT=corp.example=sam` is sam@corp.example.
fn rewritten(local: &str) -> Option<String> {
    let scheme = local.get(..4)?.to_ascii_uppercase();
    let rest = local.get(5..)?;
    let rest = match scheme.as_str() {
        "SRS0" => rest,
        "SRS1" => rest.split_once("==").or_else(|| rest.split_once("=+")).map(|(_, inner)| inner)?,
        _ => return None,
    };
    let (domain, user) = rest.splitn(3, '=').nth(2)?.split_once('=')?;
    Some(format!("{user}@{domain}"))
}

#[cfg(test)]
mod tests {
    use super::super::tests::policy;
    use super::*;

    fn verdict(envelope: &str) -> bool {
        agrees(envelope, &"maria@corp.example".parse().unwrap(), &policy()).is_ok()
    }

    /// T16
    #[test]
    fn another_person_of_ours_in_the_envelope_contradicts_from() {
        for other in [
            "sam@corp.example",
            "omar@corp.example",
            "OMAR+x@Corp.Example",
            "omar@home.example",
            "noreply@corp.example",
            "prvs=0123456789=omar@corp.example",
            "btv1==012345==omar@corp.example",
            "omar-expenses=corp.example@corp.example",
            "SRS0=ab1c=XY=corp.example=omar@corp.example",
            "\"maria\"@corp.example",
            "mary@corp.example",
        ] {
            assert!(!verdict(other), "{other}");
        }
    }

    #[test]
    fn the_same_person_and_servers_elsewhere_do_not() {
        for same in [
            "",
            "maria@corp.example",
            "Maria+travel@CORP.example",
            "m.lopez@corp.example",
            "prvs=0123456789=maria@corp.example",
            "btv1==012345==maria@corp.example",
            "maria-expenses=corp.example@corp.example",
            "maria+expenses=corp.example@corp.example",
            "SRS0=ab1c=XY=corp.example=maria@relay.example",
            "SRS0+ab1c=XY=corp.example=maria@corp.example",
            "SRS1=xyz=first.example==ab1c=XY=corp.example=maria@relay.example",
            "bounces+123-ab@mail.example",
            "bounces@mail.corp.example",
            "nonsense",
        ] {
            assert!(verdict(same), "{same}");
        }
    }
}
