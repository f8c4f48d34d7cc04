//! Mails that machines write: bounces and absences.

use super::letter::several;
use super::notice::Notice;

/// A delivery report (RFC 3464) about a notice that did not reach its recipient, or not yet.
pub(super) fn bounce(notice: &Notice, desk: &str, delayed: bool, why: &str) -> Vec<u8> {
    let (action, status) = if delayed { ("delayed", "4.4.1") } else { ("failed", "5.1.1") };
    let said = format!(
        "Content-Type: text/plain\n\nThis is the mail system at host mx.corp.example.\n\n<{}>: {why}\n",
        notice.owner
    );
    let status = format!(
        "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.corp.example\n\n\
         Final-Recipient: rfc822; {}\nAction: {action}\nStatus: {status}\nDiagnostic-Code: smtp; {why}\n",
        notice.owner
    );
    let raw = String::from_utf8_lossy(&notice.raw);
    let header = raw.split("\n\n").next().unwrap();
    let returned = format!("Content-Type: text/rfc822-headers\n\n{header}\n");
    let report = several("report", &[said, status, returned]).replacen(
        "multipart/report;",
        "multipart/report; report-type=delivery-status;",
        1,
    );
    format!(
        "From: Mail Delivery System <MAILER-DAEMON@mx.corp.example>\nTo: {desk}\n\
         Subject: Undelivered Mail Returned to Sender\nAuto-Submitted: auto-replied\nMIME-Version: 1.0\n{report}"
    )
    .into_bytes()
}

/// An absence (RFC 3834): to the address that the notice names for answers.
pub(super) fn absence(notice: &Notice, from: &str, text: &str) -> Vec<u8> {
    format!(
        "From: {from}\nTo: {}\nSubject: Automatic reply: {}\nIn-Reply-To: {}\nAuto-Submitted: auto-replied\n\
         MIME-Version: 1.0\nContent-Type: text/plain\n\n{text}",
        notice.reply_to.as_deref().unwrap_or(&notice.from),
        notice.subject,
        notice.message_id
    )
    .into_bytes()
}
