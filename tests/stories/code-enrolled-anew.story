# Whoever is enrolled anew begins anew: the codes of the old device are no longer good. Each time the person is told.
config:
    [policy]
    tiers = [ { above = 1000, approvals = 1 }, { above = 10000, approvals = 2, code = "totp" } ]
it enrols maria
it enrols omar
expect:
    maria, omar: enrolled "Your second factor is new"
sam writes to the desk, "Laptops":
    | Total: 18,900.00 USD
omar answers his approval_request:
    | APPROVE 000001
omar answers his approval_request:
    | APPROVE 000002
omar answers his approval_request:
    | APPROVE 000003
omar answers his approval_request:
    | APPROVE 000004
omar answers his approval_request:
    | APPROVE 000005
expect:
    sam: received "[EXP-1] Received: Laptops"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 18,900.00 USD"
    omar, omar, omar, omar, omar: refused "[EXP-1] Your answer was not carried out"
    it: operator "Needs attention: EXP-1: five wrong codes came from Omar Haddad"
it enrols omar
omar answers his approval_request:
    | APPROVE {omar's code}
expect:
    omar: enrolled "Your second factor is new"
        has: It takes the place of the one before
    omar: decision_recorded "[EXP-1] Your decision is recorded: approved"
EXP-1 is pending, 1 of 2, by omar
it takes the second factor of maria away
maria answers her approval_request:
    | APPROVE {maria's code}
expect:
    maria: enrolled "Your second factor is gone"
    maria: refused "[EXP-1] Your answer was not carried out"
    it: operator "Needs attention: EXP-1: Maria Lopez must show a code to approve and has none"
EXP-1 is pending, 1 of 2, by omar
it cannot enrol sam
it cannot enrol eve@elsewhere.example
