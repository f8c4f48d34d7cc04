//! The whole desk in one folder: people write, the real daemon answers, hours pass, and the story of it is told.
//!
//! Knows the sample people, what they write, and what their mailboxes received. Must not know how the desk decides:
//! it delivers mail and reads mail, as people do.

mod letter;
mod mailboxes;
mod narrator;
mod notice;
mod open_stage;
mod outcome;
mod people;
mod scene;
mod stage;
mod story;

use std::path::Path;

use chrono::{NaiveTime, TimeDelta};

use crate::clock::Clock;
use crate::terminal::{FAINT, STRONG};
use scene::Scene;
use stage::Stage;

/// Tells the story of a day, in a new folder or in this one, which must be empty.
///
/// # Errors
/// Where the folder cannot be used, or the desk does not do its work.
pub async fn tell(folder: Option<&Path>) -> anyhow::Result<()> {
    let today = Clock::system().now().date_naive().and_time(NaiveTime::MIN).and_utc();
    let mut scene = Scene::new(Stage::set(folder, Clock::moved(today + TimeDelta::hours(9)))?);
    introduce(&scene);
    story::tell(&mut scene).await?;
    outcome::sum_up(&scene)?;
    scene.stage.close().await
}

/// Sends the reports in and lets the reader answer, until Ctrl-C.
///
/// # Errors
/// As for [`tell`].
pub async fn play_along(folder: Option<&Path>) -> anyhow::Result<()> {
    let mut scene = Scene::new(Stage::set(folder, Clock::system())?);
    introduce(&scene);
    open_stage::play(&mut scene).await?;
    outcome::sum_up(&scene)?;
    scene.stage.close().await
}

fn introduce(scene: &Scene) {
    let desk = &scene.stage.config.desk.address;
    let folder = scene.stage.folder.display();
    anstream::println!("{STRONG}countersign{STRONG:#}, an approval desk that lives in a mailbox: {desk}");
    anstream::println!(
        "{FAINT}The real daemon at work in {folder}\n\
         Approvers are maria, omar and ines; whoever waits 8 hours is taken to the boss.\n\
         Above 1,000 USD one of them must approve, above 10,000 USD two.{FAINT:#}"
    );
}
