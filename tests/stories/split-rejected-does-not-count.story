# What was rejected or taken back does not count.
sam writes to the desk, "Servers":
    | Total: 9,000.00 USD
expect:
    sam: received "[EXP-1] Received: Servers"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 9,000.00 USD"
maria answers her approval_request:
    | REJECT
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: rejected"
    sam: rejected "[EXP-1] Your report is rejected, 9,000.00 USD"
    ines, omar: closed_for_you "[EXP-1] No answer needed any more: rejected"
sam writes to the desk, "Screens":
    | Total: 9,000.00 USD
expect:
    sam: received "[EXP-2] Received: Screens"
    ines, maria, omar: approval_request "[EXP-2] Approval needed: sam@corp.example, 9,000.00 USD"
sam answers his received about EXP-2:
    | WITHDRAW
expect:
    sam: withdrawn "[EXP-2] Taken back: Screens"
    ines, maria, omar: closed_for_you "[EXP-2] No answer needed any more: withdrawn"
sam writes to the desk, "Cables":
    | Total: 2,000.00 USD
expect:
    sam: received "[EXP-3] Received: Cables"
    ines, maria, omar: approval_request "[EXP-3] Approval needed: sam@corp.example, 2,000.00 USD"
        lacks: Together with
EXP-3 is pending, 0 of 1
