//! Odd servers. What real ones do is tested against a real one, in `tests/outbox.rs`.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::fake::Act::{self, Babble, Drip, HangUp, Say, SayRaw, Silence};
use super::fake::{Fake, Script};
use super::*;

fn parcel(text: &str) -> Parcel {
    Parcel {
        sender: Some("expenses@corp.example".parse().unwrap()),
        recipient: "maria@corp.example".parse().unwrap(),
        bytes: format!("Subject: {text}\r\n\r\n{text}\r\n").into_bytes(),
    }
}

fn courier(fake: &Fake) -> Courier {
    Courier::new(&fake.config, "corp.example").unwrap()
}

async fn verdict(scripts: &'static [Script]) -> Verdict {
    let fake = Fake::start(scripts).await;
    courier(&fake).deliver(&parcel("one")).await
}

#[tokio::test]
async fn one_connection_carries_many_mails() {
    let mut fake = Fake::start(&[&[]]).await;
    let courier = courier(&fake);
    for _ in 0..3 {
        assert_eq!(courier.deliver(&parcel("one")).await, Verdict::Delivered);
    }
    let heard = fake.heard();
    assert_eq!(
        heard.iter().filter(|line| line.contains("EHLO")).collect::<Vec<_>>(),
        ["1 EHLO corp.example"]
    );
    assert_eq!(heard[1], "1 MAIL FROM:<expenses@corp.example> SIZE=21");
    assert_eq!(heard.iter().filter(|line| line.ends_with(" .")).count(), 3);
}

#[tokio::test]
async fn a_refusal_of_this_mail_is_for_later_or_for_never_and_keeps_the_connection() {
    let scripts: [&'static [Script]; 7] = [
        &[&[("RCPT", Say("451 4.3.0 greylisted"))]],
        &[&[("RCPT", Say("550 5.1.1 who?"))]],
        &[&[("RCPT", Say("550 5.7.1 not from you"))]],
        &[&[("DATA", Say("451 4.3.0 full"))]],
        &[&[(".", Say("451 4.3.0 try again"))]],
        &[&[(".", Say("554 5.7.1 spam"))]],
        &[&[("MAIL", Say("552 5.3.4 too large"))]],
    ];
    for script in scripts {
        let mut fake = Fake::start(script).await;
        let courier = courier(&fake);
        let (command, Say(reply)) = script[0][0] else { panic!("only words in this test") };
        for _ in 0..2 {
            let verdict = courier.deliver(&parcel("one")).await;
            let (Verdict::Later(why) | Verdict::Never(why)) = &verdict else {
                panic!("{command}: {verdict:?}")
            };
            assert!(why.contains(reply), "{why}");
            assert_eq!(matches!(verdict, Verdict::Later(_)), reply.starts_with('4'), "{reply}");
        }
        let resets = fake.heard().iter().filter(|line| line.ends_with("RSET")).count();
        assert_eq!(resets, usize::from(command != "."), "{command}");
    }
}

#[tokio::test]
async fn a_refusal_of_us_is_never_the_end_of_a_mail() {
    let scripts: [&'static [Script]; 11] = [
        &[&[("GREETING", Say("554 no service"))]],
        &[&[("EHLO", Say("502 what?"))]],
        &[&[("MAIL", Say("550 5.7.1 you may not"))]],
        &[&[("MAIL", Say("530 5.7.0 log in"))]],
        &[&[("RCPT", Say("530 5.7.0 log in"))]],
        &[&[("RCPT", Say("553 5.7.1 not owned by this login"))]],
        &[&[("EHLO", Say("250-a\r\n250 AUTH PLAIN")), ("RCPT", Say("554 5.7.1 access denied"))]],
        &[&[("RCPT", Say("421 4.3.2 shutting down"))]],
        &[&[(".", Say("421 4.3.2 shutting down"))]],
        &[&[("DATA", Say("503 5.5.1 no recipients"))]],
        &[&[("RCPT", HangUp)]],
    ];
    for script in scripts {
        let verdict = verdict(script).await;
        let opened = !["GREETING", "EHLO"].contains(&script[0][0].0) || script[0].len() > 1;
        let expected =
            if opened { matches!(verdict, Verdict::Later(_)) } else { matches!(verdict, Verdict::Down(_)) };
        assert!(expected, "{script:?}: {verdict:?}");
    }
}

