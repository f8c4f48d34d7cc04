//! Which signature counts, rule by rule.

use chrono::TimeDelta;
use countersign::config::{Authentication as Mode, Dkim};
use countersign::evidence::{AuthenticationMethod, AuthenticationResult, authenticate, questions};
use countersign::resolver::{Answer, DnsServer};

use crate::support::signing::{FIELDS, Signature};
use crate::world::{
    Court, ED25519, MAIL, RSA, SHORT, SMALL, assert_fails, assert_passes, maria, now, seconds, signature,
};

fn signed(signature: &Signature<'_>) -> Vec<u8> {
    signature.sign(MAIL.as_bytes())
}

/// With a line put somewhere into the header, after signing.
fn with_line(raw: Vec<u8>, above: &str, line: &str) -> Vec<u8> {
    let text = String::from_utf8(raw).unwrap();
    assert!(text.contains(above));
    text.replacen(above, &format!("{line}\r\n{above}"), 1).into_bytes()
}

#[tokio::test]
async fn a_genuine_signature_of_the_senders_domain_vouches() {
    let court = Court::open();
    let judged = court.judged_now(&signed(&signature())).await;
    assert_passes(&judged);
    assert_eq!(judged.method, AuthenticationMethod::Dkim);
    assert_eq!(judged.detail, "signed by corp.example (DKIM, selector desk, rsa-sha256)");
    let small = Signature::new(&SMALL, "corp.example", "small");
    let ed25519 = Signature::new(&ED25519, "corp.example", "ed");
    for genuine in [
        ed25519,
        small,
        signature().with("c", "simple/simple"),
        signature().with("c", "relaxed"),
        signature().with("c", "simple/relaxed"),
        signature().with("h", format!("{FIELDS}:from:from:subject:received:x-none")),
        signature().with("i", "maria@corp.example"),
        signature().with("i", "@mail.corp.example"),
        signature().with("s", "exact").with("i", "@corp.example"),
        signature().with("s", "beside"),
        signature().with("d", "Corp.Example"),
        signature().with("q", "dns/txt").with("z", "From:maria@corp.example|Subject:old"),
        signature().with("t", seconds(TimeDelta::minutes(50))),
    ] {
        assert_passes(&court.judged_now(&signed(&genuine)).await);
    }
}

#[tokio::test]
async fn a_mail_that_is_kept_with_other_line_ends_is_still_what_was_signed() {
    let court = Court::open();
    for form in ["relaxed/relaxed", "simple/simple"] {
        let raw = String::from_utf8(signed(&signature().with("c", form))).unwrap().replace("\r\n", "\n");
        assert_passes(&court.judged_now(raw.as_bytes()).await);
    }
}

#[tokio::test]
async fn lines_of_white_space_at_the_end_do_not_break_the_relaxed_form() {
    let court = Court::open();
    for end in [" \t\r\n", "\r\n \r\n\t\r\n\r\n", "  "] {
        assert_passes(&court.judged_now(&[signed(&signature()), end.into()].concat()).await);
        // Some signers take such lines for a part of the text, as the signer of these tests does.
        let also = signature().sign(&[MAIL.as_bytes(), end.as_bytes()].concat());
        assert_passes(&court.judged_now(&also).await);
        let simple = signature().with("c", "relaxed/simple");
        let changed = court.judged_now(&[signed(&simple), end.into()].concat()).await;
        assert_fails(&changed, "the text is not what was signed");
    }
}

/// T12
#[tokio::test]
async fn a_key_that_does_not_count_vouches_for_nobody() {
    let court = Court::open();
    let by = |selector: &str| signature().with("s", selector);
    for (forged, words) in [
        (Signature::new(&SHORT, "corp.example", "short"), "768 bits"),
        (by("trial"), "for tests only (t=y)"),
        (by("gone"), "revoked"),
        (by("sha1"), "for something else"),
        (by("voice"), "for something else"),
        (by("two"), "two keys"),
        (by("spf"), "no key of that name"),
        (by("none"), "no key of that name"),
        (by("ed"), "of another kind"),
        (by("other"), "not a signature of this mail by that key"),
        (by("exact").with("i", "@mail.corp.example"), "below its own (t=s)"),
    ] {
        assert_fails(&court.judged_now(&signed(&forged)).await, words);
    }
}

