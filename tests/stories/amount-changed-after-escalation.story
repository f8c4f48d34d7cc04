# The clock begins anew with a new amount; who was told already keeps their place, and is asked.
sam writes to the desk, "Laptop":
    | Total: 2,400.00 USD
expect:
    sam: received "[EXP-1] Received: Laptop"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
wait 8 hours
expect:
    boss: escalation "[EXP-1] Waiting too long: sam@corp.example, 2,400.00 USD"
sam answers his received:
    | AMOUNT 2,500 USD
expect:
    sam: received "[EXP-1] Received: Laptop"
    boss, ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,500.00 USD"
wait 8 hours
expect:
    nothing
boss answers her first escalation:
    | APPROVE
expect:
    boss: refused "[EXP-1] Your answer was not carried out"
boss answers her approval_request:
    | APPROVE
expect:
    boss: decision_recorded "[EXP-1] Your decision is recorded: approved"
    sam: approved "[EXP-1] Your report is approved, 2,500.00 USD"
    ines, maria, omar: closed_for_you "[EXP-1] No answer needed any more: approved"
EXP-1 is approved, 1 of 1, by boss
