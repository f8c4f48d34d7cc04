//! What the doctor found, as lines and as JSON.

use std::fmt;

use serde_json::{Value, json};

use crate::cli::present::{FAINT, GREEN, RED, YELLOW, safe};

/// One thing that was looked at.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    check: &'static str,
    result: Outcome,
    detail: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// As it should be.
    Ok,
    /// Something to know; nothing is broken.
    Note,
    /// Something is to be done.
    Fail,
    /// Not looked at, and why.
    Skipped,
}

impl Finding {
    pub(super) fn ok(check: &'static str, detail: impl Into<String>) -> Self {
        Self { check, result: Outcome::Ok, detail: detail.into() }
    }

    pub(super) fn note(check: &'static str, detail: impl Into<String>) -> Self {
        Self { check, result: Outcome::Note, detail: detail.into() }
    }

    /// `detail` says what is wrong, and what to do about it.
    pub(super) fn fail(check: &'static str, detail: impl Into<String>) -> Self {
        Self { check, result: Outcome::Fail, detail: detail.into() }
    }

    pub(super) fn skipped(check: &'static str, detail: impl Into<String>) -> Self {
        Self { check, result: Outcome::Skipped, detail: detail.into() }
    }

    /// Of something that works or says why not.
    pub(super) fn of(check: &'static str, result: Result<String, String>) -> Self {
        match result {
            Ok(detail) => Self::ok(check, detail),
            Err(detail) => Self::fail(check, detail),
        }
    }

    pub(super) fn is_failure(&self) -> bool {
        self.result == Outcome::Fail
    }
}

impl Outcome {
    fn word(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Note => "note",
            Self::Fail => "fail",
            Self::Skipped => "skipped",
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (style, word) = match self.result {
            Outcome::Ok => (GREEN, "OK"),
            Outcome::Note => (YELLOW, "NOTE"),
            Outcome::Fail => (RED, "FAIL"),
            Outcome::Skipped => (FAINT, "-"),
        };
        // A server's words are in it.
        write!(f, "{style}{word:<4}{style:#}  {:<16} {}", self.check, safe(&self.detail))
    }
}

/// One object with all of them.
pub(super) fn json(findings: &[Finding]) -> Value {
    let checks: Vec<Value> = findings
        .iter()
        .map(|finding| json!({ "check": finding.check, "result": finding.result.word(), "detail": finding.detail }))
        .collect();
    json!({ "ok": !findings.iter().any(Finding::is_failure), "checks": checks })
}
