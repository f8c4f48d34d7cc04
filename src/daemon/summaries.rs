//! Summaries: ask the model, one request at a time; approvers never wait for it beyond its deadline.

use std::sync::Arc;

use tracing::info;

use super::Ring;
use super::backoff::Backoff;
use super::pulse::Loop;
use crate::summary::{LanguageModel, Summarizer};
use crate::turn::{Desk, TurnError};

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
                backoff.succeeded();
                ring.rest(Loop::Summaries, None, &ring.changed.summaries).await;
            }
            Ok(_) => {
                backoff.succeeded();
                ring.changed.nudge();
            }
            Err(error) => ring.pause(backoff.failed(&error)).await,
        }
    }
}

/// One round: has the summaries written that are wanted; gives how many.
pub(super) async fn round<M: LanguageModel>(
    desk: &Desk,
    summarizer: &Summarizer<M>,
) -> Result<usize, TurnError> {
    let jobs = desk.wanted_summaries(&desk.store.reader()?)?;
    for job in &jobs {
        let summary = summarizer.write(&job.facts).await;
        if let Some(why) = &summary.why_not {
            let request = desk.number(job.number);
            info!(request, why, "the summary of {request} is made from the facts: {why}");
        }
        desk.summarised(job, summary).await?;
    }
    Ok(jobs.len())
}
