# Who answers late is told what was decided, and nothing changes.
sam writes to the desk, "Conference ticket":
    | Total: 2,000.00 USD
expect:
    sam: received "[EXP-1] Received: Conference ticket"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,000.00 USD"
ines answers her approval_request:
    | APPROVE
expect:
    ines: decision_recorded "[EXP-1] Your decision is recorded: approved"
    sam: approved "[EXP-1] Your report is approved, 2,000.00 USD"
    maria, omar: closed_for_you "[EXP-1] No answer needed any more: approved"
omar answers his approval_request:
    | REJECT
expect:
    omar: already_closed "[EXP-1] Already approved"
        has: already approved by Ines Novak
wait 30 days
expect:
    nothing
omar answers his closed_for_you:
    | But it was too expensive!
expect:
    omar: already_closed "[EXP-1] Already approved"
sam answers his received:
    | WITHDRAW
expect:
    sam: already_closed "[EXP-1] Already approved"
EXP-1 is approved, 1 of 1, by ines
