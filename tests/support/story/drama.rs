//! Playing: each step of a script happens in the world.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use countersign::approval::{Address, Request, State};
use countersign::store::{self, Quarantined};
use regex::{Captures, Regex};
use toml::Table;

use super::expect::{self, label};
use super::letter::Letter;
use super::people::{answers, writes};
use super::script::Step;
use super::world::World;
use super::{machine, promises};
use crate::ollama::{Ollama, Scenario};

/// What came of a story.
#[derive(Default)]
pub(super) struct Outcome {
    /// Where it came out otherwise than told.
    pub(super) faults: Vec<String>,
    /// Steps that could not be played, and promises that were broken: nothing that rewriting could mend.
    pub(super) broken: Vec<String>,
    /// The lines that would tell it as it came out.
    pub(super) rewrites: BTreeMap<usize, (Range<usize>, Vec<String>)>,
}

/// Plays a story to its end, or to the first step that cannot be played.
pub(super) async fn play(script: &[Step]) -> Outcome {
    let mut drama = Drama { outcome: Outcome::default(), model: None };
    if let Err(why) = drama.acts(script).await {
        drama.outcome.broken.push(why);
    }
    drama.outcome
}

/// Plays whatever of a script can be played, with nobody expecting anything; gives the promises that it broke.
pub(super) async fn wander(script: &[Step]) -> Result<Vec<String>, String> {
    let mut drama = Drama { outcome: Outcome::default(), model: None };
    let mut world = World::new(&[], None)?;
    let mut closed: BTreeMap<u64, Request> = BTreeMap::new();
    for step in script {
        // Nobody can answer what they have not received: the walk goes on.
        let _ = drama.act(&mut world, step).await;
        world.settle().await?;
        for request in world.requests()? {
            let Some(before) = closed.get(&request.number) else {
                if !request.state.is_open() {
                    closed.insert(request.number, request);
                }
                continue;
            };
            if (before.state, &before.decided_by) != (request.state, &request.decided_by) {
                return Err(format!("line {}: {}: a decision was changed", step.line, step.text));
            }
        }
    }
    if std::env::var_os("STORY_SHOW").is_some() {
        println!(
            "{} mails; {:?}",
            world.notices.len(),
            world.requests()?.iter().map(|it| it.state).collect::<Vec<_>>()
        );
    }
    promises::broken(&world)
}

struct Drama {
    outcome: Outcome,
    model: Option<Ollama>,
}

impl Drama {
    async fn acts(&mut self, script: &[Step]) -> Result<(), String> {
        let (mut changes, mut begin, mut acts) = (Vec::new(), None, 0);
        for step in script {
            match step.text.as_str() {
                "config:" => changes.push(settings(step)?),
                text if text.starts_with("it is ") => begin = Some(moment(&text[6..])?),
                "the model answers" | "the model hangs" | "the model is not there" | "the model obeys"
                    if self.model.is_none() =>
                {
                    changes.push(self.start_model(&step.text).await);
                }
                _ => break,
            }
            acts += 1;
        }
        let mut world = World::new(&changes, begin)?;
        for step in &script[acts..] {
            let act = self.act(&mut world, step).await;
            act.map_err(|why| format!("line {}: {}\n  {why}", step.line, step.text))?;
        }
        let unexpected = expect::compare(&[], &world.notices[world.expected..])?;
        if !unexpected.is_empty() {
            self.outcome.broken.push(format!("at the end nobody expects:\n{}", unexpected.join("\n")));
        }
        self.outcome.broken.extend(promises::broken(&world)?);
        Ok(())
    }

    async fn start_model(&mut self, scenario: &str) -> Table {
        let model = Ollama::start(scenario_of(scenario)).await;
        let url = model.url();
        self.model = Some(model);
        format!("summary = {{ provider = \"ollama\", url = \"{url}\", timeout = \"1s\" }}").parse().unwrap()
    }

