//! What a mail costs that was written to be slow: one or two MiB of one thing, over and over, from its bytes to what it
//! says. Twice as much of it may take twice as long; anything beyond is a way to stop the desk.
//!
//! `cargo bench --bench hostile -- 8` makes mails of 8 and 16 MiB.
#![allow(clippy::unwrap_used, clippy::missing_docs_in_private_items, reason = "a bench")]
#![allow(missing_docs, reason = "a bench")]

use std::path::Path;
use std::time::Duration;

use chrono::DateTime;
use countersign::config::{self, Config};
use countersign::extract::Extractor;
use countersign::mail::{Identity, Words, said};
use countersign::resolver::Answers;
use countersign::turn::understand;

const MIB: usize = 1 << 20;
/// A first, smaller mail of each case; what is slow there already is not tried in full.
const PROBE: usize = 8;
/// In seconds per MiB.
const PATIENCE: f64 = 30.0;

const HEADER: &str = "From: Maria Lopez <maria@corp.example>\r\n";
const PLAIN: &str = "From: maria@corp.example\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n";
const FLOWED: &str =
    "From: maria@corp.example\r\nContent-Type: text/plain; charset=utf-8; format=flowed; delsp=yes\r\n\r\n";
const HTML: &str = "From: maria@corp.example\r\nContent-Type: text/html; charset=utf-8\r\n\r\n";
const QUOTED_PRINTABLE: &str = "From: maria@corp.example\r\nContent-Type: text/plain; charset=utf-8\r\n\
                                Content-Transfer-Encoding: quoted-printable\r\n\r\n";
const BASE64: &str = "From: maria@corp.example\r\nContent-Type: text/plain; charset=utf-8\r\n\
                      Content-Transfer-Encoding: base64\r\n\r\n";
const MIXED: &str = "From: maria@corp.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n";
const REPORT: &str = "From: <>\r\nAuto-Submitted: auto-replied\r\nReturn-Path: <>\r\n\
                      Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n\
                      Content-Type: message/delivery-status\r\n\r\n";
const CSV: &str = "From: sam@corp.example\r\nContent-Type: text/csv; name=a.csv\r\n\
                   Content-Disposition: attachment; filename=a.csv\r\n\r\n";

