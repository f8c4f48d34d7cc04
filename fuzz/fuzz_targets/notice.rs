//! A stranger's words in a notice: it stays one mail of ours, and whoever quotes it has not answered.
#![no_main]

use std::sync::LazyLock;

use countersign::mail::{
    Kind, NoticeHeader, NoticeKind, NoticeView, RequestView, Said, Templates, Words, compose, read, said,
};
use countersign_fuzz::{desk, texts, typed};
use libfuzzer_sys::fuzz_target;

static TEMPLATES: LazyLock<Templates> = LazyLock::new(Templates::embedded);

fuzz_target!(|input: &str| {
    let [report, subject, name, comment, question] = texts(input);
    let request = RequestView {
        id: "EXP-7".to_owned(),
        state: "pending".to_owned(),
        subject: subject.to_owned(),
        requester_name: name.to_owned(),
        requester_address: "sam@corp.example".to_owned(),
        attachments: vec![subject.to_owned()],
        ..RequestView::default()
    };
    let view = NoticeView {
        recipient_name: name.to_owned(),
        desk_name: "Expense desk".to_owned(),
        desk_address: "expenses@corp.example".to_owned(),
        request: Some(request),
        report: report.to_owned(),
        who: Some(name.to_owned()),
        comments: vec![(name.to_owned(), comment.to_owned())],
        question: Some(question.to_owned()),
        understood: Some(comment.to_owned()),
        may_decide: true,
        ..NoticeView::default()
    };
    // One kind for an input: all of them would be a tenth of a second.
    let kind = NoticeKind::ALL[input.bytes().map(usize::from).sum::<usize>() % NoticeKind::ALL.len()];
    let mail = compose(&TEMPLATES, &header(kind, name), &view, &[]).expect("a built-in template fits");
    check(&mail.bytes);
});

fn header(kind: NoticeKind, name: &str) -> NoticeHeader {
    NoticeHeader {
        desk_name: "Expense desk".to_owned(),
        desk: desk().address,
        to: "maria@corp.example".parse().unwrap(),
        to_name: Some(name.to_owned()),
        reply_to: None,
        date: Default::default(),
        message_id: "7.notice@corp.example".to_owned(),
        references: Vec::new(),
        request: Some("EXP-7".to_owned()),
        kind,
        answers_a_person: false,
    }
}

fn check(mail: &[u8]) {
    // RFC 5322 §2.1.1, §2.3.
    for line in mail.split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        assert!(line.len() <= 998 && !line.contains(&b'\r') && line.is_ascii(), "{:?}", line.escape_ascii());
    }
    let reading = read(mail, &desk());
    assert_eq!(reading.from, Ok(desk().address));
    assert!(matches!(&reading.kind, Kind::Automatic(automatic) if automatic.own), "{:?}", reading.kind);

    assert_eq!(typed(&reading.text), "", "newly written in {:?}", reading.text);
    let answered = typed(&format!("APPROVE\n\n{}", reading.text));
    assert!(matches!(said(&answered, &Words::default()), Said::Approve { .. }), "{answered:?}");
}
