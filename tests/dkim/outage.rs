//! The ways in which a DNS server gives no answer, and how each is told from "there is none".

use std::net::UdpSocket;

use countersign::resolver::{Answer, DnsServer, ask};

use crate::support::servers::Dns;
use crate::world::RSA;

const NAME: &str = "desk._domainkey.corp.example";

async fn answer(server: DnsServer, name: &str) -> Answer {
    ask(server, vec![name.to_owned()]).await.remove(name).unwrap()
}

/// Answers every question over UDP with this code and nothing else, as long as the test runs.
fn always(code: u8) -> DnsServer {
    let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
    let address = socket.local_addr().unwrap();
    std::thread::spawn(move || {
        let mut question = [0; 512];
        while let Ok((length, from)) = socket.recv_from(&mut question) {
            question[2] |= 0x80; // a response (RFC 1035 §4.1.1)
            question[3] = code;
            let _ = socket.send_to(&question[..length], from);
        }
    });
    DnsServer::At(address)
}

#[tokio::test]
async fn a_text_of_several_strings_is_one() {
    let dns = Dns::start(&[(NAME, &RSA.record())]);
    assert!(RSA.record().len() > 255);
    let texts = answer(DnsServer::At(dns.address()), NAME).await;
    assert_eq!(texts, Answer::Texts(vec![RSA.record().into_bytes()]));
}

#[tokio::test]
async fn a_name_may_stand_for_another() {
    let mut dns = Dns::start(&[(NAME, "v=DKIM1; p=x")]);
    dns.alias("selector1._domainkey.corp.example", NAME);
    let texts = answer(DnsServer::At(dns.address()), "selector1._domainkey.corp.example").await;
    assert_eq!(texts, Answer::Texts(vec![b"v=DKIM1; p=x".to_vec()]));
}

#[tokio::test]
async fn a_name_that_is_not_there_has_no_text() {
    let dns = Dns::start(&[(NAME, "v=DKIM1; p=")]);
    let server = DnsServer::At(dns.address());
    assert_eq!(answer(server, "none._domainkey.corp.example").await, Answer::Nothing);
    assert_eq!(answer(server, "_domainkey.corp.example").await, Answer::Nothing);
    for name in ["", ".", "a..b", &"x".repeat(300)] {
        assert!(!matches!(answer(server, name).await, Answer::Texts(_)), "{name}");
    }
}

/// T18
#[tokio::test]
async fn a_server_that_cannot_say_has_said_nothing() {
    let dns = Dns::start(&[]);
    let refuses = answer(DnsServer::At(dns.address()), "desk._domainkey.elsewhere.test").await;
    let gone = answer(DnsServer::At(Dns::stopped(&[]).address()), NAME).await;
    let silent = UdpSocket::bind("127.0.0.1:0").unwrap();
    let silent = answer(DnsServer::At(silent.local_addr().unwrap()), NAME).await;
    for (what, answer) in [
        ("refuses", refuses),
        ("is not there", gone),
        ("is silent", silent),
        ("fails", answer(always(2), NAME).await),
        ("does not implement", answer(always(4), NAME).await),
    ] {
        assert!(matches!(answer, Answer::Unknown(_)), "a server that {what}: {answer:?}");
    }
}
