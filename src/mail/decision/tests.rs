//! The closed grammar as a table.

mod phrases;
mod properties;

use super::*;

fn read(typed: &str) -> Said {
    said(typed, &Words::default())
}

fn approves(typed: &str) -> Option<String> {
    if let Said::Approve { comment, .. } = read(typed) { Some(comment) } else { None }
}

fn rejects(typed: &str) -> Option<String> {
    if let Said::Reject { comment } = read(typed) { Some(comment) } else { None }
}

#[test]
fn an_approval_may_carry_a_comment() {
    for (typed, comment) in [
        ("APPROVE", ""),
        ("approve", ""),
        ("Approved.", ""),
        ("APPROVED!!", ""),
        ("\n\n  Approve  \n", ""),
        ("\u{a0}Approve\u{a0}", ""),
        ("*APPROVE*", ""),
        ("Approved, thanks", "thanks"),
        ("Approved thanks!", "thanks!"),
        ("Approved. Thank you very much", "Thank you very much"),
        ("Approve: fine by me", "fine by me"),
        ("approve - good trip", "good trip"),
        ("Approved – gute Reise", "gute Reise"),
        ("APPROVE\n\nWell spent.", "Well spent."),
        ("APPROVE\nno problem at all", "no problem at all"),
        ("APPROVE\nLet me know if you need more", "Let me know if you need more"),
        ("Approved 👍", "👍"),
        ("Approved. Maria", "Maria"),
        ("J’approuve", ""),
        ("Hi Sam,\n\nApproved.\n\nMaria", "Maria"),
        ("Hallo Sam,\ngenehmigt", ""),
        ("Genehmigt, danke", "danke"),
        ("Approuvé", ""),
        ("GODKÄND", ""),
        ("Hyväksytty", ""),
        ("Akceptuję.", ""),
        ("APPROVE https://corp.example/?a=b", "-"),
        ("Approved: see https://corp.example/?a=b", "see https://corp.example/?a=b"),
    ] {
        let expected = (comment != "-").then(|| comment.to_owned());
        assert_eq!(approves(typed), expected, "{typed:?}");
    }
}

#[test]
fn a_rejection_may_say_what_is_missing() {
    for (typed, comment) in [
        ("REJECT", ""),
        ("Rejected: no receipt", "no receipt"),
        ("REJECT - not a business expense", "not a business expense"),
        ("Reject\nI can't approve it without a receipt.", "I can't approve it without a receipt."),
        ("Abgelehnt", ""),
        ("refusé, il manque la facture", "il manque la facture"),
    ] {
        assert_eq!(rejects(typed).as_deref(), Some(comment), "{typed:?}");
    }
}

#[test]
fn anything_else_is_no_decision() {
    for typed in [
        "",
        " \n ",
        "yes",
        "ok",
        "I approve",
        "I can't approve it without a receipt.",
        "APPROVE?",
        "APPROVE, if the receipt is attached",
        "APPROVE - not",
        "APPROVE but only half of it",
        "Approve, but only half of it",
        "APPROVE or REJECT",
        "APPROVE / REJECT",
        "APPROVE\nREJECT",
        "REJECT\nAPPROVE",
        "APPROVE\n\n\nREJECT",
        "APPROVE\nDELEGATE omar@corp.example",
        "APPROVE\nwithdraw",
        "APPROVED? Really?",
        "APPROVED\nWhy is it so much?",
        "APPROVE\nNot really.",
        "APPROVE\n\nBut not the dinner.",
        "APPROVE\njust kidding",
        "Not approved",
        "not\napproved",
        "Do not\nAPPROVE",
        "Approve it please now",
        "Approved by whom",
        "approve-ish",
        "approve;",
        "Approved.exe",
        "Approved 👎",
        "Approved, 👎",
        "APPROVE EXP-7",
        "approver",
        "unapproved",
        "dis-approve",
        "> APPROVE",
        "- APPROVE",
        "REJECT - not",
        "REJECT?",
        "REJECT, if he does not answer",
        "Dear Maria, please approve",
        "Thanks\nAPPROVE",
        "АPPROVE",
        "ＡＰＰＲＯＶＥ",
        "APP\u{200b}ROVE",
        "\u{202e}EVORPPA",
        "APPR\u{336}OVE",
        "A P P R O V E",
        "👍",
        "ASK",
        "DELEGATE omar",
        "AMOUNT",
        "genehmigt nicht",
        "Genehmigt, aber nicht die Bewirtung",
        "approuvé, sauf le dîner",
    ] {
        assert!(matches!(read(typed), Said::Unclear { .. }), "{typed:?}: {:?}", read(typed));
    }
}

#[test]
fn the_other_commands_are_read_with_their_arguments() {
    assert_eq!(read("ASK who was there?"), Said::Ask { question: "who was there?".to_owned() });
    assert_eq!(read("ask: who\nand why?"), Said::Ask { question: "who\nand why?".to_owned() });
    let to: Address = "omar@corp.example".parse().unwrap();
    for typed in [
        "DELEGATE omar@corp.example",
        "delegate: Omar@Corp.Example.",
        "Delegate Omar Haddad <omar@corp.example>",
        "DELEGATE omar@corp.example<mailto:omar@corp.example>",
    ] {
        assert_eq!(read(typed), Said::Delegate { to: to.clone() }, "{typed}");
    }
    assert_eq!(read("AMOUNT 1,234.50 USD"), Said::Amount { text: "1,234.50 USD".to_owned() });
    assert_eq!(read("Amount: 99 €"), Said::Amount { text: "99 €".to_owned() });
    assert_eq!(read("withdraw."), Said::Withdraw);
    assert_eq!(read("STATUS"), Said::Status);
    assert_eq!(read("Status?"), Said::Status);
    assert_eq!(read("help ?"), Said::Help);
    assert_eq!(read("Help!"), Said::Help);
}

#[test]
fn the_reason_names_letters_that_only_look_right() {
    let Said::Unclear { why } = read("АPPROVE") else { panic!("decided") };
    assert!(why.contains("look like"), "{why}");
    let Said::Unclear { why } = read("APP\u{200b}ROVE") else { panic!("decided") };
    assert!(why.contains("invisible"), "{why}");
}

#[test]
fn configured_words_decide_too_even_several_in_a_row() {
    let words = Words::shipped().with(&["ok".to_owned(), "Geht klar".to_owned()], &["nein".to_owned()]);
    assert!(matches!(said("OK.", &words), Said::Approve { .. }));
    assert!(matches!(said("geht KLAR, danke", &words), Said::Approve { .. }));
    assert!(matches!(said("Nein", &words), Said::Reject { .. }));
    assert!(matches!(said("okay", &words), Said::Unclear { .. }));
    assert!(matches!(said("ok\nnein", &words), Said::Unclear { .. }));
}
