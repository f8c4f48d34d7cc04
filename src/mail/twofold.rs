//! Headers of parts that different programs take for different things: a field twice, a parameter twice.
//!
//! Knows RFC 2045 §5 and RFC 2231. Must not know what a part says.

use mail_parser::{Message, MessagePart, MimeHeaders, PartType};

use super::header::lines;

/// Parameters that make another text of the same bytes.
const SHAPING: [&str; 4] = ["boundary", "charset", "format", "delsp"];
const FIELDS: [&[u8]; 2] = [b"content-type", b"content-transfer-encoding"];

/// Why the parts that hold what somebody typed, or those around them, can be read in two ways.
pub(super) fn twofold(message: &Message<'_>, raw: &[u8]) -> Option<String> {
    let texts = message.text_body.iter().chain(&message.html_body).filter_map(|id| message.part(*id));
    let around = message.parts.iter().filter(|part| matches!(part.body, PartType::Multipart(_)));
    let found = texts.chain(around).any(|part| is_twofold(part, raw));
    found.then(|| "the type of its text is written so that programs read it differently".to_owned())
}

fn is_twofold(part: &MessagePart<'_>, raw: &[u8]) -> bool {
    has_two_values(part) || has_two_fields(part, raw)
}

/// One wins in some programs, the other in others. The same value twice is what careless programs write.
fn has_two_values(part: &MessagePart<'_>) -> bool {
    let attributes = part.content_type().and_then(|kind| kind.attributes()).unwrap_or_default();
    SHAPING.iter().any(|name| {
        let mut values =
            attributes.iter().filter(|one| one.name.eq_ignore_ascii_case(name)).map(|one| &one.value);
        let first = values.next();
        let is_same = |value: &str| {
            first.is_some_and(|first| {
                *first == value || *name != "boundary" && first.eq_ignore_ascii_case(value)
            })
        };
        !values.all(|value| is_same(value))
    })
}

/// A field twice, or a boundary or charset in pieces (RFC 2231), which some programs put together and others do not.
fn has_two_fields(part: &MessagePart<'_>, raw: &[u8]) -> bool {
    let header =
        raw.get(part.raw_header_offset() as usize..part.raw_body_offset() as usize).unwrap_or_default();
    let mut seen = [false; FIELDS.len()];
    lines(header).filter(|line| !line.starts_with(b" ") && !line.starts_with(b"\t")).any(|line| {
        let Some(colon) = line.iter().position(|byte| *byte == b':') else { return false };
        let (name, value) = line.split_at(colon);
        let name: Vec<u8> =
            name.iter().filter(|byte| byte.is_ascii_graphic()).map(u8::to_ascii_lowercase).collect();
        let Some(at) = FIELDS.iter().position(|field| *field == name) else { return false };
        let is_again = seen.get_mut(at).is_some_and(|seen| std::mem::replace(seen, true));
        is_again || is_in_pieces(&value.to_ascii_lowercase())
    })
}

fn is_in_pieces(value: &[u8]) -> bool {
    [b"boundary*".as_slice(), b"charset*"].iter().any(|name| memchr::memmem::find(value, name).is_some())
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::super::tests::desk;

    fn undecidable(kind: &str, part: &str) -> bool {
        let fields = "From: a@corp.example\nTo: expenses+abcdefghijklmnopqrstuvwxyz234567@corp.example";
        let mail = format!("{fields}\nContent-Type: {kind}\n\n--a\n{part}\n\nAPPROVE\n--a--\n");
        let reading = read(mail.as_bytes(), &desk());
        reading.undecidable.is_some() || reading.typed.trim() != "APPROVE"
    }

    #[test]
    fn t79_a_type_that_programs_read_differently_decides_nothing() {
        let (mixed, plain) = ("multipart/mixed; boundary=a", "Content-Type: text/plain; charset=utf-8");
        assert!(!undecidable(mixed, plain));
        assert!(!undecidable("multipart/mixed; boundary=a; boundary=a", plain));
        assert!(!undecidable(mixed, "Content-Type: text/plain; charset=utf-8; charset=UTF-8"));
        assert!(!undecidable(mixed, "Content-Type: text/plain;\n charset=utf-8;\n format=flowed"));
        for kind in [
            "multipart/mixed; boundary=a; boundary=b",
            "multipart/mixed; boundary=b; boundary=a",
            "multipart/mixed; boundary=\"a\";\n BOUNDARY=\"A\"",
            "multipart/mixed; boundary=a; boundary*0=b",
            "multipart/mixed; boundary*0=a",
            "multipart/mixed; boundary*=us-ascii''a",
        ] {
            assert!(undecidable(kind, plain), "{kind}");
        }
        for part in [
            "Content-Type: text/plain; charset=utf-8; charset=utf-16",
            "Content-Type: text/plain; charset=utf-8; charset*=us-ascii''utf-7",
            "Content-Type: text/plain; format=fixed; format=flowed",
            "Content-Type: text/plain\nContent-Type: text/html",
            "Content-Type: text/plain\nContent-Transfer-Encoding: 7bit\nContent-Transfer-Encoding: base64",
        ] {
            assert!(undecidable(mixed, part), "{part}");
        }
    }
}
