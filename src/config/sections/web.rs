//! `[web]`: where monitors ask for the health.

use std::net::SocketAddr;
use std::time::Duration;

use secrecy::SecretString;

use crate::config::keys;
use crate::config::reader::{Section, Value};
use crate::config::values::Form;

/// Where monitors ask for the health, and what they are told.
#[derive(Clone, Debug)]
pub struct Web {
    /// Where it is served; nowhere without.
    pub listen: Option<SocketAddr>,
    /// What whoever asks must know.
    pub token: Option<SecretString>,
    /// A notice that waits for longer is told as a fault.
    pub undelivered_limit: Duration,
}

const LISTEN: Form = Form {
    name: "an address with a port",
    remedy: "write an IP address of this machine with a port, such as \"127.0.0.1:8025\"",
};

const HOUR: Duration = Duration::from_secs(3600);

/// Whoever reaches another address than loopback must show that they may ask.
const SHORTEST_TOKEN: usize = 16;

/// Reads the table.
pub(in crate::config) fn web(root: &Section<'_>) -> Web {
    let table = root.section("web", &keys::WEB);
    let listen = table.read("listen", |value| value.parsed(&LISTEN, |text| text.parse::<SocketAddr>().ok()));
    let token = table.read("token", Value::secret);
    let remedy = "write token = { file = \"…\" }, or listen on 127.0.0.1";
    match listen {
        Some(listen) if !listen.ip().is_loopback() && !table.has("token") => {
            table.fault("listen", "is reached from other machines, and there is no token", remedy);
        }
        None if table.has("token") && !table.has("listen") => {
            table.fault("token", "stands without listen", "write listen too, or leave both out");
        }
        Some(_) | None => {}
    }
    // A token that nobody looked for reads as empty.
    if token.as_ref().map(length).is_some_and(|length| (1..SHORTEST_TOKEN).contains(&length)) {
        let what = format!("is shorter than {SHORTEST_TOKEN} characters");
        table.fault("token", what, "make one with `openssl rand -hex 20`");
    }
    let undelivered_limit = table.read("undelivered_limit", Value::duration).unwrap_or(HOUR);
    Web { listen, token, undelivered_limit }
}

fn length(token: &SecretString) -> usize {
    secrecy::ExposeSecret::expose_secret(token).chars().count()
}
