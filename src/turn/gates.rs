//! The gates between a mail and a change: their order, what each asks, and what it said about a mail.
//!
//! Knows names and words only. Must not know how a gate is asked.

use serde::{Deserialize, Serialize};

/// A gate. The first that does not open stops the mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gate {
    /// It is within the limits.
    Size,
    /// It is built as a mail from one person is.
    Structure,
    /// Somebody else than the desk wrote it.
    Own,
    /// A person wrote it.
    Automatic,
    /// Somebody vouches for the sender.
    Authentication,
    /// The sender is one person of the directory.
    UnknownSender,
    /// The sender does not send too much.
    Rate,
    /// It says without doubt which notice it answers.
    Tokens,
    /// The sender may do that.
    Authority,
    /// It says one thing that the desk understands.
    Intent,
    /// Everything that follows is committed together.
    Turn,
}

impl Gate {
    /// The gate's number, `G0` to `G9`.
    pub const fn number(self) -> &'static str {
        match self {
            Self::Size => "G0",
            Self::Structure => "G1",
            Self::Own => "G2",
            Self::Automatic => "G3",
            Self::Authentication => "G4",
            Self::UnknownSender | Self::Rate => "G5",
            Self::Tokens => "G6",
            Self::Authority => "G7",
            Self::Intent => "G8",
            Self::Turn => "G9",
        }
    }

    /// What it asks.
    pub const fn question(self) -> &'static str {
        match self {
            Self::Size => "Is it within the limits?",
            Self::Structure => "Is it built as a mail from one person is?",
            Self::Own => "Did somebody else than the desk write it?",
            Self::Automatic => "Did a person write it?",
            Self::Authentication => "Does somebody vouch for the sender?",
            Self::UnknownSender => "Is the sender one person of the directory?",
            Self::Rate => "Does the sender send no more than usual?",
            Self::Tokens => "Is it clear which notice it answers, if any?",
            Self::Authority => "May this person do that to this request as it stands?",
            Self::Intent => "Does the new text say one thing that the desk understands?",
            Self::Turn => "Is everything that follows committed together?",
        }
    }

    /// What stopped the mail, in words that name nobody.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Size => "it is too large",
            Self::Structure => "it is not from exactly one sender",
            Self::Own => "it bears an id of the desk's own",
            Self::Automatic => "a machine wrote it",
            Self::Authentication => "nobody vouches for its sender",
            Self::UnknownSender => "its sender has no business with the desk",
            Self::Rate => "its sender sends too much",
            Self::Tokens => "its reply addresses are not the sender's",
            Self::Authority => "its sender may not do that",
            Self::Intent => "it says nothing that the desk understands",
            Self::Turn => "it could not be committed",
        }
    }
}

/// What one gate said about a mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// Which.
    pub gate: Gate,
    /// It opened.
    pub passed: bool,
    /// Why, or why not.
    pub why: String,
}

/// The gates that were asked about a mail, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Trail(Vec<Passage>);

impl Trail {
    /// What was written down of them with a turn; nothing where the turn was made by no mail.
    pub fn of_entry(authentication: &str) -> Self {
        let stored: Option<serde_json::Value> = serde_json::from_str(authentication).ok();
        let gates = stored.and_then(|mut stored| stored.get_mut("gates").map(serde_json::Value::take));
        gates.and_then(|gates| serde_json::from_value(gates).ok()).unwrap_or_default()
    }

    /// As people and scripts read it: each gate with its number and its question.
    pub fn to_json(&self) -> serde_json::Value {
        let passage = |Passage { gate, passed, why }: &Passage| {
            serde_json::json!({
                "gate": gate.number(), "question": gate.question(), "passed": passed, "why": why,
            })
        };
        self.0.iter().map(passage).collect()
    }

    /// What they quote of the mail.
    pub fn texts(&mut self) -> impl Iterator<Item = &mut String> {
        self.0.iter_mut().map(|passage| &mut passage.why)
    }

    /// What they said.
    pub fn passages(&self) -> &[Passage] {
        &self.0
    }

    /// The first that did not open.
    pub fn stopped(&self) -> Option<&Passage> {
        self.0.iter().find(|passage| !passage.passed)
    }

    pub(super) fn pass(&mut self, gate: Gate, why: impl Into<String>) {
        self.0.push(Passage { gate, passed: true, why: why.into() });
    }

    pub(super) fn stop(&mut self, gate: Gate, why: impl Into<String>) {
        self.0.push(Passage { gate, passed: false, why: why.into() });
    }

    /// Whichever it is.
    pub(super) fn ask<T>(&mut self, gate: Gate, answer: Result<T, String>, open: &str) -> Result<T, String> {
        match &answer {
            Ok(_) => self.pass(gate, open),
            Err(why) => self.stop(gate, why.clone()),
        }
        answer
    }
}
