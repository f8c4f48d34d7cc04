//! The bytes of one mail: whatever they are, what is said of them keeps its own promises.
#![no_main]

use countersign::mail::{Attachment, Kind, Reading, read};
use countersign_fuzz::desk;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|raw: &[u8]| {
    let reading = read(raw, &desk());
    header(&reading);
    kind(&reading);
    texts(&reading, raw);
    reading.attachments.iter().for_each(attachment);
    line_ends(&reading, raw);
    assert!(reading.attachments.len() <= 200);
    assert!(reading.attachments.iter().map(|file| file.bytes.len()).sum::<usize>() <= 64 << 20);
});

fn header(reading: &Reading) {
    assert!(is_one_line(&reading.subject, 500), "subject: {:?}", reading.subject);
    if let Some(id) = &reading.message_id {
        assert!(id.len() <= 250 && id.bytes().all(|byte| byte.is_ascii_graphic()), "message id: {id:?}");
        assert!(!id.contains(['<', '>']), "message id: {id:?}");
    }
    for secrets in [&reading.tokens, &reading.answers] {
        assert!(secrets.iter().all(|secret| is_secret(secret)), "{secrets:?}");
        assert!(secrets.iter().enumerate().all(|(at, one)| !secrets[..at].contains(one)), "{secrets:?}");
    }
    if let Some(Some(sender)) = &reading.return_path {
        assert!(sender.chars().count() <= 320, "return path: {sender:?}");
    }
}

fn kind(reading: &Reading) {
    let answers_something = !reading.tokens.is_empty() || !reading.answers.is_empty();
    match &reading.kind {
        Kind::Submission => assert!(!answers_something, "a reply was taken for a submission"),
        Kind::Reply => {
            assert!(answers_something, "a reply to nothing");
            let known = reading.undecidable.iter().all(|why| reading.warnings.contains(why));
            assert!(known, "undecidable without a warning: {:?}", reading.undecidable);
        }
        Kind::Automatic(automatic) => assert!(!automatic.sign.is_empty(), "automatic without a sign"),
        Kind::Bounce(bounce) => {
            assert!(is_one_line(&bounce.why, 1_000), "bounce: {:?}", bounce.why);
            assert!(bounce.of.iter().all(|secret| is_secret(secret)), "{:?}", bounce.of);
        }
    }
}

/// Nobody's words are made up, and a small mail never becomes a large text.
fn texts(reading: &Reading, raw: &[u8]) {
    let invented = reading.typed.lines().map(str::trim).find(|line| !reading.text.contains(line));
    assert_eq!(invented, None, "typed, but not in the text {:?}", reading.text);
    let html = reading.html_text.as_ref().map_or(0, String::len);
    let length = reading.text.len() + html + reading.hidden_text.len();
    assert!(length <= 64 * raw.len() + 1_024, "{} bytes became {length}", raw.len());
}

/// Servers and files write other line ends; what a mail says stays the same. In some charsets a line end may be half a
/// character, so that mails that name one are left out.
fn line_ends(reading: &Reading, raw: &[u8]) {
    let names_charset = raw.windows(7).any(|window| window.eq_ignore_ascii_case(b"charset"));
    if !raw.contains(&b'\r') && !names_charset && std::str::from_utf8(raw).is_ok() {
        let crlf: Vec<u8> = raw
            .iter()
            .flat_map(|byte| if *byte == b'\n' { b"\r\n" } else { std::slice::from_ref(byte) })
            .copied()
            .collect();
        let other = read(&crlf, &desk());
        assert_eq!(other.typed.replace('\r', ""), reading.typed, "other line ends, other words");
        assert_eq!(
            (&other.kind, &other.undecidable),
            (&reading.kind, &reading.undecidable),
            "other line ends"
        );
    }
}

fn attachment(file: &Attachment) {
    let name = &file.name;
    assert!((1..=100).contains(&name.chars().count()), "{name:?}");
    assert!(!name.contains(['/', '\\']) && name != "." && name != "..", "{name:?}");
    assert!(!name.chars().any(char::is_control), "{name:?}");
    assert!(!file.media_type.bytes().any(|byte| byte.is_ascii_uppercase()), "{:?}", file.media_type);
}

fn is_secret(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_lowercase() || (b'2'..=b'7').contains(&byte))
}

fn is_one_line(text: &str, limit: usize) -> bool {
    text.chars().count() <= limit && !text.chars().any(char::is_control)
}
