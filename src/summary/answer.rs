//! What may be shown of a model's answer: a whole one, in the form that was asked for, that says nothing of its own.
//!
//! Knows the form of Ollama's answers. Must not know how they came.

use serde::Deserialize;

use super::Fault;
use super::grounded::Ground;
use super::ollama::{error_text, is_remote, remote};
use super::plain;
use super::prompt::{MAX_REMARK, MAX_SUMMARY};

/// How much text is worth checking, in characters: several times what was asked for.
const MAX_CONTENT: usize = 8_000;

/// The model's words, checked and cleaned.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Words {
    pub(super) summary: String,
    pub(super) impact: String,
    pub(super) risk: String,
}

#[derive(Deserialize)]
struct Answer {
    message: Message,
    #[serde(default)]
    done: bool,
    #[serde(default)]
    done_reason: Option<String>,
}

#[derive(Deserialize)]
struct Message {
    content: String,
}

/// What was asked for. Unknown and doubled keys are errors.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    summary: String,
    impact: String,
    risk: String,
}

/// Reads the body of an answer with status 200.
pub(super) fn read(body: &[u8], ground: &Ground) -> Result<Words, Fault> {
    if let Some(error) = error_text(body) {
        return Err(Fault::Down(format!("the model failed: {error}")));
    }
    if is_remote(body) {
        return Err(remote());
    }
    let answer: Answer = serde_json::from_slice(body)
        .map_err(|_| Fault::Down("what answered is not Ollama, or a broken one".to_owned()))?;
    match (answer.done, answer.done_reason.as_deref()) {
        (true, Some("stop")) => words(&answer.message.content, ground),
        (true, Some("length")) => Err(unusable("the model's answer was cut off")),
        (true, _) => Err(unusable("the model gave no answer")),
        (false, _) => Err(unusable("the model broke off its answer")),
    }
}

fn unusable(why: &str) -> Fault {
    Fault::Unusable(why.to_owned())
}

fn words(content: &str, ground: &Ground) -> Result<Words, Fault> {
    if content.chars().nth(MAX_CONTENT).is_some() {
        return Err(unusable("the model wrote far more than was asked"));
    }
    let content: Content = serde_json::from_str(without_thoughts(content))
        .map_err(|_| unusable("the model did not answer in the form that was asked"))?;
    let texts = [&content.summary, &content.impact, &content.risk];
    if let Some(foreign) = texts.iter().find_map(|text| ground.foreign(&plain::one_line(text))) {
        return Err(Fault::Unusable(format!("the model wrote {foreign}, which the report does not contain")));
    }
    let shown = |text: &str, most| plain::cut(&plain::prose(text), most);
    let summary = shown(&content.summary, MAX_SUMMARY);
    if summary.is_empty() {
        return Err(unusable("the model wrote nothing"));
    }
    Ok(Words { summary, impact: shown(&content.impact, MAX_REMARK), risk: shown(&content.risk, MAX_REMARK) })
}

/// Some templates leave the model's thoughts in front of its answer.
fn without_thoughts(content: &str) -> &str {
    let content = content.trim();
    let behind = content.strip_prefix("<think>").and_then(|thoughts| thoughts.split_once("</think>"));
    behind.map_or(content, |(_, answer)| answer.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_content(content: &str) -> Result<Words, Fault> {
        let body = serde_json::json!({"message": {"role": "assistant", "content": content}, "done": true, "done_reason": "stop"});
        read(body.to_string().as_bytes(), &Ground::new("Sam Reed 2,450.00 USD"))
    }

    #[test]
    fn only_the_form_that_was_asked_for_is_accepted() {
        assert!(read_content(r#"{"summary":"Sam asks.","impact":"","risk":""}"#).is_ok());
        for content in [
            r#"{"summary":"Sam asks.","impact":""}"#,
            r#"{"summary":"Sam asks.","impact":"","risk":"","approve":true}"#,
            r#"{"summary":"Sam asks.","summary":"x","impact":"","risk":""}"#,
            r#"{"summary":["Sam asks."],"impact":"","risk":""}"#,
            r#"{"summary":" \u200b ","impact":"","risk":""}"#,
            r#"Sure! {"summary":"Sam asks.","impact":"","risk":""}"#,
            r#"<think>{"summary":"Sam asks.","impact":"","risk":""}"#,
            "",
        ] {
            assert!(matches!(read_content(content), Err(Fault::Unusable(_))), "{content}");
        }
    }

    #[test]
    fn long_texts_are_cut_and_cleaned() {
        let long =
            serde_json::json!({"summary": "**word** ".repeat(300), "impact": "", "risk": "a\u{0}\n<b>b</b>"});
        let words = read_content(&long.to_string()).unwrap();
        assert_eq!(words.summary.chars().count(), MAX_SUMMARY);
        assert!(words.summary.starts_with("word word") && words.summary.ends_with('…'));
        assert_eq!(words.risk, "a b");
    }
}
