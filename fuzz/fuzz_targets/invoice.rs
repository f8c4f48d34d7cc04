//! What machines read beside what people see: it never lowers that, and alone it is certain only in a file of its own.
#![no_main]

use countersign::approval::Currency;
use countersign::document::{Document, FileReading};
use countersign::receipt::{Finding, Home, Sources, Verdict, find};
use countersign_fuzz::texts;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &str| {
    let [machine, page] = texts(input);
    let home = Home::from(Currency::USD);
    let value = |finding: &Finding| match &finding.verdict {
        Verdict::Certain(candidate) | Verdict::Ambiguous(candidate, _) => Some(candidate.money.value),
        Verdict::Absent(why) => {
            assert!(!why.is_empty(), "no amount, and nobody knows why");
            None
        }
    };
    let seen = find(&Sources { text: page, ..Sources::default() }, home);

    let json_ld = [machine.to_owned()];
    let both = find(&Sources { text: page, json_ld: &json_ld, ..Sources::default() }, home);
    assert!(value(&both) >= value(&seen), "{both:?} is less than {seen:?}");
    if let Verdict::Certain(candidate) = &both.verdict {
        assert_eq!(Some(candidate.money.value), value(&seen), "certain by what nobody sees");
    }

    let file = |text: &str, xml: &str| {
        let xml = if xml.is_empty() { Vec::new() } else { vec![xml.to_owned()] };
        let document = Document { text: text.to_owned(), xml, ..Document::default() };
        FileReading { name: "invoice.pdf".to_owned(), could_bill: true, outcome: Ok(document) }
    };
    let of_file = |file: FileReading| find(&Sources { files: &[file], ..Sources::default() }, home);
    let (seen, both) = (of_file(file(page, "")), of_file(file(page, machine)));
    assert!(value(&both) >= value(&seen), "{both:?} is less than {seen:?}");
    let is_blank = page.trim().is_empty();
    if let (Verdict::Certain(_), None, false) = (&both.verdict, value(&seen), is_blank) {
        panic!("certain by what the page does not show: {both:?}");
    }
    for stated in &both.stated {
        assert!(!stated.money.value.is_sign_negative() && !stated.money.value.is_zero(), "{stated:?}");
    }
});
