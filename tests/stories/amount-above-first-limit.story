# One cent above the first limit: one person must approve, everybody is asked, the others hear when it is done.
sam writes to the desk, "Conference ticket":
    | Total: 1,000.01 USD
expect:
    sam: received "[EXP-1] Received: Conference ticket"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 1,000.01 USD"
ines answers her approval_request:
    | APPROVE
    |
    | Have a good time!
expect:
    ines: decision_recorded "[EXP-1] Your decision is recorded: approved"
    sam: approved "[EXP-1] Your report is approved, 1,000.01 USD"
    maria, omar: closed_for_you "[EXP-1] No answer needed any more: approved"
EXP-1 is approved, 1 of 1, by ines
