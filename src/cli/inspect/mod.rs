//! `inspect`: what the desk would understand from a mail, without a database.
//!
//! Knows in which order mails are read and printed. Must not know what a mail means: the rooms to its left say it.

mod json;
mod mails;
mod pieces;
mod words;

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use tokio::runtime::Handle;

use super::Ending;
use crate::clock::Clock;
use crate::config::{self, Config};
use crate::extract::Extractor;
use crate::mail::{Dissection, Identity, Kind, OtherPart, Said, Secrets, Words, dissect, said};
use crate::receipt::{self, Finding, Verdict};
use crate::resolver::{self, Answers};
use crate::terminal;
use crate::turn::{Trail, Understood, home, preview, questions, sources, understand};
use mails::{Mail, Mails, Unreadable};

/// Which mails, and how to read them.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Mails, mbox files, Maildirs, folders of them with all below them, or `-` for standard input.
    #[arg(default_value = "-", value_name = "FILE|DIR|-")]
    paths: Vec<PathBuf>,
    /// One JSON object a mail.
    #[arg(long)]
    json: bool,
    /// Show all lines that were cut, not only the first three of a run.
    #[arg(long, conflicts_with = "json")]
    full: bool,
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
    /// Whom it is from, or why that cannot be said.
    from: Result<String, String>,
    mail: Understood,
    dissection: Dissection,
    decision: Decision,
    finding: Option<Finding>,
    /// What the gates say that need no database.
    gates: Trail,
}

impl Inspected {
    fn warnings(&self) -> Vec<&str> {
        let found = self.finding.iter().flat_map(|finding| &finding.warnings);
        let mut warnings: Vec<&str> = Vec::new();
        for warning in found.chain(&self.mail.reading.warnings) {
            if !warnings.contains(&warning.as_str()) {
                warnings.push(warning);
            }
        }
        warnings
    }

    /// Without the secrets that the mail carries, whoever looks at it.
    fn blot(&mut self, secrets: &Secrets) {
        let Self { from, mail, dissection, decision, finding, gates, .. } = self;
        let blot = |text: &mut String| *text = secrets.blotted(text);
        let (Ok(from) | Err(from)) = from;
        let reading = &mut mail.reading;
        match &mut reading.kind {
            Kind::Automatic(automatic) => blot(&mut automatic.sign),
            Kind::Bounce(bounce) => blot(&mut bounce.why),
            Kind::Submission | Kind::Reply => {}
        }
        if let OtherPart::Differs(text) = &mut dissection.other {
            blot(text);
        }
        [from, &mut reading.subject, &mut reading.typed, &mut mail.authentication.detail]
            .into_iter()
            .chain([&mut decision.comment, &mut decision.why, &mut dissection.hidden])
            .chain(&mut reading.warnings)
            .chain(dissection.pieces.iter_mut().map(|(_, text)| text))
            .chain(finding.iter_mut().flat_map(texts))
            .chain(gates.texts())
            .for_each(blot);
    }
}

/// What a finding quotes from the mail.
fn texts(finding: &mut Finding) -> impl Iterator<Item = &mut String> {
    let decided: Vec<&mut String> = match &mut finding.verdict {
        Verdict::Certain(it) => vec![&mut it.label, &mut it.why],
        Verdict::Ambiguous(it, why) => vec![&mut it.label, &mut it.why, why],
        Verdict::Absent(why) => vec![why],
    };
    let labels = finding.candidates.iter_mut().flat_map(|it| [&mut it.label, &mut it.why]);
    decided.into_iter().chain(labels).chain(&mut finding.warnings)
}

struct Decision {
    word: &'static str,
    comment: String,
    why: String,
}

/// What every mail is read with.
struct Reader<'a> {
    config: &'a Config,
    identity: Identity,
    words: Words,
    extractor: Extractor,
    clock: Clock,
    runtime: Option<Handle>,
    arguments: &'a Arguments,
}

pub(super) fn run(file: &Path, arguments: &Arguments) -> anyhow::Result<Ending> {
    let config = config::load_or_shipped(file)?;
    let (identity, words, extractor) =
        (config.identity(), config.words(), Extractor::of_this_program(&config.receipts));
    let (clock, runtime) = (Clock::system(), Handle::try_current().ok());
    let reader = Reader { identity, words, extractor, clock, runtime, config: &config, arguments };
    let mut out: Box<dyn Write> = if arguments.json {
        Box::new(BufWriter::new(io::stdout().lock()))
    } else {
        Box::new(BufWriter::new(anstream::stdout().lock()))
    };
    match print(&reader, out.as_mut()) {
        // Whoever reads us has seen enough: `inspect DIR | head`.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Ending::Done),
        ended => Ok(ended?),
    }
}

/// Prints batch by batch: as many mails are held as keep all cores busy, however many there are.
fn print(reader: &Reader<'_>, out: &mut dyn Write) -> io::Result<Ending> {
    let mut ending = Ending::Done;
    let mut mails = Mails::new(&reader.arguments.paths, !reader.arguments.text);
    loop {
        let batch = mails.batch();
        if batch.is_empty() {
            return Ok(ending);
        }
        for shown in on_all_cores(batch, &|mail| reader.show(mail)) {
            match shown {
                Ok(text) => out.write_all(text.as_bytes())?,
                Err(Unreadable { name, error }) => {
                    anstream::eprintln!("countersign: {name}: {error}");
                    ending = Ending::Failed;
                }
            }
        }
        out.flush()?;
    }
}

