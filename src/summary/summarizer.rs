//! Asking the model: one request at a time, within the deadline, and never at the price of a summary.

use std::time::Duration;

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};
use tokio::sync::Mutex;
use tokio::time::{Instant, sleep, timeout_at};

use super::answer::{self, Words};
use super::breaker::Breaker;
use super::grounded::Ground;
use super::ollama::Ollama;
use super::prompt::{self, Shown};
use super::{Facts, Fault, LanguageModel, NotLocal, Summary, Trace, from_facts};
use crate::clock::Clock;
use crate::config;

/// The pauses before a server that was busy is asked again, as fractions of the deadline: 1/40, 1/10, 1/4.
const PAUSES: [u32; 3] = [40, 10, 4];

/// No summary is worth a longer wait, whatever is configured.
const LONGEST: Duration = Duration::from_secs(3_600);

/// Writes summaries, with the model or without.
#[derive(Debug)]
pub struct Summarizer<M = Ollama> {
    model: Option<M>,
    timeout: Duration,
    clock: Clock,
    /// Held while the model is asked, so that it is asked one thing at a time.
    breaker: Mutex<Breaker>,
}

impl Summarizer {
    /// Refuses a server or model that is not on this machine.
    pub fn new(config: &config::Summary, clock: Clock) -> Result<Self, NotLocal> {
        Ok(Self::of(config.model.as_ref().map(Ollama::new).transpose()?, config.timeout, clock))
    }
}

impl<M: LanguageModel> Summarizer<M> {
    /// Asks this model, for so long at most; without one, the facts speak.
    pub fn of(model: Option<M>, timeout: Duration, clock: Clock) -> Self {
        Self { model, timeout: timeout.min(LONGEST), clock, breaker: Mutex::default() }
    }

    /// The model's summary; or, at the deadline at the latest, one from the facts that says why.
    pub async fn write(&self, facts: &Facts) -> Summary {
        let Some(model) = &self.model else { return from_facts(facts) };
        let mut trace = None;
        let summary = match self.ask(model, facts, &mut trace).await {
            Ok(words) => Summary {
                text: words.summary,
                impact: words.impact,
                risk: words.risk,
                model: Some(model.name().to_owned()),
                why_not: None,
                trace: None,
            },
            Err(why) => Summary { why_not: Some(why), ..from_facts(facts) },
        };
        Summary { trace, ..summary }
    }

    async fn ask(&self, model: &M, facts: &Facts, trace: &mut Option<Trace>) -> Result<Words, String> {
        let deadline = Instant::now() + self.timeout;
        let limit = in_words(self.timeout);
        let Ok(mut breaker) = timeout_at(deadline, self.breaker.lock()).await else {
            return Err(format!("the model {} was busy with other requests for {limit}", model.name()));
        };
        breaker.admits(self.clock.now())?;
        let late = Fault::Down(format!("the model {} did not answer in {limit}", model.name()));
        let answer =
            timeout_at(deadline, self.attempts(model, facts, deadline, trace)).await.unwrap_or(Err(late));
        match answer {
            Ok(words) => {
                breaker.answered();
                Ok(words)
            }
            Err(Fault::Unusable(why)) => {
                breaker.answered();
                Err(why)
            }
            Err(Fault::Busy(why) | Fault::Down(why)) => {
                breaker.failed(self.clock.now(), &why);
                Err(why)
            }
        }
    }

    async fn attempts(
        &self,
        model: &M,
        facts: &Facts,
        deadline: Instant,
        trace: &mut Option<Trace>,
    ) -> Result<Words, Fault> {
        let shown = Shown::new(facts);
        let mut pauses = PAUSES.iter().map(|fraction| self.timeout / *fraction);
        loop {
            let answer = attempt(model, &shown, trace).await;
            let again = matches!(answer, Err(Fault::Busy(_)));
            match pauses.next().filter(|pause| again && Instant::now() + *pause < deadline) {
                Some(pause) => sleep(pause).await,
                None => return answer,
            }
        }
    }
}

/// Asks once; what went out and came back is noted as it does.
async fn attempt<M: LanguageModel>(
    model: &M,
    shown: &Shown,
    trace: &mut Option<Trace>,
) -> Result<Words, Fault> {
    let model_digest = model.identity().await?;
    let fence = nonce()?;
    let body = prompt::body(model.name(), shown, &fence);
    let prompt = digest(body.to_string().as_bytes());
    let asked =
        trace.insert(Trace { model: model.name().to_owned(), model_digest, fence, prompt, answer: None });
    let answer = model.chat(&body).await?;
    asked.answer = Some(digest(&answer));
    answer::read(&answer, &Ground::new(&shown.text()))
}

fn digest(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}

fn nonce() -> Result<String, Fault> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)
        .map_err(|_| Fault::Unusable("the system gave no random numbers".to_owned()))?;
    Ok(HEXLOWER.encode(&bytes))
}

fn in_words(time: Duration) -> String {
    if time.subsec_millis() == 0 {
        format!("{} s", time.as_secs())
    } else {
        format!("{} ms", time.as_millis())
    }
}
