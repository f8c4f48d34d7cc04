mod forgery;
mod inside;
mod providers;

use proptest::prelude::*;

use super::*;
use crate::config::{Authserv, Logins, Method, Position};

const SENDERS_HEADER: &str =
    "From: Sam Reed <sam@corp.example>\r\nTo: expenses@corp.example\r\nSubject: Fwd: flight\r\n\r\nbody\r\n";

fn trust(ids: &[&str], methods: &[Method], position: Position) -> Authserv {
    let ids = ids.iter().map(|&id| id.to_owned()).collect();
    let logins = Logins { domain: Some("corp.example".to_owned()), table: Vec::new() };
    Authserv { ids, methods: methods.to_vec(), position, one_field: false, inside: None, logins }
}

/// Judges by the header alone, for which neither the time nor DNS matters.
fn asked(raw: &[u8], from: &Address, config: &config::Authentication) -> Authentication {
    authenticate(raw, from, DateTime::UNIX_EPOCH, &Answers::new(), config)
}

fn judge_raw(raw: &str, trust: Authserv) -> Authentication {
    let from = "sam@corp.example".parse().unwrap();
    asked(raw.as_bytes(), &from, &config::Authentication::Authserv(trust))
}

/// Judges a mail from sam@corp.example with these lines above the sender's own header.
fn judge(trace: &str, trust: Authserv) -> Authentication {
    let trace = trace.replace("\r\n", "\n").replace('\n', "\r\n");
    judge_raw(&format!("{trace}{SENDERS_HEADER}"), trust)
}

/// As [`judge`], on the server mx.corp.example, which stamps DMARC above its Received.
fn judge_dmarc(results: &str) -> Authentication {
    let trace = format!("Authentication-Results: {results}\nReceived: from a by mx.corp.example; today\n");
    judge(&trace, trust(&["mx.corp.example"], &[Method::Dmarc], Position::AboveReceived))
}

fn judge_dkim(results: &str) -> Authentication {
    let trace = format!("Authentication-Results: {results}\nReceived: from a by mx.corp.example; today\n");
    judge(&trace, trust(&["mx.corp.example"], &[Method::Dkim], Position::AboveReceived))
}

fn judge_auth(results: &str) -> Authentication {
    let trace = format!("Authentication-Results: {results}\nReceived: from a by mx.corp.example; today\n");
    judge(&trace, trust(&["mx.corp.example"], &[Method::Auth], Position::AboveReceived))
}

#[track_caller]
fn assert_passes(judged: &Authentication) {
    assert_eq!(judged.result, AuthenticationResult::Pass, "{}", judged.detail);
    assert_eq!(judged.method, AuthenticationMethod::Authserv);
}

#[track_caller]
fn assert_fails(judged: &Authentication, detail: &str) {
    assert_eq!(judged.result, AuthenticationResult::Fail, "{}", judged.detail);
    assert!(judged.detail.contains(detail), "{:?} does not say {detail:?}", judged.detail);
}

#[test]
fn nobody_is_asked_when_the_operator_says_so() {
    let from = "sam@corp.example".parse().unwrap();
    let judged = asked(SENDERS_HEADER.as_bytes(), &from, &config::Authentication::None);
    assert_eq!((judged.result, judged.method), (AuthenticationResult::None, AuthenticationMethod::None));
}

#[test]
fn the_operator_reads_who_said_what() {
    let detail = |results: &str| judge_dmarc(results).detail;
    assert_eq!(
        detail("mx.corp.example; dmarc=pass header.from=corp.example"),
        "mx.corp.example says dmarc=pass for corp.example"
    );
    assert_eq!(
        detail("mx.corp.example; dmarc=fail header.from=corp.example"),
        "mx.corp.example says dmarc=fail for corp.example"
    );
    assert_eq!(
        detail("mx.corp.example; dmarc=pass header.from=evil.example"),
        "mx.corp.example says dmarc=pass for evil.example, not for corp.example"
    );
    assert_eq!(detail("mx.corp.example; dmarc=none"), "mx.corp.example says dmarc=none");
    assert_eq!(
        detail("mx.corp.example; spf=pass smtp.mailfrom=corp.example"),
        "mx.corp.example says nothing of dmarc"
    );
    assert_eq!(
        detail("mx.evil.example; dmarc=pass header.from=corp.example"),
        "no Authentication-Results of mx.corp.example above the first Received"
    );
    assert_eq!(
        detail("mx.corp.example; dmarc=pass header.from=corp.example (open"),
        "the Authentication-Results of mx.corp.example is malformed: treated as an attack (a comment does not end)"
    );
}

