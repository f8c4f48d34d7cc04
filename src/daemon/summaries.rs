//! Summaries: ask the model, one request at a time; approvers never wait for it beyond its deadline.

use std::sync::Arc;

use futures_util::future::join_all;
use tokio::sync::Mutex;
use tracing::info;

use super::Ring;
use super::backoff::Backoff;
use super::pulse::Loop;
use crate::summary::{LanguageModel, Summarizer};
use crate::turn::{Desk, SummaryJob, TurnError};

/// Has summaries written until the daemon stops.
pub(super) async fn run(mut ring: Ring, mut summarizer: Arc<Summarizer>) {
    let mut backoff = Backoff::new("summaries");
    while !*ring.stop.borrow() {
        if let Some(renewal) = ring.renewed() {
            summarizer = renewal.summarizer.clone();
        }
        ring.signs.pulse.beat(Loop::Summaries);
        let done = tokio::select! {
            done = round(&ring.desk, &summarizer) => done,
            () = ring.stopping() => return,
        };
        match done {
            Ok(0) => {
                ring.succeeded(Loop::Summaries, &mut backoff);
                ring.rest(Loop::Summaries, None, &ring.changed.summaries).await;
            }
            Ok(_) => {
                ring.succeeded(Loop::Summaries, &mut backoff);
                ring.changed.nudge();
            }
            Err(error) => ring.pause(ring.failed(Loop::Summaries, &mut backoff, &error.into())).await,
        }
    }
}

/// One round: has the summaries written that are wanted; gives how many.
pub(super) async fn round<M: LanguageModel>(
    desk: &Desk,
    summarizer: &Summarizer<M>,
) -> Result<usize, TurnError> {
    let jobs = desk.store.read(|connection| desk.wanted_summaries(connection))?;
    // One at a time is asked for, each with all of its time; what was written meanwhile is committed.
    let turn = Mutex::new(());
    let written = join_all(jobs.iter().map(|job| write(desk, summarizer, job, &turn))).await;
    written.into_iter().collect::<Result<(), TurnError>>()?;
    Ok(jobs.len())
}

async fn write<M: LanguageModel>(
    desk: &Desk,
    summarizer: &Summarizer<M>,
    job: &SummaryJob,
    turn: &Mutex<()>,
) -> Result<(), TurnError> {
    let asking = turn.lock().await;
    let summary = summarizer.write(&job.facts).await;
    drop(asking);
    if let Some(why) = &summary.why_not {
        let request = desk.number(job.number);
        info!(request, why, "the summary of {request} is made from the facts: {why}");
    }
    desk.summarised(job, summary).await
}
