//! What finding the total costs: receipts of 4 KB as text and as HTML, beside mail-parser alone on the same mails; and the
//! memory that one mail of 25 MiB needs.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    missing_docs,
    reason = "a bench"
)]

use std::fmt::Write as _;
use std::hint::black_box;
use std::process::Command;
use std::time::{Duration, Instant};

use chrono::DateTime;
use countersign::config::{Config, load_or_shipped};
use countersign::extract::Extractor;
use countersign::mail::Identity;
use countersign::receipt::Verdict;
use countersign::resolver::Answers;
use countersign::turn::{Understood, understand};
use mail_parser::MessageParser;

const ROUNDS: usize = 9;
const MAILS: usize = 200;
/// Tells this program that it is to read one large mail and say how much memory that took.
const MEMORY: &str = "--memory";

fn main() {
    if std::env::args().any(|argument| argument == MEMORY) {
        return peak_of_one_large_mail();
    }
    let config = load_or_shipped("config.toml".as_ref()).unwrap();
    let (identity, extractor) = (config.identity(), Extractor::default());
    for (name, letter) in [("text", text as fn(usize) -> String), ("html", html)] {
        let mails: Vec<Vec<u8>> = (0..MAILS).map(|number| letter(number).into_bytes()).collect();
        let sure = mails.iter().filter(|raw| is_sure(&read(raw, &identity, &config, &extractor))).count();
        let bytes: usize = mails.iter().map(Vec::len).sum();
        println!("{MAILS} receipts in {name}, {} bytes on average, {sure} of them certain", bytes / MAILS);
        let mut best = [Duration::MAX; 2];
        for _ in 0..ROUNDS {
            best[0] = best[0].min(timed(&mails, |raw| {
                black_box(MessageParser::default().parse(raw));
            }));
            best[1] = best[1].min(timed(&mails, |raw| {
                black_box(read(raw, &identity, &config, &extractor));
            }));
        }
        let rate = |time: Duration| MAILS as f64 / time.as_secs_f64();
        println!("  mail-parser alone           {:>9.0} mails/s", rate(best[0]));
        println!("  parse, total, all readings  {:>9.0} mails/s", rate(best[1]));
        println!("  ratio                       {:>9.3}", rate(best[1]) / rate(best[0]));
    }
    let own = std::env::current_exe().unwrap();
    let output = Command::new(own).arg(MEMORY).output().unwrap();
    print!("{}", String::from_utf8(output.stdout).unwrap());
}

fn read(raw: &[u8], identity: &Identity, config: &Config, extractor: &Extractor) -> Understood {
    understand(raw.to_vec(), DateTime::UNIX_EPOCH, &Answers::new(), identity, config, extractor)
}

fn is_sure(mail: &Understood) -> bool {
    mail.finding.as_ref().is_some_and(|finding| matches!(finding.verdict, Verdict::Certain(_)))
}

fn timed(mails: &[Vec<u8>], work: impl Fn(&[u8])) -> Duration {
    let start = Instant::now();
    mails.iter().for_each(|raw| work(raw));
    start.elapsed()
}

const HEADER: &str = "From: sam@corp.example\r\nTo: expenses@corp.example\r\nSubject: Fwd: your receipt\r\nMIME-Version: 1.0\r\n";

/// The lines of a receipt: what was bought, and what it comes to in cents.
fn items(number: usize) -> (Vec<(String, usize)>, usize) {
    let goods = ["Paper A4 white", "Toner black", "Desk lamp", "Cable 2 m", "Coffee beans", "Whiteboard pen"];
    let items: Vec<(String, usize)> = (0..60)
        .map(|line| {
            let seed = number * 61 + line * 17;
            (
                format!("{:05} {} x{}", seed % 99_991, goods[seed % goods.len()], 1 + seed % 4),
                199 + seed * 7 % 4_000,
            )
        })
        .collect();
    let sum = items.iter().map(|(_, cents)| cents).sum();
    (items, sum)
}

fn price(cents: usize) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

fn text(number: usize) -> String {
    let (items, sum) = items(number);
    let mut mail = format!("{HEADER}Content-Type: text/plain; charset=utf-8\r\n\r\n");
    mail.push_str(
        "---------- Forwarded message ---------\r\nFrom: Office Shop <orders@shop.example>\r\n\r\n",
    );
    for (name, cents) in items {
        write!(mail, "{name:<50} {:>10}\r\n", price(cents)).unwrap();
    }
    let tax = sum / 10;
    write!(mail, "Subtotal {}\r\nTax 10% {}\r\n", price(sum), price(tax)).unwrap();
    write!(mail, "Total USD {}\r\nVisa ending 4242 {}\r\n", price(sum + tax), price(sum + tax)).unwrap();
    mail
}

fn html(number: usize) -> String {
    let (items, sum) = items(number);
    let mut mail = format!("{HEADER}Content-Type: text/html; charset=utf-8\r\n\r\n<html><body><table>\r\n");
    for (name, cents) in items.into_iter().take(40) {
        let style = "padding:4px 8px;color:#333";
        write!(mail, "<tr><td style=\"{style}\">{name}</td><td>${}</td></tr>\r\n", price(cents)).unwrap();
    }
    write!(
        mail,
        "<tr><td><b>Order total</b></td><td><b>${}</b></td></tr></table></body></html>\r\n",
        price(sum)
    )
    .unwrap();
    mail
}

/// One file that nobody can read, and a receipt below it.
fn peak_of_one_large_mail() {
    let config = load_or_shipped("config.toml".as_ref()).unwrap();
    let line = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ejAxMjM0NTY3\r\n";
    let mut mail = format!("{HEADER}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n");
    mail.push_str(
        "Content-Type: application/octet-stream; name=scan.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n",
    );
    while mail.len() < 25 << 20 {
        mail.push_str(line);
    }
    mail.push_str("--b\r\nContent-Type: text/plain\r\n\r\nTotal: 12.00 USD\r\n--b--\r\n");
    let size = mail.len() >> 20;
    let read = read(mail.as_bytes(), &config.identity(), &config, &Extractor::default());
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap().trim();
    println!(
        "one mail of {size} MiB, certain: {}: peak memory {peak}, the mail itself included",
        is_sure(&read)
    );
}
