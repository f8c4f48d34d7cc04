//! The receipts under `tests/receipt-cases`, each with its facts on top, and properties of what is printed and read.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use rust_decimal::Decimal;

use super::*;
use crate::approval::Currency;
use crate::document::{self, Document};
use crate::mail::{self, Attachment};

/// One case file.
#[derive(Default)]
struct Case {
    facts: Vec<(String, String)>,
    text: String,
    html: Option<String>,
    /// HTML as it comes, before it is rendered.
    source: String,
    json_ld: Vec<String>,
    mails: Vec<InnerMail>,
    attachments: Vec<Attachment>,
    documents: Vec<FileReading>,
}

/// Which part of a case a line belongs to.
#[derive(Clone, Copy)]
enum Part {
    Facts,
    Text,
    Html,
    Source,
    JsonLd,
    Mail,
    File,
    Page,
    Hidden,
    Xml,
    DocumentJsonLd,
}

impl Case {
    /// Facts up to the first `---`, then the text, then parts, each with its head:
    ///
    /// `--- html` rendered HTML, `--- source` HTML as it comes, `--- json-ld`, `--- mail` a mail inside,
    /// `--- file NAME TYPE` a file that is read, and files as they were read: `--- page NAME` or `--- scan NAME` with its text,
    /// `--- xml` and `--- data` and `--- hidden` in the last of them, `--- xml NAME` one that is XML only,
    /// `--- part NAME` one that was not read to its end, `--- unread NAME`.
    fn parse(content: &str) -> Self {
        let mut case = Self::default();
        let mut part = Part::Facts;
        for line in content.lines() {
            match line.strip_prefix("---").filter(|_| !line.starts_with("----")) {
                Some(head) => part = case.open(head.trim()),
                None => case.add(part, line),
            }
        }
        case
    }

    fn open(&mut self, head: &str) -> Part {
        match head.split_whitespace().collect::<Vec<_>>().as_slice() {
            ["html"] => {
                self.html = Some(String::new());
                Part::Html
            }
            ["source"] => Part::Source,
            ["json-ld"] => {
                self.json_ld.push(String::new());
                Part::JsonLd
            }
            ["mail"] => {
                self.mails.push(InnerMail::default());
                Part::Mail
            }
            ["file", name, kind] => {
                let (name, media_type) = ((*name).to_owned(), (*kind).to_owned());
                self.attachments.push(Attachment { name, media_type, bytes: Vec::new() });
                Part::File
            }
            ["unread", name] => {
                self.documents.push(FileReading {
                    name: (*name).to_owned(),
                    could_bill: name.ends_with(".pdf"),
                    outcome: Err("it is locked".into()),
                });
                Part::Page
            }
            [kind @ ("page" | "scan" | "part" | "xml"), name] => {
                let left_out = (*kind == "part").then(|| "only its first pages were read".to_owned());
                let outcome = Ok(Document { recognised: *kind == "scan", left_out, ..Document::default() });
                self.documents.push(FileReading { name: (*name).to_owned(), could_bill: true, outcome });
                if *kind == "xml" { self.open("xml") } else { Part::Page }
            }
            ["xml"] => {
                self.document().xml.push(String::new());
                Part::Xml
            }
            ["data"] => {
                self.document().json_ld.push(String::new());
                Part::DocumentJsonLd
            }
            ["hidden"] => Part::Hidden,
            [] => Part::Text,
            other => panic!("what is {other:?}?"),
        }
    }

    fn document(&mut self) -> &mut Document {
        self.documents.last_mut().unwrap().outcome.as_mut().unwrap()
    }

    fn add(&mut self, part: Part, line: &str) {
        let to = match part {
            Part::Facts => {
                let fact =
                    line.split_once(':').map(|(key, value)| (key.trim().to_owned(), value.trim().to_owned()));
                return self.facts.extend(fact);
            }
            Part::Text => &mut self.text,
            Part::Html => self.html.as_mut().unwrap(),
            Part::Source => &mut self.source,
            Part::JsonLd => self.json_ld.last_mut().unwrap(),
            Part::Mail => &mut self.mails.last_mut().unwrap().text,
            Part::File => {
                let bytes = format!("{line}\n").into_bytes();
                return self.attachments.last_mut().unwrap().bytes.extend(bytes);
            }
            Part::Page => &mut self.document().text,
            Part::Hidden => &mut self.document().hidden,
            Part::Xml => self.document().xml.last_mut().unwrap(),
            Part::DocumentJsonLd => self.document().json_ld.last_mut().unwrap(),
        };
        writeln!(to, "{line}").unwrap();
    }