/// What begins the mail, and what is repeated; `{}` counts.
const CASES: &[(&str, &str)] = &[
    // The header
    ("", "X-{}: y\r\n"),
    ("", "From: a{}@corp.example\r\n"),
    ("", "Received: from a by b; Mon, 5 Jan 2026 10:00:00 +0000\r\n"),
    ("", "Authentication-Results: mx.corp.example; dmarc=pass header.from=corp.example\r\n"),
    ("Authentication-Results: mx.corp.example", "; dkim=pass header.d=a{}.example"),
    ("Authentication-Results: mx.corp.example; dkim=pass ", "("),
    ("", "Content-Type: text/plain;\r\n boundary={}\r\n"),
    ("X: y\r\n", " folded\r\n"),
    ("From: ", "a{}@corp.example, "),
    ("From: ", "("),
    ("From: ", "(a)"),
    ("From: ", "\"a\\\" "),
    ("From: ", "<"),
    ("From: ", "=?utf-8?Q?a?= "),
    ("To: ", "expenses+{}@corp.example, "),
    ("To: ", "a:;"),
    ("Subject: ", "=?utf-8?B?w6k=?= "),
    ("Subject: ", "=?utf-8?Q?"),
    ("Subject: ", "=?"),
    ("Subject: ", "[EXP-{} "),
    ("References: ", "<{}.countersign@corp.example> "),
    ("In-Reply-To: ", "<"),
    ("Content-Type: text/plain", "; a*{}*=utf-8''%41"),
    ("Content-Disposition: attachment", "; filename*{}=a"),
    // Parts
    (MIXED, "Content-Type: text/plain\r\n\r\na\r\n--b\r\n"),
    (MIXED, "Content-Type: multipart/mixed; boundary=b{}\r\n\r\n--b{}\r\n"),
    (MIXED, "Content-Type: message/rfc822\r\n\r\n"),
    (MIXED, "Content-Type: message/rfc822\r\n\r\nFrom: a@b.example\r\n\r\na\r\n--b\r\n"),
    (MIXED, "Content-Type: application/pdf; name={}.pdf\r\n\r\na\r\n--b\r\n"),
    (MIXED, "--b"),
    (MIXED, "\r\n--b"),
    (MIXED, "\r\n--"),
    (REPORT, "Final-Recipient: rfc822; a{}@corp.example\r\nAction: failed\r\n\r\n"),
    (REPORT, "Diagnostic-Code: smtp; 550 "),
    (REPORT, "Message-ID: <abcdefghijklmnopqrstuvwxyz234567.countersign@corp.example>\r\n"),
    (QUOTED_PRINTABLE, "=3D"),
    (QUOTED_PRINTABLE, "=\r\n"),
    (QUOTED_PRINTABLE, "="),
    (BASE64, "QUJD"),
    (BASE64, "QQ==\r\n"),
    (FLOWED, "> a \r\n"),
    (FLOWED, ">"),
    // The text of a reply
    (PLAIN, "a"),
    (PLAIN, " "),
    (PLAIN, "\n"),
    (PLAIN, "\r"),
    (PLAIN, "a\n"),
    (PLAIN, "a word "),
    (PLAIN, ">"),
    (PLAIN, "> "),
    (PLAIN, ">\n"),
    (PLAIN, "> a quoted line that is long enough to have been wrapped by a mail program\nwrapped\n"),
    (PLAIN, "-"),
    (PLAIN, "_\n"),
    (PLAIN, "-- \n"),
    (PLAIN, "----- Original Message -----"),
    (PLAIN, "From: a\n"),
    (PLAIN, "From: a@b.example\nSent: Monday\n"),
    (PLAIN, "From:\n\n"),
    (PLAIN, "Subject:"),
    (PLAIN, "From: Sent: "),
    (PLAIN, "a: b\n"),
    (PLAIN, "On 5 Jan 2026 "),
    (PLAIN, "On Mon, 5 Jan 2026 at 10:00, a@b.example\n"),
    (PLAIN, "Am 05.01.2026 schrieb <a@b.example> "),
    (PLAIN, "wrote:\n"),
    (PLAIN, "wrote: "),
    (PLAIN, "##"),
    (PLAIN, "##-\n"),
    (PLAIN, "##- countersign\n"),
    (PLAIN, "##- countersign: please write your answer above this line -##\n"),
    (PLAIN, "[EXTERNAL] "),
    (PLAIN, "CAUTION: This email originated from outside\n"),
    (PLAIN, "Sent from my "),
    (PLAIN, "confidential "),
    (PLAIN, "Kind regards,\n"),
    (PLAIN, "hi,\n"),
    (PLAIN, "APPROVE\n"),
    (PLAIN, "APPROVE unless "),
    (PLAIN, "APPROVE: not "),
    (PLAIN, "https://a.example/ "),
    (PLAIN, "a@"),
    (PLAIN, "aа\u{301}ａ\u{202e}"),
    (PLAIN, "\u{1F468}\u{200d}"),
    (PLAIN, "e\u{301}\u{323}"),
    (PLAIN, "\u{fdfa}"),
    // Money
    (PLAIN, "1"),
    (PLAIN, "1 "),
    (PLAIN, "1,"),
    (PLAIN, "1.000,"),
    (PLAIN, "$1 "),
    (PLAIN, "1.00\n"),
    (PLAIN, "Total {}.00 USD\n"),
    (PLAIN, "Total "),
    (PLAIN, "Total\n"),
    (PLAIN, "Total\t1.00\t2.00\t"),
    (PLAIN, "USD EUR kr "),
    (CSV, "a,\"1,0{}\","),
    (CSV, "\"\n"),
    // HTML
    (HTML, "<div>"),
    (HTML, "<div>a"),
    (HTML, "</div>"),
    (HTML, "<div></p>"),
    (HTML, "<b>"),
    (HTML, "<b><p>"),
    (HTML, "<blockquote>a"),
    (HTML, "<table><tr><td>"),
    (HTML, "<td>a"),
    (HTML, "<tr>"),
    (HTML, "<li>a"),
    (HTML, "<br>"),
    (HTML, "<a "),
    (HTML, "<a b='"),
    (HTML, "<a b=\""),
    (HTML, "<a b=c{}\n"),
    (HTML, "<"),
    (HTML, "</"),
    (HTML, "<!--"),
    (HTML, "<!"),
    (HTML, "<![CDATA["),
    (HTML, "&"),
    (HTML, "&amp"),
    (HTML, "&#x"),
    (HTML, "&#1"),
    (HTML, "&notin"),
    (HTML, "<style>"),
    (HTML, "<style>.a{}{display:none}</style>"),
    (HTML, "<style>.a{display:none}</style><p class=a>b"),
    (HTML, "<script>"),
    (HTML, "<title>"),
    (HTML, "<textarea></textare"),
    (HTML, "<p class=\"a{} b\">a"),
    (HTML, "<p style=\"display:none\">a"),
    (HTML, "<p style=\""),
    (HTML, "<p style=\"a:b;\">"),
    (HTML, "<pre>a\n"),
    (HTML, "<div class=gmail_quote>a"),
    (HTML, "<div id=divRplyFwdMsg>a"),
    (HTML, "<span style='font-size:0'>a</span>"),
];

