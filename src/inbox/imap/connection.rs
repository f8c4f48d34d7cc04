//! From a host name to a selected folder: TLS, login, capabilities, SELECT.
//!
//! Knows how a session begins. Must not know what is done in it.

use std::io;
use std::net::IpAddr;
use std::time::Duration;

use async_imap::imap_proto::{Capability, MailboxDatum, Response, ResponseCode, Status};
use data_encoding::BASE64;
use secrecy::ExposeSecret;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

use super::checked::{Answer, Checked, Opening, PATIENCE};
use super::mailbox_name::{encoded, quoted};
use super::session::Session;
use crate::config::{Imap, Tls};
use crate::inbox::InboxError;
use crate::inbox::error::words;
use crate::wire::{self, Stream};

/// How long a server may take to greet; some look the client up first.
const GREETING: Duration = Duration::from_secs(60);

/// What the server offers beyond IMAP4rev1.
#[derive(Clone, Copy, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "one per capability, as the server lists them")]
pub(super) struct Abilities {
    /// Upgrading to TLS.
    pub(super) start_tls: bool,
    /// No LOGIN before TLS (RFC 9051 §6.2.3).
    pub(super) login_disabled: bool,
    /// AUTHENTICATE PLAIN (RFC 4616).
    pub(super) plain: bool,
    /// AUTHENTICATE with an initial response (RFC 4959).
    pub(super) initial_response: bool,
    /// Telling at once (RFC 2177).
    pub(super) idle: bool,
    /// UID MOVE (RFC 6851).
    pub(super) r#move: bool,
    /// UID EXPUNGE (RFC 4315).
    pub(super) uid_plus: bool,
}

/// Refuses settings that would send the password in the clear, and prepares TLS.
pub(super) fn prepare(settings: &Imap) -> Result<Option<TlsConnector>, InboxError> {
    match settings.tls {
        Tls::Implicit | Tls::StartTls => Ok(Some(wire::tls(settings.ca_file.as_deref())?)),
        Tls::None if is_loopback(&settings.host) => Ok(None),
        Tls::None => Err(InboxError::Configuration(format!(
            "inbox.tls = \"none\" would send the password to {} in the clear: use \"implicit\" or \"starttls\"",
            settings.host
        ))),
    }
}

fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || host.parse::<IpAddr>().is_ok_and(|address| address.to_canonical().is_loopback())
}

/// Connects, logs in and selects the folder.
pub(super) async fn connect(
    settings: &Imap,
    tls: Option<&TlsConnector>,
    literal_limit: u64,
) -> Result<Session, InboxError> {
    let server = format!("{}:{}", settings.host, settings.port);
    let stream = wire::dial(&settings.host, settings.port).await.map_err(|error| failed(&server, &error))?;
    let mut connection = match (settings.tls, tls) {
        (Tls::Implicit, Some(tls)) => {
            let stream = secure(stream, tls, settings, &server).await?;
            greeted(stream, &server, literal_limit).await?
        }
        (Tls::StartTls, Some(tls)) => {
            let connection = greeted(stream, &server, literal_limit).await?;
            let stream = secure(start_tls(connection).await?, tls, settings, &server).await?;
            Checked::new(stream, &server, literal_limit)
        }
        (Tls::Implicit | Tls::StartTls | Tls::None, _) => greeted(stream, &server, literal_limit).await?,
    };
    let offered = abilities(&mut connection).await?;
    login(&mut connection, offered, settings).await?;
    let offered = abilities(&mut connection).await?;
    select(connection, offered, settings).await
}

async fn secure(
    stream: Stream,
    tls: &TlsConnector,
    settings: &Imap,
    server: &str,
) -> Result<Stream, InboxError> {
    stream.secure(tls, &settings.host).await.map_err(|error| failed(server, &error))
}

/// A certificate that is not trusted needs the operator; anything else may pass.
fn failed(server: &str, error: &io::Error) -> InboxError {
    let server = server.to_owned();
    match error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
        Some(rustls::Error::InvalidCertificate(why)) => {
            InboxError::Certificate { server, why: words(&why.to_string()) }
        }
        Some(why) => {
            let why = format!("no TLS: {}: check inbox.port and inbox.tls", words(&why.to_string()));
            InboxError::Connection { server, why }
        }
        None => InboxError::Connection { server, why: words(&error.to_string()) },
    }
}

/// Reads the greeting. PREAUTH (RFC 9051 §7.1.4) is refused: nobody has logged in, so whose mail would it be?
async fn greeted(stream: Stream, server: &str, literal_limit: u64) -> Result<Checked, InboxError> {
    let mut connection = Checked::new(stream, server, literal_limit);
    let greeting = connection.next(|response| {
        if let Response::Data { status: Status::Ok, .. } = response {
            return Ok(());
        }
        Err("its greeting asks for no login: refused, since nobody knows whose mail it would show".to_owned())
    });
    match timeout(GREETING, greeting).await {
        Ok(greeting) => greeting?,
        Err(_) => {
            let why = format!("no greeting in {} s: check inbox.port and inbox.tls", GREETING.as_secs());
            return Err(InboxError::Connection { server: server.to_owned(), why });
        }
    }
    Ok(connection)
}

/// Asks for TLS (RFC 9051 §6.2.1). A server that does not offer it is never spoken to in the clear.
async fn start_tls(mut connection: Checked) -> Result<Stream, InboxError> {
    if !abilities(&mut connection).await?.start_tls {
        return Err(InboxError::Configuration(format!(
            "{} does not offer STARTTLS: try inbox.tls = \"implicit\" with port 993",
            connection.server()
        )));
    }
    connection.demand("STARTTLS", "STARTTLS", |_| ()).await?;
    Ok(connection.into_stream())
}

