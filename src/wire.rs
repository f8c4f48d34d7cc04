//! Connections to mail servers: TCP without Nagle's delay, TLS that always verifies.
//!
//! Knows sockets and certificates. Must not know IMAP or SMTP, whose rooms speak over what is dialled here.

use std::io;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls_platform_verifier::Verifier;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

/// How long a server may take to accept a connection.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(20);

/// A connection, in the clear or inside TLS.
#[derive(Debug)]
pub enum Stream {
    /// In the clear: before STARTTLS, or to loopback.
    Plain(TcpStream),
    /// Inside TLS, with the certificate verified.
    Tls(Box<TlsStream<TcpStream>>),
}

/// Why there is no TLS.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// The file of extra certificates cannot be used.
    #[error("ca_file {path}: {why}")]
    CaFile {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// The TLS library cannot start.
    #[error("TLS cannot start: {0}")]
    Setup(#[from] rustls::Error),
}

/// Prepares TLS that trusts the system's certificates and those of `ca_file` (PEM).
pub fn tls(ca_file: Option<&Path>) -> Result<TlsConnector, TlsError> {
    Ok(TlsConnector::from(Arc::new(tls_config(ca_file)?)))
}

/// The same for a library that connects by itself.
pub fn tls_config(ca_file: Option<&Path>) -> Result<rustls::ClientConfig, TlsError> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let extra = ca_file.map(certificates).transpose()?.unwrap_or_default();
    let verifier = Verifier::new_with_extra_roots(extra, provider.clone())?;
    Ok(rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .dangerous() // the name of the method, not of what is done: the verifier is the platform's own
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth())
}

fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, TlsError> {
    let fault = |why: String| TlsError::CaFile { path: path.to_owned(), why };
    let certificates: Vec<_> = CertificateDer::pem_file_iter(path)
        .and_then(Iterator::collect)
        .map_err(|error| fault(error.to_string()))?;
    if certificates.is_empty() { Err(fault("no certificate in it".to_owned())) } else { Ok(certificates) }
}

/// Whether a host is this machine: what is said to it crosses no network.
pub fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || host.parse().is_ok_and(|address: IpAddr| address.is_loopback())
}

/// Dials a server. Small writes go out at once: Nagle's algorithm would cost 40 ms a round trip.
pub async fn dial(host: &str, port: u16) -> io::Result<Stream> {
    let socket =
        tokio::time::timeout(CONNECT_TIMEOUT, TcpStream::connect((host, port))).await.map_err(|_| {
            io::Error::new(io::ErrorKind::TimedOut, "the server did not accept the connection in 20 s")
        })??;
    socket.set_nodelay(true)?;
    Ok(Stream::Plain(socket))
}

impl Stream {
    /// Starts TLS as `host` on a connection in the clear.
    pub async fn secure(self, connector: &TlsConnector, host: &str) -> io::Result<Self> {
        match self {
            Self::Plain(socket) => {
                let name = ServerName::try_from(host.to_owned())
                    .map_err(|error| io::Error::new(io::ErrorKind::InvalidInput, error))?;
                let secured =
                    tokio::time::timeout(CONNECT_TIMEOUT, connector.connect(name, socket)).await.map_err(
                        |_| io::Error::new(io::ErrorKind::TimedOut, "the TLS handshake took over 20 s"),
                    )??;
                Ok(Self::Tls(Box::new(secured)))
            }
            Self::Tls(secured) => Ok(Self::Tls(secured)),
        }
    }
}

impl AsyncRead for Stream {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_read(cx, buf),
            Self::Tls(stream) => Pin::new(stream).poll_read(cx, buf),
        }
    }
}

impl AsyncWrite for Stream {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_write(cx, buf),
            Self::Tls(stream) => Pin::new(stream).poll_write(cx, buf),
        }
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_flush(cx),
            Self::Tls(stream) => Pin::new(stream).poll_flush(cx),
        }
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_shutdown(cx),
            Self::Tls(stream) => Pin::new(stream).poll_shutdown(cx),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_loopback() {
        for host in ["localhost", "LocalHost", "127.0.0.1", "127.8.0.9", "::1"] {
            assert!(is_loopback(host), "{host}");
        }
        for host in ["localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.1", "0.0.0.0", "::", "[::1]"]
        {
            assert!(!is_loopback(host), "{host}");
        }
    }
}
