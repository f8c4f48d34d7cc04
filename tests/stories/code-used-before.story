# Each code is good once, for whatever request; a later one is.
config:
    [policy]
    tiers = [ { above = 1000, approvals = 1 }, { above = 10000, approvals = 2, code = "totp" } ]
it enrols maria
sam writes to the desk, "Laptops":
    | Total: 18,900.00 USD
tom writes to the desk, "Servers":
    | Total: 28,900.00 USD
expect:
    maria: enrolled "Your second factor is new"
    sam: received "[EXP-1] Received: Laptops"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 18,900.00 USD"
    tom: received "[EXP-2] Received: Servers"
    ines, maria, omar: approval_request "[EXP-2] Approval needed: tom@corp.example, 28,900.00 USD"
maria answers her approval_request about EXP-1:
    | APPROVE {maria's code}
maria answers her approval_request about EXP-2:
    | APPROVE {maria's code}
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
    maria: refused "[EXP-2] Your answer was not carried out"
        has: Each code is good once
EXP-1 is pending, 1 of 2, by maria
EXP-2 is pending, 0 of 2
# An older one is no better.
maria answers her approval_request about EXP-2:
    | APPROVE {maria's code of 2 minutes ago}
expect:
    maria: refused "[EXP-2] Your answer was not carried out"
EXP-2 is pending, 0 of 2
wait 1 minute
maria answers her approval_request about EXP-2:
    | APPROVE {maria's code}
expect:
    maria: decision_recorded "[EXP-2] Your decision is recorded: approved"
EXP-2 is pending, 1 of 2, by maria