    fn fact(&self, key: &str) -> &str {
        self.facts.iter().find(|(name, _)| name == key).map_or("", |(_, value)| value)
    }

    /// `rates: EUR 1.08, GBP 1.27`.
    fn rates(&self) -> BTreeMap<Currency, Decimal> {
        let pairs = self.fact("rates").split(',').filter_map(|pair| pair.trim().split_once(' '));
        pairs.map(|(code, rate)| (Currency::from_code(code).unwrap(), rate.parse().unwrap())).collect()
    }

    fn find(&self) -> Finding {
        let currency = Currency::from_code(self.fact("home")).unwrap_or(Currency::USD);
        let rates = self.rates();
        let note = self.fact("note").replace("\\n", "\n");
        let text = if note.is_empty() { self.text.clone() } else { format!("{note}\n\n{}", self.text) };
        let files: Vec<FileReading> =
            self.attachments.iter().map(read).chain(self.documents.iter().cloned()).collect();
        let rendered = mail::render(&self.source);
        let is_html_only = !self.source.is_empty() && self.text.trim().is_empty();
        let text = if is_html_only { format!("{text}{}", rendered.text) } else { text };
        let html =
            (!self.source.is_empty() && !is_html_only).then_some(&rendered.text).or(self.html.as_ref());
        let json_ld: Vec<String> = self.json_ld.iter().chain(&rendered.json_ld).cloned().collect();
        let sources = Sources {
            subject: self.fact("subject"),
            note: &note,
            text: &text,
            html_text: html.map(String::as_str),
            hidden_text: if self.source.is_empty() { self.fact("hidden") } else { &rendered.hidden },
            json_ld: &json_ld,
            mails: &self.mails,
            files: &files,
            left_out: None,
        };
        find(&sources, Home { currency, rates: &rates })
    }

    /// What differs from the facts.
    fn complaint(&self) -> Option<String> {
        let finding = self.find();
        let (certainty, candidate, why) = match &finding.verdict {
            Verdict::Certain(candidate) => ("certain", Some(candidate), ""),
            Verdict::Ambiguous(candidate, why) => ("ambiguous", Some(candidate), why.as_str()),
            Verdict::Absent(why) => ("absent", None, why.as_str()),
        };
        let amount = candidate
            .map_or("none".to_owned(), |found| format!("{} {}", found.money.plain(), found.money.currency));
        let warned = finding.warnings.iter().any(|warning| warning.contains(self.fact("warning")));
        let is_right = certainty == self.fact("certainty")
            && amount == self.fact("amount")
            && (warned || self.fact("warning").is_empty())
            && why.contains(self.fact("why"))
            && (!self.fact("warning").is_empty()
                || self.fact("quiet") != "yes"
                || finding.warnings.is_empty());
        (!is_right).then(|| {
            let wanted = format!("{} {}", self.fact("certainty"), self.fact("amount"));
            format!("wanted {wanted}, found {certainty} {amount} {why} {:?}", finding.warnings)
        })
    }
}

fn read(file: &Attachment) -> FileReading {
    let outcome = document::read(file).map_err(|why| why.to_string());
    FileReading { name: file.name.clone(), could_bill: document::Format::of(file).could_bill(), outcome }
}

