//! `list` and `show`.

use std::collections::BTreeMap;

use clap::ValueEnum;
use serde_json::{Value, json};

use super::present::{FAINT, STRONG, print_json, request_json, request_line, safe, safe_lines};
use super::timeline::Moment;
use super::{Ending, request_number};
use crate::approval::{Address, State};
use crate::config::Config;
use crate::mail;
use crate::store::{self, Connection, Hold, Stored};
use crate::summary::Summary;
use crate::turn;

/// How many requests people are shown unless they ask for more; scripts get all.
const SCREENFUL: u32 = 100;

/// How many requests are read at a time.
const PAGE: u32 = 500;

/// Which requests to list.
#[derive(Debug, clap::Args)]
pub(super) struct ListArguments {
    /// Only requests in this state.
    #[arg(long, value_enum)]
    state: Option<StateWord>,
    /// At most so many; 100 by default, all with --json.
    #[arg(long, value_name = "COUNT")]
    limit: Option<u32>,
    /// One JSON object a line.
    #[arg(long)]
    json: bool,
}

/// Which request to show.
#[derive(Debug, clap::Args)]
pub(super) struct ShowArguments {
    /// `EXP-12`, or `12`.
    id: String,
    /// One JSON object.
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
#[value(rename_all = "snake_case")]
enum StateWord {
    NeedsAmount,
    Pending,
    Approved,
    Rejected,
    Withdrawn,
}

impl From<StateWord> for State {
    fn from(word: StateWord) -> Self {
        match word {
            StateWord::NeedsAmount => Self::NeedsAmount,
            StateWord::Pending => Self::Pending,
            StateWord::Approved => Self::Approved,
            StateWord::Rejected => Self::Rejected,
            StateWord::Withdrawn => Self::Withdrawn,
        }
    }
}

pub(super) fn list(config: &Config, arguments: &ListArguments) -> anyhow::Result<Ending> {
    let connection = store::open_read_only(&config.desk.database)?;
    let mut left = arguments.limit.unwrap_or(if arguments.json { u32::MAX } else { SCREENFUL });
    let held = held(&connection)?;
    let mut before = None;
    while left > 0 {
        let page = store::requests(&connection, arguments.state.map(State::from), before, left.min(PAGE))?;
        let Some(last) = page.last() else { break };
        before = Some(last.request.number);
        for stored in &page {
            let hold = held.get(&stored.request.number);
            if arguments.json {
                print_json(&with_hold(request_json(config, stored), hold));
            } else {
                let mark = if hold.is_some() { "  [held]" } else { "" };
                anstream::println!("{}{mark}", request_line(config, stored));
            }
        }
        left = left.saturating_sub(u32::try_from(page.len()).unwrap_or(u32::MAX));
    }
    Ok(Ending::Done)
}

/// The requests of which nothing may be erased.
fn held(connection: &Connection) -> anyhow::Result<BTreeMap<u64, Hold>> {
    Ok(store::holds(connection)?.into_iter().map(|hold| (hold.request, hold)).collect())
}

fn with_hold(mut shown: Value, hold: Option<&Hold>) -> Value {
    if let Some(shown) = shown.as_object_mut() {
        shown.insert("hold".to_owned(), json!(hold));
    }
    shown
}

pub(super) fn show(config: &Config, arguments: &ShowArguments) -> anyhow::Result<Ending> {
    let number = request_number(config, &arguments.id)?;
    let connection = store::open_read_only(&config.desk.database)?;
    let Some(stored) = store::request(&connection, number)? else {
        anyhow::bail!("there is no request {}-{number}", config.desk.prefix);
    };
    let summary: Option<Summary> = store::summary(&connection, number, stored.request.revision)?;
    let moments: Vec<_> = store::request_entries(&connection, number)?.iter().map(Moment::of).collect();
    let attachments = attachments(config, &connection, &stored)?;
    let kept = Kept {
        hold: held(&connection)?.remove(&number),
        erased: turn::erasure(&connection, &stored.original)?,
    };
    if arguments.json {
        let mut shown = with_hold(request_json(config, &stored), kept.hold.as_ref());
        let more = json!({
            "timeline": moments.iter().map(Moment::to_json).collect::<Vec<_>>(),
            "summary": summary,
            "warnings": turn::warnings(config, &stored),
            "attachments": attachments,
            "erased": kept.erased,
        });
        if let (Some(shown), Value::Object(more)) = (shown.as_object_mut(), more) {
            shown.extend(more);
        }
        print_json(&shown);
    } else {
        print(config, &stored, summary.as_ref(), &moments, &attachments, &kept);
    }
    Ok(Ending::Done)
}

/// Whether the original is there, and must be.
struct Kept {
    hold: Option<Hold>,
    erased: Option<turn::Erasure>,
}

impl Kept {
    fn print(&self) {
        if let Some(Hold { at, by, reason, .. }) = &self.hold {
            anstream::println!("  held since {} by {}: {}", at.format("%Y-%m-%d"), safe(by), safe(reason));
        }
        if let Some(turn::Erasure { at, rule, .. }) = &self.erased {
            anstream::println!(
                "  the original was erased on {} by retention ({rule})",
                at.format("%Y-%m-%d")
            );
        }
    }
}

fn attachments(config: &Config, connection: &Connection, stored: &Stored) -> anyhow::Result<Vec<String>> {
    let original = store::mail(connection, &stored.original)?.unwrap_or_default();
    let reading = mail::read(&original, &config.identity());
    Ok(reading.attachments.into_iter().map(|file| file.name).collect())
}

fn print(
    config: &Config,
    stored: &Stored,
    summary: Option<&Summary>,
    moments: &[Moment],
    attachments: &[String],
    kept: &Kept,
) {
    let request = &stored.request;
    anstream::println!("{}", request_line(config, stored));
    for warning in turn::warnings(config, stored) {
        anstream::println!("  note: {}", safe(&warning));
    }
    if let Some(amount) = request.tier_amount().filter(|amount| request.amount != Some(*amount)) {
        anstream::println!("  the tier follows {amount}");
    }
    if request.state.is_open() && !request.asked.is_empty() {
        let asked = request.asked.iter().map(Address::as_str).collect::<Vec<_>>().join(", ");
        let due = request.due_at.map(|at| at.format("; escalates %Y-%m-%d %H:%M UTC").to_string());
        anstream::println!("  asked: {asked}{}", due.unwrap_or_default());
    }
    kept.print();
    for name in attachments {
        anstream::println!("  attachment: {}", safe(name));
    }
    if let Some(summary) = summary {
        let by = summary.model.as_deref().unwrap_or("the facts");
        anstream::println!("\n  {FAINT}summary by {by}{FAINT:#}\n  {}", safe_lines(&summary.text));
    }
    anstream::println!();
    for moment in moments {
        let Moment { at, event, who, detail, .. } = moment;
        anstream::println!("  {FAINT}{at}{FAINT:#}  {STRONG}{event:<16}{STRONG:#} {who}  {}", safe(detail));
        if let Some(passage) = moment.passage() {
            anstream::println!("    {FAINT}{}{FAINT:#}", safe(&passage));
        }
    }
}
