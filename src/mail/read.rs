//! From the bytes of one mail to what it says.
//!
//! Knows the order of things: first who and what kind, then the text, then whether the text may decide.
//! Must not know any of the formats itself. Never fails: what is wrong with a mail is part of what it says.

use super::attachment::{Files, files};
use super::body::{Body, body};
use super::bounce::bounce;
use super::header::Header;
use super::html::{Rendered, render};
use super::kind::{Signs, Title, beginning, is_the_desks_own};
use super::prepare::{parts, prepared};
use super::reply::{self, Part};
use super::sender::sender;
use super::words::Words;
use super::{Identity, Kind, Reading, decision, thread};
use crate::characters::{is_line_separator, is_unfit_to_show};

const LONGEST_SUBJECT: usize = 500;
pub(super) const MOST_PARTS: usize = 2_000;

/// Reads one mail; never fails.
pub fn read(raw: &[u8], identity: &Identity) -> Reading {
    let header = Header::read(raw);
    let copy = prepared(raw);
    let parsed = parts(&copy);
    let too_many = parsed.as_ref().is_some_and(|message| message.parts.len() > MOST_PARTS);
    let message = parsed.as_ref().filter(|_| !too_many);
    let mut texts = message.map(|message| Texts::of(body(message, &copy))).unwrap_or_default();
    let files = message.map(files).unwrap_or_default();
    let subject = parsed.as_ref().and_then(|message| message.subject()).unwrap_or_default();
    let mut reading = Reading {
        from: sender(&header),
        subject: one_line(subject),
        message_id: thread::own_id(&header),
        kind: Kind::Submission,
        tokens: thread::tokens(&header, identity),
        answers: thread::answers(&header, identity),
        return_path: return_path(&header),
        typed: std::mem::take(&mut texts.typed),
        text: texts.whole(&files),
        html_text: texts.rendered.as_ref().filter(|_| texts.plain.is_some()).map(|html| html.text.clone()),
        hidden_text: texts.rendered.as_ref().map(|html| html.hidden.clone()).unwrap_or_default(),
        attachments: Vec::new(),
        warnings: texts.warnings(),
        undecidable: texts.problem.take(),
    };
    if too_many {
        reading.refuse("it has too many parts; its text was not read");
    }
    if let Some(left_out) = files.left_out {
        reading.refuse(left_out);
    }
    reading.attachments = files.attachments;
    reading.kind = kind(&reading, texts.own(), &header, message, &copy, identity);
    if reading.kind == Kind::Reply {
        if is_the_desks_own(&header, identity) {
            reading.refuse("it came through a mailing list, and what does never decides");
        }
        // Nobody has to know it of a receipt, which decides nothing.
        reading.warnings.extend(reading.undecidable.clone().filter(|why| !reading.warnings.contains(why)));
    }
    reading
}

impl Reading {
    fn refuse(&mut self, why: &str) {
        self.warnings.push(why.to_owned());
        self.undecidable.get_or_insert_with(|| why.to_owned());
    }
}

/// Automatic mail and bounces come before everything else: a server's "rejected" is nobody's decision.
fn kind(
    reading: &Reading,
    text: &str,
    header: &Header,
    message: Option<&mail_parser::Message<'_>>,
    raw: &[u8],
    identity: &Identity,
) -> Kind {
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
        return Kind::Automatic(own);
    }
    if let Some(bounce) = bounce(&signs) {
        return Kind::Bounce(bounce);
    }
    if let Some(automatic) = signs.automatic() {
        return Kind::Automatic(automatic);
    }
    if signs.answers_us { Kind::Reply } else { Kind::Submission }
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

/// The texts of one mail.
#[derive(Default)]
pub(super) struct Texts {
    /// The text part, unless it is blank and there is another.
    pub(super) plain: Option<String>,
    /// The HTML part.
    pub(super) rendered: Option<Rendered>,
    typed: String,
    problem: Option<String>,
}

impl Texts {
    pub(super) fn of(body: Body) -> Self {
        let rendered = body.html.as_deref().map(render);
        let plain = body.plain.filter(|text| !text.trim().is_empty() || rendered.is_none());
        let from_plain = plain.as_deref().map(|text| reply::typed(&reply::classify(text)));
        let from_html = rendered.as_ref().map(typed_in_html);
        let too_much = rendered.as_ref().and_then(|html| html.problem.clone());
        let problem = body.problem.or(too_much).or_else(|| match (&from_plain, &from_html) {
            (Some(plain), Some(html)) if disagree(plain, html) => {
                Some("its text part and its HTML part say different things".to_owned())
            }
            _ => None,
        });
        let typed = from_plain.or(from_html).unwrap_or_default();
        Self { plain, rendered, typed, problem }
    }

    fn own(&self) -> &str {
        let rendered = || self.rendered.as_ref().map(|html| html.text.as_str());
        self.plain.as_deref().or_else(rendered).unwrap_or_default()
    }

    /// As a mail program shows it: the mail itself, then the mails that it brings as files.
    fn whole(&self, files: &Files) -> String {
        let mut whole = self.own().to_owned();
        for nested in &files.bodies {
            let text = match (&nested.plain, &nested.html) {
                (Some(plain), _) if !plain.trim().is_empty() => plain.clone(),
                (_, Some(html)) => render(html).text,
                (_, None) => continue,
            };
            whole.push_str("\n\n");
            whole.push_str(&text);
        }
        whole
    }

    fn warnings(&self) -> Vec<String> {
        let hidden =
            self.rendered.as_ref().is_some_and(|html| html.hidden.chars().any(char::is_alphanumeric));
        hidden.then(|| "hidden text in the HTML part was ignored".to_owned()).into_iter().collect()
    }
}

fn typed_in_html(html: &Rendered) -> String {
    reply::typed(&pieces_of_html(html))
}

/// Every line of an HTML part with what it is.
pub(super) fn pieces_of_html(html: &Rendered) -> Vec<(Part, &str)> {
    let hints = html.hints.iter().copied().chain(std::iter::repeat(None));
    let lines: Vec<(&str, Option<Part>)> = html.text.split_inclusive('\n').zip(hints).collect();
    reply::classify_hinted(&lines)
}

/// Whether the two parts of a mail could decide differently, also with words that only the configuration knows.
pub(super) fn disagree(plain: &str, html: &str) -> bool {
    let words = Words::shipped();
    let (one, two) = (decision::said(plain, words), decision::said(html, words));
    if std::mem::discriminant(&one) != std::mem::discriminant(&two) {
        return true;
    }
    let unclear = matches!(one, decision::Said::Unclear { .. });
    unclear && first_letters(plain) != first_letters(html)
}

/// The first line's letters, up to where new wrapping may begin to differ.
fn first_letters(typed: &str) -> String {
    const ALIKE: usize = 30;
    let letters = typed.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    letters.take(ALIKE).collect()
}
