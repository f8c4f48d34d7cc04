//! The journey of a mail: charsets, transfer encodings, multiparts, folded headers, line ends.

use data_encoding::BASE64;
use encoding_rs::{Encoding as Charset, UTF_8};

/// A charset by the name that mails call it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named {
    pub(super) label: &'static str,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// As browsers write it: what they call iso-8859-1 is windows-1252, in mails too.
    Table,
    Ascii,
    /// UTF-8 behind a byte order mark.
    Marked,
    /// Sixteen bits with a byte order mark, the lower byte first or last.
    LittleEndian,
    BigEndian,
}

const fn table(label: &'static str) -> Named {
    Named { label, kind: Kind::Table }
}

pub(super) const CHARSETS: [Named; 40] = [
    table("utf-8"),
    table("UTF-8"),
    Named { label: "us-ascii", kind: Kind::Ascii },
    table("iso-8859-1"),
    table("iso-8859-2"),
    table("iso-8859-15"),
    table("windows-1250"),
    table("windows-1252"),
    table("windows-1251"),
    table("koi8-r"),
    table("iso-8859-5"),
    table("gb2312"),
    table("gbk"),
    table("gb18030"),
    table("big5"),
    table("shift_jis"),
    table("iso-2022-jp"),
    table("euc-kr"),
    table("utf8"),
    table("latin1"),
    table("cp1252"),
    table("windows-1254"),
    table("iso-8859-9"),
    table("ISO-8859-15"),
    table("iso-8859-10"),
    table("iso-8859-13"),
    table("windows-1257"),
    table("koi8-u"),
    table("cp1251"),
    table("x-mac-cyrillic"),
    table("gb_2312-80"),
    table("big5-hkscs"),
    table("euc-jp"),
    table("windows-31j"),
    table("x-sjis"),
    table("ks_c_5601-1987"),
    table("windows-949"),
    Named { label: "utf-8", kind: Kind::Marked },
    Named { label: "utf-16", kind: Kind::LittleEndian },
    Named { label: "UTF-16", kind: Kind::BigEndian },
];

impl Named {
    pub(super) fn can_write(self, text: &str) -> bool {
        match self.kind {
            Kind::Table => !self.table().encode(text).2,
            Kind::Ascii => text.is_ascii(),
            Kind::Marked | Kind::LittleEndian | Kind::BigEndian => true,
        }
    }

    fn table(self) -> &'static Charset {
        Charset::for_label(self.label.as_bytes()).unwrap_or(UTF_8)
    }

    /// Whether its bytes may stand in a mail as they are.
    fn is_binary(self) -> bool {
        matches!(self.kind, Kind::LittleEndian | Kind::BigEndian)
    }

    /// What it lacks is written as HTML does: `&#8364;`.
    fn bytes(self, text: &str) -> Vec<u8> {
        match self.kind {
            Kind::Table => self.table().encode(text).0.into_owned(),
            Kind::Ascii => ascii(text),
            Kind::Marked => format!("\u{feff}{text}").into_bytes(),
            Kind::LittleEndian => marked(text).flat_map(u16::to_le_bytes).collect(),
            Kind::BigEndian => marked(text).flat_map(u16::to_be_bytes).collect(),
        }
    }
}

fn marked(text: &str) -> impl Iterator<Item = u16> {
    std::iter::once(0xfeff).chain(text.encode_utf16())
}

fn ascii(text: &str) -> Vec<u8> {
    let written = |c: char| if c.is_ascii() { c.to_string() } else { format!("&#{};", u32::from(c)) };
    text.chars().map(written).collect::<String>().into_bytes()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    EightBit,
    QuotedPrintable,
    Base64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Body {
    Text,
    Html,
    Both,
}

/// What stands around the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrapper {
    Mixed,
    Related,
    Signed,
}

/// Where a header field is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Folding {
    None,
    Blank,
    Tab,
    InValue,
}

#[derive(Clone, Debug)]
pub(super) struct Journey {
    pub(super) body: Body,
    pub(super) charset: Named,
    pub(super) encoding: Encoding,
    pub(super) wrappers: Vec<Wrapper>,
    pub(super) folding: Folding,
    pub(super) crlf: bool,
}

impl Journey {
    /// The whole mail. A text that the charset lacks letters for is written in UTF-8.
    pub(super) fn mail(&self, (text, parameters): &(String, &str), html: &str) -> Vec<u8> {
        let able = if self.charset.can_write(text) { self.charset } else { CHARSETS[0] };
        let text = || self.part("text/plain", parameters, able, text);
        let html = || self.part("text/html", "", self.charset, html);
        let mut part = match self.body {
            Body::Text => text(),
            Body::Html => html(),
            Body::Both => self.multipart("alternative", "", &[text(), html()], 0),
        };
        for (at, wrapper) in self.wrappers.iter().enumerate() {
            part = self.wrapped(part, *wrapper, at + 1);
        }
        let head = self.field(
            "From: Maria Lopez <maria@corp.example>\n\
             To: Expense desk <expenses+abcdefghijklmnopqrstuvwxyz234567@corp.example>\n\
             Subject: Re: [EXP-7] Approval needed\nMIME-Version: 1.0\n",
        );
        [self.ended(&head), part].concat()
    }