#[tokio::test]
async fn only_a_2xx_to_the_end_of_data_is_delivered() {
    let scripts: [&'static [Script]; 11] = [
        &[&[("DATA", Say("250 fine"))]],
        &[&[(".", Say("354 go"))]],
        &[&[(".", Say("hello"))]],
        &[&[(".", Say("250-half a reply\r\n550 and another"))]],
        &[&[(".", Say("250x"))]],
        &[&[(".", Say("+50 a"))]],
        &[&[(".", Say("154 a"))]],
        &[&[(".", Say(""))]],
        &[&[(".", HangUp)]],
        &[&[("RCPT", Say("354 go"))]],
        &[&[("RCPT", Say("250 fine\r\n250 fine\r\n250 fine"))]],
    ];
    for script in scripts {
        let verdict = verdict(script).await;
        assert!(matches!(verdict, Verdict::Later(_)), "{script:?}: {verdict:?}");
    }
}

/// A server that takes commands together (RFC 2920).
const TOGETHER: Act = Say("250-fake.example\r\n250-PIPELINING\r\n250-SIZE 1000\r\n250 8BITMIME");

#[tokio::test]
async fn a_refusal_means_the_same_where_commands_go_together() {
    let refusals = [
        ("MAIL", Say("552 5.3.4 too large")),
        ("MAIL", Say("550 5.7.1 you may not")),
        ("RCPT", Say("451 4.3.0 greylisted")),
        ("RCPT", Say("550 5.1.1 who?")),
        ("RCPT", Say("553 5.7.1 not owned by this login")),
        ("RCPT", Say("354 go")),
        ("RCPT", Say("421 4.3.2 shutting down")),
        ("RCPT", HangUp),
        ("DATA", Say("250 fine")),
        ("DATA", Say("451 4.3.0 full")),
        (".", Say("354 go")),
        (".", Say("554 5.7.1 spam")),
    ];
    for refusal in refusals {
        let alone: Script = Vec::leak(vec![refusal]);
        let together: Script = Vec::leak(vec![("EHLO", TOGETHER), refusal]);
        let alone = verdict(Vec::leak(vec![alone])).await;
        let together = verdict(Vec::leak(vec![together])).await;
        assert_eq!(
            std::mem::discriminant(&alone),
            std::mem::discriminant(&together),
            "{refusal:?}: {together:?}"
        );
    }
    // One reply too many answers the wrong command, but no mail is taken for delivered.
    let shifted = verdict(&[&[("EHLO", TOGETHER), ("MAIL", Say("250 fine\r\n250 fine"))]]).await;
    assert_ne!(shifted, Verdict::Delivered);
}

#[tokio::test]
async fn a_server_that_waits_for_a_mail_to_nobody_gets_no_other_on_that_connection() {
    let mut fake =
        Fake::start(&[&[("EHLO", TOGETHER), ("RCPT", Say("550 5.1.1 who?"))], &[("EHLO", TOGETHER)]]).await;
    let courier = courier(&fake);
    assert!(matches!(courier.deliver(&parcel("one")).await, Verdict::Never(_)));
    assert_eq!(courier.deliver(&parcel("two")).await, Verdict::Delivered);
    assert!(fake.mail().is_empty() && fake.mail().contains("two"));
}

