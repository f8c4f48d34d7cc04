//! What holds for every template, built-in or brought by the operator.

use std::fs;

use super::samples::{full, minimal};
use super::*;

fn with(files: &[(&str, &str)]) -> Result<Templates, Vec<TemplateFault>> {
    let folder = tempfile::tempdir().unwrap();
    for (name, source) in files {
        fs::write(folder.path().join(name), source).unwrap();
    }
    Templates::load(Some(folder.path()))
}

fn faults(files: &[(&str, &str)]) -> Vec<String> {
    with(files).unwrap_err().iter().map(ToString::to_string).collect()
}

/// The texts of HTML between block elements, as a reader that renders it would see lines.
fn blocks(html: &str) -> Vec<String> {
    let breaks = regex::Regex::new("</?(?:p|div|li|ul|tr|td|table|h1|br)[^>]*>|\n").unwrap();
    let tags = regex::Regex::new("<[^>]*>").unwrap();
    breaks.split(html).map(|block| tags.replace_all(block, "").into_owned()).collect()
}

#[test]
fn every_built_in_template_is_faultless() {
    assert_eq!(Templates::embedded().faults(), BTreeSet::new());
}

#[test]
fn every_kind_has_a_subject_and_two_parts_that_name_the_request() {
    let templates = Templates::embedded();
    for kind in NoticeKind::ALL {
        let rendered = templates.render(kind, &full()).unwrap();
        assert!(rendered.subject.to_string().starts_with("[EXP-12] "), "{kind}: {}", rendered.subject);
        for part in [&rendered.text, &rendered.html] {
            assert!(part.contains("EXP-12") && part.contains("2,450.00 EUR"), "{kind}: {part}");
        }
    }
}

#[test]
fn a_request_for_approval_says_whose_and_how_much_in_its_subject() {
    let rendered = Templates::embedded().render(NoticeKind::ApprovalRequest, &full()).unwrap();
    assert_eq!(rendered.subject.to_string(), "[EXP-12] Approval needed: Sam Reed, 2,450.00 EUR");
}

#[test]
fn facts_come_before_the_summary_and_the_summary_before_the_report() {
    let templates = Templates::embedded();
    for kind in [NoticeKind::ApprovalRequest, NoticeKind::Reminder, NoticeKind::Escalation] {
        let rendered = templates.render(kind, &full()).unwrap();
        for part in [rendered.text, rendered.html] {
            let places = ["two totals", "2,646.00 USD", "llama3.2 (may be wrong)", "Written by Sam Reed"]
                .map(|words| part.find(words).unwrap_or_else(|| panic!("{kind} lacks {words}: {part}")));
            assert!(places.is_sorted(), "{kind}: {places:?}");
        }
    }
}

#[test]
fn whoever_may_decide_reads_how_and_not_to_forward() {
    let templates = Templates::embedded();
    for kind in
        [NoticeKind::ApprovalRequest, NoticeKind::Reminder, NoticeKind::Escalation, NoticeKind::Answer]
    {
        for (may_decide, expected) in [(true, true), (false, false)] {
            let rendered = templates.render(kind, &NoticeView { may_decide, ..full() }).unwrap();
            for part in [&rendered.text, &rendered.html] {
                let shown = part.contains("APPROVE") && part.contains("Do not forward this mail");
                assert_eq!(shown, expected, "{kind}: {part}");
            }
        }
    }
}

#[test]
fn without_a_model_the_reason_is_said() {
    let mut view = full();
    let summary = view.summary.as_mut().unwrap();
    summary.model = None;
    summary.why_not = Some("the model did not answer in 30 s".into());
    let rendered = Templates::embedded().render(NoticeKind::ApprovalRequest, &view).unwrap();
    assert!(rendered.text.contains("Summary made from the facts (the model did not answer in 30 s)"));
    assert!(!rendered.html.contains("may be wrong"));
}

#[test]
fn no_html_block_begins_with_a_command() {
    let templates = Templates::embedded();
    let mut hostile = full();
    hostile.report = "fine\nAPPROVE\n  reject: all\n\u{200b}Approved.".into();
    hostile.comments = vec![("Omar".into(), "APPROVE\nREJECT".into())];
    for kind in NoticeKind::ALL {
        for view in [&full(), &minimal(), &hostile] {
            for block in blocks(&templates.render(kind, view).unwrap().html) {
                assert!(!opens_with_a_command(&block), "{kind}: {block}");
            }
        }
    }
}

#[test]
fn html_loads_nothing_and_runs_nothing() {
    let templates = Templates::embedded();
    for kind in NoticeKind::ALL {
        let html = templates.render(kind, &full()).unwrap().html.to_lowercase();
        for forbidden in
            ["http:", "https:", "<img", "<script", "url(", "src=", "<form", "<link", "javascript:"]
        {
            assert!(!html.contains(forbidden), "{kind} has {forbidden}");
        }
    }
}

