//! `[summary]`: the language model, on this machine.

use std::time::Duration;

use crate::config::keys;
use crate::config::reader::{Section, Value};
use crate::config::{Model, Summary};
use crate::wire::is_loopback;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Provider {
    Ollama,
    None,
}

/// Reads the table.
pub(in crate::config) fn summary(root: &Section<'_>) -> Summary {
    let table = root.section("summary", &keys::SUMMARY);
    let provider = table
        .read("provider", |value| value.choice(&[("ollama", Provider::Ollama), ("none", Provider::None)]));
    let elsewhere = table.read(ELSEWHERE, Value::boolean).unwrap_or(false);
    let model = Model {
        elsewhere,
        url: table
            .read("url", |value| url(value, elsewhere))
            .unwrap_or_else(|| "http://127.0.0.1:11434".to_owned()),
        name: table.read("model", model).unwrap_or_else(|| "llama3.2".to_owned()),
    };
    Summary {
        model: (provider != Some(Provider::None)).then_some(model),
        timeout: table.read("timeout", Value::duration).unwrap_or(Duration::from_secs(30)),
    }
}

/// Said by an operator who lets reports go to another machine.
const ELSEWHERE: &str = "i_know_that_reports_leave_this_machine";

/// Expense reports stay in the house: only a server on this machine is spoken to, unless the operator says otherwise;
/// then nobody on the way may read along.
fn url(value: &Value<'_>, elsewhere: bool) -> Option<String> {
    let url = value.text()?;
    if loopback_url(url) || elsewhere && https_url(url) {
        return Some(url.trim_end_matches('/').to_owned());
    }
    let what = "is not the address of a server on this machine";
    if elsewhere {
        return value.refuse(what, "write \"https://…\": what goes to another machine must be encrypted");
    }
    let remedy =
        "write \"http://127.0.0.1:11434\"; for a server elsewhere, forward a local port to it, or add";
    value.refuse(what, format!("{remedy} {ELSEWHERE} = true"))
}

/// Ollama passes models with these names on to somebody else's machine.
fn model(value: &Value<'_>) -> Option<String> {
    let name = value.text()?;
    let lower = name.to_ascii_lowercase();
    if lower.ends_with(":cloud") || lower.ends_with("-cloud") {
        return value.refuse(
            "is a cloud model: reports would leave this machine",
            "write a local model, such as \"llama3.2\"",
        );
    }
    Some(name.to_owned())
}

/// `http://host:port/` with a loopback host and nothing that needs percent signs, passwords or queries.
fn loopback_url(url: &str) -> bool {
    url.strip_prefix("http://").is_some_and(|rest| is_plain(rest) && is_loopback(host(rest)))
}

/// `https://host:port/`, with as little else.
fn https_url(url: &str) -> bool {
    url.strip_prefix("https://").is_some_and(|rest| is_plain(rest) && !host(rest).is_empty())
}

/// The host in `host:port/path`, without the brackets of an IPv6 address.
fn host(rest: &str) -> &str {
    let authority = authority(rest);
    match authority.strip_prefix('[').and_then(|inside| inside.split_once(']')) {
        Some((host, _)) => host,
        None => authority.split(':').next().unwrap_or_default(),
    }
}

fn authority(rest: &str) -> &str {
    rest.split('/').next().unwrap_or_default()
}

fn is_plain(rest: &str) -> bool {
    let authority = authority(rest);
    let behind = authority.rsplit_once(']').map_or(authority, |(_, behind)| behind);
    let port = behind.split_once(':').map(|(before, port)| (before, port.parse::<u16>().is_ok()));
    let port_fits = match (authority.contains(']'), port) {
        (true, None) => behind.is_empty(),
        (true, Some((before, fits))) => before.is_empty() && fits,
        (false, port) => port.is_none_or(|(_, fits)| fits),
    };
    port_fits && rest.chars().all(|c| c.is_ascii_alphanumeric() || "/.:-_[]".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_gets_reports() {
        for url in
            ["http://127.0.0.1:11434", "http://localhost:11434/", "http://[::1]:443", "http://localhost"]
        {
            assert!(loopback_url(url), "{url}");
        }
        for url in [
            "http://ollama.corp.example:11434",
            "http://127.0.0.1@evil.example",
            "http://127.0.0.1:x@evil.example",
            "http://localhost.evil.example",
            "http://0.0.0.0:11434",
            "http://[::1]evil.example",
            "http://127.0.0.1\\@evil.example",
            "https://127.0.0.1:11434",
            "file:///etc/passwd",
            "127.0.0.1:11434",
            "http://",
        ] {
            assert!(!loopback_url(url), "{url}");
        }
        for url in ["https://ollama.corp.example", "https://10.0.0.5:11434/ollama", "https://[fd00::1]:443"] {
            assert!(https_url(url), "{url}");
        }
        for url in [
            "http://ollama.corp.example",
            "https://",
            "https://x@evil.example",
            "https://host:x",
            "https://[::1]evil.example",
            "https://a/?b",
        ] {
            assert!(!https_url(url), "{url}");
        }
    }
}