#[tokio::test]
async fn commands_go_together_where_the_server_takes_that() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut fake = Fake::start(&[]).await;
    fake.config.port = listener.local_addr().unwrap().port();
    let server = async {
        let (mut socket, _) = listener.accept().await.unwrap();
        let (mut heard, mut buffer) = (String::new(), [0; 1024]);
        let steps = [
            ("", "220 fake.example\r\n"),
            ("EHLO corp.example\r\n", "250-fake.example\r\n250 PIPELINING\r\n"),
            ("DATA\r\n", "250 fine\r\n250 fine\r\n354 go\r\n"),
            ("\r\n.\r\n", "250 fine\r\n"),
        ];
        for (end, says) in steps {
            while !heard.ends_with(end) {
                let read = socket.read(&mut buffer).await.unwrap();
                heard.push_str(std::str::from_utf8(&buffer[..read]).unwrap());
            }
            socket.write_all(says.as_bytes()).await.unwrap();
        }
        heard
    };
    let courier = courier(&fake);
    let parcel = parcel("one");
    let (verdict, heard) = tokio::join!(courier.deliver(&parcel), server);
    assert_eq!(verdict, Verdict::Delivered);
    assert!(heard.contains("MAIL FROM:<expenses@corp.example>\r\nRCPT TO:<maria@corp.example>\r\nDATA\r\n"));
}

#[tokio::test]
async fn silence_after_data_is_for_later_and_says_that_nobody_knows() {
    let mut fake = Fake::start(&[&[(".", Silence)]]).await;
    let courier = courier(&fake);
    let parcel = parcel("one");
    let (verdict, ()) = tokio::join!(courier.deliver(&parcel), async {
        fake.hears("1 .").await;
        tokio::time::pause();
    });
    assert_eq!(
        verdict,
        Verdict::Later("unknown, maybe delivered: the server did not answer in 300 s".to_owned())
    );
}

/// The server is never silent, and each reply would come to its end.
#[tokio::test(start_paused = true)]
async fn a_reply_that_drips_is_given_up_in_time_wherever_it_comes() {
    const LINES: &str = "250-still here, and here, and here\r\n250-still here, and here, and here\r\n\
        250-still here, and here, and here\r\n250 here\r\n";
    let scripts: [(Script, u64); 6] = [
        (&[("GREETING", Drip("220 a server that takes its time with everything\r\n"))], 120),
        (&[("EHLO", Drip(LINES))], 120),
        (&[("MAIL", Drip(LINES))], 120),
        (&[("RCPT", Drip(LINES))], 120),
        (&[("DATA", Drip(LINES))], 120),
        (&[(".", Drip(LINES))], 300),
    ];
    for (script, seconds) in scripts {
        let fake = Fake::start(vec![script].leak()).await;
        let began = tokio::time::Instant::now();
        let verdict = courier(&fake).deliver(&parcel("one")).await;
        let took = began.elapsed().as_secs();
        let (Verdict::Later(why) | Verdict::Down(why)) = &verdict else { panic!("{verdict:?}") };
        assert!(why.contains("did not answer in"), "{why}");
        assert!((seconds..=seconds + 5).contains(&took), "{script:?}: {took} s");
    }
}

#[tokio::test]
async fn the_late_answer_to_a_cancelled_mail_is_never_the_answer_to_another() {
    let mut fake = Fake::start(&[&[(".", Silence)], &[(".", Say("554 5.7.1 no"))]]).await;
    let courier = courier(&fake);
    let (first, second) = (parcel("one"), parcel("two"));
    tokio::select! {
        verdict = courier.deliver(&first) => panic!("{verdict:?}"),
        () = fake.hears("1 .") => {}
    }
    assert_eq!(courier.deliver(&second).await, Verdict::Never("554 5.7.1 no".to_owned()));
    assert!(fake.heard().contains(&"2 .".to_owned()));
}

#[tokio::test]
async fn a_kept_connection_that_ended_is_replaced_without_a_word() {
    let mut fake = Fake::start(&[&[("RSET", HangUp), ("RCPT", Say("550 who?"))], &[]]).await;
    let courier = courier(&fake);
    assert!(matches!(courier.deliver(&parcel("one")).await, Verdict::Never(_)));
    assert_eq!(courier.deliver(&parcel("two")).await, Verdict::Delivered);
    assert!(fake.heard().contains(&"2 .".to_owned()));
}

