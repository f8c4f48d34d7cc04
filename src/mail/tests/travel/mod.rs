//! How a reply travels never changes what it says: wrapping, quoting, line ends, transfer encodings, flowed text,
//! charsets, multiparts and folded headers, in any combination.

mod envelope;
mod replies;

use proptest::prelude::*;

use super::desk;
use super::properties::{notice, wrapped};
use crate::mail::{Said, Words, read, said};
use envelope::{Body, CHARSETS, Encoding, Folding, Journey, Wrapper};
use replies::{REPLIES, Reply};

/// How the lines of a text part are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lines {
    /// Wrapped by the program that wrote it, which cannot be undone.
    Wrapped,
    /// RFC 3676.
    Flowed,
    /// RFC 3676 with `DelSp=yes`, as for text without blanks.
    FlowedWithoutBlanks,
}

/// How a reply looks before it is encoded.
#[derive(Clone, Copy, Debug)]
struct Look {
    width: usize,
    depth: usize,
    lines: Lines,
    signed: bool,
}

fn any_look() -> impl Strategy<Value = Look> {
    let lines =
        prop::sample::select(vec![Lines::Wrapped, Lines::Wrapped, Lines::Flowed, Lines::FlowedWithoutBlanks]);
    (60_usize..998, 1_usize..5, lines, any::<bool>()).prop_map(|(width, depth, lines, signed)| Look {
        width,
        depth,
        lines,
        signed,
    })
}

fn any_journey() -> impl Strategy<Value = Journey> {
    let body = prop::sample::select(vec![Body::Text, Body::Html, Body::Both]);
    let encoding =
        prop::sample::select(vec![Encoding::EightBit, Encoding::QuotedPrintable, Encoding::Base64]);
    let wrapper = prop::sample::select(vec![Wrapper::Mixed, Wrapper::Related, Wrapper::Signed]);
    let folding = prop::sample::select(vec![Folding::None, Folding::Blank, Folding::Tab, Folding::InValue]);
    let charset = prop::sample::select(CHARSETS.to_vec());
    (body, charset, encoding, prop::collection::vec(wrapper, 0..4), folding, any::<bool>()).prop_map(
        |(body, charset, encoding, wrappers, folding, crlf)| Journey {
            body,
            charset,
            encoding,
            wrappers,
            folding,
            crlf,
        },
    )
}

/// The text part, and the parameters of its type.
fn text_part(reply: &Reply, look: Look) -> (String, &'static str) {
    let prefix = "> ".repeat(look.depth);
    let signature = if look.signed { "\n-- \nMaria Lopez\nApproved supplier of smiles\n" } else { "" };
    let typed = [reply.first, "", reply.remark, ""].join("\n");
    match look.lines {
        Lines::Wrapped => {
            let [typed, introduction] = [&typed, reply.introduction].map(|it| wrapped(it, look.width, ""));
            let quote = wrapped(&notice(), look.width, &prefix);
            (format!("{typed}{signature}\n{introduction}\n{quote}"), "")
        }
        Lines::Flowed | Lines::FlowedWithoutBlanks => {
            let delete = look.lines == Lines::FlowedWithoutBlanks;
            let flow = |text: &str, depth: usize| flowed(text, look.width, depth, delete);
            let quote = flow(&notice(), look.depth);
            let text = format!(
                "{}{signature}\n{}{quote}",
                flow(&typed, 0),
                flow(&format!("{}\n", reply.introduction), 0)
            );
            (text, if delete { "; format=flowed; delsp=yes" } else { "; format=flowed" })
        }
    }
}

/// RFC 3676 §4: a line that goes on ends in a blank, and one that could be mistaken begins with one.
fn flowed(text: &str, width: usize, depth: usize, delete_blanks: bool) -> String {
    let marks = ">".repeat(depth);
    let mut flowed = String::new();
    for paragraph in text.lines() {
        let folded = wrapped(paragraph, width, "");
        let lines: Vec<&str> = folded.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            let stuffing =
                if depth > 0 || line.starts_with([' ', '>']) || line.starts_with("From ") { " " } else { "" };
            let goes_on = match (at + 1 < lines.len(), delete_blanks) {
                (false, _) => "",
                (true, false) => " ",
                (true, true) => "  ",
            };
            flowed.push_str(&format!("{marks}{stuffing}{line}{goes_on}\n"));
        }
    }
    flowed
}

