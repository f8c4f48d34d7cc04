//! How often everything happened: a simulation in which nothing happens keeps all promises.

use std::collections::BTreeMap;

/// How often what happened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally(BTreeMap<&'static str, usize>);

impl Tally {
    /// It happened.
    pub fn count(&mut self, what: &'static str) {
        *self.0.entry(what).or_default() += 1;
    }

    /// It is this many at most so far.
    pub fn most(&mut self, what: &'static str, many: usize) {
        let most = self.0.entry(what).or_default();
        *most = (*most).max(many);
    }

    /// Adds up two.
    pub fn add(&mut self, other: &Self) {
        for (what, often) in &other.0 {
            if what.starts_with("most ") {
                self.most(what, *often);
            } else {
                *self.0.entry(what).or_default() += often;
            }
        }
    }

    /// What never happened of these.
    pub fn missing(&self, of: &[&'static str]) -> Vec<&'static str> {
        of.iter().filter(|what| !self.0.contains_key(**what)).copied().collect()
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|(what, often)| writeln!(f, "{often:>9}  {what}"))
    }
}
