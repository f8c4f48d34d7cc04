//! `export`: the ledger, a row for each request, for spreadsheets and for programs.
//!
//! Knows CSV and what spreadsheets take for formulas. Must not know SQL.

use std::io::{self, Write};

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use clap::ValueEnum;
use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};
use serde_json::json;

use super::Ending;
use super::present::{self, request_json, rfc3339, safe};
use crate::approval::{Address, Money};
use crate::characters::is_default_ignorable;
use crate::config::Config;
use crate::store::{self, Connection, Stored};

/// How many requests are read at a time.
const PAGE: u32 = 500;

/// What to export.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// For spreadsheets, or one JSON object a line.
    #[arg(long, value_enum, required_unless_present = "json")]
    format: Option<Format>,
    /// The same as --format jsonl.
    #[arg(long, conflicts_with = "format")]
    json: bool,
    /// Only requests that came in since then: 2026-10-01 or 2026-10-01T09:00:00Z.
    #[arg(long, value_name = "DATE", value_parser = since)]
    since: Option<DateTime<Utc>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Csv,
    Jsonl,
}

pub(super) fn run(config: &Config, arguments: &Arguments) -> anyhow::Result<Ending> {
    let connection = store::open_read_only(&config.desk.database)?;
    let since = arguments.since.unwrap_or(DateTime::<Utc>::MIN_UTC);
    let out = io::BufWriter::new(io::stdout().lock());
    let written = match arguments.format {
        Some(Format::Csv) => write_csv(config, &connection, since, out),
        Some(Format::Jsonl) | None => write_json(config, &connection, since, out),
    };
    match written {
        // Whoever reads us has seen enough: `export … | head`.
        Err(error) if is_broken_pipe(&error) => Ok(Ending::Done),
        written => written.map(|()| Ending::Done),
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// A day begins at midnight, UTC.
fn since(text: &str) -> Result<DateTime<Utc>, String> {
    let day = || text.parse::<NaiveDate>().ok().map(|day| day.and_time(NaiveTime::MIN).and_utc());
    let moment = || DateTime::parse_from_rfc3339(text).ok().map(|moment| moment.to_utc());
    day().or_else(moment).ok_or_else(|| "write 2026-10-01 or 2026-10-01T09:00:00Z".to_owned())
}

/// Shows the requests that came in since then, oldest first.
fn for_each(
    connection: &Connection,
    since: DateTime<Utc>,
    mut show: impl FnMut(&Stored) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut after = 0;
    loop {
        let page = store::requests_after(connection, after, PAGE)?;
        let Some(last) = page.last() else { return Ok(()) };
        after = last.request.number;
        for stored in page.iter().filter(|stored| stored.request.created_at >= since) {
            show(stored)?;
        }
    }
}

fn write_json(
    config: &Config,
    connection: &Connection,
    since: DateTime<Utc>,
    mut out: impl Write,
) -> anyhow::Result<()> {
    for_each(connection, since, |stored| {
        let mut row = request_json(config, stored);
        if let Some(row) = row.as_object_mut() {
            row.insert("comment".to_owned(), json!(stored.request.closing_comment));
        }
        Ok(writeln!(out, "{}", present::json(&row))?)
    })?;
    Ok(out.flush()?)
}

const COLUMNS: [&str; 17] = [
    "id",
    "state",
    "requester",
    "requester_name",
    "subject",
    "amount",
    "currency",
    "policy_amount",
    "tier_amount",
    "policy_currency",
    "required",
    "approved_by",
    "decided_by",
    "comment",
    "flags",
    "created_at",
    "decided_at",
];

fn write_csv(
    config: &Config,
    connection: &Connection,
    since: DateTime<Utc>,
    out: impl Write,
) -> anyhow::Result<()> {
    let mut table: Writer<_> = WriterBuilder::new()
        .quote_style(QuoteStyle::NonNumeric)
        .terminator(Terminator::CRLF) // RFC 4180 §2
        .from_writer(out);
    table.write_record(COLUMNS)?;
    for_each(connection, since, |stored| Ok(table.write_record(row(config, stored))?))?;
    Ok(table.flush()?)
}

/// The cells of a request, in the order of [`COLUMNS`].
fn row(config: &Config, stored: &Stored) -> [String; COLUMNS.len()] {
    let request = &stored.request;
    let number = |money: Option<Money>| money.map(|money| money.plain()).unwrap_or_default();
    let people = |people: &mut dyn Iterator<Item = &Address>| {
        text(&people.map(Address::as_str).collect::<Vec<_>>().join("; "))
    };
    let flags: Vec<_> = request.flags.iter().map(|flag| flag.as_str()).collect();
    [
        text(&format!("{}-{}", config.desk.prefix, request.number)),
        request.state.as_str().to_owned(),
        text(request.requester.as_str()),
        text(config.policy.name(&request.requester)),
        text(&request.subject),
        number(request.amount),
        request.amount.map(|money| money.currency.to_string()).unwrap_or_default(),
        number(request.policy_amount),
        number(request.tier_amount()),
        config.policy.currency.to_string(),
        request.required.to_string(),
        people(&mut request.approvals.iter().map(|approval| &approval.person)),
        people(&mut request.decided_by.iter()),
        text(&request.closing_comment),
        flags.join("; "),
        rfc3339(request.created_at),
        request.decided_at.map(rfc3339).unwrap_or_default(),
    ]
}

/// A text that a spreadsheet shows and does not compute, whatever somebody wrote: on one line, and behind an apostrophe
/// where it begins, as far as anybody sees, with what begins a formula.
fn text(text: &str) -> String {
    let line = safe(text);
    let seen = line.trim_start_matches(|c: char| c.is_whitespace() || is_default_ignorable(c));
    if seen.starts_with(FORMULAS) { format!("'{line}") } else { line }
}

/// Also in the full width of East Asian keyboards, which some programs take for the same.
const FORMULAS: [char; 10] = ['=', '+', '-', '@', '|', '＝', '＋', '－', '＠', '−'];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn formulas_are_texts() {
        for formula in [
            "=1+1",
            "+1",
            "-2+3",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            "  =1",
            "\u{200b}=1",
            "\u{feff}+1",
            "＝1",
            "－1",
            "=cmd|'/c calc'!A1@evil.example",
        ] {
            assert!(text(formula).starts_with('\''), "{formula:?}: {}", text(formula));
        }
        for plain in ["Laptop", "", "2 + 2", "EXP-1", "'quoted"] {
            assert_eq!(text(plain), plain);
        }
    }

    #[test]
    fn a_day_begins_at_midnight() {
        assert_eq!(since("2026-10-01"), Ok("2026-10-01T00:00:00Z".parse().unwrap()));
        assert_eq!(since("2026-10-01T09:00:00+02:00"), Ok("2026-10-01T07:00:00Z".parse().unwrap()));
        assert!(since("October").is_err());
    }

    proptest! {
        /// T65: whatever people write stays in its cell, and no cell begins as a formula does.
        #[test]
        fn a_table_of_anything_is_read_back_cell_by_cell(
            cells in prop::collection::vec("[=+@\\-\t\r\n \",;'a＝\u{202e}\u{85}\u{2028}\u{0}]{0,8}|\\PC{0,12}", 3..4),
        ) {
            let cells: Vec<String> = cells.iter().map(|cell| text(cell)).collect();
            let mut table = WriterBuilder::new().quote_style(QuoteStyle::NonNumeric).from_writer(Vec::new());
            table.write_record(&cells).unwrap();
            let bytes = table.into_inner().unwrap();
            let mut read = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice());
            let records: Vec<_> = read.records().map(Result::unwrap).collect();
            prop_assert_eq!(records.len(), 1);
            prop_assert_eq!(records[0].iter().collect::<Vec<_>>(), cells.iter().map(String::as_str).collect::<Vec<_>>());
            for cell in &cells {
                prop_assert!(!cell.trim_start().starts_with(FORMULAS), "{:?}", cell);
                prop_assert!(!cell.contains(|c: char| c.is_control() || c == '\u{202e}'), "{:?}", cell);
            }
        }
    }
}