/// T12
#[tokio::test]
async fn a_signature_that_breaks_a_rule_vouches_for_nobody() {
    let court = Court::open();
    let hour = TimeDelta::hours(1);
    for (forged, words) in [
        (signature().with("a", "rsa-sha1"), "rsa-sha1"),
        (signature().with("a", "rsa-md5"), "algorithm"),
        (signature().with("v", "2"), "version"),
        (signature().without("v"), "version"),
        (signature().with("i", "@evil.example"), "not within its domain"),
        (signature().with("i", "@notcorp.example"), "not within its domain"),
        (signature().with("i", "maria"), "not within its domain"),
        (signature().with("q", "https/key"), "not in DNS"),
        (signature().with("c", "nofws/nofws"), "canonical form"),
        (signature().with("t", "4102444800"), "after the mail arrived"),
        (signature().with("t", seconds(hour + TimeDelta::minutes(5))), "after the mail arrived"),
        (signature().with("t", "yesterday"), "cannot be read"),
        (signature().with("x", seconds(-hour)), "had expired when the mail arrived"),
        (signature().with("t", seconds(hour / 2)).with("x", seconds(hour / 3)), "expires before it is made"),
        (signature().with("s", "desk..x"), "selector"),
        (signature().without("s"), "selector"),
    ] {
        assert_fails(&court.judged_now(&signed(&forged)).await, words);
    }
}

/// T12: what counts is when the mail arrived, not when the desk comes to read it.
#[tokio::test]
async fn a_signature_is_judged_as_of_the_arrival() {
    let court = Court::open();
    let raw =
        signed(&signature().with("t", seconds(-TimeDelta::days(3))).with("x", seconds(-TimeDelta::days(1))));
    assert_passes(&court.judged(&raw, now() - TimeDelta::days(2), &[]).await);
    assert_fails(&court.judged(&raw, now(), &[]).await, "had expired");
    assert_fails(&court.judged(&raw, now() - TimeDelta::days(4), &[]).await, "after the mail arrived");
}

/// T12: neither a domain below, nor one above, nor one that only looks alike.
#[tokio::test]
async fn only_the_senders_own_domain_counts_and_what_the_operator_listed() {
    let court = Court::open();
    for domain in
        ["news.corp.example", "evil.example", "corp.example.evil.example", "example", "corp.example."]
    {
        let raw = signed(&signature().with("d", domain));
        assert_fails(&court.judged_now(&raw).await, "no DKIM signature of corp.example");
        assert!(questions(&raw, &maria(), now(), &Mode::Dkim(court.dkim(&[]))).is_empty(), "{domain}");
    }
    let listed = ["news.corp.example"];
    assert_passes(&court.judged(&signed(&signature().with("d", "news.corp.example")), now(), &listed).await);
    let evil = signed(&signature().with("d", "evil.example"));
    assert_fails(&court.judged(&evil, now(), &listed).await, "no DKIM signature");
}

/// T09
#[tokio::test]
async fn a_signature_of_a_part_of_the_text_counts_for_nothing() {
    let court = Court::open();
    for length in [0, 5] {
        let raw = signed(&signature().with("l", length));
        assert_fails(&court.judged_now(&raw).await, "(l=)");
        assert_fails(&court.judged_now(&[raw, b"more\r\n".to_vec()].concat()).await, "(l=)");
    }
}