/// Openings whose one construct never ends.
const OPENINGS: &[(&str, &str)] = &[
    ("<style>", "{"),
    ("<style>", "a,"),
    ("<style>", ".a{}{display:none}"),
    ("<style>", "@media{"),
    ("<style>", "/*"),
    ("<p style=\"", "display:none;"),
    ("<p style=\"", "font:"),
    ("<p class=\"", "a{} "),
    ("<p ", "a={} "),
    ("<!--", "--!"),
    ("<script>", "</scrip"),
    ("<table>", "a<tr>b"),
];

fn main() {
    let config = config::load_or_shipped(Path::new("/nonexistent")).unwrap();
    let (identity, words) = (config.identity(), config.words());
    let size = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(1) * MIB;
    let cost = |raw: Vec<u8>| cpu_time(|| read(raw, &identity, &config, &words));
    let html = OPENINGS.iter().map(|(opening, unit)| (format!("{HTML}{opening}"), *unit));
    let cases = CASES.iter().map(|(opening, unit)| ((*opening).to_owned(), *unit)).chain(html);
    let mut costs: Vec<Cost> = cases.map(|(opening, unit)| measure(&opening, unit, size, cost)).collect();
    costs.sort_by(|one, other| other.per_mib.total_cmp(&one.per_mib));
    println!("seconds per MiB, how much longer twice as much takes, and what is repeated:");
    for cost in &costs {
        println!("{:8.3}  {:>5}  {}", cost.per_mib, cost.growth, cost.what);
    }
}

struct Cost {
    per_mib: f64,
    growth: String,
    what: String,
}

fn measure(opening: &str, unit: &str, size: usize, cost: impl Fn(Vec<u8>) -> Duration) -> Cost {
    let field = opening.lines().rfind(|line| !line.is_empty()).unwrap_or_default();
    let what = format!("{field:?} {unit:?}");
    let cost = |size| cost(mail(opening, unit, size)).as_secs_f64();
    let mib = size as f64 / MIB as f64;
    let probe = cost(size / PROBE) * PROBE as f64;
    if probe > PATIENCE * mib {
        return Cost { per_mib: probe / mib, growth: "?".to_owned(), what };
    }
    let (one, two) = (cost(size), cost(2 * size));
    Cost { per_mib: two / 2.0 / mib, growth: format!("{:.1}x", two / one), what }
}

/// A mail of this size: the opening, and the unit as often as it fits.
fn mail(opening: &str, unit: &str, size: usize) -> Vec<u8> {
    let mut raw =
        if opening.contains('\n') || opening.is_empty() { String::new() } else { HEADER.to_owned() };
    raw.push_str(opening);
    let counts = unit.contains("{}");
    let mut number = 0_u32;
    while raw.len() < size {
        if counts {
            raw.push_str(&unit.replace("{}", &number.to_string()));
        } else {
            raw.push_str(unit);
        }
        number += 1;
    }
    raw.into_bytes()
}

/// All that the daemon reads in a mail before it looks into its database.
fn read(raw: Vec<u8>, identity: &Identity, config: &Config, words: &Words) {
    let mail =
        understand(raw, DateTime::UNIX_EPOCH, &Answers::new(), identity, config, &Extractor::default());
    std::hint::black_box(said(&mail.reading.typed, words));
}

/// The time on the processor, which other programs do not change: proc(5), `schedstat`.
fn cpu_time(work: impl FnOnce()) -> Duration {
    let begin = on_processor();
    work();
    on_processor() - begin
}

fn on_processor() -> Duration {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    Duration::from_nanos(text.split(' ').next().unwrap().parse().unwrap())
}
