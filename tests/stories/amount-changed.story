# A new amount begins anew: approvals are void, answers to the old mails do not count.
sam writes to the desk, "Trade fair":
    | Total: 20,000.00 USD
expect:
    sam: received "[EXP-1] Received: Trade fair"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 20,000.00 USD"
maria answers her approval_request:
    | APPROVE
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
EXP-1 is pending, 1 of 2, by maria
sam answers his received:
    | AMOUNT 24,000.00 USD
expect:
    sam: received "[EXP-1] Received: Trade fair"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 24,000.00 USD"
        has: The amount has changed: earlier answers do not count, please decide anew.
EXP-1 is pending, 0 of 2
omar answers his first approval_request:
    | APPROVE
expect:
    omar: refused "[EXP-1] Your answer was not carried out"
EXP-1 is pending, 0 of 2
omar answers his approval_request:
    | APPROVE
expect:
    omar: decision_recorded "[EXP-1] Your decision is recorded: approved"
maria answers her approval_request:
    | APPROVE
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
    sam: approved "[EXP-1] Your report is approved, 24,000.00 USD"
    ines, omar: closed_for_you "[EXP-1] No answer needed any more: approved"
EXP-1 is approved, 2 of 2, by omar and maria
