//! The mail servers: whether they can be reached, let the desk in, and can do what it needs.

use super::report::Finding;
use crate::config::{self, Config, Tls};
use crate::inbox::Visit;
use crate::outbox::smtp::Courier;

pub(super) const POST_OFFICE: &str = "does not apply: the embedded post office needs no server";

/// What was found at the incoming server, and the open connection.
pub(super) struct Incoming {
    pub(super) findings: Vec<Finding>,
    pub(super) visit: Option<Visit>,
}

/// What was found at the outgoing server, and who carries mail to it.
pub(super) struct Outgoing {
    pub(super) findings: Vec<Finding>,
    pub(super) courier: Option<Courier>,
}

pub(super) async fn inbox(config: &Config) -> Incoming {
    let config::Inbox::Imap(imap) = &config.inbox else {
        return Incoming { findings: vec![Finding::skipped("imap", POST_OFFICE)], visit: None };
    };
    let mut visit = match Visit::open(imap).await {
        Ok(visit) => visit,
        Err(error) => {
            return Incoming { findings: vec![Finding::fail("imap", error.to_string())], visit: None };
        }
    };
    let (name, port, folder) = (&imap.host, imap.port, &imap.folder);
    let reached = format!("{name}:{port}: {}, logged in, reads {folder}", protection(imap.tls));
    let folders = match visit.folders().await {
        Ok(()) => {
            Finding::ok("imap folders", format!("{} and {} are there", imap.processed, imap.quarantine))
        }
        Err(error) => Finding::fail("imap folders", error.to_string()),
    };
    let usable = !folders.is_failure();
    let findings = vec![Finding::ok("imap", reached), folders, abilities(&visit, imap)];
    Incoming { findings, visit: usable.then_some(visit) }
}

fn abilities(visit: &Visit, imap: &config::Imap) -> Finding {
    let tells = match (visit.can_tell(), imap.idle) {
        (true, true) => "the server tells of new mail (IDLE)".to_owned(),
        (true, false) => format!("looks every {} s, by inbox.idle = false", imap.poll_every.as_secs()),
        (false, _) => format!("no IDLE: looks every {} s", imap.poll_every.as_secs()),
    };
    if visit.can_move() {
        return Finding::ok("imap abilities", format!("mail can be moved; {tells}"));
    }
    let words = "neither MOVE nor UIDPLUS: mail stays in its folder with a flag when it is dealt with";
    Finding::note("imap abilities", format!("{words}; {tells}"))
}

pub(super) async fn outbox(config: &Config) -> Outgoing {
    let config::Outbox::Smtp(smtp) = &config.outbox else {
        return Outgoing { findings: vec![Finding::skipped("smtp", POST_OFFICE)], courier: None };
    };
    let reached = match Courier::new(smtp, config.desk.address.domain()) {
        Ok(courier) => courier.reach().await.map(|()| courier),
        Err(error) => Err(error.to_string()),
    };
    match reached {
        Ok(courier) => {
            let login = if smtp.credentials.is_some() { "logged in" } else { "without a login" };
            let words = format!("{}:{}: {}, {login}", smtp.host, smtp.port, protection(smtp.tls));
            Outgoing { findings: vec![Finding::ok("smtp", words)], courier: Some(courier) }
        }
        Err(why) => Outgoing { findings: vec![Finding::fail("smtp", why)], courier: None },
    }
}

fn protection(tls: Tls) -> &'static str {
    match tls {
        Tls::Implicit => "TLS, certificate verified",
        Tls::StartTls => "STARTTLS, certificate verified",
        Tls::None => "no TLS, on this machine",
    }
}
