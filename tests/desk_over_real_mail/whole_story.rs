//! A day at the office: from forwarded receipts to decisions, everybody in their own mailbox.

use serde_json::json;

use super::office::{BOSS, FINANCE, IT, MARIA, OMAR, Office, SAM, Wishes};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn three_receipts_are_decided_by_the_people_they_need() {
    let mut office = Office::open(Wishes::default()).await;
    let daemon = office.start().await;
    office.forward("Cafe Luna", "USD 280.00").await;
    office.becomes("EXP-1", "approved").await;
    office.forward("Skyline Air", "USD 2,450.00").await;
    office.becomes("EXP-2", "pending").await;
    office.forward("Datacenter Nord", "USD 18,900.00").await;
    office.becomes("EXP-3", "pending").await;

    office.answer(MARIA, "EXP-2 approval_request", "APPROVE\r\n\r\nHave a good trip!").await;
    office.becomes("EXP-2", "approved").await;
    office.answer(MARIA, "EXP-3 approval_request", "Approved.").await;
    office.notice(MARIA, "EXP-3 decision_recorded").await;
    office.answer(OMAR, "EXP-3 approval_request", "REJECT: too expensive").await;
    office.becomes("EXP-3", "rejected").await;

    office
        .has(SAM, &["EXP-1 approved", "EXP-2 received", "EXP-2 approved", "EXP-3 received", "EXP-3 rejected"])
        .await;
    office
        .has(
            MARIA,
            &[
                "EXP-2 approval_request",
                "EXP-2 decision_recorded",
                "EXP-3 approval_request",
                "EXP-3 decision_recorded",
                "EXP-3 closed_for_you",
            ],
        )
        .await;
    office
        .has(
            OMAR,
            &[
                "EXP-2 approval_request",
                "EXP-2 closed_for_you",
                "EXP-3 approval_request",
                "EXP-3 decision_recorded",
            ],
        )
        .await;
    office.has(FINANCE, &["EXP-1 settled", "EXP-2 settled", "EXP-3 settled"]).await;
    office.has(BOSS, &[]).await;
    office.has(IT, &[]).await;
    office.filed(6, 0).await;

    let verdict = office.notice(SAM, "EXP-3 rejected").await;
    assert!(
        verdict.text.contains("Omar Haddad") && verdict.text.contains("too expensive"),
        "{}",
        verdict.text
    );
    let asked = office.notice(OMAR, "EXP-3 approval_request").await;
    assert!(asked.text.contains("Sam asks for a refund."), "{}", asked.text);
    assert!(asked.reply_to.starts_with("expenses+"), "{}", asked.reply_to);
    assert_ne!(asked.reply_to, office.notice(MARIA, "EXP-3 approval_request").await.reply_to);
    the_commands_agree(&office);
    assert!(daemon.terminate().await.success());

    // After a change of the configuration: nobody answers, and the boss decides.
    office.wishes.escalate_after = "1s";
    office.configure();
    let daemon = office.start().await;
    office.forward("Hotel Astoria", "USD 5,600.00").await;
    office.answer(BOSS, "EXP-4 escalation", "approve").await;
    office.becomes("EXP-4", "approved").await;
    office.has(BOSS, &["EXP-4 escalation", "EXP-4 decision_recorded"]).await;
    office.notice(SAM, "EXP-4 approved").await;
    office.notice(MARIA, "EXP-4 closed_for_you").await;
    office.notice(OMAR, "EXP-4 closed_for_you").await;
    office.notice(FINANCE, "EXP-4 settled").await;
    office.audited();
    assert!(daemon.terminate().await.success());
}

fn the_commands_agree(office: &Office) {
    assert_eq!(office.states(), ["EXP-3 rejected", "EXP-2 approved", "EXP-1 approved"]);
    let shown = office.run(&["show", "EXP-3", "--json"]).object();
    assert_eq!(shown["approvals"], json!({ "required": 2, "given": [MARIA] }));
    assert_eq!(shown["decided_by"], json!([OMAR]));
    assert_eq!(shown["policy_amount"], json!({ "value": "18900.00", "currency": "USD" }));
    assert_eq!(shown["summary"]["model"], json!("llama3.2"));
    let log = office.run(&["show", "3"]).done();
    assert!(log.contains("too expensive"), "{log}");
    office.audited();
}
