//! Finding the total: text in, money and where it was found out.
//!
//! Knows number formats, currencies and the words on receipts. Must not know how mail is carried, or policy.

mod alike;
mod amounts;
mod arithmetic;
mod beside;
mod blocks;
mod bundle;
mod captions;
mod claim;
mod currency;
mod fold;
mod gaps;
mod heads;
mod hints;
mod home;
mod identity;
mod invoice;
mod labels;
mod layout;
mod ledger;
mod lexicon;
mod lines;
mod magnitude;
mod mark_table;
mod marks;
mod number;
mod page;
mod paper;
mod parts;
#[cfg(test)]
mod price_tests;
mod schema;
mod sections;
mod sheet;
mod split;
mod surroundings;
#[cfg(test)]
mod tests;
mod text;
mod total;
mod typed;
mod unknown;
mod verdict;
mod vocabulary;
mod ways;
mod weigh;
mod word_lists;

pub use home::Home;
pub use identity::{Origin, forwarded_letters, origin};
pub use typed::typed_amount;

use crate::approval::Money;
use crate::document::FileReading;
use crate::mail::InnerMail;

/// Finds the total; `home` is the policy's currency, with what others are worth in it.
pub fn find(sources: &Sources<'_>, home: Home<'_>) -> Finding {
    verdict::weigh(&parts::Parts::read(sources, home), sources.left_out, home)
}

/// Everything in a submission that can name an amount.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sources<'a> {
    /// The subject line.
    pub subject: &'a str,
    /// The requester's own words above a forwarded receipt.
    pub note: &'a str,
    /// The text of the mail itself as a reader sees it.
    pub text: &'a str,
    /// The HTML part rendered, where there is a text part too.
    pub html_text: Option<&'a str>,
    /// What a reader does not see.
    pub hidden_text: &'a str,
    /// Structured data of the HTML part, as JSON-LD texts.
    pub json_ld: &'a [String],
    /// The mails that it brings as files.
    pub mails: &'a [InnerMail],
    /// What its files say.
    pub files: &'a [FileReading],
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
    /// What its electronic invoices state.
    pub stated: Vec<Stated>,
}

/// What an electronic invoice states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// Its total; of a credit note, what it gives back.
    pub money: Money,
    /// What it is, and its number: "Invoice 4711".
    pub label: String,
    /// Who sells; empty where it does not say.
    pub seller: String,
    /// Its date as it is written there.
    pub date: String,
    /// Its number.
    pub number: String,
    /// It gives money back.
    pub is_refund: bool,
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
    /// Which part of that: "embedded invoice", "sum of its rows".
    pub part: Option<&'static str>,
    /// It was recognised in a picture, so that a digit may be wrong.
    pub recognised: bool,
}

impl Candidate {
    fn new(money: Money, label: String, source: Source) -> Self {
        Self { money, label, source, why: String::new(), part: None, recognised: false }
    }
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