#[test]
fn white_space_comments_and_quotes_are_where_the_grammar_allows_them() {
    for results in [
        "mx.corp.example 1; dmarc=pass header.from=corp.example",
        "MX.Corp.Example; DMARC=Pass Header.From=Corp.Example",
        "\"mx.corp.example\" (the (nested) one) 1 (v) ; (x) dmarc (x) / (y) 1 = (z) pass (w) header (a) . (b) from (c) = (d) corp.example (e)",
        "mx.corp.example;dmarc=pass reason=\"a ; quoted (reason)\" header.from=\"corp.example\";",
        "mx.corp.example;\r\n\tspf=none smtp.mailfrom=;\r\n dmarc=pass\r\n\theader.from=<sam@corp.example>",
        "mx.corp.example; dmarc=pass (a \\) b \\( c) header.from=corp.example",
    ] {
        assert_passes(&judge_dmarc(results));
    }
}

/// T02
#[test]
fn only_a_literal_pass_is_a_pass() {
    for result in [
        "fail",
        "none",
        "neutral",
        "softfail",
        "policy",
        "temperror",
        "permerror",
        "bestguesspass",
        "unknown",
        "passed",
        "pass-ish",
    ] {
        assert_fails(
            &judge_dmarc(&format!("mx.corp.example; dmarc={result} header.from=corp.example")),
            "says dmarc=",
        );
    }
}

/// T08
#[test]
fn methods_are_matched_whole() {
    for results in [
        "mx.corp.example; notdmarc=pass header.from=corp.example",
        "mx.corp.example; x-dmarc=pass header.from=corp.example",
        "mx.corp.example; dmarc-arc=pass header.from=corp.example",
        "mx.corp.example; spf=pass smtp.helo=dmarc=pass header.from=corp.example",
        "mx.corp.example; spf=pass dmarc=pass header.from=corp.example",
        "mx.corp.example; spf=fail (dmarc=pass header.from=corp.example)",
        "mx.corp.example; spf=fail reason=\"x; dmarc=pass header.from=corp.example\"",
        "mx.corp.example; none",
    ] {
        assert_fails(&judge_dmarc(results), "says nothing of dmarc");
    }
}

/// T13
#[test]
fn spf_alone_is_never_asked() {
    assert_fails(
        &judge_dmarc("mx.corp.example; spf=pass smtp.mailfrom=sam@corp.example"),
        "says nothing of dmarc",
    );
    assert_fails(
        &judge_dkim("mx.corp.example; spf=pass smtp.mailfrom=sam@corp.example"),
        "says nothing of dkim",
    );
}

/// T06, T08
#[test]
fn a_pass_for_another_domain_is_not_for_this_sender() {
    for domain in [
        "evil.example",
        "news.corp.example",
        "notcorp.example",
        "corp.example.evil.example",
        "example",
        "sam@corp.example@evil.example",
        "\"corp.example@evil.example\"",
        "corp.example.",
        "",
    ] {
        let judged = judge_dmarc(&format!("mx.corp.example; dmarc=pass header.from={domain}"));
        assert_fails(&judged, "not for corp.example");
    }
    assert_fails(&judge_dmarc("mx.corp.example; dmarc=pass"), "not for corp.example");
}

