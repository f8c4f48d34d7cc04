//! One question to an Ollama server: what goes over the wire, and what its status codes mean.
//!
//! Knows HTTP. Must not know what a good answer is.

use std::time::Duration;

use reqwest::header::CONTENT_TYPE;
use reqwest::{Client, Response};
use serde_json::{Value, json};

use super::{NotLocal, plain, server};
use crate::config::Model;

/// The largest answer that is read, in bytes.
const MAX_ANSWER: usize = 256 * 1024;
/// How long the server may take to say whether it has a model.
const LOOK_TIMEOUT: Duration = Duration::from_secs(15);
/// How much of the server's own words is repeated, in characters.
const MAX_QUOTED: usize = 160;

/// Why there is no answer, in words for the operator.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// The server may answer in a moment.
    Busy(String),
    /// The server or the model does not work.
    Down(String),
    /// The server works, but this answer cannot be shown.
    Unusable(String),
}

/// A server on this machine and one of its models.
#[derive(Debug)]
pub(super) struct Ollama {
    client: Client,
    url: String,
    model: String,
}

impl Ollama {
    /// Refuses servers and models that are not on this machine.
    pub(super) fn new(model: &Model) -> Result<Self, NotLocal> {
        Ok(Self { url: server::local(model)?, client: server::client()?, model: model.name.clone() })
    }

    /// The name of the model.
    pub(super) fn model(&self) -> &str {
        &self.model
    }

    /// Sends one chat request and returns the body of the answer.
    pub(super) async fn chat(&self, body: &Value) -> Result<Vec<u8>, Fault> {
        let url = format!("{}/api/chat", self.url);
        let request = self.client.post(url).header(CONTENT_TYPE, "application/json");
        let response =
            request.body(body.to_string()).send().await.map_err(|error| self.unreachable(&error))?;
        let status = response.status().as_u16();
        let answer = read(response).await?;
        if status == 200 { Ok(answer) } else { Err(self.refusal(status, &answer)) }
    }

    /// Asks whether the model is there, and on this machine; does not load it.
    pub(super) async fn look(&self) -> Result<(), Fault> {
        let body = json!({ "model": self.model }).to_string();
        let request =
            self.client.post(format!("{}/api/show", self.url)).header(CONTENT_TYPE, "application/json");
        let response = request.timeout(LOOK_TIMEOUT).body(body).send().await;
        let response = response.map_err(|error| self.unreachable(&error))?;
        let status = response.status().as_u16();
        let answer = read(response).await?;
        match status {
            200 if is_remote(&answer) => Err(remote()),
            200 => Ok(()),
            _ => Err(self.refusal(status, &answer)),
        }
    }

    fn unreachable(&self, error: &reqwest::Error) -> Fault {
        if error.is_connect() {
            Fault::Busy(format!("Ollama cannot be reached at {}: is it running?", self.url))
        } else {
            Fault::Down("Ollama broke off the connection".to_owned())
        }
    }

    fn refusal(&self, status: u16, body: &[u8]) -> Fault {
        let model = &self.model;
        let error = error_text(body);
        let says = |what: &str| match &error {
            Some(error) => format!("{what}: {error}"),
            None => format!("{what} (status {status}, without an explanation)"),
        };
        match (status, &error) {
            (503, _) => Fault::Busy(says("Ollama is busy")),
            (404, Some(error)) if error.contains("not found") => {
                Fault::Down(format!("the model {model} is not there: run `ollama pull {model}`"))
            }
            (404, _) => Fault::Down(format!("there is no Ollama at {}", self.url)),
            (400, Some(error)) if error.contains("context length") => {
                Fault::Unusable(format!("the report is too long for the model {model}"))
            }
            (401, _) => {
                Fault::Down(format!("the model {model} is not on this machine: Ollama wants a sign-in"))
            }
            (403, None) => Fault::Down(format!("Ollama does not accept the host of {}", self.url)),
            (300..400, _) => Fault::Down(format!("{} redirects elsewhere, and is not followed", self.url)),
            (_, _) => Fault::Down(says(&format!("the model {model} failed"))),
        }
    }
}

/// What Ollama says in `{"error": "…"}`, also in an answer with status 200.
pub(super) fn error_text(body: &[u8]) -> Option<String> {
    let answer: Value = serde_json::from_slice(body).ok()?;
    Some(plain::cut(&plain::prose(answer.get("error")?.as_str()?), MAX_QUOTED))
}

/// Whether an answer says that the model runs on another machine.
pub(super) fn is_remote(body: &[u8]) -> bool {
    let answer: Value = serde_json::from_slice(body).unwrap_or_default();
    ["remote_host", "remote_model"].iter().any(|key| answer.get(key).is_some())
}

/// The fault of such a model.
pub(super) fn remote() -> Fault {
    Fault::Down("the model runs on another machine, where reports must not go: remove it".to_owned())
}

async fn read(mut response: Response) -> Result<Vec<u8>, Fault> {
    let mut body = Vec::new();
    while let Some(chunk) = response
        .chunk()
        .await
        .map_err(|_| Fault::Down("Ollama broke off in the middle of its answer".to_owned()))?
    {
        if body.len() + chunk.len() > MAX_ANSWER {
            return Err(Fault::Unusable("Ollama answered with more than 256 KiB".to_owned()));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}
