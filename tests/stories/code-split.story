# Two reports that are above the limit only together want codes for the second.
config:
    [policy]
    tiers = [ { above = 1000, approvals = 1 }, { above = 10000, approvals = 2, code = "totp" } ]
it enrols maria
sam writes to the desk, "Laptops, first half":
    | Total: 6,000.00 USD
maria answers her approval_request:
    | APPROVE
expect:
    maria: enrolled "Your second factor is new"
    sam: received "[EXP-1] Received: Laptops, first half"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 6,000.00 USD"
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
    sam: approved "[EXP-1] Your report is approved, 6,000.00 USD"
    ines, omar: closed_for_you "[EXP-1] No answer needed any more: approved"
EXP-1 is approved, 1 of 1, by maria
sam writes to the desk, "Laptops, second half":
    | Total: 6,000.00 USD
expect:
    sam: received "[EXP-2] Received: Laptops, second half"
    ines, maria, omar: approval_request "[EXP-2] Approval needed: sam@corp.example, 6,000.00 USD"
maria answers her approval_request:
    | APPROVE
expect:
    maria: refused "[EXP-2] Your answer was not carried out"
EXP-2 is pending, 0 of 2