#[test]
fn every_receipt_is_read_as_its_facts_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/receipt-cases");
    let mut failures = Vec::new();
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let case = Case::parse(&std::fs::read_to_string(&path).unwrap());
        count += 1;
        if let Some(complaint) = case.complaint() {
            failures.push(format!("{}: {complaint}", path.file_stem().unwrap().display()));
        }
    }
    failures.sort();
    assert!(failures.is_empty(), "{} of {count} receipts\n{}", failures.len(), failures.join("\n"));
    assert!(count >= 120, "only {count} receipts");
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    /// How a country prints numbers: thousands mark, decimal mark, Indian groups.
    #[derive(Clone, Copy, Debug)]
    struct Format(&'static str, char, bool);

    const FORMATS: [Format; 13] = [
        Format(",", '.', false),
        Format(".", ',', false),
        Format("\u{202F}", ',', false),
        Format("\u{A0}", ',', false),
        Format("\u{2009}", ',', false),
        Format(" ", ',', false),
        Format(" ", '.', false),
        Format("\u{2019}", '.', false),
        Format("'", '.', false),
        Format(",", '.', true),
        Format("", '.', false),
        Format("", ',', false),
        Format("٬", '٫', false),
    ];

    fn print(minor: u64, exponent: u32, format: Format) -> String {
        let power = 10_u64.pow(exponent);
        let whole = grouped(&(minor / power).to_string(), format.0, format.2);
        if exponent == 0 {
            return whole;
        }
        format!("{whole}{}{:0width$}", format.1, minor % power, width = exponent as usize)
    }

    fn grouped(digits: &str, mark: &str, is_indian: bool) -> String {
        let mut out = String::new();
        for (place, digit) in digits.chars().enumerate() {
            let left = digits.len() - place;
            let breaks =
                if is_indian { left == 3 || (left > 3 && left % 2 == 1) } else { left.is_multiple_of(3) };
            if place > 0 && breaks {
                out.push_str(mark);
            }
            out.push(digit);
        }
        out
    }

    fn text_of(line: &str) -> Finding {
        find(&Sources { text: line, ..Sources::default() }, Home::from(Currency::USD))
    }

    fn value_of(finding: &Finding) -> Option<Decimal> {
        match &finding.verdict {
            Verdict::Certain(candidate) | Verdict::Ambiguous(candidate, _) => Some(candidate.money.value),
            Verdict::Absent(_) => None,
        }
    }

    proptest! {
        #[test]
        fn an_amount_in_any_format_is_read_back_exactly(
            minor in 1_u64..1_000_000_000_000,
            format in proptest::sample::select(&FORMATS[..]),
            place in proptest::sample::select(&["Total: EUR {}", "Total {} EUR", "Total\t{} €", "Total\n€{}", "EUR{} total"][..]),
        ) {
            let finding = text_of(&place.replace("{}", &print(minor, 2, format)));
            let expected = Money::new(Decimal::new(i64::try_from(minor).unwrap(), 2), Currency::from_code("EUR").unwrap());
            prop_assert!(matches!(&finding.verdict, Verdict::Certain(found) if found.money == expected), "{finding:?}");
        }

        #[test]
        fn currencies_without_decimals_are_read_back_exactly(
            yen in 1_u64..1_000_000_000,
            format in proptest::sample::select(&FORMATS[..]),
        ) {
            let finding = text_of(&format!("Total: JPY {}", print(yen, 0, format)));
            prop_assert_eq!(value_of(&finding), Some(Decimal::from(yen)), "{:?}", finding);
        }

        #[test]
        fn currencies_with_three_decimals_are_never_read_too_low(
            fils in 1_u64..1_000_000_000,
            format in proptest::sample::select(&FORMATS[..]),
        ) {
            let finding = text_of(&format!("Total: KWD {}", print(fils, 3, format)));
            let expected = Decimal::new(i64::try_from(fils).unwrap(), 3);
            prop_assert!(value_of(&finding).is_some_and(|found| found >= expected), "{finding:?}");
            if let Verdict::Certain(found) = &finding.verdict {
                prop_assert_eq!(found.money.value, expected);
            }
        }

        #[test]
        fn a_typed_amount_is_read_back_exactly(
            minor in 1_u64..1_000_000_000_000,
            format in proptest::sample::select(&FORMATS[..]),
        ) {
            let expected = Money::new(Decimal::new(i64::try_from(minor).unwrap(), 2), Currency::from_code("EUR").unwrap());
            prop_assert_eq!(typed_amount(&format!("{} EUR", print(minor, 2, format)), Currency::USD), Ok(expected));
        }

        #[test]
        fn subtotal_tax_and_tip_lead_to_the_total(
            parts in proptest::collection::vec(100_u64..500_000, 1..6),
            tax in 1_u64..50_000,
            tip in 0_u64..20_000,
        ) {
            let subtotal: u64 = parts.iter().sum();
            let total = subtotal + tax + tip;
            let print = |minor| print(minor, 2, FORMATS[0]);
            let mut text = String::new();
            for part in parts {
                writeln!(text, "Item  ${}", print(part)).unwrap();
            }
            writeln!(text, "Subtotal  ${}\nTax  ${}\nTotal  ${}", print(subtotal), print(tax), print(subtotal + tax)).unwrap();
            if tip > 0 {
                writeln!(text, "Tip  ${}\nTotal  ${}", print(tip), print(total)).unwrap();
            }
            let finding = text_of(&text);
            let expected = Decimal::new(i64::try_from(total).unwrap(), 2);
            prop_assert!(matches!(&finding.verdict, Verdict::Certain(found) if found.money.value == expected), "{finding:?}");
        }

        #[test]
        fn what_is_typed_never_lowers_the_receipt(typed in 1_u64..10_000_000, receipt in 1_u64..10_000_000) {
            let (typed, receipt) = (print(typed, 2, FORMATS[0]), print(receipt, 2, FORMATS[0]));
            let (note, text) = (format!("It was ${typed}"), format!("It was ${typed}\n\nTotal ${receipt}"));
            let alone = value_of(&text_of(&format!("Total ${receipt}")));
            let both = find(&Sources { note: &note, text: &text, ..Sources::default() }, Home::from(Currency::USD));
            prop_assert!(value_of(&both) >= alone, "{both:?}");
        }

        #[test]
        fn what_nobody_sees_never_lowers_what_is_seen(
            seen in 1_u64..10_000_000,
            machine in 1_u64..10_000_000,
            code in proptest::sample::select(&["USD", "EUR", "JPY", "XXX", ""][..]),
        ) {
            let text = format!("Order total: ${}", print(seen, 2, FORMATS[0]));
            let json = format!(r#"{{"@type":"Order","price":"{}.{:02}","priceCurrency":"{code}"}}"#, machine / 100, machine % 100);
            let json_ld = [json];
            let alone = value_of(&text_of(&text));
            let both = find(&Sources { text: &text, json_ld: &json_ld, ..Sources::default() }, Home::from(Currency::USD));
            prop_assert!(value_of(&both) >= alone, "{both:?}");
            if let Verdict::Certain(found) = &both.verdict {
                prop_assert_eq!(Some(found.money.value), alone, "{:?}", both);
            }
        }

        #[test]
        fn an_embedded_invoice_never_lowers_its_page(page in 1_u64..10_000_000, machine in 1_u64..10_000_000, paid in 0_u64..10_000_000) {
            let text = format!("Rechnung RE-7\nGesamtbetrag {} EUR", print(page, 2, FORMATS[1]));
            let plain = |minor: u64| print(minor, 2, FORMATS[10]);
            let xml = format!(
                "<Invoice><ID>RE-7</ID><LegalMonetaryTotal><TaxInclusiveAmount currencyID='EUR'>{}</TaxInclusiveAmount>\
                 <PayableAmount currencyID='EUR'>{}</PayableAmount></LegalMonetaryTotal></Invoice>",
                plain(machine), plain(machine.saturating_sub(paid))
            );
            let document = Document { text, xml: vec![xml], ..Document::default() };
            let files = [FileReading { name: "invoice.pdf".to_owned(), could_bill: true, outcome: Ok(document) }];
            let found = find(&Sources { files: &files, ..Sources::default() }, Home::from(Currency::USD));
            let larger = Decimal::new(i64::try_from(page.max(machine)).unwrap(), 2);
            prop_assert_eq!(value_of(&found), Some(larger), "{:?}", found);
        }

        #[test]
        fn several_receipts_are_never_less_than_the_largest(totals in proptest::collection::vec(1_u64..10_000_000, 1..6)) {
            let receipt = |(place, total): (usize, &u64)| {
                let text = format!("Shop\nReceipt No. A-10{place}\nTotal ${}", print(*total, 2, FORMATS[0]));
                FileReading { name: format!("{place}.txt"), could_bill: true, outcome: Ok(Document { text, ..Document::default() }) }
            };
            let files: Vec<FileReading> = totals.iter().enumerate().map(receipt).collect();
            let found = value_of(&find(&Sources { files: &files, ..Sources::default() }, Home::from(Currency::USD)));
            let cents = |minor: u64| Decimal::new(i64::try_from(minor).unwrap(), 2);
            let sum = cents(totals.iter().sum());
            let is_report = totals.len() > 2 && totals.iter().any(|total| cents(2 * total) == sum);
            prop_assert!(found == Some(sum) || is_report, "{found:?}");
        }

        #[test]
        fn arbitrary_text_is_survived(text in "\\PC{0,200}", note in "\\PC{0,40}") {
            find(&Sources { subject: &note, note: &note, text: &text, hidden_text: &text, ..Sources::default() }, Home::from(Currency::USD));
            let _ = typed_amount(&text, Currency::USD);
        }

        #[test]
        fn text_like_money_is_survived(text in "[0-9.,' \\-/:$€£%()KkRMTotal\n\t\u{202E}\u{200B}٣９]{0,120}") {
            let finding = text_of(&text);
            prop_assert!(value_of(&finding).is_none_or(|value| value > Decimal::ZERO));
        }
    }
}

/// Receipts with lines that come and go, in an order that varies, with letters misread.
mod noise {
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    use super::*;

    /// What is printed on one receipt.
    #[derive(Clone, Debug)]
    struct Receipt {
        items: Vec<u64>,
        tax: Option<u64>,
        tip: Option<u64>,
        discount: Option<u64>,
        rounding: Option<u64>,
        prepaid: Option<u64>,
        cash: bool,
        words: usize,
        tax_first: bool,
        footer: usize,
        misread: usize,
        apart: bool,
    }

    fn receipts() -> impl Strategy<Value = Receipt> {
        let parts = (
            proptest::collection::vec(100_u64..800_000, 1..6),
            proptest::option::of(1_u64..60_000),
            proptest::option::of(100_u64..20_000),
            proptest::option::of(1_u64..99),
            proptest::option::of(1_u64..5),
            proptest::option::of(100_u64..900_000),
        );
        let ways =
            (any::<bool>(), 0..WORDS.len(), any::<bool>(), 0..FOOTERS.len(), 0..MISREAD.len(), any::<bool>());
        (parts, ways).prop_map(|((items, tax, tip, discount, rounding, prepaid), way)| {
            let (cash, words, tax_first, footer, misread, apart) = way;
            Receipt {
                items,
                tax,
                tip,
                discount,
                rounding,
                prepaid,
                cash,
                words,
                tax_first,
                footer,
                misread,
                apart,
            }
        })
    }

    /// Subtotal, tax, tip, discount, rounding, total, deposit, what is left, cash, change, card.
    const WORDS: [[&str; 11]; 4] = [
        [
            "Subtotal",
            "Sales tax",
            "Tip",
            "Discount",
            "Rounding",
            "Total",
            "Deposit paid",
            "Amount due",
            "Cash",
            "Change",
            "Visa",
        ],
        [
            "Sub-Total",
            "SST 6%",
            "Gratuity",
            "Less discount",
            "Rounding adj",
            "Grand Total",
            "Deposit",
            "Balance due",
            "Cash tendered",
            "Change due",
            "Mastercard",
        ],
        [
            "Zwischensumme",
            "MwSt 19%",
            "Trinkgeld",
            "Rabatt",
            "Rundung",
            "Gesamtbetrag",
            "Anzahlung",
            "Zu zahlen",
            "Bar gegeben",
            "Rückgeld",
            "Girocard",
        ],
        [
            "Sous-total",
            "TVA 20%",
            "Pourboire",
            "Remise",
            "Arrondi",
            "Total TTC",
            "Acompte",
            "Net à payer",
            "Espèces",
            "Rendu",
            "Carte bancaire",
        ],
    ];
    const FOOTERS: [&str; 5] = [
        "Thank you",
        "Credit limit 99,000.00",
        "Win a 1,000.00 gift card",
        "You could have saved 12.00",
        "Points balance 83282",
    ];
    const MISREAD: [(&str, &str); 5] = [("", ""), ("O", "0"), ("o", "0"), ("l", "1"), (" ", "")];

    impl Receipt {
        fn subtotal(&self) -> u64 {
            self.items.iter().sum()
        }

        fn discount(&self) -> u64 {
            self.discount.map_or(0, |share| self.subtotal() * share / 200)
        }

        fn total(&self) -> u64 {
            self.subtotal() - self.discount()
                + [self.tax, self.tip, self.rounding].iter().flatten().sum::<u64>()
        }

        fn label(&self, place: usize) -> String {
            let (from, to) = MISREAD[self.misread];
            let word = WORDS[self.words][place];
            if from.is_empty() { word.to_owned() } else { word.replace(from, to) }
        }

        fn print(&self) -> String {
            let mut lines: Vec<(String, u64)> = Vec::new();
            lines.extend(self.items.iter().map(|item| ("Thing".to_owned(), *item)));
            lines.push((self.label(0), self.subtotal()));
            let mut added: Vec<(String, u64)> = Vec::new();
            added.extend(self.tax.map(|tax| (self.label(1), tax)));
            added.extend(self.tip.map(|tip| (self.label(2), tip)));
            added.extend(self.discount.map(|_| (self.label(3), self.discount())).filter(|(_, off)| *off > 0));
            added.extend(self.rounding.map(|rounding| (self.label(4), rounding)));
            if !self.tax_first {
                added.reverse();
            }
            lines.extend(added);
            lines.push((self.label(5), self.total()));
            let deposit = self.prepaid.filter(|deposit| *deposit < self.total());
            lines.extend(deposit.map(|deposit| (self.label(6), deposit)));
            lines.extend(deposit.map(|deposit| (self.label(7), self.total() - deposit)));
            let left = self.total() - deposit.unwrap_or_default();
            if self.cash {
                lines.push((self.label(8), left + 1_000));
                lines.push((self.label(9), 1_000));
            } else {
                lines.push((self.label(10), left));
            }
            let mut text = "ACME\n".to_owned();
            for (label, minor) in lines {
                let between = if self.apart { "\n" } else { "   " };
                writeln!(text, "{label}{between}${}.{:02}", minor / 100, minor % 100).unwrap();
            }
            text + FOOTERS[self.footer]
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn the_total_is_read_or_asked_for_and_never_a_lower_one_taken(receipt in receipts()) {
            let text = receipt.print();
            let finding = find(&Sources { text: &text, ..Sources::default() }, Currency::USD.into());
            let total = Decimal::new(i64::try_from(receipt.total()).unwrap(), 2);
            match &finding.verdict {
                Verdict::Certain(found) => prop_assert_eq!(found.money.value, total, "{}\n{:?}", text, finding),
                Verdict::Ambiguous(found, _) => {
                    prop_assert!(found.money.value >= total || receipt.misread > 0, "{}\n{:?}", text, finding);
                }
                Verdict::Absent(_) => prop_assert!(false, "{}", text),
            }
        }
    }
}

#[test]
fn what_was_left_out_could_name_more() {
    let whole = Sources { text: "Total: $5.00", ..Sources::default() };
    assert!(matches!(find(&whole, Home::from(Currency::USD)).verdict, Verdict::Certain(_)));
    let cut = Sources { left_out: Some("its text is longer than is read"), ..whole };
    assert!(
        matches!(find(&cut, Home::from(Currency::USD)).verdict, Verdict::Ambiguous(_, why) if why.contains("longer than is read"))
    );
    let nothing = Sources { text: "", ..cut };
    assert!(
        matches!(find(&nothing, Home::from(Currency::USD)).verdict, Verdict::Absent(why) if why.contains("longer"))
    );
}

/// Work grows with the text, not with its square: each of these takes minutes where it does.
#[test]
fn hostile_texts_are_read_to_their_end() {
    let many = [
        "Total $1.00\n".repeat(6_000),
        (1..6_000).map(|n| format!("Total ${n}.01\n")).collect(),
        (1..6_000).map(|n| format!("Tax ${n}.01\nTotal ${n}.07\n")).collect(),
        "1 ".repeat(50_000),
        "1,".repeat(50_000),
        "111 ".repeat(25_000),
        "$".repeat(100_000),
        "Total ".repeat(12_000),
        "word\n".repeat(12_000),
        "incl tax ".repeat(12_000),
        format!("Total {}", "$1.00 ".repeat(12_000)),
        format!("{}1", " ".repeat(100_000)),
        "T O ".repeat(25_000),
        "1 $ ".repeat(25_000),
    ];
    for text in &many {
        let sources = Sources { text, html_text: Some(text), hidden_text: text, ..Sources::default() };
        let finding = find(&sources, Home::from(Currency::USD));
        assert!(
            finding.candidates.len() <= 40
                && !matches!(finding.verdict, Verdict::Certain(ref found) if found.label.chars().count() > 40)
        );
    }
}
