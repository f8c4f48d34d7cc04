//! A new configuration for a desk that runs: read on SIGHUP, as a whole or not at all.
//!
//! Templates, secrets and certificates are read anew with it. Must not change anything of the desk itself: the loops take what
//! is sent to them between two rounds.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use sd_notify::NotifyState;
use tokio::signal::unix::Signal;
use tokio::sync::mpsc;
use tracing::{error, info};

use crate::config::{self, Config, Faults};
use crate::extract::Extractor;
use crate::mail::Templates;
use crate::turn::Desk;

/// What is wrong with a new configuration, a sentence each.
type Refusal = Vec<String>;

/// Reads the configuration each time that a hang-up comes, and sends desks with it; ends with whoever takes them.
pub(super) async fn on(mut hangup: Signal, file: &Path, desk: &Desk, renewals: mpsc::Sender<Desk>) {
    while hangup.recv().await.is_some() {
        info!("a new configuration is read");
        tell_begin();
        match renewed(file.to_owned(), desk).await {
            Ok(renewed) => {
                if renewals.send(renewed).await.is_err() {
                    return;
                }
            }
            Err(faults) => {
                for fault in faults {
                    error!(fault, "the new configuration is refused: {fault}");
                }
                error!("nothing is changed: the desk goes on by the configuration that it had");
                let _ = sd_notify::notify(&[NotifyState::Ready]);
            }
        }
    }
}

/// `Type=notify-reload` waits for an end of what began after this time.
fn tell_begin() {
    let Ok(now) = NotifyState::monotonic_usec_now() else { return };
    let _ = sd_notify::notify(&[NotifyState::Reloading, now]);
}

async fn renewed(file: PathBuf, desk: &Desk) -> Result<Desk, Refusal> {
    // Commands that print secrets may take their time.
    let read = tokio::task::spawn_blocking(move || read(&file)).await;
    let (config, templates) = read.map_err(|fault| vec![fault.to_string()])??;
    let bound = desk.config.bound_to_this(&config);
    if !bound.is_empty() {
        let sentence =
            |key| format!("{key} cannot change while the desk runs: start it anew, or leave it as it is");
        return Err(bound.into_iter().map(sentence).collect());
    }
    let extractor = Extractor::of_this_program(&config.receipts);
    let (clock, store) = (desk.clock.clone(), desk.store.clone());
    Ok(Desk::new(Arc::new(config), templates, clock, store).reading_with(extractor))
}

fn read(file: &Path) -> Result<(Config, Arc<Templates>), Refusal> {
    let config = config::load(file).map_err(|faults| sentences(&faults))?;
    let templates = Templates::load(config.templates.as_deref())
        .map_err(|faults| faults.iter().map(|fault| format!("a template: {fault}")).collect::<Refusal>())?;
    Ok((config, Arc::new(templates)))
}

fn sentences(faults: &Faults) -> Refusal {
    faults.into_iter().map(ToString::to_string).collect()
}
