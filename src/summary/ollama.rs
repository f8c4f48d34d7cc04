//! One question to an Ollama server: what goes over the wire, and what its status codes mean.
//!
//! Knows HTTP. Must not know what a good answer is.

use reqwest::header::CONTENT_TYPE;
use reqwest::{Client, RequestBuilder, Response};
use serde_json::{Value, json};

use super::{Fault, LanguageModel, NotLocal, plain, server};
use crate::config::Model;

/// What Ollama adds to the name of a model that has no tag.
const TAG: &str = ":latest";

/// The largest answer that is read, in bytes.
const MAX_ANSWER: usize = 256 * 1024;
/// How much of the server's own words is repeated, in characters.
const MAX_QUOTED: usize = 160;

/// A server on this machine and one of its models.
#[derive(Debug)]
pub struct Ollama {
    client: Client,
    url: String,
    model: String,
}

impl Ollama {
    /// Refuses servers and models that are not on this machine.
    pub(super) fn new(model: &Model) -> Result<Self, NotLocal> {
        Ok(Self { url: server::local(model)?, client: server::client(model)?, model: model.name.clone() })
    }
}

impl LanguageModel for Ollama {
    fn name(&self) -> &str {
        &self.model
    }

    async fn identity(&self) -> Result<String, Fault> {
        let shown = self.post("show", &json!({ "model": self.model })).await?;
        let listed = self.answer(self.client.get(format!("{}/api/tags", self.url))).await?;
        let listed: Value = serde_json::from_slice(&listed).unwrap_or_default();
        let models = listed.get("models").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let entry = models.iter().find(|entry| self.is_named(entry)).ok_or_else(|| self.missing())?;
        if is_remote(&shown) || says_remote(entry) {
            return Err(remote());
        }
        let digest = entry.get("digest").and_then(Value::as_str).unwrap_or_default();
        Ok(plain::cut(&plain::prose(digest), MAX_QUOTED))
    }

    async fn chat(&self, body: &Value) -> Result<Vec<u8>, Fault> {
        self.post("chat", body).await
    }
}

impl Ollama {
    fn is_named(&self, entry: &Value) -> bool {
        let bare = |name: &str| name.strip_suffix(TAG).unwrap_or(name).to_owned();
        let name = entry.get("name").and_then(Value::as_str);
        name.is_some_and(|name| bare(name) == bare(&self.model))
    }

    fn missing(&self) -> Fault {
        let model = &self.model;
        Fault::Down(format!("the model {model} is not there: run `ollama pull {model}`"))
    }

    async fn post(&self, what: &str, body: &Value) -> Result<Vec<u8>, Fault> {
        let request = self.client.post(format!("{}/api/{what}", self.url));
        self.answer(request.header(CONTENT_TYPE, "application/json").body(body.to_string())).await
    }

    async fn answer(&self, request: RequestBuilder) -> Result<Vec<u8>, Fault> {
        let response = request.send().await.map_err(|error| self.unreachable(&error))?;
        let status = response.status().as_u16();
        let answer = read(response).await?;
        if status == 200 { Ok(answer) } else { Err(self.refusal(status, &answer)) }
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
            (404, Some(error)) if error.contains("not found") => self.missing(),
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
    says_remote(&serde_json::from_slice(body).unwrap_or_default())
}

fn says_remote(value: &Value) -> bool {
    ["remote_host", "remote_model"].iter().any(|key| value.get(key).is_some())
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
