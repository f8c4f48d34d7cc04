//! The texts of a submission: an amount is found only where digits are, and an amount is read as it is written.
#![no_main]

use countersign::approval::Currency;
use countersign::document::{self, FileReading};
use countersign::mail::Attachment;
use countersign::receipt::{Home, Sources, Verdict, find, forwarded_letters, origin, typed_amount};
use countersign_fuzz::texts;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &str| {
    let [text, subject, note, html, hidden_text, table] = texts(input);
    let html_text = (!html.is_empty()).then_some(html);
    let file = Attachment {
        name: "table.csv".to_owned(),
        media_type: "text/csv".to_owned(),
        bytes: table.as_bytes().to_owned(),
    };
    let outcome = document::read(&file).map_err(|why| why.to_string());
    let file = FileReading { name: file.name, could_bill: true, outcome };
    let files = if table.is_empty() { &[] } else { std::slice::from_ref(&file) };
    let sources = Sources { subject, note, text, html_text, hidden_text, files, ..Sources::default() };
    let finding = find(&sources, Home::from(Currency::USD));

    let has_digits = input.chars().any(char::is_numeric);
    match &finding.verdict {
        Verdict::Certain(candidate) | Verdict::Ambiguous(candidate, _) => {
            assert!(has_digits, "an amount out of nothing");
            let listed = finding.candidates.iter().any(|other| other.money == candidate.money);
            assert!(listed, "{candidate:?} is no candidate");
        }
        Verdict::Absent(why) => assert!(!why.is_empty(), "no amount, and nobody knows why"),
    }
    assert!(finding.candidates.iter().all(|candidate| !candidate.money.value.is_sign_negative()));
    assert!(has_digits || finding.candidates.is_empty());

    let from = origin(&sources);
    assert!(from.vendor.is_none_or(|vendor| vendor.chars().count() <= 80));
    assert!(forwarded_letters(&sources).is_none_or(|letters| letters.chars().all(|c| !c.is_whitespace())));

    // What cannot be seen never makes an amount certain.
    if let Verdict::Certain(candidate) = &finding.verdict {
        let seen = find(&Sources { hidden_text: "", ..sources }, Home::from(Currency::USD));
        let (Verdict::Certain(other) | Verdict::Ambiguous(other, _)) = seen.verdict else {
            panic!("only the hidden text names {candidate:?}");
        };
        assert_eq!(other.money, candidate.money, "hidden text changed the amount");
    }

    if let Ok(money) = typed_amount(text, Currency::USD) {
        assert!(!money.value.is_zero() && !money.value.is_sign_negative());
        match typed_amount(&money.to_string(), Currency::USD) {
            Ok(again) => assert_eq!(again, money, "read back differently"),
            // `10.250 KWD` may be ten dinars or ten thousand.
            Err(why) => assert_eq!(money.currency.exponent(), 3, "{money} cannot be read back: {why}"),
        }
    }
});
