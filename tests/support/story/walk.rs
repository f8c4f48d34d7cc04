//! Walks: stories that nobody wrote, from a seed. Nothing is expected of them but what is promised of every story.

use super::{drama, script};

/// How many things happen on a walk.
const STEPS: usize = 60;

const PEOPLE: [&str; 6] = ["sam", "maria", "omar", "ines", "boss", "m.lopez"];
const AMOUNTS: [&str; 6] = ["999.00", "1,000.01", "10,000.00", "10,000.01", "49,000.00", "75,000.00"];
const KINDS: [&str; 9] = [
    "approval_request",
    "approval_request",
    "approval_request",
    "received",
    "reminder",
    "escalation",
    "question",
    "decision_recorded",
    "refused",
];
const WORDS: [&str; 14] = [
    "APPROVE",
    "APPROVE",
    "Approved!",
    "APPROVE",
    "REJECT: too much",
    "ASK what for?",
    "DELEGATE ines@corp.example",
    "DELEGATE m.lopez@corp.example",
    "AMOUNT 12,345.67 USD",
    "AMOUNT 10 EUR",
    "STATUS",
    "HELP",
    "ok with me",
    "WITHDRAW",
];
const PROGRAMS: [&str; 4] = ["in Gmail", "in Outlook", "on a phone", "without a quote"];
const EVENTS: [&str; 9] = [
    "wait 1 hour",
    "wait 5 hours",
    "wait 3 days",
    "wait 13 days",
    "the desk restarts",
    "the same mail arrives again",
    "the approval_request to omar bounces: 550 5.1.1 no such user",
    "maria's approval_request comes back to the desk",
    "it rejects EXP-2 at the command line: it takes too long",
];

/// Walks from a seed; gives the story of the walk and the promises that it broke.
pub(crate) fn walk(seed: u64) -> (String, Vec<String>) {
    let story = story(seed);
    let script = script::read(&story).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let broken = runtime.block_on(drama::wander(&script)).unwrap_or_else(|why| vec![why]);
    (story, broken)
}

fn story(seed: u64) -> String {
    let mut chance = Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let mut story = String::new();
    for number in 0..STEPS {
        let person = chance.of(&PEOPLE);
        let step = match chance.below(10) {
            0 => format!(
                "{person} writes to the desk, \"Report {number}\":\n    | Total: {} USD",
                chance.of(&AMOUNTS)
            ),
            1..8 => {
                let owner =
                    if chance.below(8) == 0 { format!("{}'s", chance.of(&PEOPLE)) } else { "the".to_owned() };
                let (kind, about) = (chance.of(&KINDS), chance.below(4) + 1);
                let (program, words) = (chance.of(&PROGRAMS), chance.of(&WORDS));
                format!("{person} answers {owner} {kind} about EXP-{about}, {program}:\n    | {words}")
            }
            _ => chance.of(&EVENTS).to_owned(),
        };
        story.push_str(&step);
        story.push('\n');
    }
    story
}

/// Numbers from a seed (xorshift64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    fn of<'a>(&mut self, things: &[&'a str]) -> &'a str {
        things[self.below(things.len())]
    }
}
