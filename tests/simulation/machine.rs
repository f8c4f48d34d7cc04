//! The machine that the desk runs on: its disk may fail at any commit, and it may die before or after any, and whenever
//! anybody is talked to.

use std::sync::{Arc, Mutex};

use countersign::store::{Connection, StoreError};

use super::tally::Tally;

/// The machine. Clones are the same one.
#[derive(Clone, Default)]
pub struct Machine(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    /// Something was written since the last commit.
    dirty: bool,
    /// The desk is starting.
    starting: bool,
    dead: bool,
    plan: Option<(Trouble, usize)>,
    /// Something has gone wrong since somebody asked.
    struck: bool,
    tally: Tally,
}

/// What can happen to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The disk does not take a commit; the next ones it does.
    CommitFails,
    /// It dies, and a commit is not made any more.
    DiesBeforeCommit,
    /// It dies behind a commit, of which nobody hears.
    DiesAfterCommit,
    /// It dies when it talks to somebody.
    DiesTalking,
}

impl Machine {
    /// Something happens after so many more occasions.
    pub fn plan(&self, trouble: Trouble, after: usize) {
        self.0.lock().unwrap().plan = Some((trouble, after));
    }

    /// The desk begins to start, or has started. SQLite tells of no changes in tables without row ids, and what is written at a
    /// start stands in such: meanwhile each commit counts.
    pub fn is_starting(&self, starting: bool) {
        self.0.lock().unwrap().starting = starting;
    }

    /// Nothing is planned any more.
    pub fn calm(&self) {
        self.0.lock().unwrap().plan = None;
    }

    /// It starts again.
    pub fn start(&self) {
        let mut state = self.0.lock().unwrap();
        (state.dead, state.plan, state.dirty) = (false, None, false);
    }

    /// Pulls the plug.
    pub fn die(&self) {
        self.0.lock().unwrap().dead = true;
    }

    /// Whether it has died.
    pub fn is_dead(&self) -> bool {
        self.0.lock().unwrap().dead
    }

    /// Whether a commit was refused since the last call, or it died.
    pub fn take_struck(&self) -> bool {
        std::mem::take(&mut self.0.lock().unwrap().struck)
    }

    /// What has happened to it.
    pub fn tally(&self) -> Tally {
        self.0.lock().unwrap().tally.clone()
    }

    /// Somebody is talked to: says whether it is dead by then.
    pub fn talks(&self) -> bool {
        let mut state = self.0.lock().unwrap();
        if state.comes_true(&[Trouble::DiesTalking]).is_some() {
            (state.dead, state.struck) = (true, true);
            state.tally.count("died while talking to a server");
        }
        state.dead
    }

    /// Lets the disk fail where that is planned: to be called on the writer's own connection.
    pub fn hook(&self, connection: &Connection) -> Result<(), StoreError> {
        let machine = self.clone();
        connection.update_hook(Some(move |_, _: &str, _: &str, _| {
            machine.0.lock().unwrap().dirty = true;
        }))?;
        let machine = self.clone();
        connection.commit_hook(Some(move || machine.0.lock().unwrap().refuses()))?;
        Ok(())
    }
}

impl State {
    /// Whether a commit is refused.
    fn refuses(&mut self) -> bool {
        if !std::mem::take(&mut self.dirty) && !self.starting {
            return false;
        }
        if self.dead {
            return true;
        }
        let occasions = [Trouble::CommitFails, Trouble::DiesBeforeCommit, Trouble::DiesAfterCommit];
        let Some(trouble) = self.comes_true(&occasions) else { return false };
        self.struck = true;
        self.dead = trouble != Trouble::CommitFails;
        self.tally.count(match trouble {
            Trouble::CommitFails => "commit refused by the disk",
            Trouble::DiesBeforeCommit => "died before a commit",
            Trouble::DiesAfterCommit => "died after a commit",
            Trouble::DiesTalking => "died while talking to a server",
        });
        trouble != Trouble::DiesAfterCommit
    }

    /// What is planned, if this is the occasion.
    fn comes_true(&mut self, occasions: &[Trouble]) -> Option<Trouble> {
        let (trouble, after) = self.plan.as_mut().filter(|(trouble, _)| occasions.contains(trouble))?;
        if *after > 0 {
            *after -= 1;
            return None;
        }
        let trouble = *trouble;
        self.plan = None;
        Some(trouble)
    }
}