/// T10
#[tokio::test]
async fn every_field_that_is_read_must_be_signed() {
    let court = Court::open();
    let present = ["in-reply-to", "references", "content-type", "content-transfer-encoding", "mime-version"];
    for name in ["from", "to", "subject", "date", "message-id"].into_iter().chain(present) {
        let fields: Vec<&str> = FIELDS.split(':').filter(|field| *field != name).collect();
        let raw = signed(&signature().with("h", fields.join(":")));
        assert_fails(&court.judged_now(&raw).await, &format!("does not sign the field {name}"));
    }
    let unsigned = FIELDS.replace(":reply-to:cc", "");
    assert_passes(&court.judged_now(&signed(&signature().with("h", &unsigned))).await);
    for line in ["Reply-To: eve@evil.example", "Cc: eve@evil.example"] {
        let raw = with_line(signed(&signature().with("h", &unsigned)), "From:", line);
        assert_fails(&court.judged_now(&raw).await, "does not sign the field");
    }
}

/// T10, T04
#[tokio::test]
async fn a_second_field_beside_a_signed_one_breaks_it() {
    let court = Court::open();
    for line in [
        "From: Maria Lopez <maria@corp.example>",
        "To: expenses@corp.example",
        "Subject: Re: [EXP-2] Approval needed",
        "Date: Sun, 29 Nov 2026 10:00:00 +0000",
        "Message-ID: <2@client.example>",
        "In-Reply-To: <2@corp.example>",
        "References: <2@corp.example>",
        "MIME-Version: 1.0",
        "Content-Type: text/html",
        "Content-Transfer-Encoding: base64",
        "sUBJECT: x",
    ] {
        let above = with_line(signed(&signature()), "Received:", line);
        assert_fails(&court.judged_now(&above).await, "twice");
        let top = [line.as_bytes(), b"\r\n", &signed(&signature())].concat();
        assert_fails(&court.judged_now(&top).await, "twice");
    }
    for line in ["Subject : x", "From\t: eve@evil.example"] {
        assert_fails(&court.judged_now(&with_line(signed(&signature()), "Received:", line)).await, "twice");
    }
    for line in ["Fr om: eve@evil.example", "no field at all", ": nameless"] {
        let raw = with_line(signed(&signature()), "Received:", line);
        assert_fails(&court.judged_now(&raw).await, "does not end with an empty line");
    }
}

/// T10, T11, T17
#[tokio::test]
async fn what_was_signed_cannot_be_changed() {
    let court = Court::open();
    let raw = String::from_utf8(signed(&signature())).unwrap();
    for (old, new, words) in [
        ("APPROVE", "APPROVED", "the text is not what was signed"),
        ("[EXP-1]", "[EXP-2]", "not a signature of this mail"),
        ("To: expenses+mfrggzdf", "To: expenses+aaaaaaaa", "not a signature of this mail"),
        ("text/plain", "text/html", "not a signature of this mail"),
        ("APPROVE\r\n", "APPROVE\r not\r\n", "carriage return"),
        ("From: Maria Lopez", "From: Maria\r Lopez", "carriage return"),
    ] {
        let changed = raw.replacen(old, new, 1);
        assert_ne!(changed, raw);
        assert_fails(&court.judged_now(changed.as_bytes()).await, words);
    }
    // A relay may fold what is signed in the relaxed form.
    let folded = raw.replacen("Subject: Re: [EXP-1]\r\n Approval", "SUBJECT:Re:\r\n\t[EXP-1]  Approval", 1);
    assert_ne!(folded, raw);
    assert_passes(&court.judged_now(folded.as_bytes()).await);
}