#[tokio::test]
async fn a_kept_connection_that_fell_silent_is_replaced() {
    let mut fake = Fake::start(&[&[("NOOP", Silence)], &[]]).await;
    let courier = courier(&fake);
    assert_eq!(courier.deliver(&parcel("one")).await, Verdict::Delivered);
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(31)).await;
    tokio::time::resume();
    let next = parcel("two");
    let (verdict, ()) = tokio::join!(courier.deliver(&next), async {
        fake.hears("1 NOOP").await;
        tokio::time::pause();
        tokio::time::advance(Duration::from_secs(121)).await;
        tokio::time::resume();
    });
    assert_eq!(verdict, Verdict::Delivered);
    assert!(fake.heard().contains(&"2 .".to_owned()));
}

#[tokio::test]
async fn a_mail_that_may_have_arrived_is_not_sent_twice_in_one_go() {
    let scripts: [&'static [Script]; 3] =
        [&[&[(".", HangUp)], &[]], &[&[(".", Say("354 go"))], &[]], &[&[(".", Say("503 what?"))], &[]]];
    for script in scripts {
        let mut fake = Fake::start(script).await;
        let courier = courier(&fake);
        // Too large, so it is not sent, and the connection is kept for the next.
        assert!(matches!(courier.deliver(&parcel(&"x".repeat(1000))).await, Verdict::Never(_)));
        let verdict = courier.deliver(&parcel("two")).await;
        assert!(
            matches!(&verdict, Verdict::Later(why) if why.starts_with("unknown")),
            "{script:?}: {verdict:?}"
        );
        assert!(fake.heard().iter().all(|line| line.starts_with('1')), "{script:?}");
    }
}

#[tokio::test]
async fn starttls_is_never_done_without() {
    let mut fake = Fake::start(&[&[]]).await;
    fake.config.tls = Tls::StartTls;
    fake.config.credentials = Some(("desk".to_owned(), "secret".to_owned().into()));
    let Verdict::Down(why) = courier(&fake).deliver(&parcel("one")).await else {
        panic!("sent in the clear")
    };
    assert!(why.contains("does not offer STARTTLS"), "{why}");
    assert_eq!(fake.heard(), ["1 EHLO corp.example"]);
}

#[tokio::test]
async fn words_slipped_in_behind_starttls_are_not_believed() {
    let slipped: &'static [Script] = &[&[
        ("EHLO", Say("250-fake.example\r\n250 STARTTLS")),
        ("STARTTLS", Say("220 go\r\n250-fake.example\r\n250 AUTH PLAIN")),
    ]];
    let mut fake = Fake::start(slipped).await;
    fake.config.tls = Tls::StartTls;
    let Verdict::Down(why) = courier(&fake).deliver(&parcel("one")).await else { panic!("believed") };
    assert!(why.contains("out of turn"), "{why}");
}

#[tokio::test]
async fn a_server_that_knows_only_auth_login_gets_it() {
    let script: &'static [Script] = &[&[
        ("EHLO", Say("250-fake.example\r\n250 auth CRAM-MD5 login")),
        ("AUTH", Say("334 VXNlcm5hbWU6")),
        ("ZGVzaw==", Say("334 UGFzc3dvcmQ6")),
        ("c2VjcmV0", Say("235 hello")),
    ]];
    let mut fake = Fake::start(script).await;
    fake.config.credentials = Some(("desk".to_owned(), "secret".to_owned().into()));
    assert_eq!(courier(&fake).deliver(&parcel("one")).await, Verdict::Delivered);
    assert!(fake.heard().contains(&"1 c2VjcmV0".to_owned()));
}

#[tokio::test]
async fn no_mail_can_end_itself_on_the_wire() {
    let mut fake = Fake::start(&[&[]]).await;
    let courier = courier(&fake);
    for (mail, wire) in [
        ("", "\r\n"),
        ("a", "a\r\n"),
        ("a\r\n", "a\r\n"),
        (".\r\n..\r\n.a", "..\r\n...\r\n..a\r\n"),
        ("a\n.\nb", "a\r\n..\r\nb\r\n"),
        ("a\r.\rb\r", "a\r\n..\r\nb\r\n"),
        ("a\r\n.\rb", "a\r\n..\r\nb\r\n"),
        ("a\r\r\n\n", "a\r\n\r\n\r\n"),
        ("a\r\n.\r\n", "a\r\n..\r\n"),
    ] {
        let parcel = Parcel { bytes: mail.into(), ..parcel("") };
        assert_eq!(courier.deliver(&parcel).await, Verdict::Delivered);
        assert_eq!(fake.mail(), wire, "{mail:?}");
    }
}