/// T08
#[test]
fn a_malformed_field_of_a_trusted_server_is_an_attack() {
    for broken in [
        "mx.corp.example; dmarc=pass header.from=corp.example x1",
        "mx.corp.example; dkim=pass header.d=corp.example x1; dmarc=pass header.from=corp.example",
        "mx.corp.example; dmarc=pass header.from=corp.example (",
        "mx.corp.example; dmarc=pass header.from=corp.example )",
        "mx.corp.example; dmarc=pass header.from=\"corp.example",
        "mx.corp.example; dmarc=pass header.from=corp.example; =",
        "mx.corp.example; dmarc=pass header.from=corp.example;;; spf=pass",
        "mx.corp.example; dmarc= ; spf=pass",
        "mx.corp.example; dmarc/2=pass header.from=corp.example",
        "mx.corp.example 2; dmarc=pass header.from=corp.example",
        "mx.corp.example v1; dmarc=pass header.from=corp.example",
        "mx.corp.example dmarc=pass header.from=corp.example",
        "mx.corp.example",
        "mx.corp.example; none; dmarc=pass header.from=corp.example",
        "mx.corp.example; dmarc=pass header.from=corp.example \u{fc}",
        "mx.corp.example; dmarc=pass (\u{7}) header.from=corp.example",
        "mx.corp.example; dmarc=pass\rheader.from=corp.example",
        "mx.corp.example; dmarc=pass\0header.from=corp.example",
    ] {
        assert_fails(&judge_dmarc(broken), "treated as an attack");
        let genuine = "mx.corp.example; dmarc=pass header.from=corp.example";
        let beside = format!("{genuine}\nAuthentication-Results: {broken}");
        assert_fails(&judge_dmarc(&beside), "treated as an attack");
    }
    let spaced = "Authentication-Results : mx.corp.example; dmarc=pass header.from=corp.example\n";
    let mx = || trust(&["mx.corp.example"], &[Method::Dmarc], Position::AboveReceived);
    assert_fails(&judge(spaced, mx()), "treated as an attack (a space before its colon)");
    let long = format!("mx.corp.example; dmarc=pass header.from=corp.example ({})", "x".repeat(20_000));
    assert_fails(&judge_dmarc(&long), "it is too long");
    let twice = "mx.corp.example; dmarc=pass header.from=corp.example header.from=corp.example";
    assert_fails(&judge_dmarc(twice), "names header.from twice: treated as an attack");
}

/// T07
#[test]
fn the_worst_of_several_results_counts() {
    let genuine = "mx.corp.example; dmarc=fail header.from=corp.example";
    let forged = "mx.corp.example; dmarc=pass header.from=corp.example";
    for results in [
        format!("{genuine}\nAuthentication-Results: {forged}"),
        format!("{forged}\nAuthentication-Results: {genuine}"),
        format!("{forged}; dmarc=fail header.from=corp.example"),
        format!("{forged}; dmarc=temperror"),
    ] {
        assert_fails(&judge_dmarc(&results), "says dmarc=");
    }
    let other = "mx.corp.example; dmarc=pass header.from=evil.example";
    assert_fails(&judge_dmarc(&format!("{forged}\nAuthentication-Results: {other}")), "not for corp.example");
    assert_passes(&judge_dmarc(&format!("{forged}\nAuthentication-Results: {forged}")));
}

/// T07
#[test]
fn what_the_sender_wrote_is_not_believed() {
    let forged = "Authentication-Results: mx.corp.example; dmarc=pass header.from=corp.example\n";
    let mx = |position| trust(&["mx.corp.example"], &[Method::Dmarc], position);
    for (trace, position) in [
        (format!("Received: by mx.corp.example; now\n{forged}"), Position::AboveReceived),
        (
            format!("Received: by mx.corp.example; now\nFrom: x@evil.example\n{forged}"),
            Position::BelowReceived,
        ),
        (format!("DKIM-Signature: v=1\n{forged}"), Position::BelowReceived),
        (format!("subject : x\n{forged}"), Position::BelowReceived),
        (format!("no field\n{forged}"), Position::BelowReceived),
        (format!("\n{forged}"), Position::BelowReceived),
        (format!("Authentication-Results: other; none\n{forged}"), Position::First),
        (forged.replace("Authentication-Results", "X-Authentication-Results"), Position::BelowReceived),
        (forged.replace("Authentication-Results", "ARC-Authentication-Results"), Position::BelowReceived),
        (forged.replace("Authentication-Results", "Authentication-Results-Original"), Position::First),
        (format!("X-A: 1\r{forged}"), Position::BelowReceived),
        (format!("X-A: {}\n{forged}", "x".repeat(300_000)), Position::BelowReceived),
        (format!("{}{forged}", "X-A: 1\n".repeat(2_000)), Position::BelowReceived),
    ] {
        assert_fails(&judge(&trace, mx(position)), "no Authentication-Results");
    }
    assert_fails(
        &judge_raw(&format!("{SENDERS_HEADER}\r\n{forged}"), mx(Position::BelowReceived)),
        "no Authentication-Results",
    );
    assert_fails(&judge_raw("", mx(Position::BelowReceived)), "no Authentication-Results");
}

