# Everybody on a request may ask where it stands.
sam writes to the desk, "Trade fair":
    | Total: 20,000.00 USD
expect:
    sam: received "[EXP-1] Received: Trade fair"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 20,000.00 USD"
maria answers her approval_request:
    | APPROVE
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
sam answers his received:
    | STATUS
expect:
    sam: answer "[EXP-1] The answer to your mail"
        has: 1 of 2 approvals are given. So far: Maria Lopez.
omar answers his approval_request:
    | status
expect:
    omar: answer "[EXP-1] The answer to your mail"
omar answers his approval_request:
    | APPROVE
expect:
    omar: decision_recorded "[EXP-1] Your decision is recorded: approved"
    sam: approved "[EXP-1] Your report is approved, 20,000.00 USD"
    ines, maria: closed_for_you "[EXP-1] No answer needed any more: approved"
ines answers her approval_request:
    | Status
expect:
    ines: answer "[EXP-1] The answer to your mail"
