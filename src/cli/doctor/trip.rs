//! Two mails of the desk to itself through its own servers: one to a sub-address, and one with forged marks of trust.
//!
//! Whoever believes the second would believe anybody. Both are filed when they come back; a daemon that reads them first ignores
//! them as the desk's own.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use super::files::same_time;
use super::report::Finding;
use super::servers::POST_OFFICE;
use crate::approval::Address;
use crate::clock::Clock;
use crate::config::{self, Config, Inbox, ReplyBy};
use crate::evidence::{Authentication, AuthenticationResult, Forgery, authenticate, questions};
use crate::inbox::{Found, InboxError, Visit};
use crate::mail::{Probe, probe};
use crate::outbox::smtp::Courier;
use crate::outbox::{Parcel, Verdict};
use crate::resolver::{self, Answers};

const SENDER: &str = "sender check";
const TAG: &str = "sub-addresses";

/// What to do about a server that lets forged marks stand.
const WAY_OUT: &str = "whoever may send through this server can be anybody; let it remove what comes in under its name \
                       (SECURITY.md, \"Set up your provider safely\")";

/// How often to look whether a mail is back.
const LOOK_EVERY: TimeDelta = TimeDelta::seconds(1);

/// The letters of one examination.
struct Letters<'a> {
    desk: &'a Address,
    tagged: Option<Address>,
    authentication: &'a config::Authentication,
    forgery: Option<Forgery<'a>>,
    marker: &'a str,
}

/// What became of a letter.
enum Fate {
    /// It is on its way.
    Sent,
    /// The server does not take it.
    Refused(String),
    /// Nobody knows.
    Lost(String),
}

pub(super) async fn examine(
    config: &Config,
    reached: Option<(Visit, Courier)>,
    clock: &Clock,
    wait: Duration,
) -> Vec<Finding> {
    let Some((mut visit, courier)) = reached else {
        let embedded = matches!(config.inbox, Inbox::Maildir { .. });
        let why = if embedded { POST_OFFICE } else { "not looked at: mail cannot go out and come in" };
        return [TAG, SENDER].map(|check| Finding::skipped(check, why)).into();
    };
    let marker = match getrandom::u64() {
        Ok(random) => format!("{random:016x}"),
        Err(error) => return vec![Finding::fail(SENDER, error.to_string())],
    };
    let letters = Letters::new(config, &marker);
    let sent = clock.now();
    let tag = match &letters.tagged {
        Some(to) => Some(letters.send(&courier, to, &[], sent).await),
        None => None,
    };
    let forged = match &letters.forgery {
        Some(forgery) => Some(letters.send(&courier, letters.desk, &forgery.fields(), sent).await),
        None => None,
    };
    let expected = [&tag, &forged].iter().filter(|fate| matches!(fate, Some(Fate::Sent))).count();
    let found = match letters.await_all(&mut visit, expected, clock, wait).await {
        Ok(found) => found,
        Err(error) => return vec![Finding::fail(SENDER, error.to_string())],
    };
    let mut findings = vec![letters.tag(tag, &found), letters.sender(forged, &found).await];
    if let Some(mail) = found.first() {
        findings.push(Finding::of("server's clock", same_time(sent, mail.at, clock.now())));
    }
    findings
}

impl<'a> Letters<'a> {
    fn new(config: &'a Config, marker: &'a str) -> Self {
        let desk = &config.desk.address;
        let tagged = format!("{}{}doctor{marker}@{}", desk.local(), config.desk.separator, desk.domain());
        let by_address = config.desk.reply_by == ReplyBy::Subaddress;
        let authserv = config.authentication.authserv();
        let forgery = authserv.and_then(|trust| Forgery::new(trust, desk, marker));
        let tagged = tagged.parse().ok().filter(|_| by_address);
        Self { desk, tagged, authentication: &config.authentication, forgery, marker }
    }

