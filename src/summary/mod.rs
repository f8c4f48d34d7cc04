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

use serde::{Deserialize, Serialize};

use crate::approval::Money;
use crate::config::Model;

pub use facts::from_facts;
pub use server::NotLocal;
pub use summarizer::Summarizer;

/// Whether the model is there and on this machine; in words, what stands in the way. Loads nothing.
pub async fn look(model: &Model) -> Result<(), String> {
    let server = ollama::Ollama::new(model).map_err(|fault| fault.to_string())?;
    server.identity().await.map(drop).map_err(|fault| match fault {
        ollama::Fault::Busy(why) | ollama::Fault::Down(why) | ollama::Fault::Unusable(why) => why,
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
