//! Mail as nobody should write it: handled, or set aside with a reason, and the desk goes on.

use super::letters::letter;
use super::office::{DESK, Office, SAM, Wishes};

fn mime(kind: &str, more: &str, body: &str) -> String {
    let mail = letter(SAM, DESK, "Fwd: receipt", "", "");
    let (header, _) = mail.split_once("Content-Type").unwrap();
    format!("{header}Content-Type: {kind}\r\n{more}\r\n{body}")
}

fn html_only() -> String {
    mime(
        "text/html; charset=utf-8",
        "",
        "<p>Receipt</p><table><tr><td>Total due</td><td>$81.00</td></tr></table>\r\n",
    )
}

fn wrong_charset() -> String {
    // Called UTF-8, and is Latin-1 in truth; the byte is put in by the caller.
    mime("text/plain; charset=no-such-charset", "", "Caf\u{e9}\r\nTotal due: USD 82.00\r\n")
}

fn nested() -> String {
    let receipt = "From: shop@outside.example\r\nSubject: receipt\r\n\r\nTotal due: USD 83.00\r\n".to_owned();
    let wrap = |inner: String, depth: usize| {
        format!(
            "From: sam@corp.example\r\nSubject: Fwd {depth}\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/mixed; boundary=b{depth}\r\n\r\n--b{depth}\r\n\r\nsee below\r\n\
             --b{depth}\r\nContent-Type: message/rfc822\r\n\r\n{inner}\r\n--b{depth}--\r\n"
        )
    };
    let inner = (0..3).fold(receipt, wrap);
    let (_, body) = inner.split_once("\r\n\r\n").unwrap();
    mime("multipart/mixed; boundary=b2", "", body)
}

fn attachments_only() -> String {
    let csv = "item,amount\r\ntaxi,84.00\r\nTotal due USD,84.00\r\n";
    let part = format!(
        "--x\r\nContent-Type: text/csv; name=costs.csv\r\nContent-Disposition: attachment; filename=costs.csv\r\n\r\n\
         {csv}\r\n--x--\r\n"
    );
    mime("multipart/mixed; boundary=x", "", &part)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn odd_mail_is_handled_or_set_aside_and_the_desk_goes_on() {
    let office = Office::open(Wishes { largest: "64 KiB", ..Wishes::default() }).await;
    let daemon = office.start().await;
    // Past Postfix, which would complete them: nothing at all, no header, no sender.
    for mail in ["\r\n", "\r\njust text\r\n", "Subject: who am I?\r\n\r\nTotal: USD 80.00\r\n"] {
        office.servers.deliver(DESK, mail.as_bytes()).await;
    }
    office.filed(0, 3).await;
    let large = letter(SAM, DESK, "Fwd: receipt", "", &"Total due: USD 80.00\r\n".repeat(4000));
    office.send(SAM, DESK, &large).await;
    office.filed(0, 4).await;
    let empty = letter(SAM, DESK, "", "", "");
    for (n, mail) in [empty, html_only(), wrong_charset(), nested(), attachments_only()].iter().enumerate() {
        office.send(SAM, DESK, mail).await;
        office.filed(n + 1, 4).await;
    }
    office.forward("Cafe Luna", "USD 85.00").await;
    office.becomes("EXP-6", "approved").await;
    assert_eq!(
        office.states(),
        [
            "EXP-6 approved",
            "EXP-5 approved",
            "EXP-4 approved",
            "EXP-3 approved",
            "EXP-2 approved",
            "EXP-1 needs_amount"
        ]
    );
    let amounts = office.run(&["list", "--json"]).objects();
    let amounts: Vec<_> = amounts.iter().map(|it| it["amount"]["value"].as_str()).collect();
    assert_eq!(amounts, [Some("85.00"), Some("84.00"), Some("83.00"), Some("82.00"), Some("81.00"), None]);
    let reasons = office.run(&["quarantine", "list", "--json"]).objects();
    let reasons: Vec<_> = reasons.iter().map(|it| it["reason"].as_str().unwrap()).collect();
    assert!(reasons[3].contains("over limits.message (65536)"), "{reasons:?}");
    assert!(reasons[..3].iter().all(|why| why.contains("From")), "{reasons:?}");
    office.notice(SAM, "EXP-1 amount_needed").await;
    office.audited();
    let log = daemon.log();
    assert!(!log.contains("WARN") && !log.contains("ERROR"), "{log}");
    assert!(!log.contains("USD") && !log.contains(SAM) && !log.contains('\u{1b}'), "{log}");
}
