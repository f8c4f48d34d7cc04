//! What a reply decides: the first newly written line, read by a closed grammar.
//!
//! Knows the words that ARCHITECTURE.md lists and what takes them back. Must not know who may say them. A sentence is
//! never searched for words: either the whole line is a command, or there is no decision.

mod amount;
mod code;
mod function_words;
mod greeting;
mod letters;
mod line;
mod question;
mod rejection;
mod remark;
mod retraction;
mod sentence;
mod strict;
mod vocabulary;

use unicode_normalization::UnicodeNormalization;

use super::words::Words;
use crate::approval::Address;
use line::Command;

pub use code::{Code, without_codes};

/// What a person's newly written text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// Yes.
    Approve {
        /// What was written beside the word.
        comment: String,
        /// The code of an authenticator app, where the configuration wants some.
        code: Option<Code>,
    },
    /// No.
    Reject {
        /// What was written beside the word.
        comment: String,
    },
    /// A question to the requester.
    Ask {
        /// The question.
        question: String,
    },
    /// Somebody else is to be asked.
    Delegate {
        /// Who.
        to: Address,
    },
    /// The requester corrects the amount.
    Amount {
        /// What stands behind the word: `1,234.50 USD`.
        text: String,
    },
    /// The requester withdraws the request.
    Withdraw,
    /// How far is it?
    Status,
    /// What can be said here?
    Help,
    /// No decision.
    Unclear {
        /// What stood in the way.
        why: String,
    },
}

impl Said {
    /// The code beside an approval.
    pub fn code(&self) -> Option<&Code> {
        if let Self::Approve { code, .. } = self { code.as_ref() } else { None }
    }
}

const LONGEST_COMMENT: usize = 4_000;

/// Reads what a person newly wrote; `typed` must already be free of quotes and signatures.
pub fn said(typed: &str, words: &Words) -> Said {
    // A byte order mark says how a text is stored. Some mail programs send accents apart from their letters.
    let typed: String = typed.trim_start_matches('\u{feff}').nfc().collect();
    let lines: Vec<&str> = typed.lines().map(str::trim).skip_while(|line| line.is_empty()).collect();
    let Some((first, following)) = lines.split_first() else {
        return unclear("nothing was newly written");
    };
    let below = || {
        following.iter().position(|line| !line.is_empty()).and_then(|at| following.get(at..)?.split_first())
    };
    match (greeting::is_greeting(first, words), below(), greeting::behind_greeting(first, words)) {
        (true, Some((first, following)), _) => decided(first, following, words),
        (_, _, Some(rest)) => decided(rest, following, words),
        (_, _, None) => decided(first, following, words),
    }
}

fn decided(first: &str, following: &[&str], words: &Words) -> Said {
    if let Some(why) = letters::deceptive(first, words) {
        return unclear(why);
    }
    let Some(line) = line::command(first, words) else {
        return unclear("the first line that was newly written is none of the known answers");
    };
    let comment = comment(&line.tail, following);
    let said = match line.command {
        Command::Approve => retraction::of_approval(&line, following, words)
            .map(|()| Said::Approve { comment, code: line.code.clone() }),
        Command::Reject => {
            rejection::of_rejection(&line, following, words).map(|()| Said::Reject { comment })
        }
        Command::Ask if comment.is_empty() => Err("ASK needs a question behind it"),
        Command::Ask => Ok(Said::Ask { question: comment }),
        Command::Delegate => delegate(&line.tail),
        Command::Amount if line.tail.is_empty() => Err("AMOUNT needs the amount behind it"),
        Command::Amount => Ok(Said::Amount { text: line.tail.clone() }),
        Command::Withdraw => rejection::of_withdrawal(&line, following, words).map(|()| Said::Withdraw),
        Command::Status => Ok(Said::Status),
        Command::Help => Ok(Said::Help),
    };
    said.unwrap_or_else(unclear)
}

fn delegate(tail: &str) -> Result<Said, &'static str> {
    let address = tail.rsplit_once('<').and_then(|(_, rest)| rest.strip_suffix('>')).unwrap_or(tail);
    let address = address.strip_prefix("mailto:").unwrap_or(address);
    // Mail programs turn an address into a link: `omar@corp.example<mailto:omar@corp.example>`.
    address
        .trim_end_matches(['.', '!'])
        .parse()
        .map(|to| Said::Delegate { to })
        .map_err(|_| "DELEGATE needs one e-mail address behind it")
}

fn comment(tail: &str, following: &[&str]) -> String {
    let mut comment = tail.to_owned();
    for line in following {
        comment.push('\n');
        comment.push_str(line);
        if comment.len() > LONGEST_COMMENT {
            break;
        }
    }
    let comment: String = comment.trim().chars().take(LONGEST_COMMENT).collect();
    comment.trim_end().to_owned()
}

fn unclear(why: &str) -> Said {
    Said::Unclear { why: why.to_owned() }
}

#[cfg(test)]
mod tests;
