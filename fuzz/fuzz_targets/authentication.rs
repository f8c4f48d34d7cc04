//! The trace header of a mail: nobody but the trusted server vouches for a sender, and nothing below its stamp counts.
//! Its signatures: none vouches without a key, and only the sender's own is asked for.
#![no_main]

use countersign::approval::Address;
use countersign::clock::Clock;
use countersign::config::{Authentication, Authserv, Dkim, Logins, Method, Position};
use countersign::evidence::{AuthenticationResult, authenticate, questions};
use countersign::resolver::{Answers, DnsServer};
use libfuzzer_sys::fuzz_target;

const POSITIONS: [Position; 3] = [Position::AboveReceived, Position::BelowReceived, Position::First];

fuzz_target!(|raw: &[u8]| {
    let from: Address = "sam@corp.example".parse().unwrap();
    for position in POSITIONS {
        let config = trusting(position, &["mx.corp.example"]);
        let passes = |raw: &[u8]| judge(raw, &from, &config) == AuthenticationResult::Pass;

        if passes(raw) {
            // The first stamp of all may be one without a name: Microsoft 365 writes none.
            let named = contains(raw, b"mx.corp.example") || position == Position::First;
            assert!(named, "an unknown server vouched");
            assert!(contains(raw, b"pass"), "passed without a pass");
            assert!(!passes(&[b"Authentication-Results: mx.corp.example; dmarc=fail\r\n", raw].concat()));
        }
        let nobody = trusting(position, &[]);
        let trusted = judge(raw, &from, &nobody) == AuthenticationResult::Pass;
        assert!(!trusted || position == Position::First, "nobody is trusted, and somebody vouched");

        assert!(!passes(&[b"From: sam@corp.example\r\n", raw].concat()), "a sender vouched for himself");
        if position == Position::AboveReceived {
            let received = b"Received: from a by mx.corp.example\r\n".as_slice();
            assert!(!passes(&[received, raw].concat()), "an earlier server vouched");
        }
        let mail = [b"From: sam@corp.example\r\n\r\n".as_slice(), raw].concat();
        assert!(!passes(&mail), "a body vouched");
    }
    let signed = Authentication::Dkim(Dkim { domains: Vec::new(), dns: DnsServer::System });
    let names = questions(raw, &from, Clock::system().now(), &signed);
    assert!(names.len() <= 4, "many keys are asked for");
    assert!(
        names.iter().all(|name| name.ends_with("._domainkey.corp.example")),
        "a stranger's key is asked for"
    );
    assert!(judge(raw, &from, &signed) == AuthenticationResult::Fail, "a signature without a key vouched");
});

fn judge(raw: &[u8], from: &Address, config: &Authentication) -> AuthenticationResult {
    authenticate(raw, from, Clock::system().now(), &Answers::new(), config).result
}

fn trusting(position: Position, ids: &[&str]) -> Authentication {
    let ids = ids.iter().map(|id| (*id).to_owned()).collect();
    let methods = vec![Method::Dmarc, Method::Dkim, Method::Auth];
    let logins = Logins { domain: None, table: Vec::new() };
    Authentication::Authserv(Authserv { ids, methods, position, one_field: false, inside: None, logins })
}

fn contains(raw: &[u8], word: &[u8]) -> bool {
    raw.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word))
}