/// T07
#[test]
fn only_listed_servers_are_believed() {
    let stamped_by = |id: &str, ids: &[&str]| {
        let trace = format!("Authentication-Results: {id}; dmarc=pass header.from=corp.example\n");
        judge(&trace, trust(ids, &[Method::Dmarc], Position::AboveReceived))
    };
    assert_passes(&stamped_by("mx1.provider.example", &["*.provider.example"]));
    assert_passes(&stamped_by("a.b.provider.example", &["*.PROVIDER.example"]));
    for (id, ids) in [
        ("mx.corp.example", &[][..]),
        ("mx.corp.example.evil.example", &["mx.corp.example"]),
        ("evil-mx.corp.example", &["mx.corp.example"]),
        ("mx.corp.example.", &["mx.corp.example"]),
        ("provider.example", &["*.provider.example"]),
        (".provider.example", &["*.provider.example"]),
        ("evilprovider.example", &["*.provider.example"]),
        ("anything.example", &["*."]),
        ("anything.example", &["*"]),
        ("\"\"", &[""]),
        ("(mx.corp.example) evil.example", &["mx.corp.example"]),
        ("mx.corp.example, mx2.corp.example", &["mx.corp.example"]),
        ("(", &["mx.corp.example"]),
    ] {
        assert_eq!(stamped_by(id, ids).result, AuthenticationResult::Fail, "{id} of {ids:?}");
        assert_eq!(stamped_by(id, ids).method, AuthenticationMethod::None, "{id} of {ids:?}");
    }
}

/// T02, T07, T15
#[test]
fn microsofts_first_field_counts_and_no_other() {
    let first = || trust(&[], &[Method::Dmarc], Position::First);
    let pass = "Authentication-Results: spf=fail (x) smtp.mailfrom=a; dmarc=pass action=none header.from=corp.example\n";
    assert_passes(&judge(pass, first()));
    let guess = pass.replace("=pass", "=bestguesspass");
    assert_fails(
        &judge(&guess, first()),
        "the first Authentication-Results says dmarc=bestguesspass for corp.example",
    );
    assert_fails(&judge(&format!("{guess}{pass}"), first()), "bestguesspass");
    let within_the_tenant = "Authentication-Results: dkim=none (message not signed) header.d=none;dmarc=none action=none header.from=corp.example\n";
    assert_fails(&judge(within_the_tenant, first()), "says dmarc=none for corp.example");
    let named = "Authentication-Results: mx.evil.example; dmarc=pass header.from=corp.example\n";
    assert_fails(&judge(named, first()), "no Authentication-Results that can be believed");
    assert_fails(
        &judge(&format!("{named}{pass}"), first()),
        "no Authentication-Results that can be believed",
    );
    assert_fails(&judge(&format!("Authentication-Results: (\n{pass}"), first()), "treated as an attack");
}

/// T08, T12
#[test]
fn without_dmarc_the_signature_must_be_of_the_from_domain() {
    assert_passes(&judge_dkim(
        "mx.corp.example; dkim=pass header.d=corp.example header.i=@mail.corp.example",
    ));
    assert_passes(&judge_dkim("mx.corp.example; dkim=pass header.i=@corp.example"));
    assert_passes(&judge_dkim("mx.corp.example; dkim=pass header.i=sam@CORP.example"));
    assert_passes(&judge_dkim(
        "mx.corp.example; dkim=pass header.d=relay.example; dkim=pass header.d=corp.example",
    ));
    for results in [
        "dkim=pass",
        "dkim=pass header.d=evil.example",
        "dkim=pass header.d=news.corp.example",
        "dkim=pass header.d=evil.example header.i=@corp.example",
        "dkim=pass header.d=evil.example header.from=corp.example",
        "dkim=fail header.d=corp.example",
        "dkim=none",
        "dkim=none; dkim=pass header.d=corp.example",
        "dkim=pass header.d=corp.example; dkim=fail header.d=corp.example",
        "dkim=pass header.d=corp.example header.d=evil.example",
        "dkim=pass header.d=corp.example header.i=@evil.example",
        "dkim=pass header.d=corp.example header.i=@evilcorp.example",
        "dkim=pass header.d=evil.example\nAuthentication-Results: mx.corp.example; dkim=pass header.d=corp.example",
        "dkim-adsp=pass header.d=corp.example",
        "dmarc=pass header.from=corp.example",
    ] {
        let judged = judge_dkim(&format!("mx.corp.example; {results}"));
        assert_eq!(judged.result, AuthenticationResult::Fail, "{results}: {}", judged.detail);
    }
}

