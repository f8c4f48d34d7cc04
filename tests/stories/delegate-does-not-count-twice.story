# Maria approves; Omar hands over to her alias: she is asked already, and still counts once.
sam writes to the desk, "Trade fair":
    | Total: 20,000.00 USD
expect:
    sam: received "[EXP-1] Received: Trade fair"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 20,000.00 USD"
maria answers her approval_request:
    | APPROVE
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
omar answers his approval_request:
    | DELEGATE m.lopez@corp.example
expect:
    omar: refused "[EXP-1] Your answer was not carried out"
        has: The person you named is asked about this request already.
EXP-1 is pending, 1 of 2, by maria
