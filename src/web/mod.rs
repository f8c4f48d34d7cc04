//! What monitors ask over HTTP: `/healthz` and `/metrics`.
//!
//! Knows HTTP, and who may ask. Must not know where the report comes from, and never waits for it. Whoever connects may be
//! anybody: a connection is one request, of a small header and no body, within seconds.

mod ask;

use std::convert::Infallible;
use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use secrecy::ExposeSecret;
use sha2::{Digest, Sha256};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tracing::{debug, info};

use crate::config::Web;
use crate::health::Report;

pub use ask::{Answer, ask};

/// How long a connection may last, whatever comes over it.
const PATIENCE: Duration = Duration::from_secs(10);

/// How many there may be; others wait until one has ended.
const CONNECTIONS: usize = 32;

/// How large the header of a request may be.
const HEADER: usize = 16 * 1024;

/// How many fields it may have.
const FIELDS: usize = 64;

/// How soon after a failure the next connection is accepted: the machine may have no more files to open.
const ACCEPT_AGAIN: Duration = Duration::from_millis(200);

/// Nobody can connect there.
#[derive(Debug, thiserror::Error)]
#[error("web.listen: {address}: {error}")]
pub struct ListenError {
    address: SocketAddr,
    error: std::io::Error,
}

/// A server that nobody has asked anything yet.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    token: Option<[u8; 32]>,
}

/// What the answers are made of.
struct Desk {
    token: Option<[u8; 32]>,
    report: Box<dyn Fn() -> Report + Send + Sync>,
}

impl Server {
    /// Takes the address that is configured, if one is.
    ///
    /// # Errors
    /// Where that address is not this machine's, or taken.
    pub async fn listen(config: &Web) -> Result<Option<Self>, ListenError> {
        let Some(address) = config.listen else { return Ok(None) };
        let listener = TcpListener::bind(address).await.map_err(|error| ListenError { address, error })?;
        info!(%address, "the health is told at http://{address}/healthz");
        let token = config.token.as_ref().map(|token| digest(token.expose_secret()));
        Ok(Some(Self { listener, token }))
    }

    /// Answers until `stop` is done.
    pub async fn run(
        self,
        report: impl Fn() -> Report + Send + Sync + 'static,
        stop: impl Future<Output = ()> + Send,
    ) {
        let desk = Arc::new(Desk { token: self.token, report: Box::new(report) });
        let routes =
            Router::new().route("/healthz", get(healthz)).route("/metrics", get(metrics)).with_state(desk);
        tokio::select! {
            never = serve(&self.listener, &routes) => match never {},
            () = stop => {}
        }
    }
}

async fn serve(listener: &TcpListener, routes: &Router) -> Infallible {
    let mut connections = JoinSet::new();
    loop {
        while connections.len() >= CONNECTIONS {
            let _ = connections.join_next().await;
        }
        while connections.try_join_next().is_some() {}
        match listener.accept().await {
            Ok((stream, _)) => drop(connections.spawn(converse(stream, routes.clone()))),
            Err(error) => {
                debug!(%error, "a monitor could not connect: {error}");
                tokio::time::sleep(ACCEPT_AGAIN).await;
            }
        }
    }
}

/// One request, its answer, and the end.
async fn converse(stream: TcpStream, routes: Router) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .max_buf_size(HEADER)
        .max_headers(FIELDS)
        .keep_alive(false);
    let connection = http.serve_connection(TokioIo::new(stream), TowerToHyperService::new(routes));
    // Whether somebody hung up is their business.
    let _ = tokio::time::timeout(PATIENCE, connection).await;
}

