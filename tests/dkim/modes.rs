//! How a signature and the header of a trusted server count together.

use countersign::config::{Authentication as Mode, Dkim};
use countersign::evidence::{Authentication, AuthenticationMethod, AuthenticationResult};
use countersign::resolver::DnsServer;

use crate::support::servers::Dns;
use crate::world::{Court, MAIL, assert_fails, assert_passes, judged, now, signature, trusting};

const PASS: &str = "dmarc=pass header.from=corp.example";

/// A mail that is signed, broken or unsigned, with what the trusted server wrote above it.
fn mail(signed: &str, results: &str) -> Vec<u8> {
    let mail = match signed {
        "signed" => signature().sign(MAIL.as_bytes()),
        "broken" => {
            [&signature().sign(MAIL.as_bytes()), b"-- \r\nThis mail came from outside.\r\n".as_slice()]
                .concat()
        }
        _ => MAIL.as_bytes().to_vec(),
    };
    match results {
        "" => mail,
        results => {
            [format!("Authentication-Results: mx.corp.example; {results}\r\n").as_bytes(), &mail].concat()
        }
    }
}

#[tokio::test]
async fn either_is_enough_as_long_as_the_other_does_not_contradict() {
    let court = Court::open();
    let mode = court.trusting("either");
    for (signed, results, method) in [
        ("signed", "", AuthenticationMethod::Dkim),
        ("unsigned", PASS, AuthenticationMethod::Authserv),
        ("signed", PASS, AuthenticationMethod::Authserv),
        // A banner breaks a signature, which the server had checked before it wrote the banner.
        ("broken", PASS, AuthenticationMethod::Authserv),
        ("signed", "dmarc=none header.from=corp.example", AuthenticationMethod::Dkim),
        ("signed", "spf=fail smtp.mailfrom=corp.example", AuthenticationMethod::Dkim),
        ("signed", "dmarc=temperror header.from=corp.example", AuthenticationMethod::Dkim),
    ] {
        let judged = judged(&mail(signed, results), now(), &mode).await;
        assert_passes(&judged);
        assert_eq!(judged.method, method, "{signed}, {results}");
    }
    let detail = judged(&mail("signed", PASS), now(), &mode).await.detail;
    assert!(detail.contains("dmarc=pass") && detail.contains("selector desk"), "{detail}");
}

/// T02, T07, T08
#[tokio::test]
async fn a_trusted_server_that_speaks_against_the_sender_outweighs_a_signature() {
    let court = Court::open();
    let mode = court.trusting("either");
    for (signed, results, words) in [
        ("signed", "dmarc=fail header.from=corp.example", "dmarc=fail"),
        ("signed", "dmarc=fail header.from=corp.example; dmarc=pass header.from=corp.example", "dmarc=fail"),
        ("signed", "dmarc=permerror header.from=corp.example", "dmarc=permerror"),
        ("signed", "dmarc=pass header.from=evil.example", "not for corp.example"),
        ("signed", "dmarc=pass header.from=corp.example x1", "treated as an attack"),
        ("signed", "dmarc=pass header.from=corp.example header.from=evil.example", "twice"),
        ("unsigned", "", "no DKIM signature"),
        ("unsigned", "dmarc=none header.from=corp.example", "no DKIM signature"),
        ("broken", "", "the text is not what was signed"),
    ] {
        assert_fails(&judged(&mail(signed, results), now(), &mode).await, words);
    }
    let foreign = [
        b"Authentication-Results: mx.evil.example; dmarc=pass header.from=corp.example\r\n",
        MAIL.as_bytes(),
    ];
    assert_fails(&judged(&foreign.concat(), now(), &mode).await, "no DKIM signature");
}

#[tokio::test]
async fn both_must_vouch_where_the_operator_wants_both() {
    let court = Court::open();
    let mode = court.trusting("both");
    let both = judged(&mail("signed", PASS), now(), &mode).await;
    assert_passes(&both);
    assert_eq!(both.method, AuthenticationMethod::Dkim);
    assert!(both.detail.contains("dmarc=pass") && both.detail.contains("selector desk"), "{}", both.detail);
    for (signed, results, words) in [
        ("signed", "", "no Authentication-Results"),
        ("unsigned", PASS, "no DKIM signature"),
        ("broken", PASS, "not what was signed"),
        ("signed", "dmarc=none header.from=corp.example", "dmarc=none"),
    ] {
        assert_fails(&judged(&mail(signed, results), now(), &mode).await, words);
    }
}

/// T18
#[tokio::test]
async fn a_key_that_cannot_be_asked_for_leaves_the_question_open_unless_somebody_else_answers_it() {
    let mut nobody = Dns::stopped(&[]);
    nobody.refuse();
    let dkim = Dkim { domains: Vec::new(), dns: DnsServer::At(nobody.address()) };
    let is_open = |judged: &Authentication| judged.may_change && judged.result == AuthenticationResult::Fail;
    let (either, both) = (trusting("either", nobody.address()), trusting("both", nobody.address()));
    assert!(is_open(&judged(&mail("signed", ""), now(), &Mode::Dkim(dkim)).await));
    assert!(is_open(&judged(&mail("signed", ""), now(), &either).await));
    assert!(is_open(&judged(&mail("signed", PASS), now(), &both).await));
    assert_passes(&judged(&mail("signed", PASS), now(), &either).await);
    assert_fails(
        &judged(&mail("signed", "dmarc=fail header.from=corp.example"), now(), &either).await,
        "dmarc=fail",
    );
    assert_fails(&judged(&mail("signed", ""), now(), &both).await, "no Authentication-Results");
    // Nobody is asked about what could not pass anyhow.
    assert_fails(&judged(&mail("broken", ""), now(), &either).await, "not what was signed");
}
