//! The gates, each with what it must stop, alone and two at a time: from the bytes of a mail, the configuration and a
//! snapshot to the verdict, without anything else.

use chrono::{DateTime, TimeDelta, Utc};

use super::super::tests::settings;
use super::super::{Gate, understand};
use super::*;
use crate::approval::{self, Money, step};
use crate::extract::Extractor;
use crate::resolver::Answers;

const TOKEN: &str = "abcdefghijklmnopqrstuvwxyz234567";

fn now() -> DateTime<Utc> {
    "2026-11-23T10:00:00Z".parse().unwrap()
}

/// A mail with which Maria approves Sam's report, and what is known of it, before something is wrong with it.
struct Case {
    config: Config,
    trace: String,
    from: String,
    to: String,
    more: String,
    text: String,
    known: Snapshot,
}

impl Case {
    fn new() -> Self {
        let config = settings();
        let request = pending(&config);
        let token = token("maria@corp.example", &request);
        Self {
            trace: "Return-Path: <maria@corp.example>\r\n\
                    Authentication-Results: mx.corp.example; dmarc=pass header.from=corp.example\r\n\
                    Received: by mx.corp.example; today\r\n"
                .to_owned(),
            from: "From: Maria Lopez <maria@corp.example>\r\n".to_owned(),
            to: format!("expenses+{TOKEN}@corp.example"),
            more: "Subject: Re: laptop\r\nMessage-ID: <1@client.example>\r\n".to_owned(),
            text: "APPROVE".to_owned(),
            known: Snapshot { tokens: vec![token], request: Some(request), ..Snapshot::default() },
            config,
        }
    }

    fn raw(&self) -> String {
        let Self { trace, from, to, more, text, .. } = self;
        format!("{trace}{from}To: {to}\r\n{more}\r\n{text}\r\n")
    }

    fn judged(&self) -> Judgement {
        let identity = self.config.identity();
        let mail = understand(
            self.raw().into_bytes(),
            now(),
            &Answers::new(),
            &identity,
            &self.config,
            &Extractor::default(),
        );
        judge(&mail, &self.known, &self.config, &self.config.words())
    }

    /// Whether the request, or anything else, is other than before.
    fn changes(&self, verdict: &Verdict) -> bool {
        let before = self.known.request.as_ref().unwrap();
        match verdict {
            Verdict::Open(_) => true,
            Verdict::Happened(_, event) => step(&self.config.policy, before, event, now()).0 != *before,
            Verdict::Ignore(_) | Verdict::Quarantine(..) | Verdict::Wait(_) | Verdict::Answer(..) => false,
        }
    }
}

/// A request of Sam's about which Maria and Omar are asked.
fn pending(config: &Config) -> Request {
    let amount = Money::new(2400.into(), config.policy.currency);
    let submission = Submission {
        requester: "sam@corp.example".parse().unwrap(),
        subject: "laptop".to_owned(),
        amount: Ok(amount),
        evidence: None,
        context: None,
    };
    let (request, _) = approval::open(&config.policy, 1, submission, now() - TimeDelta::hours(1));
    step(&config.policy, &request, &Event::SummaryReady, now() - TimeDelta::minutes(50)).0
}

fn token(person: &str, request: &Request) -> TokenRow {
    let made_for = TokenUse {
        request: request.number,
        revision: request.revision,
        person: person.parse().unwrap(),
        expires_at: now() + TimeDelta::days(14),
        notice: None,
    };
    TokenRow { made_for, revoked: false }
}

