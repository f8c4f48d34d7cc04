//! Really signed mails (RFC 6376): keys made in the test, and signatures of which every tag can be bent.
//!
//! ```ignore
//! let key = Key::rsa(2048);
//! let mail = Signature::new(&key, "corp.example", "desk").sign(b"From: maria@corp.example\r\n…");
//! let record = key.record();  // the text at desk._domainkey.corp.example
//! ```

use mail_auth::common::crypto::{DkimKey, Ed25519Key, HashAlgorithm, RsaKey, Sha256, SigningKey};
use mail_auth::dkim::Canonicalization;
use mail_auth::dkim::generate::DkimKeyPair;
use rustls::pki_types::PrivateKeyDer;

/// What a careful server signs; a field that the mail does not have is signed as absent.
pub const FIELDS: &str = "from:to:subject:date:message-id:in-reply-to:references:reply-to:cc:content-type:\
                          content-transfer-encoding:mime-version";

/// A pair of keys.
pub struct Key {
    secret: DkimKey,
    public: Vec<u8>,
    algorithm: &'static str,
}

impl Key {
    /// An RSA key of so many bits.
    pub fn rsa(bits: usize) -> Self {
        let pair = DkimKeyPair::generate_rsa(bits).unwrap();
        let der = PrivateKeyDer::Pkcs1(pair.private_key().to_vec().into());
        let secret = DkimKey::Rsa(RsaKey::<Sha256>::from_key_der(der).unwrap());
        Self { secret, public: pair.public_key().to_vec(), algorithm: "rsa" }
    }

    /// An Ed25519 key (RFC 8463).
    pub fn ed25519() -> Self {
        let pair = DkimKeyPair::generate_ed25519().unwrap();
        let secret = DkimKey::Ed25519(Ed25519Key::from_pkcs8_der(pair.private_key()).unwrap());
        Self { secret, public: pair.public_key().to_vec(), algorithm: "ed25519" }
    }

    /// What DNS says of it: `v=DKIM1; k=rsa; p=…`.
    pub fn record(&self) -> String {
        format!("v=DKIM1; k={}; p={}", self.algorithm, data_encoding::BASE64.encode(&self.public))
    }
}

/// A signature that is about to be made.
#[derive(Clone)]
pub struct Signature<'a> {
    key: &'a Key,
    tags: Vec<(String, String)>,
}

impl<'a> Signature<'a> {
    /// One that is in order: everything signed, both parts canonicalized as `relaxed`.
    pub fn new(key: &'a Key, domain: &str, selector: &str) -> Self {
        let algorithm = format!("{}-sha256", key.algorithm);
        let tags = [
            ("v", "1"),
            ("a", &algorithm),
            ("c", "relaxed/relaxed"),
            ("d", domain),
            ("s", selector),
            ("h", FIELDS),
        ];
        Self { key, tags: tags.map(|(name, value)| (name.to_owned(), value.to_owned())).into() }
    }

    /// With this tag: instead of the one of the same name, or beside the others.
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        match self.tags.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => *old = value.to_string(),
            None => self.tags.push((name.to_owned(), value.to_string())),
        }
        self
    }

    /// Without this tag.
    pub fn without(mut self, name: &str) -> Self {
        self.tags.retain(|(known, _)| known != name);
        self
    }

    /// The mail with the signature on top. What `l` leaves out is left out (RFC 6376 §3.5).
    pub fn sign(&self, mail: &[u8]) -> Vec<u8> {
        let text = |name| self.tags.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
        let form = text("c").unwrap_or("simple");
        let (of_header, of_body) = form.split_once('/').unwrap_or((form, "simple"));
        let (header, body) = split(mail);
        let body_length = text("l").map_or(body.len(), |l| l.parse().unwrap());
        let body_hash = if body_length == 0 && text("l").is_some() {
            HashAlgorithm::Sha256.hash(&b""[..])
        } else {
            HashAlgorithm::Sha256.hash(canonical(of_body).canonical_body(&body[..body_length], 0))
        };
        let mut value: String = self.tags.iter().map(|(name, value)| format!(" {name}={value};")).collect();
        value.push_str(&format!(" bh={}; b=", data_encoding::BASE64.encode(body_hash.as_ref())));
        let mut signed: Vec<(&str, &[u8])> = Vec::new();
        for name in text("h").unwrap_or_default().split(':') {
            let is_named = |field: &&(&str, &[u8])| field.0.eq_ignore_ascii_case(name.trim());
            let taken = signed.iter().filter(is_named).count();
            signed.extend(header.iter().rev().filter(is_named).nth(taken).copied());
        }
        signed.push(("DKIM-Signature", value.as_bytes()));
        let mut data: Vec<u8> = Vec::new();
        let fields = signed.iter().map(|(name, value)| (name.as_bytes(), *value));
        canonical(of_header).canonicalize_headers(fields, &mut data);
        let signature = data_encoding::BASE64.encode(&self.key.secret.sign(&data[..]).unwrap());
        [format!("DKIM-Signature:{value}{signature}\r\n").as_bytes(), mail].concat()
    }
}

fn canonical(name: &str) -> Canonicalization {
    if name == "relaxed" { Canonicalization::Relaxed } else { Canonicalization::Simple }
}

/// The fields, each with its line ends, and the body.
fn split(mail: &[u8]) -> (Vec<(&str, &[u8])>, &[u8]) {
    let end =
        mail.windows(4).position(|four| four == b"\r\n\r\n").expect("an empty line behind the header") + 2;
    let (header, body) = (&mail[..end], &mail[end + 2..]);
    let mut fields: Vec<(&str, &[u8])> = Vec::new();
    let mut from = 0;
    while from < header.len() {
        let more = header[from..].windows(3).position(|it| it[1] == b'\n' && !matches!(it[2], b' ' | b'\t'));
        let to = more.map_or(header.len(), |at| from + at + 2);
        let colon = header[from..to].iter().position(|byte| *byte == b':').expect("a field with a colon");
        let name = std::str::from_utf8(&header[from..from + colon]).unwrap();
        fields.push((name, &header[from + colon + 1..to]));
        from = to;
    }
    (fields, body)
}
