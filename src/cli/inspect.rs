//! `inspect`: what the desk would understand from a mail, without a database.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::Ending;
use super::present::{FAINT, GREEN, RED, STRONG, YELLOW, money_json, safe, safe_lines};
use crate::config::{self, Config};
use crate::evidence::AuthenticationResult;
use crate::mail::{Fate, Identity, Kind, Said, Words, said};
use crate::receipt::{self, Candidate, Finding, Source, Verdict};
use crate::turn::{Understood, sources, understand};

/// Which mails, and how to read them.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Files, folders of files, or `-` for standard input.
    #[arg(default_value = "-", value_name = "FILE|DIR|-")]
    paths: Vec<PathBuf>,
    /// One JSON object a mail.
    #[arg(long)]
    json: bool,
    /// Read every mail as a reply.
    #[arg(long, conflicts_with = "as_submission")]
    as_reply: bool,
    /// Read every mail as a report.
    #[arg(long)]
    as_submission: bool,
    /// The input is a bare text: the body of a mail.
    #[arg(long)]
    text: bool,
}

/// What is shown of one mail.
struct Inspected {
    file: String,
    kind: &'static str,
    mail: Understood,
    decision: Decision,
    finding: Option<Finding>,
}

struct Decision {
    word: &'static str,
    comment: String,
    why: String,
}

pub(super) fn run(file: &Path, arguments: &Arguments) -> anyhow::Result<Ending> {
    let config = config::load_or_shipped(file)?;
    let words = config.words();
    let identity = config.identity();
    let mut ending = Ending::Done;
    for path in expand(&arguments.paths)? {
        let raw = match read(&path) {
            Ok(raw) => raw,
            Err(error) => {
                anstream::eprintln!("countersign: {}: {error}", path.display());
                ending = Ending::Failed;
                continue;
            }
        };
        let raw = if arguments.text { as_mail(&raw, &config) } else { raw };
        let inspected = inspect(path.display().to_string(), raw, &config, &identity, &words, arguments);
        if arguments.json {
            writeln!(std::io::stdout(), "{}", to_json(&inspected))?;
        } else {
            print(&inspected);
        }
    }
    Ok(ending)
}

/// Files as they are, folders with all files below them, in the order of their names.
fn expand(paths: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut open: Vec<PathBuf> = paths.iter().rev().cloned().collect();
    while let Some(path) = open.pop() {
        if !path.is_dir() {
            files.push(path);
            continue;
        }
        let mut inside =
            std::fs::read_dir(&path)?.map(|it| it.map(|it| it.path())).collect::<Result<Vec<_>, _>>()?;
        inside.sort();
        open.extend(inside.into_iter().rev());
    }
    Ok(files)
}

fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    if path != Path::new("-") {
        return std::fs::read(path);
    }
    let mut raw = Vec::new();
    std::io::stdin().read_to_end(&mut raw)?;
    Ok(raw)
}

/// A bare text as the body of a mail from nobody in particular.
fn as_mail(text: &[u8], config: &Config) -> Vec<u8> {
    let header = format!(
        "From: nobody@{}\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\
         Content-Transfer-Encoding: 8bit\r\n\r\n",
        config.desk.address.domain()
    );
    [header.as_bytes(), text].concat()
}

fn inspect(
    file: String,
    raw: Vec<u8>,
    config: &Config,
    identity: &Identity,
    words: &Words,
    arguments: &Arguments,
) -> Inspected {
    let mail = understand(raw, identity, config);
    let kind = if arguments.as_reply {
        "reply"
    } else if arguments.as_submission {
        "submission"
    } else {
        kind(&mail, config)
    };
    let decision = if kind == "reply" {
        decision(&mail, words)
    } else {
        undecided(&format!("a {kind} decides nothing"))
    };
    let finding =
        (kind == "submission").then(|| receipt::find(&sources(&mail.reading), config.policy.currency));
    Inspected { file, kind, mail, decision, finding }
}

fn kind(mail: &Understood, config: &Config) -> &'static str {
    let policy = &config.policy;
    let known = mail.reading.from.as_ref().is_ok_and(|from| policy.knows(&policy.person(from)));
    match mail.reading.kind {
        Kind::Automatic(_) => "automatic",
        Kind::Bounce(_) => "bounce",
        Kind::Submission | Kind::Reply if !known => "stranger",
        Kind::Submission => "submission",
        Kind::Reply => "reply",
    }
}

fn undecided(why: &str) -> Decision {
    Decision { word: "none", comment: String::new(), why: why.to_owned() }
}

fn decision(mail: &Understood, words: &Words) -> Decision {
    let decided = |word, comment| Decision { word, comment, why: String::new() };
    if let Some(why) = &mail.reading.undecidable {
        return undecided(why);
    }
    match said(&mail.reading.typed, words) {
        Said::Approve { comment } => decided("approve", comment),
        Said::Reject { comment } => decided("reject", comment),
        Said::Ask { question } => decided("ask", question),
        Said::Delegate { to } => decided("delegate", to.to_string()),
        Said::Amount { text } => undecided(&format!("states an amount: {text}")),
        Said::Withdraw => undecided("withdraws the request"),
        Said::Status => undecided("asks for the status"),
        Said::Help => undecided("asks for help"),
        Said::Unclear { why } => undecided(&why),
    }
}