    async fn act(&mut self, world: &mut World, step: &Step) -> Result<(), String> {
        if step.text == "expect:" {
            return self.expect(world, step);
        }
        if step.text == "set aside:" {
            return self.set_aside(world, step);
        }
        if let Some(found) = STATE.captures(&step.text) {
            return self.state(world, step, &found);
        }
        if let Some(found) = WRITES.captures(&step.text) {
            writes(world, step, &found).await?;
        } else if let Some(found) = ANSWERS.captures(&step.text) {
            answers(world, step, &found).await?;
        } else if let Some(found) = WAIT.captures(&step.text) {
            world.wait(span(&found[1], &found[2])).await?;
        } else if let Some(time) = step.text.strip_prefix("wait until ") {
            world.wait_until(moment(time)?).await?;
        } else if let Some(scenario) = step.text.strip_prefix("the model ") {
            let model = self.model.as_ref().ok_or("say at the beginning that there is a model")?;
            model.play(scenario_of(&format!("the model {scenario}")));
        } else if !machines(world, step).await? && !operator(world, step).await? {
            return Err("no step of a story reads like this".to_owned());
        }
        world.settle().await
    }

    fn expect(&mut self, world: &mut World, step: &Step) -> Result<(), String> {
        let came = world.notices[world.expected..].to_vec();
        world.expected = world.notices.len();
        if std::env::var_os("STORY_SHOW").is_some() {
            came.iter()
                .for_each(|notice| println!("=== {}: {}\n{}", notice.owner, notice.subject, notice.text));
        }
        let faults = expect::compare(&step.block, &came)?;
        self.differs(step, faults, || expect::written(&step.block, &came));
        Ok(())
    }

    fn set_aside(&mut self, world: &World, step: &Step) -> Result<(), String> {
        let reader = world.desk()?.store.reader().unwrap();
        let held = store::quarantine(&reader, false).unwrap();
        let mut found: Vec<String> = held.iter().map(shown).collect();
        if found.is_empty() {
            found.push("nothing".to_owned());
        }
        let faults = if found == step.block {
            Vec::new()
        } else {
            vec![format!("  set aside:\n    {}", found.join("\n    "))]
        };
        self.differs(step, faults, || {
            let lines = found.iter().map(|line| format!("    {line}"));
            std::iter::once("set aside:".to_owned()).chain(lines).collect()
        });
        Ok(())
    }

    fn state(&mut self, world: &World, step: &Step, found: &Captures<'_>) -> Result<(), String> {
        let reader = world.desk()?.store.reader().unwrap();
        let stored =
            store::request(&reader, found[1].parse().unwrap()).unwrap().ok_or("there is no such request")?;
        let request = stored.request;
        let mut is =
            format!("{}, {} of {}", request.state.as_str(), request.distinct_approvals(), request.required);
        let people: Vec<&str> = match request.state {
            State::NeedsAmount | State::Pending => {
                request.approvals.iter().map(|approval| label(approval.person.as_str())).collect()
            }
            State::Approved | State::Rejected | State::Withdrawn => {
                request.decided_by.iter().map(|person| label(person.as_str())).collect()
            }
        };
        if !people.is_empty() {
            is.push_str(&format!(", by {}", people.join(" and ")));
        }
        let line = format!("EXP-{} is {is}", &found[1]);
        let faults = if line == step.text { Vec::new() } else { vec![format!("  {line}")] };
        self.differs(step, faults, || vec![line.clone()]);
        Ok(())
    }

    fn differs(&mut self, step: &Step, faults: Vec<String>, rewrite: impl Fn() -> Vec<String>) {
        if !faults.is_empty() {
            self.outcome.faults.push(format!("line {}: {}\n{}", step.line, step.text, faults.join("\n")));
            self.outcome.rewrites.insert(step.line, (step.lines(), rewrite()));
        }
    }
}