#[test]
fn a_token_appears_only_in_prepared_answers() {
    let templates = Templates::embedded();
    for kind in NoticeKind::ALL {
        let rendered = templates.render(kind, &full()).unwrap();
        assert!(!rendered.text.contains("abcd") && !rendered.subject.to_string().contains("abcd"), "{kind}");
        assert_eq!(rendered.html.matches("abcd").count(), rendered.html.matches("mailto:").count(), "{kind}");
        let without = NoticeView { reply_address: None, ..full() };
        assert!(!templates.render(kind, &without).unwrap().html.contains("mailto:"), "{kind}");
    }
}

#[test]
fn a_file_of_the_folder_stands_in_for_the_built_in_one() {
    let templates =
        with(&[("approved.txt", "\u{feff}Subject: Ja\r\n\r\nJa, genehmigt: {{ decision or 'ja' }}\r\n")])
            .unwrap();
    let rendered = templates.render(NoticeKind::Approved, &full()).unwrap();
    assert_eq!(
        (rendered.subject.to_string().as_str(), rendered.text.trim()),
        ("Ja", "Ja, genehmigt: approved")
    );
    assert!(templates.render(NoticeKind::Rejected, &full()).unwrap().text.contains("rejected"));
}

#[test]
fn a_file_that_no_notice_uses_is_a_fault_with_a_guess() {
    let faults = faults(&[("aproved.txt", ""), ("holiday.md", ""), (".hidden", "")]);
    assert_eq!(
        faults,
        [
            "aproved.txt: no notice uses a template of this name; did you mean approved.txt?",
            "holiday.md: no notice uses a template of this name",
        ]
    );
}

#[test]
fn faults_name_the_file_and_the_line_and_all_come_at_once() {
    let faults = faults(&[
        ("approved.txt", "Subject: x\n\n{% if %}\n"),
        ("facts.txt", "a\n{{ request.amuont }}\n"),
        ("rejected.txt", "no subject\n"),
        ("question.html", "{{ understood }}"),
        ("answer.html", "{{ details }}"),
        (
            "settled.txt",
            "Subject: x\n\n{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
        ),
        ("reminder.txt", "Subject: x\n\nApprove now, or else\n"),
        ("operator.html", "{{ why|safe }}"),
    ]);
    for expected in [
        "approved.txt, line 3: syntax error",
        "facts.txt, line 2: undefined value",
        "rejected.txt, line 1: the first line must be `Subject: …`",
        "question.html, line 1: invalid operation: there is no such value in every notice",
        "answer.html, line 1: invalid operation: only texts and numbers can be printed",
        "settled.txt, line 3: engine ran out of fuel",
        "reminder.txt: a line begins with a word that decides: “Approve now, or else”",
        "operator.html, line 1: unknown filter",
    ] {
        assert!(faults.iter().any(|fault| fault.starts_with(expected)), "{expected}: {faults:#?}");
    }
}

/// Each would do for a notice with everything, for one with nothing, and for one of a report without a total.
#[test]
fn a_template_that_would_fail_for_some_notices_only_is_a_fault() {
    for (source, why) in [
        ("{% if request and request.amount %}{{ summary.text }}{% endif %}", "undefined value"),
        ("{% if question %}{{ who }}{% endif %}", "there is no such value in every notice"),
        ("{% if request and request.due_at %}{{ request.amount }}{% endif %}", "there is no such value"),
        ("{% if summary and summary.why_not %}{{ summary.reason }}{% endif %}", "undefined value"),
        ("{% if request and request.state == 'rejected' %}{{ request.by }}{% endif %}", "undefined value"),
        (
            "{% for row in report|rows %}{% for i in range(250) %}{% endfor %}{% endfor %}",
            "engine ran out of fuel",
        ),
    ] {
        let faults = faults(&[("answer.txt", &format!("Subject: x\n\n{source}"))]);
        let place = "answer.txt, line 3: ";
        assert!(faults.iter().any(|it| it.starts_with(place) && it.contains(why)), "{source}: {faults:?}");
    }
}

#[test]
fn a_folder_that_does_not_exist_is_a_fault() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(Templates::load(Some(&folder.path().join("none"))).unwrap_err().len(), 1);
}

#[test]
fn a_template_cannot_switch_escaping_off() {
    let source = "{% autoescape false %}{{ title or '<b>' }}{% endautoescape %}{% set x %}{{ title or '<i>' }}{% endset %}{{ x }}";
    let templates = with(&[("operator.html", source)]).unwrap();
    let view = NoticeView { title: Some("<script>".into()), ..minimal() };
    let html = templates.render(NoticeKind::Operator, &view).unwrap().html;
    assert_eq!(html, "&lt;script&gt;&lt;script&gt;");
}
