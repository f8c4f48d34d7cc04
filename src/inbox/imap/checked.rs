//! Commands whose refusal, and whose silence, cannot be missed.
//!
//! async-imap's own commands report a refused command, a server that says goodbye and a closed connection as an empty
//! answer. This asks through it and looks at every answer. Must not know what a command is for.

use std::io;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

use async_imap::Client;
use async_imap::imap_proto::{MailboxDatum, Outcome, Response, ResponseCode, Status};
use futures_util::FutureExt;
use tokio::io::AsyncWriteExt;
use tokio::time::timeout;

use super::guard::Guarded;
use crate::inbox::InboxError;
use crate::inbox::error::words;
use crate::wire::Stream;

/// How long a server may take over an ordinary command.
pub(super) const PATIENCE: Duration = Duration::from_secs(60);

/// A connection on which every command is checked.
#[derive(Debug)]
pub(super) struct Checked {
    client: Client<Guarded<Stream>>,
    tags: u64,
    server: String,
    /// How many mails the selected folder holds (RFC 9051 §7.4.1).
    pub(super) exists: u32,
    /// Whether mail has come since this was last cleared.
    pub(super) news: bool,
}

/// How the server answered a command.
#[derive(Debug)]
pub(super) struct Answer {
    accepted: bool,
    understood: bool,
    /// The server's words, fit for a log.
    pub(super) text: String,
    /// Whether a folder was opened for reading only (RFC 9051 §7.1).
    pub(super) read_only: bool,
}

/// What came first: leave to go on, or the end of the command.
#[derive(Debug)]
pub(super) enum Opening {
    /// `+`: the server waits for more (RFC 9051 §7.6).
    Continue,
    /// The command is over.
    Over(Answer),
}

impl Answer {
    fn new(status: &Status, outcome: &Outcome<'_>) -> Self {
        Self {
            accepted: *status == Status::Ok,
            // RFC 9051 §7.1.3: BAD is a command that the server did not understand, or a fault of its own.
            understood: *status != Status::Bad,
            text: words(outcome.information.as_deref().unwrap_or_default()),
            read_only: outcome.code == Some(ResponseCode::ReadOnly),
        }
    }

    /// Whether the server did it.
    pub(super) fn accepted(&self) -> bool {
        self.accepted
    }
}

impl Checked {
    /// Takes over a connection that nothing was read from yet.
    pub(super) fn new(stream: Stream, server: &str, literal_limit: u64) -> Self {
        let client = Client::new(Guarded::new(stream, literal_limit));
        Self { client, tags: 0, server: server.to_owned(), exists: 0, news: false }
    }

    /// The bare connection; what the server sent ahead is dropped.
    pub(super) fn into_stream(self) -> Stream {
        self.client.into_inner().into_inner()
    }

    /// Host and port, for messages.
    pub(super) fn server(&self) -> &str {
        &self.server
    }

