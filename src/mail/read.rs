//! From the bytes of one mail to what it says.
//!
//! Knows the order of things: first who and what kind, then the text, then whether the text may decide.
//! Must not know any of the formats itself. Never fails: what is wrong with a mail is part of what it says.

use super::attachment::files;
use super::body::body;
use super::bounce::bounce;
use super::header::Header;
use super::kind::{Signs, Title, beginning, is_the_desks_own};
use super::prepare::{is_endless, parts, prepared};
use super::sender::sender;
use super::texts::{self, Texts};
use super::{Identity, Kind, Reading, thread};
use crate::approval::Address;
use crate::characters::{is_line_separator, is_unfit_to_show};

const LONGEST_SUBJECT: usize = 500;
pub(super) const MOST_PARTS: usize = 2_000;
/// So deep no mail program nests parts: mails inside a mail begin anew.
const DEEPEST: usize = 30;

/// Reads one mail; never fails.
pub fn read(raw: &[u8], identity: &Identity) -> Reading {
    let header = Header::read(raw);
    let copy = prepared(raw);
    let mut parsed = parts(&copy);
    let too_many =
        is_endless(&copy) || parsed.as_ref().is_some_and(|message| message.parts.len() > MOST_PARTS);
    let files = parsed.as_mut().filter(|_| !too_many).map(files).unwrap_or_default();
    let message = parsed.as_ref().filter(|_| !too_many);
    let mut texts = message.map(|message| Texts::of(body(message, &copy))).unwrap_or_default();
    let mails = texts::inner(&files);
    let subject = parsed.as_ref().and_then(|message| message.subject()).unwrap_or_default();
    let mut reading = Reading {
        from: sender(&header).and_then(|from| agreed(from, parsed.as_ref())),
        beyond: beyond(&header, parsed.as_ref()),
        has_our_id: thread::has_our_id(&header, identity),
        subject: one_line(subject),
        message_id: thread::own_id(&header),
        kind: Kind::Submission,
        tokens: thread::tokens(&header, identity),
        answers: thread::answers(&header, identity),
        return_path: return_path(&header),
        typed: std::mem::take(&mut texts.typed),
        text: texts.whole(&mails),
        html_text: texts.rendered.as_ref().filter(|_| texts.plain.is_some()).map(|html| html.text.clone()),
        hidden_text: texts.rendered.as_ref().map(|html| html.hidden.clone()).unwrap_or_default(),
        json_ld: texts.rendered.as_ref().map(|html| html.json_ld.clone()).unwrap_or_default(),
        mails,
        attachments: Vec::new(),
        warnings: texts.warnings(),
        undecidable: texts.problem.take(),
        left_out: None,
    };
    let too_many = too_many.then_some("it has too many parts; its text was not read");
    for left_out in [too_many, texts.left_out, files.left_out].into_iter().flatten() {
        reading.refuse(left_out);
        reading.left_out.get_or_insert_with(|| left_out.to_owned());
    }
    reading.attachments = files.attachments;
    if reading.tokens.is_empty() && reading.answers.is_empty() {
        texts.forget_source();
    }
    let (kind, doubt) = kind(&reading, texts.own(), &header, message, &copy, identity);
    reading.kind = kind;
    if reading.kind == Kind::Reply {
        if reading.undecidable.is_none() && texts.hides_a_decision() {
            reading.refuse("its HTML part hides text that says something else");
        }
        if let Some(doubt) = doubt {
            reading.refuse(doubt);
        }
        if is_the_desks_own(&header, identity) {
            reading.refuse("it came through a mailing list, and what does never decides");
        }
        // Nobody has to know it of a receipt, which decides nothing.
        reading.warnings.extend(reading.undecidable.clone().filter(|why| !reading.warnings.contains(why)));
    }
    reading
}

/// What the parser of its parts takes for the sender must be the same: where two programs read two senders, one of them
/// is deceived.
fn agreed(from: Address, parsed: Option<&mail_parser::Message<'_>>) -> Result<Address, String> {
    let list = parsed.and_then(|message| message.from()).and_then(|from| from.as_list());
    let one = match list {
        Some([one]) => one.address(),
        Some(_) | None => None,
    };
    match one.map(str::parse::<Address>) {
        Some(Ok(other)) if other == from => Ok(from),
        Some(_) | None => Err("two readings of its From field differ".to_owned()),
    }
}

