# Who has no app is told whom to ask, in the first mail already; the operator is told when it matters, once a day.
config:
    [policy]
    tiers = [ { above = 1000, approvals = 1 }, { above = 10000, approvals = 2, code = "totp" } ]
it enrols omar
expect:
    omar: enrolled "Your second factor is new"
sam writes to the desk, "Laptops":
    | Total: 18,900.00 USD
expect:
    sam: received "[EXP-1] Received: Laptops"
    ines, maria: approval_request "[EXP-1] Approval needed: sam@corp.example, 18,900.00 USD"
        has: please ask whoever runs it, in person, to enrol you
    omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 18,900.00 USD"
        lacks: no authenticator app
maria answers her approval_request:
    | APPROVE 123456
expect:
    maria: refused "[EXP-1] Your answer was not carried out"
    it: operator "Needs attention: EXP-1: Maria Lopez must show a code to approve and has none"
        has: countersign enrol maria@corp.example
maria answers her approval_request:
    | APPROVE
expect:
    maria: refused "[EXP-1] Your answer was not carried out"
wait 25 hours
expect:
    boss: escalation "[EXP-1] Waiting too long: sam@corp.example, 18,900.00 USD"
maria answers her approval_request:
    | APPROVE
expect:
    maria: refused "[EXP-1] Your answer was not carried out"
    it: operator "Needs attention: EXP-1: Maria Lopez must show a code to approve and has none"
EXP-1 is pending, 0 of 2
