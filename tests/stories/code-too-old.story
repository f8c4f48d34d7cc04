# A code is good for ten minutes before its mail arrives, and a telephone may be half a minute ahead.
config:
    [policy]
    tiers = [ { above = 1000, approvals = 1 }, { above = 10000, approvals = 2, code = "totp" } ]
it enrols maria
it enrols omar
sam writes to the desk, "Laptops":
    | Total: 18,900.00 USD
expect:
    maria, omar: enrolled "Your second factor is new"
    sam: received "[EXP-1] Received: Laptops"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 18,900.00 USD"
maria answers her approval_request:
    | APPROVE {maria's code of 11 minutes ago}
expect:
    maria: refused "[EXP-1] Your answer was not carried out"
        has: older than 10 minutes when your mail arrived
EXP-1 is pending, 0 of 2
maria answers her approval_request:
    | APPROVE {maria's code of 9 minutes ago}
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
EXP-1 is pending, 1 of 2, by maria
omar answers his approval_request:
    | APPROVE {omar's code in 2 minutes}
expect:
    omar: refused "[EXP-1] Your answer was not carried out"
EXP-1 is pending, 1 of 2, by maria