/// Which limit the mail is beyond. The text and the files of such a mail are not looked for.
fn beyond(header: &Header, parsed: Option<&mail_parser::Message<'_>>) -> Option<&'static str> {
    let parts = parsed.map_or(0, |message| message.parts.len());
    if header.is_too_long() {
        Some("its header is too long")
    } else if parts > MOST_PARTS {
        Some("it has too many parts")
    } else if parsed.is_some_and(|message| depth(message) > DEEPEST) {
        Some("its parts are nested too deep")
    } else {
        None
    }
}

/// How deep its parts are nested. A part stands behind the one that it is in.
fn depth(message: &mail_parser::Message<'_>) -> usize {
    let mut depths = vec![0_usize; message.parts.len()];
    for (at, part) in message.parts.iter().enumerate() {
        let below = depths.get(at).copied().unwrap_or_default() + 1;
        for child in part.sub_parts().unwrap_or_default() {
            if let Some(depth) = usize::try_from(*child).ok().and_then(|child| depths.get_mut(child)) {
                *depth = below;
            }
        }
    }
    depths.into_iter().max().unwrap_or_default()
}

impl Reading {
    fn refuse(&mut self, why: &str) {
        if !self.warnings.iter().any(|warning| warning == why) {
            self.warnings.push(why.to_owned());
        }
        self.undecidable.get_or_insert_with(|| why.to_owned());
    }
}

/// Automatic mail and bounces come before everything else: a server's "rejected" is nobody's decision. Beside an answer, why
/// it may be a machine's.
fn kind(
    reading: &Reading,
    text: &str,
    header: &Header,
    message: Option<&mail_parser::Message<'_>>,
    raw: &[u8],
    identity: &Identity,
) -> (Kind, Option<&'static str>) {
    let signs = Signs {
        header,
        from: reading.from.as_ref().ok(),
        title: Title::new(&reading.subject),
        identity,
        return_path: reading.return_path.as_ref(),
        answers_us: !reading.tokens.is_empty() || !reading.answers.is_empty(),
        text,
        typed: &reading.typed,
        has_files: !reading.attachments.is_empty(),
        message,
        raw,
    };
    if let Some(own) = signs.own() {
        return (Kind::Automatic(own), None);
    }
    if let Some(bounce) = bounce(&signs) {
        return (Kind::Bounce(bounce), None);
    }
    if let Some(automatic) = signs.automatic() {
        return (Kind::Automatic(automatic), None);
    }
    if signs.answers_us { (Kind::Reply, signs.doubt()) } else { (Kind::Submission, None) }
}

/// RFC 5321 §4.4: the server notes the envelope sender on top.
fn return_path(header: &Header) -> Option<Option<String>> {
    let value = header.first("return-path")?.trim();
    let address = value.trim_start_matches('<').trim_end_matches('>').trim();
    Some((!address.is_empty()).then(|| beginning(address, 320)))
}

fn one_line(subject: &str) -> String {
    let blank = |c: char| if c.is_control() || is_line_separator(c) { ' ' } else { c };
    let clean: String = subject.chars().filter(|c| !is_unfit_to_show(*c)).map(blank).collect();
    let words: Vec<&str> = clean.split_whitespace().collect();
    words.join(" ").chars().take(LONGEST_SUBJECT).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::desk;
    use super::*;

    fn page(to: &str, length: usize) -> Reading {
        let html = format!("<p>APPROVE</p><!--{}--><p>Total 5 USD</p>", "x".repeat(length));
        let header = format!("From: a@corp.example\nTo: {to}@corp.example\nContent-Type: text/html");
        read(format!("{header}\n\n{html}").as_bytes(), &desk())
    }

    #[test]
    fn of_a_mail_that_is_nothing_but_parts_only_the_header_is_read() {
        let parts = "--b\r\nContent-Type: text/plain\r\n\r\nAPPROVE\r\n".repeat(20_001);
        let header = "From: a@corp.example\r\nSubject: many\r\nContent-Type: multipart/mixed; boundary=b";
        let reading = read(format!("{header}\r\n\r\n{parts}").as_bytes(), &desk());
        assert_eq!((reading.subject.as_str(), reading.typed.as_str()), ("many", ""));
        assert_eq!(reading.undecidable.as_deref(), Some("it has too many parts; its text was not read"));
    }

    #[test]
    fn a_text_that_is_longer_than_is_read_decides_nothing_and_says_so() {
        let why = "its text is longer than is read";
        for to in ["expenses", "expenses+abcdefghijklmnopqrstuvwxyz234567"] {
            let long = page(to, 4 << 20);
            assert_eq!(long.warnings, [why]);
            assert_eq!((long.undecidable.as_deref(), long.left_out.as_deref()), (Some(why), Some(why)));
            let short = page(to, 4 << 10);
            assert_eq!((short.undecidable, short.left_out, short.warnings), (None, None, Vec::new()));
        }
    }
}
