//! `run`: the daemon, from the configuration to the last turn.

use std::io::IsTerminal;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::{mpsc, watch};
use tracing::{info, warn};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::format::debug_fn;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use super::host::exposures;
use super::{Ending, FaultyTemplates, reload};
use crate::clock::Clock;
use crate::config::{self, Config};
use crate::daemon;
use crate::extract::Extractor;
use crate::mail::Templates;
use crate::store::Store;
use crate::turn::Desk;

/// How long the database may take to come to rest.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(5);

pub(super) async fn run(file: &Path) -> anyhow::Result<Ending> {
    // Before anything else: a hang-up would end a program that does not listen for it.
    let hangup = signal(SignalKind::hangup())?;
    let config = &config::load(file)?;
    let templates = templates(config)?;
    start_log();
    for exposure in exposures(config).iter().filter(|exposure| !exposure.grave) {
        warn!("{} {}: this is put right now", exposure.path.display(), exposure.what);
    }
    let store = Store::open(&config.desk.database)?;
    let extractor = Extractor::of_this_program(&config.receipts);
    info!("{}", extractor.describe());
    let desk = Desk::new(Arc::new(config.clone()), templates, Clock::system(), store.clone());
    let desk = desk.reading_with(extractor);
    let (renew, renewals) = mpsc::channel(1);
    let running = desk.clone();
    let (stop, stopping) = watch::channel(false);
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let asked = async {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        let _ = stop.send(true);
        std::future::pending::<()>().await
    };
    let reloads = async {
        reload::on(hangup, file, &running, renew).await;
        std::future::pending::<()>().await
    };
    let ended = tokio::select! {
        ended = daemon::run(desk, renewals, stopping) => ended,
        () = asked => Ok(()),
        () = reloads => Ok(()),
    };
    drop(running);
    // A delivery that was given up may hold the store for a moment longer; nothing depends on it.
    let _ = tokio::time::timeout(CLOSE_TIMEOUT, store.close()).await;
    ended?;
    Ok(Ending::Done)
}

/// A desk for one change beside a daemon that may be running.
pub(super) fn desk_beside(config: Config) -> anyhow::Result<Desk> {
    let store = Store::open_beside(&config.desk.database)?;
    let templates = templates(&config)?;
    let extractor = Extractor::of_this_program(&config.receipts);
    let desk = Desk::new(Arc::new(config), templates, Clock::system(), store).reading_with(extractor);
    desk.go_on_after(&desk.store.reader()?)?;
    Ok(desk)
}

fn templates(config: &Config) -> Result<Arc<Templates>, FaultyTemplates> {
    Templates::load(config.templates.as_deref()).map(Arc::new).map_err(|faults| {
        let all: Vec<_> = faults.iter().map(ToString::to_string).collect();
        FaultyTemplates(all.join("\n"))
    })
}

/// To the journal, or to a file: one JSON object a line with `COUNTERSIGN_LOG_FORMAT=json`, else lines for people, which
/// read on their own: the fields beside the message repeat it for machines.
/// `COUNTERSIGN_LOG` says how much: `info`, `debug`, `warn`. The IMAP library is never heard: it logs whole mails.
fn start_log() {
    let level = std::env::var("COUNTERSIGN_LOG").unwrap_or_else(|_| "info".to_owned());
    let filter = EnvFilter::new(format!("warn,countersign={level},async_imap=off"));
    let json = std::env::var("COUNTERSIGN_LOG_FORMAT").is_ok_and(|format| format == "json");
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let colours = std::io::stderr().is_terminal() && !plain;
    let registry = tracing_subscriber::registry().with(filter);
    let layer = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_ansi(colours);
    if json {
        registry.with(layer.json()).init();
    } else {
        let message = debug_fn(|line, field, value| match field.name() {
            "message" => write!(line, "{value:?}"),
            _ => Ok(()),
        });
        registry.with(layer.compact().with_target(false).fmt_fields(message)).init();
    }
}
