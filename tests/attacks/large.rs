//! Mails as large as the desk takes by default, each of somebody whom it believes, so that all of it is read and shown to
//! approvers: whatever they are made of, the desk stays within the memory that is promised.

use super::office::Office;
use super::promises::MOST_MEMORY;

const MIB: usize = 1 << 20;
/// Just below the default of `limits.message`.
const LARGEST: usize = 24 * MIB;

#[test]
fn large_mails_are_read_within_the_promised_memory() {
    // Nobody signs here: nothing is asked of a name server.
    let mut office = Office::open(1, "25 MiB");
    for (name, mail) in families() {
        office.deliver([mail.as_slice()]);
        office.settle_all();
        let memory = office.most_memory();
        eprintln!("{name}: {} bytes, {memory} KiB at most so far", mail.len());
        assert!(memory <= MOST_MEMORY, "{name}: {memory} KiB");
    }
    let opened = office.objects(&["list", "--json"]);
    assert_eq!(opened.len(), families().len() - 1, "all but the one with a header without end are read");
}

/// What large mails are made of. A file that is not in base64 is put into base64 for everybody who is asked.
fn families() -> Vec<(&'static str, Vec<u8>)> {
    let lines = |line: &str, size: usize| line.repeat(size / line.len());
    let bytes = |size: usize| (0..size).map(|at| (at.wrapping_mul(2_654_435_761) >> 7).to_le_bytes()[0]);
    let page = |size| lines("<div><p style='color:red'>Coffee <b>12.50</b></p></div>\n", size);
    let base64 = |size| wrapped(&data_encoding::BASE64.encode(&bytes(size).collect::<Vec<_>>()));
    let pdf = format!("{}\n{}", file("application/pdf", "base64"), base64(LARGEST / 4 * 3 - MIB));
    let binary =
        [file("application/pdf", "binary").as_bytes(), b"\n", &bytes(LARGEST - MIB).collect::<Vec<_>>()]
            .concat();
    let mut inside = mail("plain", lines("Coffee 12.50 in a mail in a mail\n", 20 * MIB).as_bytes());
    for _ in 0..6 {
        inside = multipart(&[b"Content-Type: message/rfc822\n\n".as_slice(), &inside].concat());
    }
    let received: String = (0..10_000).map(|at| format!("Received: from a{at} by b{at}\n")).collect();
    vec![
        ("text", mail("plain", lines("Coffee and cake 12.50 in the town of Lyon\n", LARGEST).as_bytes())),
        (
            "text in an old character set",
            mail("plain; charset=iso-8859-1", &b"\xe9\xe9 12.50\n".repeat(LARGEST / 9)),
        ),
        ("page", mail("html", page(5 * MIB).as_bytes())),
        ("longer page", mail("html", page(LARGEST).as_bytes())),
        ("file in base64", multipart(pdf.as_bytes())),
        ("file as it is", multipart(&binary)),
        ("mails in mails", inside),
        ("header without end", [received.as_bytes(), &mail("plain", b"Total: 5.00 USD\n")].concat()),
    ]
}

/// A report of more than nobody has to approve, each of somebody else: who is asked for the amount too often looks like a machine.
fn mail(kind: &str, text: &[u8]) -> Vec<u8> {
    let id = text.len();
    let header = format!(
        "Return-Path: <sam.{id}@corp.example>\nAuthentication-Results: mx.corp.example; dmarc=pass header.from=corp.example\n\
         From: Sam Reed <sam.{id}@corp.example>\nTo: expenses@corp.example\nSubject: Fwd: receipt {id}\n\
         Date: Mon, 5 Oct 2026 09:00:00 +0200\nMessage-ID: <{id}@mua.example>\nMIME-Version: 1.0\n\
         Content-Type: text/{kind}\nContent-Transfer-Encoding: 8bit\n\n"
    );
    [header.as_bytes(), b"Total: 5,000.00 USD\n\n", text].concat()
}

fn multipart(part: &[u8]) -> Vec<u8> {
    let boundary = format!("b{}", part.len());
    let whole = mail("plain", b"");
    let header = String::from_utf8(whole).unwrap();
    let header =
        header.split("Content-Type").next().unwrap().replace("receipt 0", &boundary).replace("<0@", "<1@");
    let begin = format!(
        "{header}Content-Type: multipart/mixed; boundary={boundary}\n\n--{boundary}\nContent-Type: text/plain\n\n\
         Total: 5,000.00 USD\n--{boundary}\n"
    );
    [begin.as_bytes(), part, format!("\n--{boundary}--\n").as_bytes()].concat()
}

fn file(kind: &str, encoding: &str) -> String {
    format!(
        "Content-Type: {kind}; name=r.pdf\nContent-Disposition: attachment; filename=r.pdf\nContent-Transfer-Encoding: {encoding}\n"
    )
}

fn wrapped(text: &str) -> String {
    text.as_bytes().chunks(76).map(|line| format!("{}\n", str::from_utf8(line).unwrap())).collect()
}
