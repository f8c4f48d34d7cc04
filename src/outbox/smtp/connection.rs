//! One connection: lettre says a command and reads its reply, within a time limit.
//!
//! Knows time and trouble. Must not know what the commands mean.

use std::fmt;
use std::future::Future;
use std::time::Duration;

use lettre::transport::smtp::Error;
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::response::{Response, Severity};
use tokio::time::Instant;

use super::channel::Channel;
use super::reply::{self, Extensions};

/// How long a server may take for one step. RFC 5321 §4.5.3.2 asks for 5 minutes with most; nobody needs them.
const STEP: Duration = Duration::from_secs(120);
/// How long it may take to store the mail: too short a wait here makes doubles (RFC 5321 §4.5.3.2.6).
const END_OF_DATA: Duration = Duration::from_secs(300);
/// So many bytes a second are expected to go out before that.
const SLOWEST: usize = 8 * 1024;

/// A connection to the server, and what it offers.
pub(super) struct Connection {
    smtp: AsyncSmtpConnection,
    pub(super) extensions: Extensions,
    pub(super) logged_in: bool,
    /// When the last reply came.
    pub(super) used: Instant,
    /// A transaction was begun that no reply has ended.
    pub(super) unfinished: bool,
    /// The server waits for a mail that does not come: nothing else can be said to it.
    pub(super) stuck: bool,
}

/// Why a connection is of no more use. It says nothing about the mail itself.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Trouble {
    words: String,
    /// Whether the server may have the mail all the same.
    pub(super) content_sent: bool,
}

impl Trouble {
    pub(super) fn new(words: impl Into<String>) -> Self {
        Self { words: words.into(), content_sent: false }
    }

    pub(super) fn with_content_sent(self) -> Self {
        Self { content_sent: true, ..self }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let doubt = if self.content_sent { "unknown, maybe delivered: " } else { "" };
        write!(f, "{doubt}{}", self.words)
    }
}

impl Connection {
    /// Waits for the greeting and says EHLO.
    pub(super) async fn greet(channel: &Channel, hello: &ClientId) -> Result<Self, Trouble> {
        let greeted = AsyncSmtpConnection::connect_with_transport(Box::new(channel.clone()), hello);
        let smtp = match in_time(STEP, greeted).await? {
            Ok(smtp) => smtp,
            Err(error) => return Err(refusal("the server takes no mail from us now", &refused(&error)?)),
        };
        let extensions = Extensions::read(&channel.heard());
        Ok(Self { smtp, extensions, logged_in: false, used: Instant::now(), unfinished: false, stuck: false })
    }

    /// Sends one command and reads its reply.
    pub(super) async fn command(&mut self, command: impl fmt::Display) -> Result<Response, Trouble> {
        let reply = in_time(STEP, self.smtp.command(command)).await?;
        self.heard(reply)
    }

    /// Sends commands and reads their replies, up to the first that is no success; where the server takes commands together
    /// (RFC 2920), all are sent and all replies read.
    pub(super) async fn commands(&mut self, commands: &[String]) -> Result<Vec<Response>, Trouble> {
        let together = self.extensions.has("PIPELINING");
        let mut said = if together { vec![commands.concat()] } else { commands.to_vec() }.into_iter();
        let mut replies: Vec<Response> = Vec::with_capacity(commands.len());
        while replies.len() < commands.len() {
            let reply = match said.next() {
                Some(command) => self.command(command).await?,
                None => self.reply().await?,
            };
            let goes_on = reply.code().severity == Severity::PositiveCompletion;
            replies.push(reply);
            if !goes_on && !together {
                break;
            }
        }
        Ok(replies)
    }

    /// Reads one more reply.
    async fn reply(&mut self) -> Result<Response, Trouble> {
        let reply = in_time(STEP, self.smtp.read_response()).await?;
        self.heard(reply)
    }

    fn heard(&mut self, reply: Result<Response, Error>) -> Result<Response, Trouble> {
        self.used = Instant::now();
        reply.or_else(|error| refused(&error))
    }

    /// Sends a whole mail, its final dot included, and reads whether the server took it.
    pub(super) async fn content(&mut self, mail: &[u8]) -> Result<Response, Trouble> {
        let limit = END_OF_DATA + Duration::from_secs((mail.len() / SLOWEST) as u64);
        let reply = in_time(limit, self.smtp.message(mail)).await.map_err(Trouble::with_content_sent)?;
        self.heard(reply).map_err(Trouble::with_content_sent)
    }
}

/// The reply, if it says that it was done.
pub(super) fn done(what: &str, reply: Response) -> Result<Response, Trouble> {
    if reply.code().severity == Severity::PositiveCompletion { Ok(reply) } else { Err(refusal(what, &reply)) }
}

/// A reply that makes the connection useless.
pub(super) fn refusal(what: &str, reply: &Response) -> Trouble {
    Trouble::new(format!("{what}: {}", reply::words(reply)))
}

fn refused(error: &Error) -> Result<Response, Trouble> {
    let reply =
        reply::refused(error).map_err(|words| Trouble::new(format!("the connection broke: {words}")))?;
    // 421 may answer anything, and the server hangs up after it (RFC 5321 §3.8).
    if reply.has_code(421) { Err(refusal("the server ends the connection", &reply)) } else { Ok(reply) }
}

async fn in_time<T>(limit: Duration, step: impl Future<Output = T>) -> Result<T, Trouble> {
    tokio::time::timeout(limit, step)
        .await
        .map_err(|_| Trouble::new(format!("the server did not answer in {} s", limit.as_secs())))
}