static STATE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^EXP-(\d+) is ").unwrap());
static WRITES: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"^(\S+) writes to the desk, "(.*)":?$"#).unwrap());
static ANSWERS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(\S+) answers (?:(?:her|his|the|(\S+)'s) )?(first )?([a-z_]+)(?: about (EXP-\d+))?(?:, (.+?))?:?$",
    )
    .unwrap()
});
static WAIT: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^wait (\d+) (minute|hour|day)s?$").unwrap());
static CLOCK: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^the clock is set (back|ahead) (\d+) (minute|hour|day)s?$").unwrap());
static BOUNCE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^the ([a-z_]+) to (\S+) (bounces|is delayed): (.*)$").unwrap());
static ABSENCE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(\S+)'s absence assistant answers the ([a-z_]+):$").unwrap());
static LOOP: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(\S+)'s ([a-z_]+) comes back to the desk$").unwrap());
static MAILBOX: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(\S+)'s mailbox (is full|has room again)$").unwrap());
static DECIDES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#"^(\S+) (approves|rejects|cannot approve|cannot reject) EXP-(\d+) at the command line: (.+)$"#,
    )
    .unwrap()
});
static ENROLS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(\S+) (enrols|cannot enrol|takes the second factor of) (\S+)(?: away)?$").unwrap()
});
static RELEASES: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(\S+) (releases|cannot release) mail (\d+)$").unwrap());

static SUSPENDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(\S+) (suspends|readmits|cannot suspend|cannot readmit) (\S+?)(?:: (.+))?$").unwrap()
});
static REJECTS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(\S+) (rejects|cannot reject) mail (\d+)(?:: (.+))?$").unwrap());

/// Steps in which no person acts.
async fn machines(world: &mut World, step: &Step) -> Result<bool, String> {
    if let Some(found) = BOUNCE.captures(&step.text) {
        let notice = world.newest(&found[2], Some(&found[1]))?;
        let desk = world.config.desk.address.to_string();
        let report = machine::bounce(notice, &desk, &found[3] == "is delayed", &found[4]);
        world.post(None, report).await;
    } else if let Some(found) = ABSENCE.captures(&step.text) {
        let notice = world.newest(&found[1], Some(&found[2]))?;
        let letter = Letter::read(&step.block)?;
        let mail = machine::absence(notice, &world.address(&found[1]), &letter.text.unwrap_or_default());
        world.post(None, mail).await;
    } else if let Some(found) = LOOP.captures(&step.text) {
        let raw = world.newest(&found[1], Some(&found[2]))?.raw.clone();
        let sender: Option<Address> = world.address(&found[1]).parse().ok();
        world.post(sender, raw).await;
    } else if let Some(found) = CLOCK.captures(&step.text) {
        let by = span(&found[2], &found[3]);
        world.set_clock(if &found[1] == "back" { -by } else { by });
    } else if let Some(found) = MAILBOX.captures(&step.text) {
        world.block(&found[1], &found[2] == "is full");
    } else {
        match step.text.as_str() {
            "the same mail arrives again" => {
                let (sender, bytes) = world.written.last().cloned().ok_or("no mail has arrived yet")?;
                world.post(sender, bytes).await;
            }
            "the same mail arrives again, another way" => {
                let (sender, mut bytes) = world.written.last().cloned().ok_or("no mail has arrived yet")?;
                bytes.splice(0..0, *b"Received: from other.example by mx.corp.example; later\n");
                world.post(sender, bytes).await;
            }
            "the desk comes back, reads its mail and breaks down" => {
                world.start();
                world.break_down_after_reading().await?;
            }
            "the clock is put right" => world.put_clock_right(),
            "the desk goes down" => world.stop(),
            "the desk comes back" => world.start(),
            "the database is copied" => world.copy_database(),
            "the copy of the database is put back" => world.put_copy_back().await?,
            "the witness is lost" => world.lose_witness(),
            "the desk restarts" => {
                world.stop();
                world.start();
            }
            "the desk restarts with:" => {
                world.stop();
                world.configure(&settings(step)?)?;
                world.start();
            }
            _ => return Ok(false),
        }
    }
    Ok(true)
}

