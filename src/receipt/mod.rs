//! Finding the total: text in, money and where it was found out.
//!
//! Knows number formats, currencies and the words on receipts. Must not know how mail is carried, or policy.

mod amounts;
mod arithmetic;
mod blocks;
mod currency;
mod fold;
mod gaps;
mod labels;
mod layout;
mod ledger;
mod lexicon;
mod marks;
mod number;
mod page;
mod parts;
mod sections;
mod split;
mod surroundings;
#[cfg(test)]
mod tests;
mod text;
mod total;
mod typed;
mod verdict;
mod vocabulary;
mod weigh;
mod word_lists;

pub use typed::typed_amount;

use crate::approval::{Currency, Money};

/// Finds the total; `home` is the policy's currency, which a bare `$` or no mark at all is taken for.
pub fn find(sources: &Sources<'_>, home: Currency) -> Finding {
    verdict::weigh(parts::Parts::read(sources, home), sources.left_out, home)
}

/// Everything in a submission that can name an amount.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sources<'a> {
    /// The subject line.
    pub subject: &'a str,
    /// The requester's own words above a forwarded receipt.
    pub note: &'a str,
    /// The whole text as a reader sees it.
    pub text: &'a str,
    /// The HTML part rendered, where there is a text part too.
    pub html_text: Option<&'a str>,
    /// What a reader does not see.
    pub hidden_text: &'a str,
    /// Files, by name, media type and decoded bytes.
    pub attachments: &'a [crate::mail::Attachment],
    /// What of the submission is in none of these, because it goes beyond a limit.
    pub left_out: Option<&'a str>,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How sure the desk is.
    pub verdict: Verdict,
    /// All amounts that could be the total, the best first.
    pub candidates: Vec<Candidate>,
    /// What an approver should know: "receipt.pdf was not read".
    pub warnings: Vec<String>,
}

/// How sure the desk is of the total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// This is the total.
    Certain(Candidate),
    /// It could be this one, the largest, but the requester is asked: in plain words, why.
    Ambiguous(Candidate, String),
    /// No amount was found: in plain words, why.
    Absent(String),
}

/// An amount that could be the total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The amount.
    pub money: Money,
    /// The words before it: "Total due"; empty when there are none.
    pub label: String,
    /// Where it stands.
    pub source: Source,
    /// What speaks for it, in plain words: "called \"Total\"; cash less change comes to it".
    pub why: String,
}

/// Where an amount stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The subject line.
    Subject,
    /// The text of the mail.
    Text,
    /// Its HTML part.
    Html,
    /// A file of this name.
    Attachment(String),
}
