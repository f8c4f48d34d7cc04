//! A mail client of a few lines: SMTP and LMTP as a person at a terminal would type them.

use std::pin::Pin;

use countersign::wire::{self, Stream};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::UnixStream;

use super::dovecot::LMTP;
use super::{Servers, User};

trait Wire: AsyncRead + AsyncWrite + Send {}
impl<T: AsyncRead + AsyncWrite + Send> Wire for T {}

/// A connection on which lines go out and replies come in.
pub struct Conversation {
    stream: BufReader<Pin<Box<dyn Wire>>>,
}

impl Conversation {
    /// Takes over a connection.
    pub fn new(stream: impl AsyncRead + AsyncWrite + Send + 'static) -> Self {
        Self { stream: BufReader::new(Box::pin(stream)) }
    }

    /// Sends one line and returns the whole reply.
    pub async fn say(&mut self, line: &str) -> String {
        self.stream.write_all(format!("{line}\r\n").as_bytes()).await.unwrap();
        self.stream.flush().await.unwrap();
        self.reply().await
    }

    /// Sends one line, and fails the test unless the reply begins so.
    pub async fn expect(&mut self, line: &str, code: &str) -> String {
        let reply = self.say(line).await;
        assert!(reply.starts_with(code), "`{line}` was answered {reply:?}, not {code}");
        reply
    }

    /// Waits for the next reply, which may have several lines (RFC 5321 §4.2.1).
    pub async fn reply(&mut self) -> String {
        let mut reply = String::new();
        loop {
            let start = reply.len();
            let read = self.stream.read_line(&mut reply).await.unwrap();
            assert!(read > 0, "the server hung up after {reply:?}");
            if reply.as_bytes().get(start + 3) != Some(&b'-') {
                return reply.trim_end().to_owned();
            }
        }
    }

    /// Sends one mail and returns each recipient's answer: to RCPT when that refuses, else to the end of DATA.
    pub async fn mail(&mut self, sender: &str, recipients: &[&str], mail: &[u8]) -> Vec<String> {
        self.expect(&format!("MAIL FROM:<{sender}>"), "250").await;
        let mut answers = Vec::new();
        for recipient in recipients {
            answers.push(self.say(&format!("RCPT TO:<{recipient}>")).await);
        }
        if answers.iter().all(|answer| !answer.starts_with('2')) {
            self.expect("RSET", "250").await;
            return answers;
        }
        self.expect("DATA", "354").await;
        self.stream.write_all(&stuffed(mail)).await.unwrap();
        self.stream.flush().await.unwrap();
        let accepted = self.reply().await;
        for answer in answers.iter_mut().filter(|answer| answer.starts_with('2')) {
            answer.clone_from(&accepted);
        }
        answers
    }
}

impl Servers {
    /// Hands a mail to Dovecot by LMTP, past Postfix. Line ends may be LF or CRLF.
    pub async fn deliver(&self, recipient: &str, mail: &[u8]) {
        let mut lmtp = self.lmtp().await;
        let answers = lmtp.mail("sender@outside.example", &[recipient], mail).await;
        assert!(answers.iter().all(|answer| answer.starts_with('2')), "LMTP refused: {answers:?}");
    }

    /// An LMTP connection to Dovecot, for many mails.
    pub async fn lmtp(&self) -> Conversation {
        let mut lmtp = Conversation::new(UnixStream::connect(self.folder().join(LMTP)).await.unwrap());
        lmtp.reply().await;
        lmtp.expect("LHLO localhost", "250").await;
        lmtp
    }

    /// Submits a mail as its author's mail program would: STARTTLS, AUTH, then the mail. Postfix vouches for it.
    pub async fn submit(&self, author: &User, recipients: &[&str], mail: &[u8]) {
        let answers = self.submission(author).await.mail(&author.address, recipients, mail).await;
        assert!(answers.iter().all(|answer| answer.starts_with('2')), "submission refused: {answers:?}");
    }

    /// A submission connection, ready for mails.
    pub async fn submission(&self, author: &User) -> Conversation {
        let mut secure = Conversation::new(self.starttls().await);
        secure.expect("EHLO client.example", "250").await;
        let plain = format!("\0{}\0{}", author.address, author.password);
        let plain = data_encoding::BASE64.encode(plain.as_bytes());
        secure.expect(&format!("AUTH PLAIN {plain}"), "235").await;
        secure
    }

    /// Brings a mail to the MX port as a stranger's server would: nobody vouches for it.
    pub async fn arrive(&self, sender: &str, recipient: &str, mail: &[u8]) -> String {
        let mut mx = self.mx().await;
        mx.mail(sender, &[recipient], mail).await.remove(0)
    }

    /// A connection to the MX port.
    pub async fn mx(&self) -> Conversation {
        let mut mx = Conversation::new(wire::dial("127.0.0.1", self.smtp().mx).await.unwrap());
        mx.reply().await;
        mx.expect("EHLO mail.outside.example", "250").await;
        mx
    }

    async fn starttls(&self) -> Stream {
        let mut socket = wire::dial("127.0.0.1", self.smtp().submission).await.unwrap();
        for line in ["", "EHLO client.example\r\n", "STARTTLS\r\n"] {
            socket.write_all(line.as_bytes()).await.unwrap();
            last_line(&mut socket).await;
        }
        let connector = wire::tls(Some(&self.ca_file())).unwrap();
        socket.secure(&connector, "localhost").await.unwrap()
    }
}

/// Reads up to the last line of a reply and not a byte further: TLS begins behind it.
async fn last_line(socket: &mut Stream) {
    use tokio::io::AsyncReadExt;
    let mut line = Vec::new();
    while !(line.ends_with(b"\n") && line.get(3) == Some(&b' ')) {
        if line.ends_with(b"\n") {
            line.clear();
        }
        line.push(socket.read_u8().await.unwrap());
    }
}

/// The mail as it goes over the wire: CRLF, dots doubled at line starts, the final dot (RFC 5321 §4.5.2).
fn stuffed(mail: &[u8]) -> Vec<u8> {
    let mut wire = Vec::with_capacity(mail.len() + 64);
    for line in mail.strip_suffix(b"\n").unwrap_or(mail).split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.starts_with(b".") {
            wire.push(b'.');
        }
        wire.extend_from_slice(line);
        wire.extend_from_slice(b"\r\n");
    }
    wire.extend_from_slice(b".\r\n");
    wire
}
