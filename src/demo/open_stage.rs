//! The demo for people who want to answer themselves: the system's clock, and a shell command for a mail to the desk.

use std::time::Duration;

use super::letter::REPORTS;
use super::narrator;
use super::outcome::{print_commands, quoted};
use super::people::MARIA;
use super::scene::Scene;
use crate::terminal::{CYAN, FAINT, STRONG};

/// How often to look for new mail.
const LOOK_EVERY: Duration = Duration::from_millis(300);

/// The request that Maria is shown how to answer.
const EQUIPMENT: u64 = 3;

/// Sends the reports in, says how to answer, and tells what arrives until Ctrl-C.
pub(super) async fn play(scene: &mut Scene) -> anyhow::Result<()> {
    narrator::heading("Five people forward receipts");
    for report in REPORTS {
        scene.forward(report).await?;
    }
    explain(scene)?;
    tokio::select! {
        stopped = tokio::signal::ctrl_c() => Ok(stopped?),
        ended = tell_what_arrives(scene) => ended,
    }
}

async fn tell_what_arrives(scene: &mut Scene) -> anyhow::Result<()> {
    loop {
        tokio::time::sleep(LOOK_EVERY).await;
        scene.stage.rest().await?;
        let arrived = scene.mailboxes.arrived()?;
        if !arrived.is_empty() {
            narrator::act(scene.stage.clock.now(), "The desk", "has sent mail", "");
            narrator::arrivals(&arrived);
        }
    }
}

fn explain(scene: &Scene) -> anyhow::Result<()> {
    let stage = &scene.stage;
    let mail = quoted(&stage.mail().display().to_string());
    let notice = scene.mailboxes.newest(&MARIA.address()?, &stage.number(EQUIPMENT))?;
    narrator::heading("Your turn");
    anstream::println!("Everybody's mailbox is a Maildir in {CYAN}{mail}{CYAN:#}.");
    anstream::println!(
        "To answer {} as {}, paste this into a shell; the first line of the text is what counts:\n",
        notice.request,
        MARIA.name
    );
    anstream::println!(
        "{CYAN}cd {mail}/{}\nfile=$(date +%s).$$\ncat > tmp/$file <<'END'\nFrom: {} <{}>\nTo: {}\nSubject: Re: {}\n\n\
         {STRONG}APPROVE{STRONG:#}{CYAN}\nEND\nmv tmp/$file new/{CYAN:#}\n",
        stage.config.desk.address,
        MARIA.name,
        MARIA.address()?,
        notice.reply_to,
        notice.subject,
    );
    anstream::println!(
        "Each mail has a Reply-To of its own: {CYAN}grep -ri '^reply-to' {mail}/*/new{CYAN:#} finds them.\n"
    );
    print_commands(&stage.folder);
    anstream::println!(
        "\n{FAINT}The desk is at work; what it sends appears here. Ctrl-C sends it home.{FAINT:#}\n"
    );
    Ok(())
}