async fn operator(world: &mut World, step: &Step) -> Result<bool, String> {
    let (result, forbidden) = if let Some(found) = DECIDES.captures(&step.text) {
        let (operator, approve) = (world.address(&found[1]).parse().unwrap(), found[2].contains("approve"));
        let decided = world.desk()?.decide(found[3].parse().unwrap(), operator, approve, found[4].to_owned());
        (decided.await, found[2].starts_with("cannot"))
    } else if let Some(found) = RELEASES.captures(&step.text) {
        let released = world.desk()?.release(found[3].parse().unwrap(), world.address(&found[1]));
        (released.await.map(|_| ()), found[2].starts_with("cannot"))
    } else if let Some(found) = REJECTS.captures(&step.text) {
        let reason = found.get(4).map_or("", |reason| reason.as_str()).to_owned();
        let rejected =
            world.desk()?.reject(found[3].parse().unwrap(), world.address(&found[1]), reason).await;
        (rejected, found[2].starts_with("cannot"))
    } else if let Some(found) = SUSPENDS.captures(&step.text) {
        let (operator, person) = (world.address(&found[1]), world.address(&found[3]).parse().unwrap());
        let reason = found.get(4).map_or("", |reason| reason.as_str()).to_owned();
        let lift = found[2].ends_with("readmit") || found[2].ends_with("readmits");
        let suspended = world.desk()?.suspend(person, lift, operator, reason).await;
        (suspended.map(|_| ()), found[2].starts_with("cannot"))
    } else if let Some(operator) = step.text.strip_suffix(" says that the clock is right") {
        let accepted = world.desk()?.accept_clock(world.address(operator)).await;
        (accepted.map(|_| ()), false)
    } else if let Some(found) = ENROLS.captures(&step.text) {
        let (operator, person) = (world.address(&found[1]).parse().unwrap(), world.address(&found[3]));
        let address: Address = person.parse().unwrap();
        let forbidden = found[2].starts_with("cannot");
        if found[2].starts_with("takes") {
            (world.desk()?.remove_factor(&address, operator).await, forbidden)
        } else {
            let enrolled = world.desk()?.enrol(&address, operator).await;
            (enrolled.map(|uri| world.photograph(person, &uri)), forbidden)
        }
    } else {
        return Ok(false);
    };
    match (result, forbidden) {
        (Ok(()), false) | (Err(_), true) => Ok(true),
        (Ok(()), true) => Err("it can".to_owned()),
        (Err(why), false) => Err(why.to_string()),
    }
}

fn span(count: &str, unit: &str) -> TimeDelta {
    let unit = match unit {
        "minute" => TimeDelta::minutes(1),
        "hour" => TimeDelta::hours(1),
        _ => TimeDelta::days(1),
    };
    unit * count.parse::<i32>().unwrap()
}

fn scenario_of(text: &str) -> Scenario {
    match text {
        "the model hangs" => Scenario::Hangs,
        "the model is not there" => Scenario::NotFound,
        "the model obeys" => Scenario::Obeys,
        _ => Scenario::writes("Sam asks for a new laptop.", "A laptop is bought.", "No date is given."),
    }
}

fn settings(step: &Step) -> Result<Table, String> {
    step.block.join("\n").parse().map_err(|error| format!("line {}: {error}", step.line))
}

fn shown(held: &Quarantined) -> String {
    format!("{}. {} \"{}\": {}", held.id, label(&held.sender), held.subject, held.reason)
}

/// `2026-10-05 09:00`, or with `Monday` before it; UTC.
fn moment(text: &str) -> Result<DateTime<Utc>, String> {
    let (weekday, time) = text.split_at(text.find(|c: char| c.is_ascii_digit()).unwrap_or(0));
    let time =
        NaiveDateTime::parse_from_str(time, "%Y-%m-%d %H:%M").map_err(|error| format!("{text}: {error}"))?;
    let weekday = weekday.trim();
    if !weekday.is_empty() && time.format("%A").to_string() != weekday {
        return Err(format!("{} is no {weekday}", time.date()));
    }
    Ok(time.and_utc())
}