    /// Runs a command to its tagged answer, which must come within `patience`; `on` sees every untagged response.
    pub(super) async fn command(
        &mut self,
        command: &str,
        patience: Duration,
        on: impl FnMut(&Response<'_>),
    ) -> Result<Answer, InboxError> {
        let answer = self.attempt(command, patience, on).await?;
        self.understood(answer)
    }

    /// Runs a command that not every server understands.
    pub(super) async fn attempt(
        &mut self,
        command: &str,
        patience: Duration,
        on: impl FnMut(&Response<'_>),
    ) -> Result<Answer, InboxError> {
        let exchange = async {
            let tag = self.send(command).await?;
            self.finish(&tag, on).await
        };
        match timeout(patience, exchange).await {
            Ok(answer) => answer,
            Err(_) => Err(self.silent(patience)),
        }
    }

    /// Runs a command that has to succeed. `name` stands for it in messages, without its arguments.
    pub(super) async fn demand(
        &mut self,
        name: &'static str,
        command: &str,
        on: impl FnMut(&Response<'_>),
    ) -> Result<(), InboxError> {
        let answer = self.command(command, PATIENCE, on).await?;
        if answer.accepted() { Ok(()) } else { Err(self.refused(name, answer)) }
    }

    /// Sends a command and waits until the server asks for more, or ends it.
    pub(super) async fn open(&mut self, command: &str) -> Result<(String, Opening), InboxError> {
        let exchange = async {
            let tag = self.send(command).await?;
            loop {
                let opening = self.next(|response| opening(response, &tag)).await?;
                if let Some(opening) = opening {
                    return Ok((tag, opening));
                }
            }
        };
        match timeout(PATIENCE, exchange).await {
            Ok(opening) => opening,
            Err(_) => Err(self.silent(PATIENCE)),
        }
    }

    /// Sends a line that the server asked for, and reads on to the end of its command.
    pub(super) async fn close(&mut self, tag: &str, line: &str) -> Result<Answer, InboxError> {
        let exchange = async {
            self.write(&format!("{line}\r\n")).await?;
            self.finish(tag, |_| ()).await
        };
        match timeout(PATIENCE, exchange).await {
            Ok(answer) => self.understood(answer?),
            Err(_) => Err(self.silent(PATIENCE)),
        }
    }

    /// Reads one response. Dropping this future loses nothing that was read.
    ///
    /// The end of the connection and the server's goodbye (RFC 9051 §7.1.5) are errors, whatever was asked.
    pub(super) async fn next<T>(
        &mut self,
        read: impl FnOnce(&Response<'_>) -> Result<T, String>,
    ) -> Result<T, InboxError> {
        // The parser panics on `INTERNALDATE NIL` and on some response codes.
        let response = AssertUnwindSafe(self.client.read_response()).catch_unwind().await;
        let response = match response {
            Ok(Ok(Some(response))) => response,
            Ok(Ok(None)) => return Err(self.gone("the server closed it")),
            Ok(Err(error)) => return Err(self.broken(&error)),
            Err(_) => return Err(self.odd("an answer that cannot be read")),
        };
        let response = response.parsed();
        if let Response::Data { status: Status::Bye, outcome } = response {
            let text = words(outcome.information.as_deref().unwrap_or_default());
            return Err(self.gone(&format!("the server ended it: {text}")));
        }
        self.note(response);
        read(response).map_err(|why| self.odd(&why))
    }

    /// An error: the server refused a command.
    pub(super) fn refused(&self, command: &'static str, answer: Answer) -> InboxError {
        InboxError::Refused { server: self.server.clone(), command, answer: answer.text }
    }

    /// An error: the server said something odd.
    pub(super) fn odd(&self, why: &str) -> InboxError {
        InboxError::Protocol { server: self.server.clone(), why: words(why) }
    }

    fn understood(&self, answer: Answer) -> Result<Answer, InboxError> {
        if answer.understood { Ok(answer) } else { Err(self.odd(&answer.text)) }
    }

    fn gone(&self, why: &str) -> InboxError {
        InboxError::Connection { server: self.server.clone(), why: words(why) }
    }

    fn silent(&self, patience: Duration) -> InboxError {
        self.gone(&format!("no answer in {} s", patience.as_secs()))
    }

    /// The parser's own errors carry everything it had read, mails included: of those only the fact is told.
    fn broken(&self, error: &io::Error) -> InboxError {
        match error.kind() == io::ErrorKind::Other {
            true => self.odd("an answer that is no IMAP"),
            false => self.gone(&error.to_string()),
        }
    }

    async fn send(&mut self, command: &str) -> Result<String, InboxError> {
        self.tags += 1;
        let tag = format!("c{}", self.tags);
        self.write(&format!("{tag} {command}\r\n")).await?;
        Ok(tag)
    }

    async fn write(&mut self, bytes: &str) -> Result<(), InboxError> {
        let stream = self.client.get_mut();
        let written = async {
            stream.write_all(bytes.as_bytes()).await?;
            stream.flush().await
        };
        written.await.map_err(|error| self.broken(&error))
    }

    async fn finish(&mut self, tag: &str, mut on: impl FnMut(&Response<'_>)) -> Result<Answer, InboxError> {
        loop {
            let over = self.next(|response| {
                on(response);
                done(response, tag)
            });
            if let Some(answer) = over.await? {
                return Ok(answer);
            }
        }
    }

    /// Keeps count of the folder, whatever command was running when the server told.
    fn note(&mut self, response: &Response<'_>) {
        if let Response::MailboxData(MailboxDatum::Exists(count)) = response {
            self.news |= *count > self.exists;
            self.exists = *count;
        } else if let Response::Expunge(_) = response {
            self.exists = self.exists.saturating_sub(1);
        }
    }
}

/// The answer to the command `tag`, if this is it.
fn done(response: &Response<'_>, tag: &str) -> Result<Option<Answer>, String> {
    let Response::Done { tag: answered, status, outcome } = response else { return Ok(None) };
    if answered.0 != tag {
        return Err(format!("an answer to {} where {tag} was asked", answered.0));
    }
    Ok(Some(Answer::new(status, outcome)))
}

fn opening(response: &Response<'_>, tag: &str) -> Result<Option<Opening>, String> {
    if let Response::Continue(_) = response {
        return Ok(Some(Opening::Continue));
    }
    let Response::Done { tag: answered, status, outcome } = response else { return Ok(None) };
    if answered.0 != tag {
        return Err(format!("an answer to {} where {tag} was asked", answered.0));
    }
    Ok(Some(Opening::Over(Answer::new(status, outcome))))
}
