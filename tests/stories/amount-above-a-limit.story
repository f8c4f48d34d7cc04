# The new amount is beyond what Maria decides: she is not asked again, and her answer to the old mail says so.
sam writes to the desk, "Machine":
    | Total: 40,000.00 USD
expect:
    sam: received "[EXP-1] Received: Machine"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 40,000.00 USD"
sam answers his received:
    | AMOUNT 60,000.00 USD
expect:
    sam: received "[EXP-1] Received: Machine"
    ines, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 60,000.00 USD"
maria answers her approval_request:
    | APPROVE
expect:
    maria: refused "[EXP-1] Your answer was not carried out"
        has: You are not, or no longer, asked about this request.
EXP-1 is pending, 0 of 2
omar answers his approval_request:
    | APPROVE
expect:
    omar: decision_recorded "[EXP-1] Your decision is recorded: approved"
ines answers her approval_request:
    | APPROVE
expect:
    ines: decision_recorded "[EXP-1] Your decision is recorded: approved"
    sam: approved "[EXP-1] Your report is approved, 60,000.00 USD"
    maria, omar: closed_for_you "[EXP-1] No answer needed any more: approved"
EXP-1 is approved, 2 of 2, by omar and ines