/// What is odd about a mail.
type Change = (&'static str, fn(&mut Case));

/// What is wrong with a mail, at which gate it must be stopped, and how it comes about.
type Fault = (&'static str, Gate, fn(&mut Case));

const FAULTS: &[Fault] = &[
    ("T74 endless fields", Gate::Size, |it| it.more.insert_str(0, &"X-A: 1\r\n".repeat(2_000))),
    ("T74 a giant header", Gate::Size, |it| {
        it.more.insert_str(0, &format!("X-A: {}\r\n", "a".repeat(262_144)))
    }),
    ("T73 parts in parts", Gate::Size, |it| {
        let part = |at: usize| format!("Content-Type: multipart/mixed; boundary=b{at}\r\n\r\n--b{at}\r\n");
        let (outer, inner) = (part(0), (1..40).map(part).collect::<String>());
        it.more.push_str(outer.lines().next().unwrap());
        it.more.push_str("\r\n");
        it.text = format!("--b0\r\n{inner}Content-Type: text/plain\r\n\r\nAPPROVE");
    }),
    ("T04 two From", Gate::Structure, |it| it.from.push_str("From: omar@corp.example\r\n")),
    ("T04 From twice alike", Gate::Structure, |it| it.from = it.from.repeat(2)),
    ("T04 From with a space", Gate::Structure, |it| it.from = it.from.replace("From:", "From :")),
    ("T04 Fr om beside From", Gate::Structure, |it| it.from.push_str("Fr om: omar@corp.example\r\n")),
    ("T04 a bare CR", Gate::Structure, |it| it.from = it.from.replace(">\r", "> \rX: y\r")),
    ("T03 a NUL", Gate::Structure, |it| it.from = it.from.replace("Maria", "Mar\0ia")),
    ("T17 a line that is no field", Gate::Structure, |it| it.more.push_str("no field\r\n")),
    ("T05 two addresses", Gate::Structure, |it| {
        it.from = "From: maria@corp.example, omar@corp.example\r\n".to_owned();
    }),
    ("T05 a group", Gate::Structure, |it| it.from = "From: us: maria@corp.example;\r\n".to_owned()),
    ("T03 a name that is an address", Gate::Structure, |it| {
        it.from = "From: maria@corp.example <sam@corp.example>\r\n".to_owned();
    }),
    ("T06 a look-alike", Gate::Structure, |it| it.from = it.from.replace("maria@", "mаria@")),
    ("T06 a dot of another script", Gate::Structure, |it| {
        it.from = it.from.replace("corp.ex", "corp\u{3002}ex");
    }),
    ("T06 a trailing dot", Gate::Structure, |it| it.from = it.from.replace("example>", "example.>")),
    ("T06 a Kelvin sign", Gate::Structure, |it| it.from = it.from.replace("maria@", "\u{212a}aria@")),
    ("T03 a quoted local part", Gate::Structure, |it| it.from = it.from.replace("maria@", "\"maria\"@")),
    ("T03 a source route", Gate::Structure, |it| it.from = it.from.replace("<maria", "<@evil.example:maria")),
    ("T10 two Subject", Gate::Structure, |it| it.more.push_str("Subject: more\r\n")),
    ("T10 two To", Gate::Structure, |it| it.more.push_str("To: maria@corp.example\r\n")),
    ("T10 two Content-Type", Gate::Structure, |it| {
        it.more.push_str(&"Content-Type: text/plain\r\n".repeat(2));
    }),
    ("T87 two Message-ID", Gate::Structure, |it| it.more.push_str("Message-ID: <2@client.example>\r\n")),
    ("T87 an id of ours", Gate::Own, |it| {
        it.more = it.more.replace("1@client.example", &format!("{TOKEN}.countersign@corp.example"));
    }),
    ("T53 the desk's own address", Gate::Own, |it| {
        it.from = it.from.replace("maria@", "expenses@");
    }),
    ("T50 Auto-Submitted", Gate::Automatic, |it| it.more.push_str("Auto-Submitted: auto-replied\r\n")),
    ("T50 the null sender", Gate::Automatic, |it| it.trace.insert_str(0, "Return-Path: <>\r\n")),
    ("T54 a list", Gate::Automatic, |it| it.more.push_str("List-Id: <team.corp.example>\r\n")),
    ("T52 a report", Gate::Automatic, |it| {
        it.more.push_str("Content-Type: multipart/report; boundary=b; report-type=delivery-status\r\n");
        it.text = "--b\r\n\r\nAPPROVE\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n\
                   Reporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; x@y.example\r\nAction: failed\r\n--b--"
            .to_owned();
    }),
    ("T01 nobody vouches", Gate::Authentication, |it| {
        it.trace = it.trace.replace("Authentication-Results", "X-Results");
    }),
    ("T02 dmarc=fail", Gate::Authentication, |it| {
        it.trace = it.trace.replace("dmarc=pass", "dmarc=fail");
    }),
    ("T07 another server vouches", Gate::Authentication, |it| {
        it.trace = it.trace.replace("Results: mx.corp", "Results: mx.evil");
    }),
    ("T16 a colleague's envelope", Gate::Authentication, |it| {
        it.trace = it.trace.replace("Return-Path: <maria", "Return-Path: <omar");
    }),
    ("T16 the envelope of a colleague's alias", Gate::Authentication, |it| {
        it.trace = it.trace.replace("maria@corp.example>", "omar@home.example>");
    }),
    ("T06 a subdomain", Gate::UnknownSender, |it| elsewhere(it, "mail.corp.example")),
    ("T06 another domain", Gate::UnknownSender, |it| elsewhere(it, "corp-example.example")),
    ("T78 too many mails", Gate::Rate, |it| it.known.recent = 10_000),
    ("T28 two reply addresses", Gate::Tokens, |it| {
        it.to.push_str(&format!(", expenses+{}@corp.example", "b".repeat(32)));
    }),
    ("T21 many reply addresses", Gate::Tokens, |it| {
        let more = ["b", "c", "d", "e", "f"].map(|c| format!(", expenses+{}@corp.example", c.repeat(32)));
        it.to.push_str(&more.concat());
    }),
    ("T21 a reply address that nobody made", Gate::Tokens, |it| it.known.tokens.clear()),
    ("T23 somebody else's reply address", Gate::Authority, |it| {
        change_token(it, |token| token.made_for.person = "omar@corp.example".parse().unwrap());
    }),
    ("T25 a reply address that ended", Gate::Authority, |it| change_token(it, |token| token.revoked = true)),
    ("T35 an earlier revision", Gate::Authority, |it| change_token(it, |token| token.made_for.revision = 0)),
    ("T30 the requester", Gate::Authority, |it| {
        it.known.request.as_mut().unwrap().requester = "maria@corp.example".parse().unwrap();
    }),
    ("T32 it is decided", Gate::Authority, |it| {
        let by = "omar@corp.example".parse().unwrap();
        let rejected = Event::Rejected { by, comment: String::new() };
        let request = it.known.request.as_ref().unwrap();
        it.known.request = Some(step(&it.config.policy, request, &rejected, now()).0);
    }),
    ("somebody who is not asked", Gate::Authority, |it| {
        it.known.request.as_mut().unwrap().seats.retain(|seat| seat.person.local() != "maria");
    }),
    ("somebody who decides nothing any more", Gate::Authority, |it| {
        it.config.policy.approvers.retain(|approver| approver.email.local() != "maria");
    }),
    ("T41 a negation", Gate::Intent, |it| it.text = "Not APPROVED".to_owned()),
    ("T41 both words", Gate::Intent, |it| it.text = "APPROVE or REJECT".to_owned()),
    ("T40 only a quote", Gate::Intent, |it| it.text = "> APPROVE".to_owned()),
    ("T44 look-alike letters", Gate::Intent, |it| it.text = "АPPROVE".to_owned()),
    ("T45 nothing", Gate::Intent, |it| it.text = String::new()),
];

fn elsewhere(it: &mut Case, domain: &str) {
    it.from = it.from.replace("maria@corp.example", &format!("maria@{domain}"));
    it.trace = it.trace.replace("header.from=corp.example", &format!("header.from={domain}"));
    it.trace = it.trace.replace("maria@corp.example", &format!("maria@{domain}"));
}

fn change_token(it: &mut Case, change: impl Fn(&mut TokenRow)) {
    it.known.tokens.iter_mut().for_each(change);
}

#[test]
fn a_mail_with_nothing_wrong_passes_all_gates_and_decides() {
    let it = Case::new();
    let judged = it.judged();
    let numbers: Vec<&str> = judged.gates.passages().iter().map(|it| it.gate.number()).collect();
    assert_eq!(numbers, ["G0", "G1", "G2", "G3", "G4", "G5", "G6", "G7", "G8", "G9"]);
    assert_eq!(judged.gates.stopped(), None);
    assert!(it.changes(&judged.verdict), "{judged:?}");
    assert_eq!((judged.misused, judged.missed), (Vec::new(), None));
}

#[test]
fn each_fault_is_stopped_at_its_gate_and_changes_nothing() {
    for (name, gate, fault) in FAULTS {
        let mut it = Case::new();
        fault(&mut it);
        let judged = it.judged();
        assert_eq!(judged.gates.stopped().map(|it| it.gate), Some(*gate), "{name}: {judged:?}");
        assert!(!it.changes(&judged.verdict), "{name}: {judged:?}");
    }
}

#[test]
fn of_two_faults_the_first_gate_stops_the_mail_and_nothing_changes() {
    for (one, first, fault) in FAULTS {
        for (other, second, another) in FAULTS {
            let mut it = Case::new();
            fault(&mut it);
            another(&mut it);
            let judged = it.judged();
            let stopped = judged.gates.stopped().map(|it| it.gate.number());
            assert!(!it.changes(&judged.verdict), "{one} and {other}: {judged:?}");
            // Two faults in one place may make a third of it, a machine may return one of our own mails, and what somebody
            // may do depends on what they want.
            let depends = matches!(first, Gate::Size | Gate::Authority)
                || (*first, *second) == (Gate::Own, Gate::Automatic);
            if first.number() < second.number() && !depends {
                assert!(stopped <= Some(first.number()), "{one} and {other}: {judged:?}");
            }
            assert!(stopped.is_some(), "{one} and {other}: {judged:?}");
        }
    }
}

/// T20, T23: whoever uses a live reply address that is not theirs is found out, whichever gate stops the mail.
#[test]
fn the_owner_of_a_live_token_is_warned_at_every_gate_that_finds_another_sender() {
    for (name, gate, fault) in FAULTS {
        let mut it = Case::new();
        change_token(&mut it, |token| token.made_for.person = "ines@corp.example".parse().unwrap());
        fault(&mut it);
        let judged = it.judged();
        let owners: Vec<&str> = judged.misused.iter().map(|token| token.person.as_str()).collect();
        let live = it.known.tokens.iter().any(|token| !token.revoked);
        let owner = it.known.tokens.first().map(|token| token.made_for.person.as_str());
        let person = *gate != Gate::Automatic && !name.contains("own address");
        let expected: Vec<&str> = owner.filter(|_| live && person).into_iter().collect();
        assert_eq!(owners, expected, "{name}: {judged:?}");
    }
}

/// T21: one answer for all addresses that are not the sender's; after three within an hour none, whoever tries.
#[test]
fn who_goes_on_guessing_is_set_aside_without_an_answer() {
    let of_another: fn(&mut Case) =
        |it| change_token(it, |token| token.made_for.person = "omar@corp.example".parse().unwrap());
    let unknown: fn(&mut Case) = |it| it.known.tokens.clear();
    let dead: fn(&mut Case) = |it| {
        change_token(it, |token| {
            token.made_for.person = "omar@corp.example".parse().unwrap();
            token.revoked = true;
        });
    };
    let maria: Address = "maria@corp.example".parse().unwrap();
    for fault in [of_another, unknown, dead] {
        for (by_sender, by_all, answered) in
            [(0, 0, true), (2, 59, true), (3, 3, false), (0, 60, false), (90, 90, false)]
        {
            let mut it = Case::new();
            fault(&mut it);
            it.known.missed = Missed { by_sender, by_all };
            let judged = it.judged();
            let answer = Verdict::Answer(maria.clone(), Stray::NotYourToken);
            assert_eq!(judged.verdict == answer, answered, "{judged:?}");
            assert_eq!(judged.missed.as_ref(), Some(&maria));
            let aside = matches!(judged.verdict, Verdict::Quarantine(Gate::Tokens, _));
            assert_eq!(aside, !answered, "{judged:?}");
        }
    }
}

/// T103: an operator's word opens the gate of authentication, and no other.
#[test]
fn a_release_opens_one_gate_only() {
    for (name, gate, fault) in FAULTS {
        let mut it = Case::new();
        fault(&mut it);
        it.known.released = Some("it@corp.example".to_owned());
        let judged = it.judged();
        let opens = *gate == Gate::Authentication;
        assert_eq!(it.changes(&judged.verdict), opens, "{name}: {judged:?}");
        assert_eq!(judged.gates.stopped().is_none(), opens, "{name}: {judged:?}");
        let vouched =
            judged.gates.passages().iter().any(|it| it.why.starts_with("released by it@corp.example: "));
        assert_eq!(vouched, opens, "{name}: {judged:?}");
    }
}

/// T01, T37: what is no mail of one person, but a report about one of ours, is written down and never answered.
#[test]
fn a_report_about_a_notice_of_ours_counts_whatever_its_sender_is() {
    for from in ["From: <>\r\n", "From: MAILER-DAEMON\r\n", "", "From: a@b.example, c@d.example\r\n"] {
        let mut it = Case::new();
        let report = FAULTS.iter().find(|(name, ..)| *name == "T52 a report").unwrap();
        report.2(&mut it);
        it.trace = "Return-Path: <>\r\n".to_owned();
        it.from = from.to_owned();
        it.known.answers = std::mem::take(&mut it.known.tokens);
        let judged = it.judged();
        let Verdict::Happened(1, Event::Unreachable { person, .. }) = &judged.verdict else {
            panic!("{from}: {judged:?}")
        };
        assert_eq!(person.as_str(), "maria@corp.example");
        assert_eq!(judged.gates.stopped().map(|it| it.gate), Some(Gate::Structure));
    }
}

/// T30, T87, T27: odd, but a person's: these are taken as they are meant.
#[test]
fn harmless_mail_is_not_stopped() {
    let kept: &[Change] = &[
        ("no Message-ID", |it| it.more = "Subject: Re: laptop\r\n".to_owned()),
        ("no Subject", |it| it.more = "Message-ID: <1@client.example>\r\n".to_owned()),
        ("an alias", |it| it.from = it.from.replace("maria@", "M.Lopez@")),
        ("a sub-address", |it| it.from = it.from.replace("maria@", "maria+travel@")),
        ("capitals", |it| it.from = it.from.to_uppercase().replace("FROM", "from")),
        ("no envelope", |it| it.trace = it.trace.replace("Return-Path: <maria@corp.example>\r\n", "")),
        ("a signed envelope", |it| it.trace = it.trace.replace("<maria", "<prvs=1234567890=maria")),
        ("a relay's envelope", |it| it.trace = it.trace.replace("<maria@corp", "<bounce-7@relay")),
        ("a token in capitals", |it| it.to = it.to.to_uppercase()),
        ("an encoded plus", |it| it.to = it.to.replace('+', "=2B")),
        ("a copy to somebody", |it| it.more.push_str("Cc: sam@corp.example\r\n")),
        ("a name in another script", |it| it.from = it.from.replace("Maria", "=?utf-8?q?Mar=C3=ADa?=")),
        ("a name with a comma", |it| it.from = it.from.replace("Maria Lopez", "\"Lopez, Maria\"")),
        ("a comment", |it| it.from = "From: maria@corp.example (Maria (the CFO))\r\n".to_owned()),
        ("no To, but the server's word", |it| {
            it.trace.insert_str(0, &format!("Delivered-To: {}\r\n", it.to));
            it.to = "undisclosed-recipients:;".to_owned();
        }),
    ];
    for (name, change) in kept {
        let mut it = Case::new();
        change(&mut it);
        let judged = it.judged();
        assert_eq!(judged.gates.stopped(), None, "{name}: {judged:?}");
        assert!(it.changes(&judged.verdict), "{name}: {judged:?}");
    }
}

/// T42, T43: a token that stands anywhere but in a recipient address is none.
#[test]
fn a_token_in_the_text_or_the_subject_counts_for_nothing() {
    for place in ["text", "subject", "forged"] {
        let mut it = Case::new();
        let address = std::mem::replace(&mut it.to, "expenses@corp.example".to_owned());
        it.known = Snapshot::default();
        match place {
            "text" => it.text.push_str(&format!("\r\n\r\n{address}")),
            "subject" => it.more = format!("Subject: {address}\r\n"),
            _ => it.more.push_str(&format!("Delivered-To: {address}\r\nX-Original-To: {address}\r\n")),
        }
        let judged = it.judged();
        assert!(matches!(judged.verdict, Verdict::Answer(..) | Verdict::Open(_)), "{place}: {judged:?}");
    }
}
