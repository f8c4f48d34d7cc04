//! What finding the total costs: receipts of about 4 KB, as text and as text beside its HTML twin.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    missing_docs,
    reason = "a bench"
)]

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

use countersign::approval::Currency;
use countersign::receipt::{self, Sources, Verdict};

const ROUNDS: usize = 60;
const COPIES: usize = 10;

fn main() {
    let (till, invoice) = (till_roll(), invoice());
    let total = |text: &str, html: Option<&str>| {
        let sources = Sources { subject: "Fwd: your receipt", text, html_text: html, ..Sources::default() };
        receipt::find(&sources, Currency::USD)
    };
    for (name, text) in [("till roll", &till), ("invoice", &invoice)] {
        let finding = total(text, None);
        assert!(matches!(finding.verdict, Verdict::Certain(_)), "{:?}", finding.verdict);
        let alone = rate(|| drop(black_box(total(text, None))));
        let twice = rate(|| drop(black_box(total(text, Some(text)))));
        println!(
            "{name}, {} bytes: {alone:>7.0} receipts/s as text, {twice:>7.0} with an HTML twin",
            text.len()
        );
    }
}

fn rate(work: impl Fn()) -> f64 {
    let mut best = Duration::MAX;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        (0..COPIES).for_each(|_| work());
        best = best.min(start.elapsed());
    }
    COPIES as f64 / best.as_secs_f64()
}

/// A supermarket's: a hundred short lines, nearly each with a price.
fn till_roll() -> String {
    let mut text = String::from(
        "FRESH MARKET #1204\n410 Main St, Springfield\nTel 555-0142  Reg 4  Cashier 17\n05/12/2026 18:42\n\n",
    );
    let mut cents = 0;
    for item in 0..95 {
        let price = 99 + item * 37 % 1900;
        cents += price;
        writeln!(
            text,
            "{:<24}{:>8}  {}",
            format!("ITEM {item:03} ORGANIC"),
            money(price),
            ["T", "F", "N"][item % 3]
        )
        .unwrap();
    }
    let tax = cents / 20;
    writeln!(text, "\nSUBTOTAL{:>24}\nTAX 5%{:>26}", money(cents), money(tax)).unwrap();
    writeln!(
        text,
        "TOTAL{:>27}\nVISA ****1234{:>19}\nTHANK YOU",
        format!("${}", money(cents + tax)),
        money(cents + tax)
    )
    .unwrap();
    text
}

/// A hotel's: lines of words, some with dates and two amounts.
fn invoice() -> String {
    let mut text = String::from(
        "Hotel Zur Post\nBahnhofstrasse 12, 8001 Zürich\nRechnung Nr. 2026-00417\n\nSehr geehrte Frau Muster,\nwir danken für Ihren Aufenthalt und stellen in Rechnung:\n\n",
    );
    let mut rappen = 0;
    for night in 1..=45 {
        let price = 18_950 + night * 10;
        rappen += price;
        writeln!(
            text,
            "{night:02}.05.2026  Übernachtung im Doppelzimmer mit Frühstück   1   CHF {}  CHF {}",
            swiss(price),
            swiss(price)
        )
        .unwrap();
    }
    writeln!(text, "\nZwischensumme  CHF {}\ninkl. 3.8% MwSt\nGesamtbetrag  CHF {}\n\nZahlbar innert 30 Tagen. IBAN CH93 0076 2011 6238 5295 7", swiss(rappen), swiss(rappen)).unwrap();
    text
}

fn money(cents: usize) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

fn swiss(rappen: usize) -> String {
    let francs = rappen / 100;
    let whole = if francs >= 1_000 {
        format!("{}'{:03}", francs / 1_000, francs % 1_000)
    } else {
        francs.to_string()
    };
    format!("{whole}.{:02}", rappen % 100)
}
