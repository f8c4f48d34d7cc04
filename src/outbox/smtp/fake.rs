//! A server that misbehaves as told, for the tests of this room.

use std::collections::HashMap;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use crate::config::{Smtp, Tls};

/// What the server does in place of its usual answer.
#[derive(Clone, Copy, Debug)]
pub(super) enum Act {
    /// Says this line.
    Say(&'static str),
    /// Says this in its own character set.
    SayRaw(&'static [u8]),
    /// Begins a line and never ends it.
    Babble,
    /// Says this letter by letter, one every few seconds.
    Drip(&'static str),
    /// Says nothing more, and keeps the connection.
    Silence,
    /// Ends the connection.
    HangUp,
}

/// For one connection: after which command (`GREETING`, `EHLO`, …, `.` for the end of DATA) it does what.
pub(super) type Script = &'static [(&'static str, Act)];

/// The server, which tells what it hears: `3 RCPT TO:<…>` on its third connection.
pub(super) struct Fake {
    pub(super) config: Smtp,
    heard: UnboundedReceiver<String>,
    mails: UnboundedReceiver<String>,
}

impl Fake {
    /// Takes one connection after another, each with its own script.
    pub(super) async fn start(scripts: &'static [Script]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let config = Smtp {
            host: "127.0.0.1".to_owned(),
            port: listener.local_addr().unwrap().port(),
            tls: Tls::None,
            ca_file: None,
            credentials: None,
            connections: 1,
        };
        let (tell, heard) = unbounded_channel();
        let (store, mails) = unbounded_channel();
        tokio::spawn(async move {
            for (number, script) in (1..).zip(scripts) {
                let (socket, _) = listener.accept().await.unwrap();
                tokio::spawn(serve(
                    socket,
                    number,
                    script.iter().copied().collect(),
                    tell.clone(),
                    store.clone(),
                ));
            }
        });
        Self { config, heard, mails }
    }

    /// Waits until the server hears a line with these words.
    pub(super) async fn hears(&mut self, words: &str) {
        while !self.heard.recv().await.expect("the server ended").contains(words) {}
    }

    /// The next mail, as it was between DATA and the final dot.
    pub(super) fn mail(&mut self) -> String {
        self.mails.try_recv().expect("no mail came")
    }

    /// Everything that was heard and not waited for, without the mails themselves.
    pub(super) fn heard(&mut self) -> Vec<String> {
        std::iter::from_fn(|| self.heard.try_recv().ok()).collect()
    }
}

async fn serve(
    socket: TcpStream,
    number: u32,
    script: HashMap<&'static str, Act>,
    tell: UnboundedSender<String>,
    store: UnboundedSender<String>,
) {
    let mut socket = BufReader::new(socket);
    let mut command = "GREETING".to_owned();
    loop {
        match script.get(command.as_str()).copied().unwrap_or_else(|| Act::Say(usual(&command))) {
            Act::Say(line) => socket.write_all(format!("{line}\r\n").as_bytes()).await.unwrap(),
            Act::SayRaw(line) => socket.write_all(&[line, b"\r\n"].concat()).await.unwrap(),
            Act::Babble => while socket.write_all(b"250 and so on ").await.is_ok() {},
            Act::Drip(line) => {
                for letter in line.bytes() {
                    if socket.write_all(&[letter]).await.is_err() {
                        return;
                    }
                    tokio::time::sleep(std::time::Duration::from_secs(5)).await;
                }
            }
            Act::Silence => std::future::pending().await,
            Act::HangUp => return,
        }
        let in_mail = command == "DATA" && !script.contains_key("DATA");
        let (mut mail, mut line) = (String::new(), String::new());
        while socket.read_line(&mut line).await.is_ok_and(|read| read > 0) && in_mail && line != ".\r\n" {
            mail.push_str(&line);
            line.clear();
        }
        if in_mail {
            let _ = store.send(mail);
        }
        let Some(word) = line.split_whitespace().next() else { return };
        command = word.to_owned();
        let _ = tell.send(format!("{number} {}", line.trim_end()));
    }
}

fn usual(command: &str) -> &'static str {
    match command {
        "GREETING" => "220 fake.example",
        "EHLO" => "250-fake.example\r\n250-SIZE 1000\r\n250 8BITMIME",
        "DATA" => "354 go",
        "QUIT" => "221 bye",
        _ => "250 fine",
    }
}
