//! The story: five reports, and everything that happens to them in a day.

use anyhow::Context;

use super::letter::{Program, REPORTS};
use super::narrator;
use super::people::{BOSS, INES, MARIA, OMAR, SAM};
use super::scene::Scene;
use crate::store;

/// The requests, by what they are for, in the order in which the reports come.
const TRAVEL: u64 = 2;
const EQUIPMENT: u64 = 3;
const STAND: u64 = 4;
const HOTEL: u64 = 5;

pub(super) async fn tell(scene: &mut Scene) -> anyhow::Result<()> {
    narrator::heading("Five people forward receipts");
    for report in REPORTS {
        scene.forward(report).await?;
        scene.minutes(4).await?;
    }
    narrator::heading("People answer from whatever mail program they have");
    decisions(scene).await?;
    narrator::heading("Not every answer is an answer");
    misunderstanding(scene).await?;
    narrator::heading("Silence never approves");
    escalation(scene).await
}

async fn decisions(scene: &mut Scene) -> anyhow::Result<()> {
    scene.minutes(11).await?;
    scene.answer(MARIA, EQUIPMENT, Program::Phone, "Approve").await?;
    scene.minutes(8).await?;
    scene.answer(SAM, STAND, Program::Phone, "AMOUNT 1,640.00 USD").await?;
    scene.minutes(14).await?;
    let reason = "REJECT - please fly economy, business class is for flights over ten hours";
    scene.answer(OMAR, TRAVEL, Program::Outlook, reason).await?;
    scene.minutes(5).await?;
    scene.answer(INES, HOTEL, Program::Gmail, "APPROVED").await?;
    scene.minutes(16).await?;
    scene.answer(MARIA, HOTEL, Program::Phone, "Reject: that is too much for a hotel").await
}

async fn misunderstanding(scene: &mut Scene) -> anyhow::Result<()> {
    scene.minutes(6).await?;
    scene.answer(INES, STAND, Program::Gmail, "looks fine to me, but why so much?").await?;
    scene.minutes(2).await?;
    scene.answer(INES, STAND, Program::Gmail, "ASK why so much?").await?;
    scene.minutes(20).await?;
    scene.answer(SAM, STAND, Program::Phone, "They charged us for power and two days of wifi.").await?;
    scene.minutes(3).await?;
    scene.answer(INES, STAND, Program::Gmail, "APPROVE").await
}

async fn escalation(scene: &mut Scene) -> anyhow::Result<()> {
    let equipment = store::request(&scene.stage.database, EQUIPMENT)?;
    let due = equipment.and_then(|stored| stored.request.due_at).context("nothing escalates")?;
    scene.until(due).await?;
    let number = scene.stage.number(EQUIPMENT);
    narrator::act(
        due,
        "Hours pass.",
        format_args!("{number} needs two people, and only one has answered."),
        "",
    );
    scene.watch().await?;
    scene.minutes(12).await?;
    scene.answer(BOSS, EQUIPMENT, Program::Phone, "APPROVE\nWe need these before the release.").await
}
