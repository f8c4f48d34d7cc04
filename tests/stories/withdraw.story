# The requester takes it back; those who were asked hear it, finance does not pay.
config:
    [[actions]]
    on = "approved"
    mail = "accounting@corp.example"
    [[actions]]
    on = "withdrawn"
    mail = "travel@corp.example"
sam writes to the desk, "Conference ticket":
    | Total: 2,000.00 USD
expect:
    sam: received "[EXP-1] Received: Conference ticket"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,000.00 USD"
maria answers her approval_request:
    | WITHDRAW
expect:
    maria: refused "[EXP-1] Your answer was not carried out"
sam answers his received:
    | Withdraw
    | I am ill.
expect:
    sam: withdrawn "[EXP-1] Taken back: Conference ticket"
    ines, maria, omar: closed_for_you "[EXP-1] No answer needed any more: withdrawn"
    travel: settled "[EXP-1] Final: withdrawn, sam@corp.example, 2,000.00 USD"
EXP-1 is withdrawn, 0 of 1, by sam