fn to_json(inspected: &Inspected) -> Value {
    let reading = &inspected.mail.reading;
    let finding = inspected.finding.as_ref();
    let candidates: Vec<Value> = finding.iter().flat_map(|it| &it.candidates).map(candidate_json).collect();
    let mut warnings = finding.map(|finding| finding.warnings.clone()).unwrap_or_default();
    warnings.extend(reading.warnings.iter().filter(|it| !warnings.contains(it)).cloned().collect::<Vec<_>>());
    json!({
        "file": inspected.file,
        "kind": inspected.kind,
        "from": reading.from.as_ref().ok(),
        "subject": reading.subject,
        "authentication": inspected.mail.authentication,
        "reply_text": reading.typed,
        "decision": inspected.decision.word,
        "comment": inspected.decision.comment,
        "why": inspected.decision.why,
        "amount": amount_json(finding.map(|finding| &finding.verdict)),
        "candidates": candidates,
        "warnings": warnings,
        "absence": absence_json(&reading.kind),
        "bounce": bounce_json(&reading.kind),
    })
}

/// Of an absent person's automatic answer: the last day of the absence, where it is stated.
fn absence_json(kind: &Kind) -> Value {
    match kind {
        Kind::Automatic(automatic) if automatic.absence => json!({ "until": automatic.until }),
        Kind::Submission | Kind::Reply | Kind::Automatic(_) | Kind::Bounce(_) => Value::Null,
    }
}

fn bounce_json(kind: &Kind) -> Value {
    match kind {
        Kind::Bounce(bounce) => json!({
            "recipient": bounce.recipient,
            "reason": bounce.why,
            "delayed": bounce.fate == Fate::Delayed,
            "of": bounce.of,
        }),
        Kind::Submission | Kind::Reply | Kind::Automatic(_) => Value::Null,
    }
}

fn amount_json(verdict: Option<&Verdict>) -> Value {
    let (candidate, certainty) = match verdict {
        Some(Verdict::Certain(candidate)) => (Some(candidate), "certain"),
        Some(Verdict::Ambiguous(candidate, _)) => (Some(candidate), "ambiguous"),
        Some(Verdict::Absent(_)) | None => (None, "absent"),
    };
    json!({
        "value": candidate.map(|it| it.money.plain()),
        "currency": candidate.map(|it| it.money.currency),
        "source": candidate.map(|it| source(&it.source)),
        "label": candidate.map(|it| it.label.as_str()),
        "certainty": certainty,
    })
}

fn candidate_json(candidate: &Candidate) -> Value {
    let mut value = money_json(&candidate.money);
    if let Some(object) = value.as_object_mut() {
        object.insert("label".to_owned(), json!(candidate.label));
        object.insert("source".to_owned(), json!(source(&candidate.source)));
    }
    value
}

fn source(source: &Source) -> String {
    match source {
        Source::Subject => "subject".to_owned(),
        Source::Text => "text".to_owned(),
        Source::Html => "html".to_owned(),
        Source::Attachment(name) => format!("attachment {name}"),
    }
}

fn print(inspected: &Inspected) {
    let reading = &inspected.mail.reading;
    let authentication = &inspected.mail.authentication;
    let from = reading.from.as_ref().map_or_else(|why| format!("unreadable: {why}"), ToString::to_string);
    let style = match authentication.result {
        AuthenticationResult::Pass => GREEN,
        AuthenticationResult::Fail => RED,
        AuthenticationResult::None => FAINT,
    };
    anstream::println!("{STRONG}{}{STRONG:#}  {}", safe(&inspected.file), inspected.kind);
    anstream::println!("  from      {}  {style}{}{style:#}", safe(&from), safe(&authentication.detail));
    anstream::println!("  subject   {}", safe(&reading.subject));
    let decision = &inspected.decision;
    match decision.word {
        "none" => anstream::println!("  decision  {YELLOW}none{YELLOW:#}: {}", safe(&decision.why)),
        word => anstream::println!("  decision  {GREEN}{word}{GREEN:#} {}", safe(&decision.comment)),
    }
    if let Some(finding) = &inspected.finding {
        print_amount(finding);
    }
    for warning in &reading.warnings {
        anstream::println!("  {YELLOW}warning{YELLOW:#}   {}", safe(warning));
    }
    for line in safe_lines(&reading.typed).lines() {
        anstream::println!("  {GREEN}│{GREEN:#} {line}");
    }
    anstream::println!();
}

fn print_amount(finding: &Finding) {
    match &finding.verdict {
        Verdict::Certain(it) => {
            let source = source(&it.source);
            anstream::println!(
                "  amount    {GREEN}{}{GREEN:#}  {} ({})",
                it.money,
                safe(&it.label),
                safe(&source)
            );
        }
        Verdict::Ambiguous(it, why) => {
            anstream::println!("  amount    {YELLOW}{}?{YELLOW:#}  {}", it.money, safe(why));
        }
        Verdict::Absent(why) => anstream::println!("  amount    {YELLOW}none{YELLOW:#}: {}", safe(why)),
    }
    for it in &finding.candidates {
        let source = source(&it.source);
        anstream::println!(
            "            {FAINT}{}  {} ({}){FAINT:#}",
            it.money,
            safe(&it.label),
            safe(&source)
        );
    }
    for warning in &finding.warnings {
        anstream::println!("  {YELLOW}warning{YELLOW:#}   {}", safe(warning));
    }
}
