//! Reports in the proper form, and in others.

use crate::mail::{Bounce, Fate, Identity, Kind, message_id, read};

fn desk() -> Identity {
    Identity { address: "expenses@corp.example".parse().unwrap(), separator: '+', prefix: "EXP".to_owned() }
}

fn bounced(raw: &str) -> Bounce {
    let Kind::Bounce(bounce) = read(raw.as_bytes(), &desk()).kind else { panic!("no bounce: {raw}") };
    bounce
}

fn report(action: &str) -> String {
    let secret = "b".repeat(32);
    let id = message_id(&secret, &desk());
    format!(
        "From: MAILER-DAEMON@mx.example\nReturn-Path: <>\nSubject: Delivery Status Notification\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=X\n\n\
         --X\n\nYour mail was rejected.\n\n--X\nContent-Type: message/delivery-status\n\n\
         Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; maria@corp.example\nAction: {action}\nStatus: 5.1.1\n\
         Diagnostic-Code: smtp; 550 5.1.1 Recipient address\n rejected: User unknown\n\n\
         --X\nContent-Type: message/rfc822\n\nMessage-ID: <{id}>\nSubject: x\n\nAPPROVE\n--X--\n"
    )
}

#[test]
fn a_report_names_the_mail_the_person_and_the_reason() {
    let bounce = bounced(&report("failed"));
    assert_eq!(bounce.of, ["b".repeat(32)]);
    assert_eq!(bounce.recipient.unwrap().as_str(), "maria@corp.example");
    assert_eq!(bounce.fate, Fate::Failed);
    assert_eq!(bounce.why, "550 5.1.1 Recipient address rejected: User unknown");
    assert_eq!(bounced(&report("delayed")).fate, Fate::Delayed);
}

#[test]
fn servers_that_never_read_the_standard_are_understood() {
    let id = message_id(&"c".repeat(32), &desk());
    let raw = format!(
        "From: \"Mail Delivery System\" <postmaster@mx.example>\nSubject: Undelivered Mail Returned to Sender\n\n\
         I could not deliver to <maria@corp.example>:\n550 no such user here\n\n--- The header follows\nMessage-ID: <{id}>\n"
    );
    let bounce = bounced(&raw);
    assert_eq!(bounce.of, ["c".repeat(32)]);
    assert_eq!(bounce.recipient.unwrap().as_str(), "maria@corp.example");
    assert_eq!(bounce.why, "550 no such user here");
}