type Read<T> = Result<T, Unreadable>;

/// In the order in which they came.
fn on_all_cores(mut batch: Vec<Read<Mail>>, show: &(dyn Fn(Mail) -> String + Sync)) -> Vec<Read<String>> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let share = batch.len().div_ceil(cores).max(1);
    std::thread::scope(|scope| {
        let mut threads = Vec::new();
        while !batch.is_empty() {
            let rest = batch.split_off(share.min(batch.len()));
            let mails = std::mem::replace(&mut batch, rest);
            threads
                .push(scope.spawn(move || mails.into_iter().map(|mail| mail.map(show)).collect::<Vec<_>>()));
        }
        let joined = threads.into_iter().map(|thread| thread.join());
        joined.flat_map(|shown| shown.unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    })
}

impl Reader<'_> {
    fn show(&self, mail: Mail) -> String {
        let inspected = self.inspect(mail);
        if self.arguments.json {
            format!("{}\n", terminal::json(&json::mail(&inspected)))
        } else {
            words::mail(&inspected, self.arguments.full)
        }
    }

    fn inspect(&self, Mail { name, raw, written }: Mail) -> Inspected {
        let Arguments { as_reply, as_submission, text, .. } = *self.arguments;
        let raw = if text { as_mail(&raw, self.config) } else { raw };
        let now = self.clock.now();
        let arrived = written.map_or(now, DateTime::from).min(now);
        let answers = self.answers(&raw, arrived);
        let mail = understand(raw, arrived, &answers, &self.identity, self.config, &self.extractor);
        let kind = match (as_reply, as_submission) {
            (true, _) => "reply",
            (false, true) => "submission",
            (false, false) => kind(&mail, self.config),
        };
        let decision = match kind {
            "reply" => decision(&mail, &self.words),
            "automatic" => undecided("automatic mail decides nothing"),
            other => undecided(&format!("a {other} decides nothing")),
        };
        let finding = self.finding(kind, &mail);
        let from = mail.reading.from.as_ref().map(ToString::to_string).map_err(Clone::clone);
        let secrets = Secrets::of(&mail.reading, &self.identity);
        let dissection = dissect(&mail.raw);
        let gates = preview(&mail, self.config, &self.words);
        let mut inspected = Inspected { file: name, kind, from, mail, dissection, decision, finding, gates };
        inspected.blot(&secrets);
        inspected
    }

    /// What DNS says of the keys that may have signed a mail; nothing where there is no runtime to ask it with.
    fn answers(&self, raw: &[u8], arrived: DateTime<Utc>) -> Answers {
        let server = self.config.authentication.dkim().map(|dkim| dkim.dns);
        let names = questions(raw, arrived, &self.identity, self.config);
        match (server, &self.runtime) {
            (Some(server), Some(runtime)) if !names.is_empty() => {
                runtime.block_on(resolver::ask(server, names))
            }
            (Some(_) | None, _) => Answers::new(),
        }
    }

    /// The amount of whatever is, or would be, a report; a stranger's is shown too, though nobody would be asked.
    fn finding(&self, kind: &str, mail: &Understood) -> Option<Finding> {
        let is_report = kind == "submission" || kind == "stranger" && mail.reading.kind == Kind::Submission;
        is_report.then(|| {
            mail.finding.clone().unwrap_or_else(|| {
                // The desk leaves the files of whoever it does not trust unread.
                let files = self.extractor.read(&mail.reading.attachments);
                receipt::find(&sources(&mail.reading, &files), home(&self.config.policy))
            })
        })
    }
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
        Said::Approve { comment, .. } => decided("approve", comment),
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

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "mfrggzdfmztwq2lknnwg23tpobyxe43u";

    fn object(body: &str) -> serde_json::Value {
        let config = config::load_or_shipped(Path::new("/nonexistent/config.toml")).unwrap();
        let arguments = Arguments {
            paths: Vec::new(),
            json: true,
            full: false,
            as_reply: true,
            as_submission: false,
            text: false,
        };
        let identity = config.identity();
        let desk = format!("{}+{TOKEN}@{}", identity.address.local(), identity.address.domain());
        let raw = format!("From: {desk}\r\nTo: {desk}\r\nSubject: Re: {desk}\r\n\r\n{body}");
        let (words, extractor) = (config.words(), Extractor::default());
        let clock = Clock::system();
        let reader = Reader {
            identity,
            words,
            extractor,
            clock,
            runtime: None,
            config: &config,
            arguments: &arguments,
        };
        let mail = Mail { name: "a.eml".to_owned(), raw: raw.into_bytes(), written: None };
        let inspected = reader.inspect(mail);
        json::mail(&inspected)
    }

    #[test]
    fn scripts_see_no_secret_of_a_mail_in_any_field() {
        let (one, two) = TOKEN.split_at(20);
        let shown = object(&format!(
            "APPROVE: to expenses+{one}\r\n{two}@corp.example\r\n\r\n> Hello,\r\n> +{TOKEN}\r\n"
        ));
        let text = shown.to_string();
        assert!(!text.contains(one) && !text.contains(two), "{text}");
        assert_eq!(shown["comment"], "to expenses+(a reply token)@corp.example");
        assert_eq!(shown["decision"], "approve");
    }

    #[test]
    fn what_was_typed_is_shown_letter_by_letter() {
        let typed = "APPROVE  Donaudampfschifffahrtsgesellschaftskapitaen\u{ad}\n\na > x  é";
        assert_eq!(object(typed)["reply_text"], typed);
    }
}