async fn abilities(connection: &mut Checked) -> Result<Abilities, InboxError> {
    let mut found = Abilities::default();
    let on = |response: &Response<'_>| {
        if let Response::Capabilities(list) = response {
            found = Abilities::read(list);
        }
    };
    connection.demand("CAPABILITY", "CAPABILITY", on).await?;
    Ok(found)
}

impl Abilities {
    fn read(list: &[Capability<'_>]) -> Self {
        let mut found = Self::default();
        for capability in list {
            match capability {
                Capability::Auth(name) => found.plain |= name.eq_ignore_ascii_case("PLAIN"),
                Capability::Atom(name) => match name.to_ascii_uppercase().as_str() {
                    "STARTTLS" => found.start_tls = true,
                    "LOGINDISABLED" => found.login_disabled = true,
                    "SASL-IR" => found.initial_response = true,
                    "IDLE" => found.idle = true,
                    "MOVE" => found.r#move = true,
                    "UIDPLUS" => found.uid_plus = true,
                    _ => {}
                },
                Capability::Imap4rev1 => {}
            }
        }
        found
    }
}

async fn login(connection: &mut Checked, offered: Abilities, settings: &Imap) -> Result<(), InboxError> {
    let answer = if offered.plain {
        authenticate(connection, offered.initial_response, settings).await?
    } else if offered.login_disabled {
        let server = connection.server();
        return Err(InboxError::Configuration(format!(
            "{server} takes no password here: check inbox.tls, and that it allows logging in with a password"
        )));
    } else {
        let (user, password) = (&settings.username, settings.password.expose_secret());
        if !user.chars().chain(password.chars()).all(|c| matches!(c, ' '..='~')) {
            return Err(InboxError::Configuration(format!(
                "{} offers LOGIN only, which takes ASCII: change inbox.username or inbox.password",
                connection.server()
            )));
        }
        let command = format!("LOGIN {} {}", quoted(user), quoted(password));
        connection.command(&command, PATIENCE, |_| ()).await?
    };
    if answer.accepted() { Ok(()) } else { Err(refused_login(connection, settings, answer)) }
}

/// The SASL mechanism PLAIN (RFC 4616 §2), which carries any letters.
async fn authenticate(
    connection: &mut Checked,
    initial_response: bool,
    settings: &Imap,
) -> Result<Answer, InboxError> {
    let secret = format!("\0{}\0{}", settings.username, settings.password.expose_secret());
    let response = BASE64.encode(secret.as_bytes());
    if initial_response {
        return connection.command(&format!("AUTHENTICATE PLAIN {response}"), PATIENCE, |_| ()).await;
    }
    match connection.open("AUTHENTICATE PLAIN").await? {
        (tag, Opening::Continue) => connection.close(&tag, &response).await,
        (_, Opening::Over(answer)) => Ok(answer),
    }
}

/// A login that is refused for now (RFC 5530 §3) is not a wrong password.
fn refused_login(connection: &Checked, settings: &Imap, answer: Answer) -> InboxError {
    let for_now = ["[UNAVAILABLE]", "[INUSE]", "[LIMIT]", "[SERVERBUG]", "[CONTACTADMIN]"];
    if for_now.iter().any(|code| answer.text.to_ascii_uppercase().starts_with(code)) {
        return connection.refused("the login", answer);
    }
    InboxError::Login {
        username: settings.username.clone(),
        server: connection.server().to_owned(),
        answer: answer.text,
    }
}

async fn select(mut connection: Checked, offered: Abilities, settings: &Imap) -> Result<Session, InboxError> {
    let delimiter = delimiter(&mut connection).await?;
    let mut uid_validity = None;
    let mut keywords = false;
    let command = format!("SELECT {}", quoted(&encoded(&settings.folder, delimiter)));
    let on = |response: &Response<'_>| {
        if let Response::Data { status: Status::Ok, outcome } = response {
            match &outcome.code {
                Some(ResponseCode::UidValidity(number)) => uid_validity = Some(*number),
                Some(ResponseCode::PermanentFlags(flags)) => {
                    keywords = flags.iter().any(|flag| flag == "\\*")
                }
                _ => {}
            }
        }
    };
    let answer = connection.command(&command, PATIENCE, on).await?;
    let unusable = |answer: String| InboxError::Folder {
        folder: settings.folder.clone(),
        server: connection.server().to_owned(),
        answer,
    };
    if !answer.accepted() {
        return Err(unusable(answer.text));
    }
    if answer.read_only {
        return Err(unusable("it is read-only for this login".to_owned()));
    }
    // RFC 9051 §2.3.1.1: without it a UID may name another mail tomorrow.
    let uid_validity = uid_validity.ok_or_else(|| connection.odd("SELECT without UIDVALIDITY"))?;
    let mailbox = format!("{};UIDVALIDITY={uid_validity}", settings.folder);
    Ok(Session::new(connection, offered, delimiter, keywords, mailbox))
}

/// Asks what stands between the levels of folder names (RFC 9051 §6.3.9).
async fn delimiter(connection: &mut Checked) -> Result<Option<char>, InboxError> {
    let mut delimiter = None;
    let on = |response: &Response<'_>| {
        if let Response::MailboxData(MailboxDatum::List(list)) = response {
            delimiter = list.delimiter.as_deref().and_then(|text| text.chars().next());
        }
    };
    connection.demand("LIST", "LIST \"\" \"\"", on).await?;
    Ok(delimiter)
}
