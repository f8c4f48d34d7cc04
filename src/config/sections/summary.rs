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
    let model = Model {
        url: table.read("url", url).unwrap_or_else(|| "http://127.0.0.1:11434".to_owned()),
        name: table.read("model", model).unwrap_or_else(|| "llama3.2".to_owned()),
    };
    Summary {
        model: (provider != Some(Provider::None)).then_some(model),
        timeout: table.read("timeout", Value::duration).unwrap_or(Duration::from_secs(30)),
    }
}

/// Expense reports stay in the house: only a server on this machine is spoken to.
fn url(value: &Value<'_>) -> Option<String> {
    let url = value.text()?;
    if loopback_url(url) {
        return Some(url.trim_end_matches('/').to_owned());
    }
    value.refuse(
        "is not the address of a server on this machine",
        "write \"http://127.0.0.1:11434\"; for a server elsewhere, forward a local port to it",
    )
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
    let Some(rest) = url.strip_prefix("http://") else { return false };
    let authority = rest.split('/').next().unwrap_or_default();
    let (host, port) = match authority.strip_prefix('[').and_then(|inside| inside.split_once(']')) {
        Some((host, port)) => (host, port.strip_prefix(':').or(port.is_empty().then_some("80"))),
        None => authority.split_once(':').map_or((authority, Some("80")), |(host, port)| (host, Some(port))),
    };
    let plain = |c: char| c.is_ascii_alphanumeric() || "/.:-_[]".contains(c);
    is_loopback(host) && port.is_some_and(|port| port.parse::<u16>().is_ok()) && rest.chars().all(plain)
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
    }
}
