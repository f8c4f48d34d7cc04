//! What everybody is going to do about each report, so that its end is known before it begins.

use super::chance::Chance;
use super::letters::{Notice, letter};
use super::office::{DESK, MARIA, OMAR, SAM};

/// Who hands in reports.
pub const REQUESTERS: [&str; 4] = [SAM, "tina@corp.example", "ugo@corp.example", "vera@corp.example"];

/// How a report goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// It needs nobody.
    Small,
    /// One approves, the other never answers.
    OneApproves,
    /// One rejects, the other never answers.
    OneRejects,
    /// Two must approve, and do, at the same time.
    BothApprove,
    /// Two must approve; one does, the other rejects.
    TheyDisagree,
    /// One must approve; both do, at the same time.
    BothAnswer,
    /// No amount is in it; the requester is asked, answers, and one approves.
    AmountLater,
    /// The requester withdraws it.
    Withdrawn,
}

use Course::{AmountLater, BothAnswer, BothApprove, OneApproves, OneRejects, Small, TheyDisagree, Withdrawn};

const COURSES: [Course; 8] =
    [Small, OneApproves, OneRejects, BothApprove, TheyDisagree, BothAnswer, AmountLater, Withdrawn];

/// One report.
#[derive(Clone, Debug)]
pub struct Plan {
    pub number: usize,
    pub requester: &'static str,
    pub course: Course,
}

/// Reports that make at least so many mails, their answers included.
pub fn plans(mails: usize, chance: &mut Chance) -> Vec<Plan> {
    let mut plans: Vec<Plan> = Vec::new();
    while plans.iter().map(Plan::mails).sum::<usize>() < mails {
        let (requester, course) = (chance.pick(&REQUESTERS), chance.pick(&COURSES));
        plans.push(Plan { number: plans.len(), requester, course });
    }
    plans
}

impl Plan {
    /// How many mails come to the desk about it.
    pub fn mails(&self) -> usize {
        match self.course {
            Small => 1,
            OneApproves | OneRejects | Withdrawn => 2,
            BothApprove | TheyDisagree | BothAnswer | AmountLater => 3,
        }
    }

    /// The state in which it ends.
    pub fn state(&self) -> &'static str {
        match self.course {
            Small | OneApproves | BothApprove | BothAnswer | AmountLater => "approved",
            OneRejects | TheyDisagree => "rejected",
            Withdrawn => "withdrawn",
        }
    }

    /// How many people approve of it in the end, at least and at most.
    pub fn approvals(&self) -> (usize, usize) {
        match self.course {
            Small | OneRejects | Withdrawn => (0, 0),
            OneApproves | BothAnswer | AmountLater => (1, 1),
            BothApprove => (2, 2),
            TheyDisagree => (0, 1),
        }
    }

    /// By what people recognise it: a name of letters, which nobody takes for an amount.
    pub fn shop(&self) -> String {
        let letters = format!("{:05}", self.number);
        let letters: String = letters.bytes().map(|digit| char::from(digit - b'0' + b'a')).collect();
        format!("Bazaar {letters}")
    }

    /// The report as it is sent.
    pub fn report(&self) -> String {
        let cents = self.number % 100;
        let total = match self.course {
            Small => format!("\r\nTotal due: USD 80.{cents:02}\r\n"),
            BothApprove | TheyDisagree => format!("\r\nTotal due: USD 18,900.{cents:02}\r\n"),
            OneApproves | OneRejects | BothAnswer | Withdrawn => {
                format!("\r\nTotal due: USD 2,450.{cents:02}\r\n")
            }
            AmountLater => String::new(),
        };
        let shop = self.shop();
        let text = format!(
            "Please see below.\r\n\r\n---------- Forwarded message ---------\r\n\
             From: {shop} <billing@outside.example>\r\nSubject: Your receipt from {shop}\r\n\
             To: <{}>\r\n\r\nThank you for your order at {shop}.\r\n{total}",
            self.requester
        );
        letter(self.requester, DESK, &format!("Fwd: Your receipt from {shop}"), "", &text)
    }

    /// What somebody types in answer to a notice about it.
    pub fn answer(&self, who: &str, notice: &Notice) -> Option<String> {
        let words = match (notice.kind.as_str(), who, self.course) {
            (
                "approval_request",
                MARIA,
                OneApproves | BothApprove | TheyDisagree | BothAnswer | AmountLater,
            ) => "APPROVE",
            ("approval_request", OMAR, BothApprove | BothAnswer) => "APPROVE",
            ("approval_request", OMAR, OneRejects | TheyDisagree) => "REJECT: too expensive",
            ("amount_needed", _, AmountLater) => "AMOUNT 2,450.99 USD",
            ("received", _, Withdrawn) => "WITHDRAW",
            _ => return None,
        };
        Some(words.to_owned())
    }
}