fn html_part(reply: &Reply, look: Look) -> String {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let paragraphs: String =
        notice().lines().map(|line| format!("<div>{}<br></div>\n", escaped(line))).collect();
    let signature =
        "<div class=\"gmail_signature\">-- <br>Maria Lopez<br>Approved supplier of smiles</div>\n";
    format!(
        "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html\"></head><body>\n\
         <div>{}</div>\n<div><br></div>\n<div>{}</div>\n<div><br></div>\n{}<div class=\"gmail_quote\">\n\
         <div class=\"gmail_attr\">{}<br></div>\n{}{paragraphs}{}</div>\n</body></html>\n",
        escaped(reply.first),
        escaped(reply.remark),
        if look.signed { signature } else { "" },
        escaped(reply.introduction),
        "<blockquote class=\"gmail_quote\">\n".repeat(look.depth),
        "</blockquote>\n".repeat(look.depth),
    )
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn decision(typed: &str) -> Option<&'static str> {
    match said(typed, &Words::default()) {
        Said::Approve { .. } => Some("approve"),
        Said::Reject { .. } => Some("reject"),
        Said::Unclear { .. } => None,
        other @ (Said::Ask { .. } | Said::Delegate { .. } | Said::Amount { .. }) => panic!("{other:?}"),
        other @ (Said::Withdraw | Said::Status | Said::Help) => panic!("{other:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn however_a_reply_travels_it_says_the_same(
        reply in prop::sample::select(REPLIES.to_vec()),
        look in any_look(),
        journey in any_journey(),
    ) {
        let raw = journey.mail(&text_part(&reply, look), &html_part(&reply, look));
        let reading = read(&raw, &desk());
        let mail = String::from_utf8_lossy(&raw);
        prop_assert_eq!(&reading.undecidable, &None, "{}", mail);
        prop_assert_eq!(words(&reading.typed), format!("{} {}", reply.first, reply.remark), "{}", mail);
        prop_assert_eq!(decision(&reading.typed), reply.decision, "{}", mail);
        prop_assert_eq!(reading.tokens.len(), 1, "{}", mail);
    }
}

/// The combinations above are drawn by chance; every charset that can write a reply is tried here.
#[test]
fn every_reply_is_read_in_every_charset_that_can_write_it() {
    let look = Look { width: 76, depth: 1, lines: Lines::Wrapped, signed: true };
    let mut tried = std::collections::BTreeMap::new();
    for charset in CHARSETS {
        for reply in REPLIES {
            let (text, parameters) = text_part(&reply, look);
            if !charset.can_write(&text) {
                continue;
            }
            for body in [Body::Text, Body::Html, Body::Both] {
                let journey = Journey {
                    body,
                    charset,
                    encoding: Encoding::Base64,
                    wrappers: Vec::new(),
                    folding: Folding::None,
                    crlf: true,
                };
                let raw = journey.mail(&(text.clone(), parameters), &html_part(&reply, look));
                let reading = read(&raw, &desk());
                assert_eq!(reading.undecidable, None, "{charset:?} {body:?} {reply:?}");
                assert_eq!(
                    words(&reading.typed),
                    format!("{} {}", reply.first, reply.remark),
                    "{charset:?} {body:?}"
                );
                assert_eq!(decision(&reading.typed), reply.decision, "{charset:?} {body:?} {reply:?}");
            }
            *tried.entry(charset.label).or_insert(0) += 1;
        }
    }
    let untried: Vec<_> = CHARSETS.iter().filter(|charset| !tried.contains_key(charset.label)).collect();
    assert!(untried.is_empty(), "{untried:?}");
}
