//! People act before the desk, and the story is told of it as it goes.

use chrono::{DateTime, TimeDelta, Utc};

use super::letter::{self, Program};
use super::mailboxes::Mailboxes;
use super::narrator;
use super::people::Person;
use super::stage::Stage;
use crate::mail;

/// The stage, and everybody's mailboxes.
pub(super) struct Scene {
    pub(super) stage: Stage,
    pub(super) mailboxes: Mailboxes,
}

impl Scene {
    pub(super) fn new(stage: Stage) -> Self {
        let mailboxes = Mailboxes::new(&stage.mail(), stage.config.identity());
        Self { stage, mailboxes }
    }

    /// Some minutes pass.
    pub(super) async fn minutes(&mut self, count: i64) -> anyhow::Result<()> {
        self.until(self.stage.clock.now() + TimeDelta::minutes(count)).await
    }

    /// Time passes, and the desk does what is due by then.
    pub(super) async fn until(&mut self, then: DateTime<Utc>) -> anyhow::Result<()> {
        self.stage.pass_until(then);
        self.stage.rest().await
    }

    /// A report comes in.
    pub(super) async fn forward(&mut self, text: &str) -> anyhow::Result<()> {
        let now = self.stage.clock.now();
        let raw = letter::report(text, now);
        let reading = mail::read(&raw, &self.stage.config.identity());
        let from = reading.from.map_err(anyhow::Error::msg)?;
        let note = reading.typed.lines().next().unwrap_or_default();
        narrator::act(now, from.as_str(), format_args!("sends “{}”", reading.subject), note);
        self.stage.post(from, raw).await?;
        self.watch().await
    }

    /// Somebody answers the newest mail about a request.
    pub(super) async fn answer(
        &mut self,
        who: Person,
        request: u64,
        program: Program,
        typed: &str,
    ) -> anyhow::Result<()> {
        let now = self.stage.clock.now();
        let request = self.stage.number(request);
        let notice = self.mailboxes.newest(&who.address()?, &request)?;
        let raw = letter::answer(who, notice, typed, program, now)?;
        narrator::act(now, who.name, format_args!("answers {request} {}", program.place()), typed);
        self.stage.post(who.address()?, raw).await?;
        self.watch().await
    }

    /// Tells what arrives until the desk has come to rest.
    pub(super) async fn watch(&mut self) -> anyhow::Result<()> {
        self.stage.rest().await?;
        narrator::arrivals(&self.mailboxes.arrived()?);
        Ok(())
    }
}
