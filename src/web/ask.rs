//! Asking a running desk for its health, as a monitor does: for `doctor`.
//!
//! Knows as much of HTTP as the desk's own answers need. Whatever answers may be something else: within limits it is heard.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use secrecy::ExposeSecret;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::config::Web;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long it may be.
const LONGEST: u64 = 64 * 1024;

/// What was answered.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// All is well.
    Well,
    /// All is well, and so many mails wait in the mailbox because too many came at once.
    HeldBack(u64),
    /// What is not, a sentence each.
    Faults(Vec<String>),
    /// Nobody listens there.
    Nobody,
    /// Something else answers: what.
    Odd(String),
}

/// Asks `/healthz` of the desk that this configuration is of; nothing where it tells nobody.
pub async fn ask(config: &Web) -> Option<Answer> {
    let address = reached(config.listen?);
    let token =
        config.token.as_ref().map(|token| format!("Authorization: Bearer {}\r\n", token.expose_secret()));
    let request = format!("GET /healthz HTTP/1.1\r\nHost: {address}\r\n{}\r\n", token.unwrap_or_default());
    let answer = tokio::time::timeout(PATIENCE, exchange(address, &request)).await;
    Some(match answer {
        Ok(Ok(text)) => read(&text),
        Ok(Err(error)) if error.kind() == io::ErrorKind::ConnectionRefused => Answer::Nobody,
        Ok(Err(error)) => Answer::Odd(error.to_string()),
        Err(_) => Answer::Odd(format!("no answer in {} s", PATIENCE.as_secs())),
    })
}

/// Who listens on all addresses is reached by loopback.
fn reached(listen: SocketAddr) -> SocketAddr {
    let loopback: IpAddr = match listen {
        SocketAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
        SocketAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
    };
    let ip = if listen.ip().is_unspecified() { loopback } else { listen.ip() };
    SocketAddr::new(ip, listen.port())
}

async fn exchange(address: SocketAddr, request: &str) -> io::Result<String> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(request.as_bytes()).await?;
    let mut answer = String::new();
    stream.take(LONGEST).read_to_string(&mut answer).await?;
    Ok(answer)
}

fn read(answer: &str) -> Answer {
    let status = answer.split(' ').nth(1).unwrap_or_default();
    let body = answer.split_once("\r\n\r\n").map(|(_, body)| body).unwrap_or_default();
    let report: Option<Value> = serde_json::from_str(body).ok();
    let told = report.as_ref().and_then(|report| report.get("why")?.as_array());
    match (status, told) {
        ("200", Some(_)) => match report.as_ref().and_then(held_back) {
            Some(mails @ 1..) => Answer::HeldBack(mails),
            Some(0) | None => Answer::Well,
        },
        ("503", Some(faults)) => {
            Answer::Faults(faults.iter().filter_map(Value::as_str).map(str::to_owned).collect())
        }
        ("401", _) => Answer::Odd("it does not know this web.token".to_owned()),
        (_, _) => Answer::Odd("something else answers there".to_owned()),
    }
}

fn held_back(report: &Value) -> Option<u64> {
    report.get("mailbox")?.get("held_back")?.as_u64()
}
