//! DKIM signatures (RFC 6376) with keys made for this run: right ones, and each rule broken once.
//!
//! Its own canonicalisation and OpenSSL's arithmetic: what checks the signatures shares no line with what makes them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::UNIX_EPOCH;

use data_encoding::BASE64;

/// What an honest server signs.
const USUAL: &str = "from:to:subject:date:message-id:in-reply-to:references:mime-version:content-type:content-transfer-encoding:reply-to";

/// Private keys, by selector, and what the DNS says of them.
pub struct Keys {
    folder: tempfile::TempDir,
    /// Name and text of each record.
    pub records: Vec<(String, String)>,
}

impl Keys {
    /// Makes them.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut keys = Self { folder, records: Vec::new() };
        let mail = keys.rsa("mail", 2048);
        let weak = keys.rsa("weak", 768);
        let elliptic = keys.elliptic("ed");
        for (name, flags, key) in [
            ("mail._domainkey.corp.example", "k=rsa; ", mail.as_str()),
            ("mail._domainkey.news.corp.example", "k=rsa; ", &mail),
            ("mail._domainkey.evil.example", "k=rsa; ", &mail),
            ("mail._domainkey.notcorp.example", "k=rsa; ", &mail),
            ("mail._domainkey.corp.example.evil.example", "k=rsa; ", &mail),
            ("mail._domainkey.example", "k=rsa; ", &mail),
            ("trial._domainkey.corp.example", "k=rsa; t=y; ", &mail),
            ("strict._domainkey.corp.example", "k=rsa; t=s; ", &mail),
            ("gone._domainkey.corp.example", "k=rsa; ", ""),
            ("weak._domainkey.corp.example", "k=rsa; ", &weak),
            ("web._domainkey.corp.example", "k=rsa; s=web; ", &mail),
            ("old._domainkey.corp.example", "k=rsa; h=sha1; ", &mail),
            ("ed._domainkey.corp.example", "k=ed25519; ", &elliptic),
            ("broken._domainkey.corp.example", "k=rsa; ", "bm90IGEga2V5"),
        ] {
            keys.records.push((name.to_owned(), format!("v=DKIM1; {flags}p={key}")));
        }
        keys
    }

    fn rsa(&self, name: &str, bits: u32) -> String {
        let file = self.file(name);
        openssl(&["genrsa", "-out", &file, &bits.to_string()], b"");
        BASE64.encode(&openssl(&["rsa", "-in", &file, "-pubout", "-outform", "DER"], b""))
    }

    fn elliptic(&self, name: &str) -> String {
        let file = self.file(name);
        openssl(&["genpkey", "-algorithm", "ed25519", "-out", &file], b"");
        let der = openssl(&["pkey", "-in", &file, "-pubout", "-outform", "DER"], b"");
        BASE64.encode(&der[der.len() - 32..])
    }

    fn file(&self, name: &str) -> String {
        self.folder.path().join(format!("{name}.pem")).to_str().unwrap().to_owned()
    }

    fn signature(&self, algorithm: &str, key: &str, bytes: &[u8]) -> Vec<u8> {
        let file = self.file(key);
        match algorithm {
            "rsa-sha1" => openssl(&["dgst", "-sha1", "-sign", &file], bytes),
            "ed25519-sha256" => {
                // RFC 8463 §3: the hash is what is signed. OpenSSL wants it in a file.
                let digest = self.folder.path().join("digest");
                fs::write(&digest, hash(algorithm, bytes)).unwrap();
                openssl(&["pkeyutl", "-sign", "-inkey", &file, "-rawin", "-in", text(&digest)], b"")
            }
            _ => openssl(&["dgst", "-sha256", "-sign", &file], bytes),
        }
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn openssl(arguments: &[&str], input: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut child = Command::new("openssl")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("openssl is part of what tests/install-servers.sh installs");
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "openssl {arguments:?}");
    output.stdout
}

fn hash(algorithm: &str, bytes: &[u8]) -> Vec<u8> {
    if algorithm == "rsa-sha1" {
        return openssl(&["dgst", "-sha1", "-binary"], bytes);
    }
    use sha2::Digest as _;
    sha2::Sha256::digest(bytes).to_vec()
}

/// Puts a signature in the place of every line `{sign …}`, from the lowest up: each signs what stands below it.
pub fn signed(mail: &[u8], keys: &Keys) -> Vec<u8> {
    let mut mail = mail.to_vec();
    while let Some((start, end)) = last_wish(&mail) {
        let wish = String::from_utf8(mail[start..end].to_vec()).unwrap();
        let below = mail[end..].to_vec();
        let field = field(wish.trim_start_matches("{sign").trim_end_matches("}\r\n"), &below, keys);
        mail.splice(start..end, field.into_bytes());
    }
    mail
}

fn last_wish(mail: &[u8]) -> Option<(usize, usize)> {
    let marker = b"\r\n{sign";
    let start = memchr::memmem::rfind(mail, marker)? + 2;
    let length = memchr::memmem::find(&mail[start..], b"\r\n")? + 2;
    Some((start, start + length))
}

