//! What understanding a mail costs: MIME, reply text and decision, beside mail-parser alone on the same mails.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, missing_docs, reason = "a bench")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use countersign::mail::{self, Identity, Words};
use mail_parser::MessageParser;

const ROUNDS: usize = 15;
const COPIES: usize = 40;

fn main() {
    let desk =
        Identity { address: "expenses@corp.example".parse().unwrap(), separator: '+', prefix: "EXP".into() };
    let words = Words::default();
    let read = |raw: &[u8]| {
        let reading = mail::read(raw, &desk);
        black_box(mail::said(&reading.typed, &words));
        black_box(reading);
    };
    let wanted = std::env::args().nth(1).filter(|argument| !argument.starts_with("--"));
    for (name, mails) in [("text", replies(is_text)), ("html", replies(|mail| !is_text(mail)))] {
        if wanted.as_deref().is_some_and(|wanted| wanted != name) {
            continue;
        }
        let bytes: usize = mails.iter().map(Vec::len).sum();
        println!("{} replies in {name}, {} bytes on average", mails.len(), bytes / mails.len());
        // In turns, so that what slows the machine slows both.
        let mut best = [Duration::MAX; 2];
        for _ in 0..ROUNDS {
            best[0] = best[0].min(timed(&mails, |raw| {
                black_box(MessageParser::default().parse(raw));
            }));
            best[1] = best[1].min(timed(&mails, read));
        }
        let rate = |time: Duration| (mails.len() * COPIES) as f64 / time.as_secs_f64();
        println!("  mail-parser alone        {:>9.0} mails/s", rate(best[0]));
        println!("  parse, reply, decision   {:>9.0} mails/s", rate(best[1]));
        println!("  ratio                    {:>9.2}", rate(best[1]) / rate(best[0]));
    }
}

fn timed(mails: &[Vec<u8>], work: impl Fn(&[u8])) -> Duration {
    let start = Instant::now();
    for _ in 0..COPIES {
        mails.iter().for_each(|raw| work(raw));
    }
    start.elapsed()
}

/// The replies among the test cases, each with the header that real mail has gathered on its way.
fn replies(wanted: fn(&str) -> bool) -> Vec<Vec<u8>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/mail-cases");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    paths.sort();
    let cases = paths.iter().map(|path| std::fs::read_to_string(path).unwrap());
    let replies = cases.filter_map(|case| {
        let (expected, mail) = case.split_once("=====\n")?;
        (expected.contains("kind: reply") && wanted(mail)).then(|| TRACE.to_owned() + mail)
    });
    replies.map(|mail| mail.replace('\n', "\r\n").into_bytes()).collect()
}

fn is_text(mail: &str) -> bool {
    !mail.contains("text/html") && !mail.contains("multipart/")
}

/// What servers write on top of a mail, in length and number of fields as an office's mail has it.
const TRACE: &str = "\
Return-Path: <maria@corp.example>
Delivered-To: expenses@corp.example
Received: from mx.corp.example ([192.0.2.10])
\tby store.corp.example with LMTP id 4FqKHnLpW2mRIgAAq5aB3w
\t(envelope-from <maria@corp.example>)
\tfor <expenses@corp.example>; Mon, 05 Jan 2026 10:00:07 +0100
Received: from mail-ej1-f53.provider.example (mail-ej1-f53.provider.example [198.51.100.53])
\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits))
\tby mx.corp.example (Postfix) with ESMTPS id 4dlXKq3vJbz2xQ9
\tfor <expenses@corp.example>; Mon,  5 Jan 2026 10:00:06 +0100 (CET)
Authentication-Results: mx.corp.example;
\tdkim=pass (2048-bit key) header.d=corp.example header.i=@corp.example header.s=20251 header.b=hQ2bY1Lr;
\tspf=pass smtp.mailfrom=maria@corp.example;
\tdmarc=pass (policy=reject) header.from=corp.example
DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=corp.example; s=20251; t=1767603605; x=1768208405;
\th=to:subject:message-id:date:from:in-reply-to:references:mime-version:from:to:cc:subject:date:message-id:reply-to;
\tbh=5oKQkPq3rjV1o1m5b2i7zV0yB2zL3m8mTt5vS0xJZ0c=;
\tb=hQ2bY1LrV9Kc0aYwX8mP2dQ5sT7uF1eR4gH6jK3lZ0xC9vB8nM7aS6dF5gH4jK3lQ2wE1rT0yU
\t 9iO8pA7sD6fG5hJ4kL3zX2cV1bN0mQ9wE8rT7yU6iO5pA4sD3fG2hJ1kL0zX9cV8bN7mQ6wE5r==
X-Received: by 2002:a17:907:9724:b0:b73:1b8e:2a7f with SMTP id
\ta640c23a62f3a-b7a1d3f5c2emr3120915766b.28.1767603605342; Mon, 05 Jan 2026 01:00:05 -0800 (PST)
";