#[tokio::test]
async fn replies_without_text_or_of_odd_text_count() {
    let script: &'static [Script] = &[&[
        ("GREETING", Say("220-\r\n220")),
        ("EHLO", Say("250-fake.example\r\n250-  \r\n250-\r\r\n250-\t\n250-\n250-  SIZE 1000\r\n250")),
        ("MAIL", Say("250 \r\r")),
        ("DATA", Say("354")),
        (".", Say("250")),
    ]];
    let mut fake = Fake::start(script).await;
    assert_eq!(courier(&fake).deliver(&parcel("one")).await, Verdict::Delivered);
    assert!(fake.heard().contains(&"1 MAIL FROM:<expenses@corp.example> SIZE=21".to_owned()));
    let script: &'static [Script] = &[&[("RCPT", SayRaw(b"550 5.1.1 Empf\xe4nger unbekannt"))]];
    assert_eq!(verdict(script).await, Verdict::Never("550 5.1.1 Empf?nger unbekannt".to_owned()));
}

#[tokio::test]
async fn a_reply_without_an_end_is_not_waited_for() {
    let fake = Fake::start(&[&[("RCPT", Babble)]]).await;
    let verdict = courier(&fake).deliver(&parcel("one")).await;
    assert!(matches!(&verdict, Verdict::Later(why) if why.contains("without an end")), "{verdict:?}");
}

#[tokio::test]
async fn what_the_server_cannot_take_is_not_sent() {
    let mut fake = Fake::start(&[&[], &[("EHLO", Say("250 fake.example"))]]).await;
    let first = courier(&fake);
    let large = first.deliver(&parcel(&"x".repeat(1000))).await;
    assert!(matches!(&large, Verdict::Never(why) if why.contains("at most 1000")), "{large:?}");
    let eight_bit = Parcel { bytes: "Subject: a\r\n\r\nü\r\n".into(), ..parcel("") };
    assert_eq!(first.deliver(&eight_bit).await, Verdict::Delivered);
    assert!(fake.heard().contains(&"1 MAIL FROM:<expenses@corp.example> SIZE=18 BODY=8BITMIME".to_owned()));
    let header = first.deliver(&parcel("ü")).await;
    assert!(matches!(&header, Verdict::Never(why) if why.contains("SMTPUTF8")), "{header:?}");
    let second = courier(&fake).deliver(&eight_bit).await;
    assert!(matches!(&second, Verdict::Never(why) if why.contains("8BITMIME")), "{second:?}");
}

#[tokio::test]
async fn the_null_sender_is_an_empty_path() {
    let mut fake = Fake::start(&[&[]]).await;
    let parcel = Parcel { sender: None, ..parcel("one") };
    assert_eq!(courier(&fake).deliver(&parcel).await, Verdict::Delivered);
    assert!(fake.heard().contains(&"1 MAIL FROM:<> SIZE=21".to_owned()));
}

#[test]
fn nothing_crosses_a_network_in_the_clear() {
    let config = |host: &str| Smtp {
        host: host.to_owned(),
        port: 25,
        tls: Tls::None,
        ca_file: None,
        credentials: None,
        connections: 1,
    };
    for host in ["localhost", "127.0.0.1", "::1"] {
        assert!(Courier::new(&config(host), "corp.example").is_ok(), "{host}");
    }
    for host in ["mail.corp.example", "10.0.0.1", "localhost.corp.example"] {
        let error = Courier::new(&config(host), "corp.example").unwrap_err().to_string();
        assert!(error.contains("outbox.tls"), "{error}");
    }
}