#[test]
fn every_listed_method_must_pass() {
    let both = |results: &str| {
        let trace = format!("Authentication-Results: mx.corp.example; {results}\n");
        judge(&trace, trust(&["mx.corp.example"], &[Method::Dmarc, Method::Dkim], Position::AboveReceived))
    };
    assert_passes(&both("dmarc=pass header.from=corp.example; dkim=pass header.d=corp.example"));
    assert_fails(&both("dmarc=pass header.from=corp.example; dkim=fail header.d=corp.example"), "dkim=fail");
    assert_fails(&both("dmarc=fail header.from=corp.example; dkim=pass header.d=corp.example"), "dmarc=fail");
    assert_fails(&both("dmarc=pass header.from=corp.example"), "says nothing of dkim");
    let none = judge(
        "Authentication-Results: mx.corp.example; none\n",
        trust(&["mx.corp.example"], &[], Position::AboveReceived),
    );
    assert_fails(&none, "authentication.methods is empty");
}

/// T16
#[test]
fn a_login_stands_for_its_own_address_only() {
    assert_passes(&judge_auth("mx.corp.example; auth=pass smtp.auth=sam smtp.mailfrom=sam@corp.example"));
    assert_passes(&judge_auth("mx.corp.example; auth=pass smtp.auth=Sam@corp.example"));
    assert_passes(&judge_auth("mx.corp.example; auth=pass (PLAIN) smtp.auth=\"sam\""));
    for results in [
        "auth=pass smtp.auth=maria",
        "auth=pass smtp.auth=sam@evil.example",
        "auth=pass smtp.auth=sa",
        "auth=pass smtp.auth=sam smtp.auth=maria",
        "auth=pass smtp.mailfrom=sam@corp.example",
        "auth=fail smtp.auth=sam",
        "auth=pass smtp.auth=sam; auth=pass smtp.auth=maria",
        "dmarc=pass header.from=corp.example",
    ] {
        let judged = judge_auth(&format!("mx.corp.example; {results}"));
        assert_eq!(judged.result, AuthenticationResult::Fail, "{results}: {}", judged.detail);
    }
}

#[test]
fn line_feeds_alone_end_lines_too() {
    let raw = format!(
        "Authentication-Results: mx.corp.example;\n dmarc=pass header.from=corp.example\n{SENDERS_HEADER}"
    )
    .replace("\r\n", "\n");
    assert_passes(&judge_raw(&raw, trust(&["mx.corp.example"], &[Method::Dmarc], Position::AboveReceived)));
}

const GENUINE_FAIL: &str = "Authentication-Results: mx.corp.example; dmarc=fail header.from=corp.example\r\nReceived: by mx.corp.example\r\n";

proptest! {
    #[test]
    fn any_bytes_are_judged_without_a_pass(raw in proptest::collection::vec(any::<u8>(), 0..600)) {
        let from = "sam@corp.example".parse().unwrap();
        let trust = trust(&["mx.corp.example"], &[Method::Dmarc], Position::BelowReceived);
        let judged = asked(&raw, &from, &config::Authentication::Authserv(trust));
        prop_assert_eq!(judged.result, AuthenticationResult::Fail);
    }

    #[test]
    fn nothing_a_sender_adds_turns_a_fail_into_a_pass(added in "[ -~\r\n\t]{0,80}", field in "(;|; dmarc=pass header.from=corp.example|\\(|\"|\\\\|[ -~]){0,12}") {
        for position in [Position::AboveReceived, Position::BelowReceived, Position::First] {
            let raw = format!("{GENUINE_FAIL}{added}\r\nAuthentication-Results: mx.corp.example{field}\r\n{SENDERS_HEADER}");
            let judged = judge_raw(&raw, trust(&["mx.corp.example"], &[Method::Dmarc], position));
            prop_assert_eq!(judged.result, AuthenticationResult::Fail);
        }
    }

    #[test]
    fn a_servers_field_is_read_whatever_stands_in_its_comments(comment in "[a-zA-Z0-9 ;=\".,:@<>-]{0,60}") {
        let results = format!("mx.corp.example; spf=fail ({comment}) smtp.mailfrom=x; dmarc=pass ({comment}) header.from=corp.example");
        let judged = judge_dmarc(&results);
        prop_assert_eq!(judged.result, AuthenticationResult::Pass, "{}", judged.detail);
    }
}
