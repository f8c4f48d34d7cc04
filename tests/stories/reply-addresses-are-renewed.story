# Before a reply address ends, whoever has not answered gets a new one; the old one is good for nothing then.
sam writes to the desk, "Laptop":
    | Total: 2,400.00 USD
expect:
    sam: received "[EXP-1] Received: Laptop"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
wait 8 hours
expect:
    boss: escalation "[EXP-1] Waiting too long: sam@corp.example, 2,400.00 USD"
wait 13 days
expect:
    boss, ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
        has: It still waits for you
wait 2 days
maria answers her first approval_request:
    | APPROVE
expect:
    maria: refused "[EXP-1] Your answer was not carried out"
maria answers her approval_request:
    | APPROVE
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
    sam: approved "[EXP-1] Your report is approved, 2,400.00 USD"
    boss, ines, omar: closed_for_you "[EXP-1] No answer needed any more: approved"
EXP-1 is approved, 1 of 1, by maria