    async fn send(
        &self,
        courier: &Courier,
        to: &Address,
        above: &[(&'static str, String)],
        date: DateTime<Utc>,
    ) -> Fate {
        let bytes = probe(&Probe { desk: self.desk, to, marker: self.marker, date, above });
        let parcel = Parcel { sender: Some(self.desk.clone()), recipient: to.clone(), bytes };
        match courier.deliver(&parcel).await {
            Verdict::Delivered => Fate::Sent,
            Verdict::Never(why) => Fate::Refused(why),
            Verdict::Later(why) | Verdict::Down(why) => Fate::Lost(why),
        }
    }

    /// Looks until all have come, or the time is over; then files what came.
    async fn await_all(
        &self,
        visit: &mut Visit,
        expected: usize,
        clock: &Clock,
        wait: Duration,
    ) -> Result<Vec<Found>, InboxError> {
        let until = clock.now() + wait;
        loop {
            let now = clock.now();
            let found = visit.find(self.marker, now).await?;
            if found.len() >= expected || now >= until {
                // A daemon may file them at the same moment: only what is left after that is to be filed.
                if visit.file(&found).await.is_err() {
                    let left = visit.find(self.marker, now).await?;
                    visit.file(&left).await?;
                }
                return Ok(found);
            }
            clock.sleep_until(now + LOOK_EVERY).await;
        }
    }

    fn without_header(&self) -> Finding {
        match self.authentication {
            config::Authentication::None => Finding::fail(
                SENDER,
                "authentication.mode = \"none\": anybody can write as anybody; name who vouches for senders",
            ),
            config::Authentication::Dkim(_)
            | config::Authentication::Authserv(_)
            | config::Authentication::Either(..)
            | config::Authentication::Both(..) => {
                Finding::skipped(SENDER, "does not apply: only the sender's own signature is believed")
            }
        }
    }

    fn tag(&self, fate: Option<Fate>, found: &[Found]) -> Finding {
        let Some(to) = &self.tagged else {
            return Finding::skipped(TAG, "does not apply: desk.reply_by = \"message-id\"");
        };
        let way_out = "set the server's delimiter, or desk.reply_by = \"message-id\"";
        match fate {
            Some(Fate::Sent) if found.iter().any(|mail| names(&mail.raw, to)) => {
                Finding::ok(TAG, format!("a mail to {to} came back"))
            }
            Some(Fate::Sent) | None => Finding::fail(
                TAG,
                format!("a mail to {to} did not come back: {way_out}; look into its spam folder too"),
            ),
            Some(Fate::Refused(why)) => {
                Finding::fail(TAG, format!("the server refuses {to}: {why}: {way_out}"))
            }
            Some(Fate::Lost(why)) => Finding::fail(TAG, why),
        }
    }

    async fn sender(&self, fate: Option<Fate>, found: &[Found]) -> Finding {
        let Some(forgery) = &self.forgery else {
            return self.without_header();
        };
        match fate {
            Some(Fate::Refused(why)) => {
                Finding::ok(SENDER, format!("the server does not take a mail with forged results: {why}"))
            }
            Some(Fate::Lost(why)) => Finding::fail(SENDER, why),
            Some(Fate::Sent) | None => {
                let forged =
                    found.iter().find(|mail| !self.tagged.as_ref().is_some_and(|to| names(&mail.raw, to)));
                match forged {
                    Some(mail) => self.judged(forgery, mail).await,
                    None => Finding::fail(
                        SENDER,
                        "the mail with forged results did not come back: look into the spam folder",
                    ),
                }
            }
        }
    }

    async fn judged(&self, forgery: &Forgery<'_>, mail: &Found) -> Finding {
        let survivors = forgery.survivors(&mail.raw);
        let came_back = match survivors.as_slice() {
            [] => "all forged fields were removed".to_owned(),
            names => format!("forged fields came back ({})", names.join(", ")),
        };
        if let Some(why) = forgery.believed(&mail.raw) {
            return Finding::fail(SENDER, format!("{came_back}, and would be believed ({why}): {WAY_OUT}"));
        }
        let harmless = if survivors.is_empty() { "" } else { ", where nobody believes them" };
        let concluded = self.concluded(mail).await;
        if concluded.result == AuthenticationResult::Pass {
            return Finding::ok(
                SENDER,
                format!("{came_back}{harmless}; of a genuine mail, {}", concluded.detail),
            );
        }
        let but =
            "but this mail of the desk itself would be set aside, and so perhaps those of your own people";
        Finding::note(SENDER, format!("{came_back}{harmless}; {but}: {}", concluded.detail))
    }

    /// What the desk concludes of its own mail as it came back.
    async fn concluded(&self, mail: &Found) -> Authentication {
        let trust = self.authentication;
        let names = questions(&mail.raw, self.desk, mail.at, trust);
        let answers = match trust.dkim() {
            Some(dkim) => resolver::ask(dkim.dns, names).await,
            None => Answers::new(),
        };
        authenticate(&mail.raw, self.desk, mail.at, &answers, trust)
    }
}

/// Whether a mail is to this address.
fn names(raw: &[u8], to: &Address) -> bool {
    raw.windows(to.as_str().len()).any(|window| window.eq_ignore_ascii_case(to.as_str().as_bytes()))
}
