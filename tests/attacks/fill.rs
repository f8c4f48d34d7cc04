//! Placeholders: what a case cannot know when it is written, and what nobody wants to read twice.
//!
//! Knows the notices of the case's requests. A word in braces that is none of those below stays as it is.

use super::office::{DESK, Notice};
use super::signature::{Keys, signed};

/// What a case's mails are filled with.
pub struct Known<'a> {
    /// The name of the case, and which of its mails it is.
    pub id: &'a str,
    /// The notices about its request, newest last.
    pub notices: &'a [&'a Notice],
    /// Those about the other request.
    pub others: &'a [&'a Notice],
    /// The number of its request: `EXP-7`.
    pub number: &'a str,
    /// The number of the other.
    pub other: &'a str,
    /// Private keys.
    pub keys: &'a Keys,
}

/// The bytes of a mail.
pub fn filled(mail: &str, known: &Known<'_>) -> Vec<u8> {
    let whole = expanded(mail, known);
    let bytes = odd_bytes(&whole.replace('\n', "\r\n"));
    signed(&bytes, known.keys)
}

fn expanded(text: &str, known: &Known<'_>) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let (before, behind) = rest.split_at(open);
        out.push_str(before);
        let close = behind.find('}').unwrap_or(behind.len() - 1);
        let (placeholder, after) = behind.split_at(close + 1);
        match block(placeholder.trim_matches(['{', '}']), known) {
            Some(value) => {
                out.push_str(&value);
                rest = after;
            }
            None => {
                out.push('{');
                rest = &behind[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn block(words: &str, known: &Known<'_>) -> Option<String> {
    let (word, rest) = words.split_once([' ', ':']).unwrap_or((words, ""));
    let rest = rest.trim_start();
    Some(match word {
        "token" => notice(rest, known).token(),
        "TOKEN" => notice(rest, known).token().to_uppercase(),
        "notice" => notice(rest, known).id.clone(),
        "subject" => notice(rest, known).subject.clone(),
        "text" => notice(rest, known).text.clone(),
        "quote" => notice(rest, known).text.lines().map(|line| format!("> {line}\n")).collect(),
        "number" => known.number.to_owned(),
        "other" if rest == "number" => known.other.to_owned(),
        "id" => format!("{}@mua.example", known.id),
        "desk" => DESK.to_owned(),
        "usual" => format!(
            "Message-ID: <{}@mua.example>\nDate: Mon, 5 Oct 2026 09:00:00 +0200\nMIME-Version: 1.0",
            known.id
        ),
        "plain" => "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit".to_owned(),
        "answers" => format!("In-Reply-To: <{0}>\nReferences: <{0}>", notice(rest, known).id),
        "server" => server(rest),
        "stamp" => format!("Authentication-Results: mx.corp.example; {rest}"),
        "received" => RECEIVED.to_owned(),
        "reply" => expanded(&reply(rest), known),
        "rest" => expanded(&rest_of_reply(rest), known),
        "report" => expanded(&report(rest), known),
        "zip" => zip_bomb(rest.strip_prefix("bomb ")?),
        "repeat" => repeated(rest, known)?,
        _ => return None,
    })
}

const RECEIVED: &str =
    "Received: from mua.example (mua.example [192.0.2.7]) by mx.corp.example; Mon, 5 Oct 2026 09:00:01 +0200";

/// What the receiving server writes on top of a mail from this address.
fn server(address: &str) -> String {
    let domain = address.rsplit_once('@').map_or("", |(_, domain)| domain);
    format!(
        "Return-Path: <{address}>\n\
         Authentication-Results: mx.corp.example; dmarc=pass (p=reject) header.from={domain}\n{RECEIVED}"
    )
}

/// The header of an honest reply of somebody who was asked: `maria`, `maria in html`.
fn reply(of: &str) -> String {
    let name = of.split_once(' ').map_or(of, |(name, _)| name);
    let form = if of.ends_with(" in html") {
        "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit"
    } else if of.ends_with(" without type") {
        ""
    } else {
        "{plain}"
    };
    let blank = if form.is_empty() { "" } else { "\n" };
    format!(
        "{{server {name}@corp.example}}\nFrom: {} <{name}@corp.example>\nTo: expenses+{{token of {name}}}@corp.example\n\
         Subject: Re: {{subject of {name}}}\n{{answers {name}}}\n{{usual}}\n{form}{blank}",
        full_name(name)
    )
}

/// What stands below From in it.
fn rest_of_reply(name: &str) -> String {
    format!(
        "To: expenses+{{token of {name}}}@corp.example\nSubject: Re: {{subject of {name}}}\n{{answers {name}}}\n{{usual}}\n{{plain}}\n"
    )
}

/// The header of an honest report: `sam`, with a subject that no other has.
fn report(of: &str) -> String {
    let name = of.split_once(' ').map_or(of, |(name, _)| name);
    let form = if of.ends_with(" without type") { "" } else { "{plain}\n" };
    format!(
        "{{server {name}@corp.example}}\nFrom: {} <{name}@corp.example>\nTo: {DESK}\n\
         Subject: Fwd: a receipt ({{id}})\n{{usual}}\n{form}",
        full_name(name)
    )
}

fn full_name(name: &str) -> &str {
    match name {
        "maria" => "Maria Lopez",
        "omar" => "Omar Haddad",
        "ines" => "Ines Novak",
        "sam" => "Sam Reed",
        "boss" => "The Boss",
        other => other,
    }
}

/// `of maria`, `maria`, `of maria for the other`: her newest notice with a reply address.
fn notice<'a>(words: &str, known: &Known<'a>) -> &'a Notice {
    let words = words.strip_prefix("of ").unwrap_or(words);
    let (name, among) = match words.strip_suffix(" for the other") {
        Some(name) => (name, known.others),
        None => (words, known.notices),
    };
    let owner = format!("{name}@corp.example");
    let hers = || among.iter().filter(|notice| notice.owner == owner);
    // A closed request has notices without a reply address: there, an earlier one is used.
    let found = hers().rfind(|notice| notice.has_token()).or(hers().next_back());
    found.copied().unwrap_or_else(|| {
        panic!("{}: {name} has no notice about {}, of {}", known.id, known.number, among.len())
    })
}

/// `10000 X-A: 1/` is that many lines; `/` is a line end.
fn repeated(words: &str, known: &Known<'_>) -> Option<String> {
    let (times, text) = words.split_once(' ')?;
    let text = expanded(&text.replace("\\t", "\t").replace('\\', "\n"), known);
    Some((0..times.parse().ok()?).map(|n: usize| text.replace('#', &n.to_string())).collect())
}

/// A ZIP archive of one file, which is 64 MiB of nothing, and says that it is a gigabyte.
fn zip_bomb(name: &str) -> String {
    use std::io::Write as _;
    let mut deflated = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    let block = vec![0; 1 << 20];
    (0..64).for_each(|_| deflated.write_all(&block).unwrap());
    let data = deflated.finish().unwrap();
    let (packed, claimed) = (u32::try_from(data.len()).unwrap(), 1_u32 << 30);
    let length = u16::try_from(name.len()).unwrap();
    let mut common = vec![20, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    common.extend([packed.to_le_bytes(), claimed.to_le_bytes()].concat());
    common.extend([length.to_le_bytes(), [0, 0]].concat());
    let mut zip = [b"PK\x03\x04".as_slice(), &common, name.as_bytes(), &data].concat();
    let directory = u32::try_from(zip.len()).unwrap();
    zip.extend([b"PK\x01\x02\x14\x00".as_slice(), &common, &[0; 14], name.as_bytes()].concat());
    let size = u32::try_from(zip.len()).unwrap() - directory;
    zip.extend(
        [
            b"PK\x05\x06\0\0\0\0\x01\0\x01\0".as_slice(),
            &size.to_le_bytes(),
            &directory.to_le_bytes(),
            &[0; 2],
        ]
        .concat(),
    );
    let text = data_encoding::BASE64.encode(&zip);
    text.as_bytes().chunks(76).map(|line| format!("{}\n", str::from_utf8(line).unwrap())).collect()
}

/// `{byte 00}` and the like, which no text file should hold; also `{u+200b}`.
fn odd_bytes(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let (before, behind) = rest.split_at(open);
        out.extend_from_slice(before.as_bytes());
        let odd = behind.find('}').and_then(|close| Some((odd(&behind[1..close])?, &behind[close + 1..])));
        match odd {
            Some((bytes, after)) => {
                out.extend_from_slice(&bytes);
                rest = after;
            }
            None => {
                out.push(b'{');
                rest = &behind[1..];
            }
        }
    }
    out.extend_from_slice(rest.as_bytes());
    out
}

fn odd(words: &str) -> Option<Vec<u8>> {
    if let Some(hex) = words.strip_prefix("byte ") {
        return hex.split(' ').map(|it| u8::from_str_radix(it, 16).ok()).collect();
    }
    let letter = char::from_u32(u32::from_str_radix(words.strip_prefix("u+")?, 16).ok()?)?;
    Some(letter.to_string().into_bytes())
}