/// T10, T17: no single changed byte of what was signed goes unnoticed, but for what is the same in the canonical form.
#[test]
fn no_changed_byte_goes_unnoticed() {
    let texts = Answer::Texts(vec![RSA.record().into_bytes()]);
    let answers = [("desk._domainkey.corp.example".to_owned(), texts)].into();
    let mode = Mode::Dkim(Dkim { domains: Vec::new(), dns: DnsServer::System });
    let raw = signed(&signature());
    let passes =
        |raw: &[u8]| authenticate(raw, &maria(), now(), &answers, &mode).result == AuthenticationResult::Pass;
    assert!(passes(&raw));
    let unsigned = String::from_utf8(raw.clone()).unwrap().find("Received:").unwrap();
    let unsigned = unsigned..unsigned + MAIL.find("From:").unwrap();
    for place in (0..raw.len()).filter(|place| !unsigned.contains(place)) {
        for change in [0x01, 0x02, 0x40, 0x80] {
            let mut changed = raw.clone();
            changed[place] ^= change;
            assert!(!passes(&changed), "byte {place} as {:?}", char::from(changed[place]));
        }
        // White space is not counted in the relaxed form, and the end of the mail may be cut by a line end.
        let whole = [&raw[..place], &raw[place + 1..]].concat();
        assert!(raw[place].is_ascii_whitespace() || !passes(&whole), "without byte {place}");
        let more = [&raw[..place], b"x", &raw[place..]].concat();
        assert!(!passes(&more), "one more at byte {place}");
    }
}

/// T12, T86: whatever the number of signatures, few are looked at, and few keys are asked for.
#[tokio::test]
async fn a_mail_full_of_signatures_costs_no_more_than_a_few() {
    let court = Court::open();
    let mode = Mode::Dkim(court.dkim(&[]));
    let mut raw = signed(&signature());
    for number in 0..40 {
        raw = [
            format!("DKIM-Signature: v=1; a=rsa-sha256; d=evil{number}.example; s=x; h=from; bh=; b=\r\n")
                .into(),
            raw,
        ]
        .concat();
    }
    assert_eq!(questions(&raw, &maria(), now(), &mode), ["desk._domainkey.corp.example"]);
    assert_passes(&court.judged_now(&raw).await);
    for number in 0..40 {
        raw = Signature::new(&RSA, "corp.example", &format!("x{number}")).sign(&raw);
    }
    assert_eq!(questions(&raw, &maria(), now(), &mode).len(), 4);
    assert_fails(&court.judged_now(&raw).await, "no key of that name");
}

/// T12
#[tokio::test]
async fn a_malformed_signature_is_none() {
    let court = Court::open();
    for tags in [
        "",
        "v=1",
        "v=1; d=corp.example; d=evil.example",
        "v=1;; d=corp.example",
        "v=1; d=corp.example; s=\u{e9}",
    ] {
        let raw = format!("DKIM-Signature: {tags}\r\n{MAIL}");
        assert_fails(&court.judged_now(raw.as_bytes()).await, "");
    }
    let twice = signed(&signature().with("S", "desk"));
    assert_fails(&court.judged_now(&twice).await, "no DKIM signature of corp.example");
    assert_fails(&court.judged_now(MAIL.as_bytes()).await, "no DKIM signature of corp.example");
}

/// Signed by others with other programs, long ago: RFC 8463 appendix A.
#[tokio::test]
async fn the_example_of_the_standard_is_a_genuine_signature() {
    let court = Court::open();
    let raw = include_str!("rfc8463.eml").replace('\n', "\r\n");
    let from = "joe@football.example.com".parse().unwrap();
    let record = |text: &str| countersign::resolver::Answer::Texts(vec![text.into()]);
    let ed25519 = record("v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=");
    let rsa = record(
        "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB",
    );
    let mode = Mode::Dkim(court.dkim(&[]));
    for (name, key, algorithm) in [("brisbane", ed25519, "ed25519-sha256"), ("test", rsa, "rsa-sha256")] {
        let answers = [(format!("{name}._domainkey.football.example.com"), key)].into();
        let judged = countersign::evidence::authenticate(raw.as_bytes(), &from, now(), &answers, &mode);
        assert_passes(&judged);
        assert!(judged.detail.contains(algorithm), "{}", judged.detail);
    }
}
