# An approval without a code below the limit does not count above it.
config:
    [policy]
    tiers = [ { above = 1000, approvals = 2 }, { above = 10000, approvals = 2, code = "totp" } ]
it enrols maria
it enrols omar
sam writes to the desk, "Laptops":
    | Total: 9,000.00 USD
expect:
    maria, omar: enrolled "Your second factor is new"
    sam: received "[EXP-1] Received: Laptops"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 9,000.00 USD"
# A code that nobody asks for is passed over, and not used up.
maria answers her approval_request:
    | APPROVE {maria's code}: fine
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
EXP-1 is pending, 1 of 2, by maria
sam answers his received:
    | AMOUNT 12,000.00 USD
expect:
    sam: received "[EXP-1] Received: Laptops"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 12,000.00 USD"
EXP-1 is pending, 0 of 2
maria answers her approval_request:
    | APPROVE
maria answers her approval_request:
    | APPROVE {maria's code}
omar answers his approval_request:
    | APPROVE {omar's code}
expect:
    maria: refused "[EXP-1] Your answer was not carried out"
    maria, omar: decision_recorded "[EXP-1] Your decision is recorded: approved"
    sam: approved "[EXP-1] Your report is approved, 12,000.00 USD"
    ines, maria: closed_for_you "[EXP-1] No answer needed any more: approved"
EXP-1 is approved, 2 of 2, by maria and omar
