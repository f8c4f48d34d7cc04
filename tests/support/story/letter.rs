//! Mails that people write: what a step's block says, as the bytes that a server receives.

use data_encoding::BASE64_MIME;

/// A mail as a story tells it.
#[derive(Debug, Default)]
pub(super) struct Letter {
    pub(super) text: Option<String>,
    pub(super) html: Option<String>,
    pub(super) attachments: Vec<File>,
    /// What a story sets itself: `from`, `to`, `subject`, `date`, `message-id`; `none` leaves it out.
    pub(super) set: Vec<(String, String)>,
    /// Further header lines.
    pub(super) headers: Vec<String>,
    /// What the receiving server says of the sender; `none` for nothing.
    pub(super) stamp: Option<String>,
    /// All of it, as bytes.
    pub(super) raw: Option<String>,
}

/// A file in a mail.
#[derive(Debug)]
pub(super) struct File {
    pub(super) name: String,
    pub(super) media_type: String,
    pub(super) content: String,
}

enum Part {
    Text,
    Html,
    File,
    Raw,
}

impl Letter {
    /// Reads a step's block: `| text`, `html:`, `attachment NAME TYPE:`, `raw:` and `field: value`.
    pub(super) fn read(block: &[String]) -> Result<Self, String> {
        let mut letter = Self::default();
        let mut part = Part::Text;
        for line in block {
            let line = line.trim_start();
            if let Some(text) = line.strip_prefix('|') {
                letter.add(&part, text.strip_prefix(' ').unwrap_or(text));
            } else if line == "html:" {
                part = Part::Html;
            } else if line == "raw:" {
                part = Part::Raw;
            } else if let Some(file) = line.strip_prefix("attachment ") {
                let (name, media_type) =
                    file.trim_end_matches(':').rsplit_once(' ').ok_or("attachment NAME TYPE:")?;
                let (name, media_type) = (name.to_owned(), media_type.to_owned());
                letter.attachments.push(File { name, media_type, content: String::new() });
                part = Part::File;
            } else if let Some((name, value)) = line.split_once(": ") {
                letter.set(name, value.to_owned());
            } else if !line.is_empty() {
                return Err(format!("not understood: {line}"));
            }
        }
        Ok(letter)
    }

    fn add(&mut self, part: &Part, line: &str) {
        let to = match part {
            Part::Text => self.text.get_or_insert_default(),
            Part::Html => self.html.get_or_insert_default(),
            Part::Raw => self.raw.get_or_insert_default(),
            Part::File => &mut self.attachments.last_mut().unwrap().content,
        };
        to.push_str(line);
        to.push('\n');
    }

    fn set(&mut self, name: &str, value: String) {
        match name {
            "header" => self.headers.push(value),
            "stamp" => self.stamp = Some(value),
            "size" => {
                let lines: usize = value.trim_end_matches(" KiB").parse::<usize>().unwrap() * 16;
                let content =
                    "This line of the photograph is sixty-three letters long, always.\n".repeat(lines);
                let (name, media_type) = ("photo.jpg".to_owned(), "image/jpeg".to_owned());
                self.attachments.push(File { name, media_type, content });
            }
            _ => self.set.push((name.to_owned(), value)),
        }
    }

    /// What a story set itself.
    pub(super) fn is_set(&self, name: &str) -> Option<&str> {
        self.set.iter().find(|(set, _)| set == name).map(|(_, value)| value.as_str())
    }

    /// The mail, below the given header lines; those that the story sets itself take their place.
    pub(super) fn bytes(&self, header: &[(&str, String)]) -> Vec<u8> {
        if let Some(raw) = &self.raw {
            return raw.clone().into_bytes();
        }
        let mut mail = String::new();
        for (name, value) in header {
            match self.is_set(&name.to_lowercase()) {
                Some("none") => {}
                Some(set) => mail.push_str(&format!("{name}: {set}\n")),
                None if value.is_empty() => {}
                None => mail.push_str(&format!("{name}: {value}\n")),
            }
        }
        for line in &self.headers {
            mail.push_str(&format!("{line}\n"));
        }
        mail.push_str("MIME-Version: 1.0\n");
        mail.push_str(&self.body());
        mail.into_bytes()
    }

    fn body(&self) -> String {
        let plain = |text: &str| entity("text/plain; charset=utf-8", text);
        let html = |html: &str| entity("text/html; charset=utf-8", html);
        let words = match (&self.text, &self.html) {
            (Some(text), Some(other)) => several("alternative", &[plain(text), html(other)]),
            (None, Some(other)) => html(other),
            (Some(text), None) => plain(text),
            (None, None) => plain(""),
        };
        if self.attachments.is_empty() {
            return words;
        }
        let bare = self.text.is_none() && self.html.is_none();
        let files = self.attachments.iter().map(attached);
        let parts: Vec<String> = Some(words).filter(|_| !bare).into_iter().chain(files).collect();
        several("mixed", &parts)
    }
}

fn entity(media_type: &str, text: &str) -> String {
    format!("Content-Type: {media_type}\nContent-Transfer-Encoding: 8bit\n\n{text}")
}

fn attached(file: &File) -> String {
    let File { name, media_type, content } = file;
    if media_type == "message/rfc822" {
        return format!(
            "Content-Type: {media_type}\nContent-Disposition: attachment; filename=\"{name}\"\n\n{content}"
        );
    }
    format!(
        "Content-Type: {media_type}; name=\"{name}\"\nContent-Disposition: attachment; filename=\"{name}\"\n\
         Content-Transfer-Encoding: base64\n\n{}",
        BASE64_MIME.encode(content.as_bytes()).replace("\r\n", "\n")
    )
}

/// Several parts as one; boundaries differ by depth.
pub(super) fn several(subtype: &str, parts: &[String]) -> String {
    let boundary = format!("----=_{subtype}");
    let inside: String = parts.iter().map(|part| format!("--{boundary}\n{part}\n")).collect();
    format!("Content-Type: multipart/{subtype}; boundary=\"{boundary}\"\n\n{inside}--{boundary}--\n")
}
