//! The promise that reports stay on this machine, unless the operator says otherwise.
//!
//! Knows which servers and models are local. Must not know what is said to them.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use reqwest::{Client, Url, redirect};

use crate::config::Model;
use crate::wire::{self, is_loopback};

/// How long the server may take to accept a connection.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(2);

/// Why a configured model is not asked.
#[derive(Debug, thiserror::Error)]
pub enum NotLocal {
    /// The URL cannot be used.
    #[error("summary.url = {url:?}: {why}; use one on this machine, such as \"http://127.0.0.1:11434\"")]
    Url {
        /// What is configured.
        url: String,
        /// What is wrong with it.
        why: String,
    },
    /// The model cannot be used.
    #[error("summary.model = {name:?}: {why}; use a model of this machine, such as \"llama3.2\"")]
    Model {
        /// What is configured.
        name: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// The HTTP client cannot start.
    #[error("the HTTP client cannot start: {0}")]
    Client(String),
}

/// The server's address, without a `/` at its end, if it and the model are on this machine; or where the operator knows
/// that reports leave it, any that is spoken to in secret.
pub(super) fn local(model: &Model) -> Result<String, NotLocal> {
    let name = model.name.to_ascii_lowercase();
    let refused = |why| NotLocal::Model { name: model.name.clone(), why };
    if name.trim().is_empty() {
        return Err(refused("the name is empty"));
    }
    if name.ends_with(":cloud") || name.ends_with("-cloud") {
        return Err(refused("it runs in Ollama's cloud, and reports must not leave this machine"));
    }
    let refused = |why: String| NotLocal::Url { url: model.url.clone(), why };
    let url = Url::parse(&model.url).map_err(|error| refused(error.to_string()))?;
    // An IPv6 address stands in brackets in a URL (RFC 3986 §3.2.2).
    let here =
        url.host_str().is_some_and(|host| is_loopback(host.trim_start_matches('[').trim_end_matches(']')));
    let secret = url.scheme() == "https" && model.elsewhere;
    if url.scheme() != "http" && !secret {
        return Err(refused("only http is spoken, and only to this machine".to_owned()));
    }
    if !url.username().is_empty()
        || url.password().is_some()
        || url.query().is_some()
        || url.fragment().is_some()
    {
        return Err(refused("it has more than a host, a port and a path".to_owned()));
    }
    if !here && !secret {
        return Err(refused("reports must not leave this machine, and that is another one".to_owned()));
    }
    Ok(url.as_str().trim_end_matches('/').to_owned())
}

/// A client that follows nobody elsewhere: no proxy, no redirect, no trust in any certificate but the system's where
/// reports leave this machine, and `localhost` is this machine whatever the resolver says. One connection a request, as
/// requests are rare.
pub(super) fn client(model: &Model) -> Result<Client, NotLocal> {
    let fault = |error: &dyn std::error::Error| NotLocal::Client(error.to_string());
    // To this machine TLS is never used, but the client insists on a configuration and would panic without a provider.
    let tls = if model.elsewhere {
        wire::tls_config(None).map_err(|error| fault(&error))?
    } else {
        rustls::ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|error| fault(&error))?
            .with_root_certificates(rustls::RootCertStore::empty())
            .with_no_client_auth()
    };
    let here = [IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)];
    Client::builder()
        .tls_backend_preconfigured(tls)
        .resolve_to_addrs("localhost", &here.map(|address| SocketAddr::new(address, 0)))
        .connect_timeout(CONNECT_TIMEOUT)
        .redirect(redirect::Policy::none())
        .no_proxy()
        .pool_max_idle_per_host(0)
        .build()
        .map_err(|error| fault(&error))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(url: &str, name: &str) -> Result<String, String> {
        local(&Model { url: url.to_owned(), name: name.to_owned(), elsewhere: false })
            .map_err(|error| error.to_string())
    }

    #[test]
    fn this_machine_has_several_names() {
        for url in
            ["http://127.0.0.1:11434", "http://localhost:11434/", "http://[::1]:11434", "http://127.8.8.8"]
        {
            assert_eq!(judge(url, "llama3.2"), Ok(url.trim_end_matches('/').to_owned()));
        }
        assert_eq!(judge("http://127.1/ollama/", "llama3.2").unwrap(), "http://127.0.0.1/ollama");
    }

    #[test]
    fn other_machines_are_refused_by_name() {
        for url in [
            "http://ollama.corp.example:11434",
            "http://192.168.1.5:11434",
            "http://0.0.0.0:11434",
            "http://127.0.0.1.evil.example",
            "http://localhost.evil.example",
            "http://[::ffff:10.0.0.1]:11434",
            "http://127.0.0.1@evil.example/",
        ] {
            let error = judge(url, "llama3.2").unwrap_err();
            assert!(
                error.starts_with(&format!("summary.url = {url:?}: ")) && error.contains("127.0.0.1:11434"),
                "{error}"
            );
        }
        assert!(judge("https://127.0.0.1:11434", "llama3.2").unwrap_err().contains("only http"));
        assert!(judge("not a url", "llama3.2").is_err());
    }

    #[test]
    fn an_operator_may_let_reports_go_elsewhere_but_only_in_secret_and_to_no_cloud() {
        let judge = |url: &str, name: &str| {
            local(&Model { url: url.to_owned(), name: name.to_owned(), elsewhere: true }).is_ok()
        };
        assert!(judge("https://ollama.corp.example/", "llama3.2"));
        assert!(judge("http://127.0.0.1:11434", "llama3.2"));
        assert!(!judge("http://ollama.corp.example", "llama3.2"));
        assert!(!judge("https://x:y@ollama.corp.example", "llama3.2"));
        assert!(!judge("https://ollama.corp.example", "glm:cloud"));
    }

    #[test]
    fn models_in_the_cloud_are_refused() {
        for name in ["kimi-k2:cloud", "gpt-oss:120b-cloud", "GPT-OSS:120B-CLOUD"] {
            assert!(judge("http://localhost", name).unwrap_err().contains("cloud"));
        }
        assert!(judge("http://localhost", "").unwrap_err().contains("empty"));
        assert!(judge("http://localhost", "cloud-notes").is_ok());
    }
}