    fn part(&self, media_type: &str, parameters: &str, charset: Named, text: &str) -> Vec<u8> {
        let bytes = charset.bytes(&if self.crlf { text.replace('\n', "\r\n") } else { text.to_owned() });
        let encoding = if charset.is_binary() { Encoding::Base64 } else { self.encoding };
        let (name, body) = match encoding {
            Encoding::EightBit => ("8bit", bytes),
            Encoding::QuotedPrintable => ("quoted-printable", self.ended(&quoted_printable(&bytes))),
            Encoding::Base64 => ("base64", self.ended(&base64(&bytes))),
        };
        let label = charset.label;
        let head = format!(
            "{}Content-Transfer-Encoding: {name}\n\n",
            self.field(&format!("Content-Type: {media_type}; charset=\"{label}\"{parameters}\n")),
        );
        [self.ended(&head), body].concat()
    }

    fn wrapped(&self, part: Vec<u8>, wrapper: Wrapper, level: usize) -> Vec<u8> {
        let file =
            |head: &str| self.ended(&format!("{head}\nContent-Transfer-Encoding: base64\n\nQVBQUk9WRQ==\n"));
        match wrapper {
            Wrapper::Mixed => {
                let pdf = file(
                    "Content-Type: application/pdf; name=a.pdf\nContent-Disposition: attachment; filename=a.pdf",
                );
                self.multipart("mixed", "", &[part, pdf], level)
            }
            Wrapper::Related => {
                let image = file("Content-Type: image/png; name=logo.png\nContent-ID: <logo@corp.example>");
                self.multipart("related", "; type=\"multipart/alternative\"", &[part, image], level)
            }
            Wrapper::Signed => {
                let signature = file("Content-Type: application/pgp-signature; name=signature.asc");
                let parameters = "; micalg=pgp-sha512; protocol=\"application/pgp-signature\"";
                self.multipart("signed", parameters, &[part, signature], level)
            }
        }
    }

    fn multipart(&self, kind: &str, parameters: &str, parts: &[Vec<u8>], level: usize) -> Vec<u8> {
        let boundary = format!("----=_Part_{level}.1767603600");
        let head =
            self.field(&format!("Content-Type: multipart/{kind}{parameters}; boundary=\"{boundary}\"\n"));
        let mut whole = self.ended(&format!("{head}\nThis is a multi-part message in MIME format.\n"));
        for part in parts {
            whole.extend(self.ended(&format!("\n--{boundary}\n")));
            whole.extend(part);
        }
        whole.extend(self.ended(&format!("\n--{boundary}--\n")));
        whole
    }

    /// RFC 5322 §2.2.3.
    fn field(&self, field: &str) -> String {
        match self.folding {
            Folding::None => field.to_owned(),
            Folding::Blank => field.replace("; ", ";\n "),
            Folding::Tab => field
                .replace(" desk <", " desk\n\t<")
                .replace("; ", ";\n\t")
                .replace("Content-Type: ", "content-type:\n\t"),
            Folding::InValue => field.replace("; ", " ;\n    ").replace("boundary=", "boundary=\n "),
        }
    }

    fn ended(&self, text: &str) -> Vec<u8> {
        if self.crlf { text.replace('\n', "\r\n").into_bytes() } else { text.as_bytes().to_vec() }
    }
}

/// RFC 2045 §6.7. Line ends stay line ends, so that nobody sees which they were.
fn quoted_printable(bytes: &[u8]) -> String {
    const LONGEST: usize = 75;
    let mut encoded = String::new();
    for line in bytes.split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let mut width = 0;
        for (at, byte) in line.iter().enumerate() {
            let last_blank = at + 1 == line.len() && byte.is_ascii_whitespace();
            let piece = match byte {
                b' '..=b'~' if *byte != b'=' && !last_blank => char::from(*byte).to_string(),
                other => format!("={other:02X}"),
            };
            if width + piece.len() > LONGEST {
                encoded.push_str("=\n");
                width = 0;
            }
            width += piece.len();
            encoded.push_str(&piece);
        }
        encoded.push('\n');
    }
    encoded
}

fn base64(bytes: &[u8]) -> String {
    let letters = BASE64.encode(bytes);
    letters.as_bytes().chunks(76).flat_map(|line| [String::from_utf8_lossy(line), "\n".into()]).collect()
}