async fn healthz(State(desk): State<Arc<Desk>>, headers: HeaderMap) -> Response {
    if !desk.admits(&headers) {
        return refusal();
    }
    let report = (desk.report)();
    let status = if report.is_healthy() { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    answer(status, "application/json", format!("{}\n", report.to_json()))
}

async fn metrics(State(desk): State<Arc<Desk>>, headers: HeaderMap) -> Response {
    if !desk.admits(&headers) {
        return refusal();
    }
    answer(StatusCode::OK, "text/plain; version=0.0.4", (desk.report)().to_metrics())
}

fn answer(status: StatusCode, kind: &'static str, body: String) -> Response {
    (status, [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-store")], body).into_response()
}

fn refusal() -> Response {
    let asks = [(header::WWW_AUTHENTICATE, "Bearer")];
    (StatusCode::UNAUTHORIZED, asks, "send Authorization: Bearer with web.token\n").into_response()
}

impl Desk {
    /// Whether whoever asks may (RFC 6750 §2.1). Digests are compared, so the time it takes tells nothing of the token.
    fn admits(&self, headers: &HeaderMap) -> bool {
        let Some(token) = &self.token else { return true };
        let given = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let given = given.and_then(|value| value.split_once(' '));
        given.is_some_and(|(scheme, word)| {
            scheme.eq_ignore_ascii_case("Bearer") && digest(word.trim()) == *token
        })
    }
}

fn digest(word: &str) -> [u8; 32] {
    Sha256::digest(word.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use chrono::DateTime;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    use super::*;
    use crate::health::{Fact, Facts};

    fn report() -> Report {
        let never = Fact { last: None, limit: Duration::from_secs(1) };
        Report::of(Facts {
            now: DateTime::UNIX_EPOCH,
            mailbox: never.clone(),
            mail_in_hand: false,
            mail_done: None,
            held: 0,
            oldest_undelivered: None,
            undelivered_limit: Duration::from_secs(1),
            database: never,
            write_failed: false,
            unreadable: false,
            clock_shows: None,
            loops: Vec::new(),
        })
    }

    /// A server, and how to reach it.
    async fn served(token: Option<&str>) -> Web {
        let token = token.map(|token| token.to_owned().into());
        let any = "127.0.0.1:0".parse().unwrap();
        let config = Web { listen: Some(any), token, undelivered_limit: Duration::from_secs(1) };
        let server = Server::listen(&config).await.unwrap().unwrap();
        let listen = Some(server.listener.local_addr().unwrap());
        tokio::spawn(server.run(report, std::future::pending()));
        Web { listen, ..config }
    }

    async fn said(web: &Web, words: &str) -> String {
        let mut stream = TcpStream::connect(web.listen.unwrap()).await.unwrap();
        stream.write_all(words.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        // A server that hangs up while it is still told something resets the connection.
        let _ = stream.read_to_end(&mut answer).await;
        String::from_utf8(answer).unwrap()
    }

    #[tokio::test]
    async fn the_health_is_told_and_nothing_else() {
        let web = served(None).await;
        let answer = said(&web, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").await;
        assert!(answer.starts_with("HTTP/1.1 503 ") && answer.contains("\"healthy\":false"), "{answer}");
        let metrics = said(&web, "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n").await;
        assert!(metrics.contains("\ncountersign_healthy 0\n"), "{metrics}");
        assert!(said(&web, "GET / HTTP/1.1\r\nHost: x\r\n\r\n").await.starts_with("HTTP/1.1 404 "));
        let posted = said(&web, "POST /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 9999999\r\n\r\n").await;
        assert!(posted.starts_with("HTTP/1.1 405 "), "no body is waited for: {posted}");
        let Some(Answer::Faults(faults)) = ask(&web).await else { panic!("it is not well") };
        assert_eq!(faults[0], "mailbox: it was not read since the start");
    }

    #[tokio::test]
    async fn a_token_opens_and_nothing_else_does() {
        let web = served(Some("0123456789abcdef")).await;
        for path in ["/healthz", "/metrics"] {
            for field in
                ["", "Authorization: Bearer 0123456789abcdee\r\n", "Authorization: 0123456789abcdef\r\n"]
            {
                let answer = said(&web, &format!("GET {path} HTTP/1.1\r\nHost: x\r\n{field}\r\n")).await;
                assert!(answer.starts_with("HTTP/1.1 401 ") && !answer.contains("mailbox"), "{answer}");
            }
        }
        assert!(matches!(ask(&web).await, Some(Answer::Faults(_))));
        let stranger = Web { token: None, ..web };
        assert!(matches!(ask(&stranger).await, Some(Answer::Odd(_))));
    }

    #[tokio::test]
    async fn whoever_drips_or_floods_keeps_nobody_out() {
        let web = served(None).await;
        let mut silent = Vec::new();
        for _ in 0..CONNECTIONS + 8 {
            let mut stream = TcpStream::connect(web.listen.unwrap()).await.unwrap();
            stream.write_all(b"GET /healthz HTTP/1.1\r\nHos").await.unwrap();
            silent.push(stream);
        }
        // They stay connected, and say no more: it is their time that ends.
        let answer = said(&web, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").await;
        assert!(answer.starts_with("HTTP/1.1 503 "), "{answer}");
        let long = format!("GET /healthz HTTP/1.1\r\nHost: {}\r\n\r\n", "x".repeat(2 * HEADER));
        assert!(!said(&web, &long).await.starts_with("HTTP/1.1 503 "));
        let many = format!("GET /healthz HTTP/1.1\r\n{}\r\n", "A: b\r\n".repeat(FIELDS + 1));
        assert!(!said(&web, &many).await.starts_with("HTTP/1.1 503 "));
    }
}