/// The field that `wish` describes: `d=corp.example s=mail key=mail c=relaxed/relaxed h=from:to …`. `h+=` signs more, `h-=`
/// less; `body=x` signs another body; `t=now+3600`.
fn field(wish: &str, below: &[u8], keys: &Keys) -> String {
    let wishes: BTreeMap<&str, &str> =
        wish.split_whitespace().map(|pair| pair.split_once('=').unwrap()).collect();
    let get = |key: &str, usual: &str| wishes.get(key).map_or(usual.to_owned(), |it| (*it).to_owned());
    let algorithm = get("a", "rsa-sha256");
    let (header_way, body_way) = {
        let ways = get("c", "relaxed/relaxed");
        let (header, body) = ways.split_once('/').unwrap_or((&ways, "simple"));
        (header.to_owned(), body.to_owned())
    };
    let split = below.windows(4).position(|it| it == b"\r\n\r\n").map_or(below.len(), |at| at + 2);
    let (header, body) = below.split_at(split);
    let fields = fields(header);
    let mut names: Vec<String> = get("h", USUAL).split(':').map(str::to_owned).collect();
    if !wishes.contains_key("h") {
        let present = |name: &String| fields.iter().any(|it| name_of(it).eq_ignore_ascii_case(name));
        names.retain(present);
    }
    names.retain(|name| wishes.get("h-").is_none_or(|less| !less.split(':').any(|it| it == name)));
    names.extend(wishes.get("h+").iter().flat_map(|more| more.split(':')).map(str::to_owned));
    let mut canonical = canonical_body(body.strip_prefix(b"\r\n").unwrap_or(body), &body_way);
    if let Some(length) = wishes.get("l") {
        canonical.truncate(length.parse().unwrap());
    }
    canonical.extend(wishes.get("body").iter().flat_map(|it| it.bytes()));
    let mut value = format!(
        "v={}; a={algorithm}; c={}; d={}; s={};",
        get("v", "1"),
        get("c", "relaxed/relaxed"),
        get("d", "corp.example"),
        get("s", "mail")
    );
    for tag in ["t", "x", "l", "i", "q"] {
        if let Some(it) = wishes.get(tag) {
            value.push_str(&format!(" {tag}={};", moment(it)));
        }
    }
    let body_hash = BASE64.encode(&hash(&algorithm, &canonical));
    value.push_str(&format!("\r\n h={};\r\n bh={body_hash};\r\n b=", names.join(":")));
    let mut input = Vec::new();
    let mut left: Vec<&Vec<u8>> = fields.iter().collect();
    for name in &names {
        // RFC 6376 §5.4.2: of several, the lowest first.
        if let Some(at) = left.iter().rposition(|field| name_of(field).eq_ignore_ascii_case(name)) {
            input.extend(canonical_field(left.remove(at), &header_way));
            input.extend_from_slice(b"\r\n");
        }
    }
    input.extend(canonical_field(format!("DKIM-Signature: {value}\r\n").as_bytes(), &header_way));
    let mut signature = keys.signature(&algorithm, &get("key", "mail"), &input);
    if wishes.contains_key("b") {
        signature[0] ^= 1;
    }
    let signature = BASE64.encode(&signature);
    let lines: Vec<&str> = signature.as_bytes().chunks(72).map(|it| str::from_utf8(it).unwrap()).collect();
    format!("DKIM-Signature: {value}{}\r\n", lines.join("\r\n "))
}

fn moment(words: &str) -> String {
    let now = i64::try_from(UNIX_EPOCH.elapsed().unwrap().as_secs()).unwrap();
    words.strip_prefix("now").map_or(words.to_owned(), |by| (now + by.parse::<i64>().unwrap()).to_string())
}

fn fields(header: &[u8]) -> Vec<Vec<u8>> {
    let mut fields: Vec<Vec<u8>> = Vec::new();
    for line in header.split_inclusive(|byte| *byte == b'\n') {
        match fields.last_mut() {
            Some(last) if line.starts_with(b" ") || line.starts_with(b"\t") => last.extend_from_slice(line),
            _ => fields.push(line.to_vec()),
        }
    }
    fields
}

fn name_of(field: &[u8]) -> String {
    let name = field.split(|byte| *byte == b':').next().unwrap_or_default();
    String::from_utf8_lossy(name).trim().to_owned()
}

/// RFC 6376 §3.4.1 and §3.4.2, without the line end.
fn canonical_field(field: &[u8], way: &str) -> Vec<u8> {
    if way == "simple" {
        return field.strip_suffix(b"\r\n").unwrap_or(field).to_vec();
    }
    let colon = field.iter().position(|byte| *byte == b':').unwrap_or(field.len());
    let mut out = name_of(field).to_ascii_lowercase().into_bytes();
    out.push(b':');
    let value: Vec<u8> = field[colon + 1..].iter().copied().filter(|it| !b"\r\n".contains(it)).collect();
    let words = value.split(|it| b" \t".contains(it)).filter(|word| !word.is_empty());
    out.extend(words.collect::<Vec<_>>().join(&b' '));
    out
}

/// RFC 6376 §3.4.3 and §3.4.4.
fn canonical_body(body: &[u8], way: &str) -> Vec<u8> {
    let text = body.strip_suffix(b"\r\n").unwrap_or(body);
    let mut lines: Vec<Vec<u8>> = text.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    for line in &mut lines {
        line.pop_if(|last| *last == b'\r');
        if way == "relaxed" {
            let blank = |byte: &u8| b" \t".contains(byte);
            let mut short = Vec::with_capacity(line.len());
            for byte in line.iter() {
                if !blank(byte) {
                    short.push(*byte);
                } else if short.last() != Some(&b' ') {
                    short.push(b' ');
                }
            }
            short.pop_if(|last| *last == b' ');
            *line = short;
        }
    }
    while lines.last().is_some_and(Vec::is_empty) {
        lines.pop();
    }
    let mut out = lines.join(b"\r\n".as_slice());
    if !out.is_empty() || way == "simple" {
        out.extend_from_slice(b"\r\n");
    }
    out
}
