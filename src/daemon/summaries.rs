//! Summaries: ask the model, one request at a time; approvers never wait for it beyond its deadline.

use futures_util::future::join_all;
use tracing::info;

use super::Ring;
use super::backoff::Backoff;
use super::pulse::Loop;
use crate::summary::Summarizer;
use crate::turn::{Desk, SummaryJob, TurnError};

/// Has summaries written until the daemon stops.
pub(super) async fn run(ring: Ring, summarizer: Summarizer) {
    let mut backoff = Backoff::new("summaries");
    while !*ring.stop.borrow() {
        ring.pulse.beat(Loop::Summaries);
        let pass = tokio::select! {
            pass = pass(&ring.desk, &summarizer) => pass,
            () = ring.stopping() => return,
        };
        match pass {
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

/// Has the summaries written that are wanted; gives how many.
pub(super) async fn pass(desk: &Desk, summarizer: &Summarizer) -> Result<usize, TurnError> {
    let jobs = desk.store.read(|connection| desk.wanted_summaries(connection))?;
    // The summarizer asks the model one thing at a time; what it wrote is committed together.
    let written = join_all(jobs.iter().map(|job| write(desk, summarizer, job))).await;
    written.into_iter().collect::<Result<(), TurnError>>()?;
    Ok(jobs.len())
}

async fn write(desk: &Desk, summarizer: &Summarizer, job: &SummaryJob) -> Result<(), TurnError> {
    let summary = summarizer.write(&job.facts).await;
    if let Some(why) = &summary.why_not {
        let request = desk.number(job.number);
        info!(request, why, "the summary of {request} is made from the facts: {why}");
    }
    desk.summarised(job, summary).await
}
