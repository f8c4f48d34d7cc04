//! From nothing to a connection that takes mail: dial, TLS, EHLO, AUTH.
//!
//! Knows what an operator can have got wrong, and says so. Must not know of any mail.

use std::io;

use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::commands::{Auth, Ehlo, Starttls};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::response::Severity;
use secrecy::{ExposeSecret, SecretString};
use tokio_rustls::TlsConnector;

use super::channel::Channel;
use super::connection::{Connection, Trouble, done};
use super::reply::Extensions;
use crate::config::{Smtp, Tls};
use crate::wire::{self, Stream};

/// The server and who we are to it.
pub(super) struct Server {
    pub(super) config: Smtp,
    pub(super) connector: TlsConnector,
    pub(super) hello: String,
}

impl Server {
    async fn dial(&self) -> Result<Stream, Trouble> {
        let Smtp { host, port, .. } = &self.config;
        wire::dial(host, *port)
            .await
            .map_err(|error| Trouble::new(format!("{host}:{port} cannot be reached: {error}")))
    }

    async fn secure(&self, channel: &Channel) -> Result<(), Trouble> {
        channel.secure(&self.connector, &self.config.host).await.map_err(|error| self.no_tls(&error))
    }

    fn no_tls(&self, error: &io::Error) -> Trouble {
        let Smtp { host, port, .. } = &self.config;
        let cause = error.get_ref().and_then(|cause| cause.downcast_ref());
        Trouble::new(if matches!(cause, Some(rustls::Error::InvalidCertificate(_))) {
            format!(
                "the certificate of {host}:{port} is not trusted ({error}): outbox.host must be a name in it, \
                 and outbox.ca_file the authority that signed it, unless the system knows that one"
            )
        } else {
            format!("TLS with {host}:{port} failed: {error}; is outbox.tls right for this port?")
        })
    }
}

impl Connection {
    /// Opens a connection that is ready for mail.
    pub(super) async fn open(server: &Server) -> Result<Self, Trouble> {
        let channel = Channel::new(server.dial().await?);
        if server.config.tls == Tls::Implicit {
            server.secure(&channel).await?;
        }
        let hello = ClientId::Domain(server.hello.clone());
        let mut connection = Self::greet(&channel, &hello).await?;
        if server.config.tls == Tls::StartTls {
            connection.starttls(server, &channel, hello).await?;
        }
        if let Some((username, password)) = &server.config.credentials {
            connection.login(username, password).await?;
        }
        Ok(connection)
    }

    /// Goes on inside TLS, or not at all: whoever stripped STARTTLS from the list would read everything.
    ///
    /// Not lettre's own `starttls`, which believes after the handshake what it had read before (RFC 3207 §4.2).
    async fn starttls(&mut self, server: &Server, channel: &Channel, hello: ClientId) -> Result<(), Trouble> {
        let Smtp { host, port, .. } = &server.config;
        if !self.extensions.has("STARTTLS") {
            return Err(Trouble::new(format!(
                "{host}:{port} does not offer STARTTLS, and nothing is sent in the clear: \
                 use outbox.tls = \"implicit\" (usually port 465) if the server has it"
            )));
        }
        done("the server refuses STARTTLS", self.command(Starttls).await?)?;
        server.secure(channel).await?;
        done("the server refuses EHLO", self.command(Ehlo::new(hello)).await?)?;
        self.extensions = Extensions::read(&channel.heard());
        Ok(())
    }

    /// Logs in by lettre's commands: its own `auth` would go by the list from before TLS.
    async fn login(&mut self, username: &str, password: &SecretString) -> Result<(), Trouble> {
        let Some(mechanism) = self.extensions.mechanism() else {
            return Err(Trouble::new(
                "the server offers no login that we know (AUTH PLAIN, AUTH LOGIN); \
                 if it wants none, leave out outbox.username and outbox.password",
            ));
        };
        let credentials = Credentials::new(username.to_owned(), password.expose_secret().to_owned());
        let odd = |error| Trouble::new(format!("the server asks for the login in an unknown way: {error}"));
        let auth = Auth::new(mechanism, credentials.clone(), None).map_err(odd)?;
        let mut reply = self.command(auth).await?;
        // AUTH LOGIN asks for the name, then for the password.
        for _ in 0..2 {
            if reply.has_code(334) {
                let answer = Auth::new_from_response(mechanism, credentials.clone(), &reply).map_err(odd)?;
                reply = self.command(answer).await?;
            }
        }
        let what = if reply.code().severity == Severity::TransientNegativeCompletion {
            "the server cannot check the login now".to_owned()
        } else {
            format!(
                "the server refuses the login of {username:?}; check outbox.username and outbox.password \
                 (some providers want an app password)"
            )
        };
        done(&what, reply)?;
        self.logged_in = true;
        Ok(())
    }
}
