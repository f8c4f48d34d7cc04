# A clock that leapt and stays is believed after an hour. If it was wrong all the same, setting it back holds what is due until
# an operator says that it is right; then everything goes on.
sam writes to the desk, "Laptop":
    | Total: 2,400.00 USD
expect:
    sam: received "[EXP-1] Received: Laptop"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
the clock is set ahead 365 days
expect:
    it: operator "Needs attention: the clock of this machine leapt to 2027-10-05 09:00 UTC, when it was 2026-10-05 09:00 UTC"
wait 1 hour
expect:
    boss, ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
    boss: escalation "[EXP-1] Waiting too long: sam@corp.example, 2,400.00 USD"
the clock is put right
expect:
    it: operator "Needs attention: the clock of this machine is behind: it shows 2026-10-05 10:00 UTC, after 2027-10-05 10:00 UTC"
sam writes to the desk, "Camera":
    | Total: 2,500.00 USD
wait 8 hours
expect:
    sam: received "[EXP-2] Received: Camera"
    ines, maria, omar: approval_request "[EXP-2] Approval needed: sam@corp.example, 2,500.00 USD"
it says that the clock is right
maria answers her approval_request about EXP-2:
    | APPROVE
sam writes to the desk, "Bicycle":
    | Total: 2,600.00 USD
wait 8 hours
expect:
    maria: decision_recorded "[EXP-2] Your decision is recorded: approved"
    sam: approved "[EXP-2] Your report is approved, 2,500.00 USD"
    ines, omar: closed_for_you "[EXP-2] No answer needed any more: approved"
    sam: received "[EXP-3] Received: Bicycle"
    ines, maria, omar: approval_request "[EXP-3] Approval needed: sam@corp.example, 2,600.00 USD"
    boss: escalation "[EXP-3] Waiting too long: sam@corp.example, 2,600.00 USD"
