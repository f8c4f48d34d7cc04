//! The model: facts in, text or nothing out, by a deadline.
//!
//! Knows Ollama. Must not know decisions; nothing that the model writes is read back by the program.
//! What a model wrote is checked and cleaned before a person sees it; when in doubt the facts speak instead.

mod answer;
mod breaker;
mod facts;
mod grounded;
mod ollama;
mod plain;
mod prompt;
mod server;
mod summarizer;

use std::future::Future;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::approval::Money;
use crate::config::Model;

pub use facts::from_facts;
pub use ollama::Ollama;
pub use server::NotLocal;
pub use summarizer::Summarizer;

/// A language model and its server, in the words of Ollama's protocol.
pub trait LanguageModel: Send + Sync {
    /// The name of the model.
    fn name(&self) -> &str;

    /// The digest of the model that answers to the name; asked before a report goes out, so that none goes to a model that
    /// the server runs elsewhere.
    fn identity(&self) -> impl Future<Output = Result<String, Fault>> + Send;

    /// Sends one chat request and returns the body of the answer.
    fn chat(&self, body: &Value) -> impl Future<Output = Result<Vec<u8>, Fault>> + Send;
}

/// Why there is no answer, in words for the operator.
#[derive(Debug, PartialEq, Eq)]
pub enum Fault {
    /// The server may answer in a moment.
    Busy(String),
    /// The server or the model does not work.
    Down(String),
    /// The server works, but this answer cannot be shown.
    Unusable(String),
}

/// Whether the model is there and on this machine; in words, what stands in the way. Loads nothing.
pub async fn look(model: &Model) -> Result<(), String> {
    let server = Ollama::new(model).map_err(|fault| fault.to_string())?;
    server.identity().await.map(drop).map_err(|fault| match fault {
        Fault::Busy(why) | Fault::Down(why) | Fault::Unusable(why) => why,
    })
}

/// What the model is told: nothing secret, nothing that it could act on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The request's number.
    pub request: String,
    /// The requester, as shown to people.
    pub requester: String,
    /// The subject of the report.
    pub subject: String,
    /// The amount of the request.
    pub amount: Money,
    /// The text of the report.
    pub report: String,
    /// The names of its attachments.
    pub attachments: Vec<String>,
}

/// What approvers read about a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// One to three sentences.
    pub text: String,
    /// What it means for the company; empty when nobody said.
    pub impact: String,
    /// What could be wrong with it; empty when nobody said.
    pub risk: String,
    /// The model that wrote it; `None`: made from the facts.
    pub model: Option<String>,
    /// Why there is no model's summary: "the model did not answer in 30 s".
    pub why_not: Option<String>,
    /// What the model was asked and answered, also where its answer is not shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trace: Option<Trace>,
}

/// What went to a model and what came back, as SHA-256 digests in hex: for the audit log, never for a prompt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    /// The name of the model.
    pub model: String,
    /// Which weights and settings the server says it has under this name.
    pub model_digest: String,
    /// The random fence around the report: with it the prompt can be made again from the kept mail.
    pub fence: String,
    /// Of the request's body.
    pub prompt: String,
    /// Of the answer's body; nothing where none came.
    pub answer: Option<String>,
}
