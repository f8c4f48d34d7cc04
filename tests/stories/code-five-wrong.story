# Five wrong codes in a day, and none is taken for a day: also no right one.
config:
    [policy]
    tiers = [ { above = 1000, approvals = 1 }, { above = 10000, approvals = 2, code = "totp" } ]
it enrols maria
sam writes to the desk, "Laptops":
    | Total: 18,900.00 USD
expect:
    maria: enrolled "Your second factor is new"
    sam: received "[EXP-1] Received: Laptops"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 18,900.00 USD"
maria answers her approval_request:
    | APPROVE 000001
maria answers her approval_request:
    | APPROVE 000002
maria answers her approval_request:
    | APPROVE 000003
maria answers her approval_request:
    | APPROVE 000004
expect:
    maria, maria, maria, maria: refused "[EXP-1] Your answer was not carried out"
maria answers her approval_request:
    | APPROVE 000005
expect:
    maria: refused "[EXP-1] Your answer was not carried out"
        has: so none of yours is taken for a day after the last one
        has: You can still answer REJECT
    it: operator "Needs attention: EXP-1: five wrong codes came from Maria Lopez"
maria answers her approval_request:
    | APPROVE {maria's code}
expect:
    maria: refused "[EXP-1] Your answer was not carried out"
EXP-1 is pending, 0 of 2
wait until 2026-10-06 09:01
maria answers first approval_request:
    | APPROVE {maria's code}
expect:
    boss: escalation "[EXP-1] Waiting too long: sam@corp.example, 18,900.00 USD"
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
EXP-1 is pending, 1 of 2, by maria
