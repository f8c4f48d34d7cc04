# A clock that is behind what was written down lets no deadline pass: operators are told once, decisions go on.
config:
    [escalation]
    remind_after = "4h"
sam writes to the desk, "Laptop":
    | Total: 2,400.00 USD
sam writes to the desk, "Camera":
    | Total: 2,500.00 USD
expect:
    sam: received "[EXP-1] Received: Laptop"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
    sam: received "[EXP-2] Received: Camera"
    ines, maria, omar: approval_request "[EXP-2] Approval needed: sam@corp.example, 2,500.00 USD"
the clock is set back 3 hours
expect:
    it: operator "Needs attention: the clock of this machine is behind: it shows 2026-10-05 06:00 UTC, after 2026-10-05 09:00 UTC"
wait 9 hours
expect:
    nothing
the desk restarts
wait 1 hour
expect:
    nothing
maria answers her approval_request about EXP-2:
    | APPROVE
expect:
    maria: decision_recorded "[EXP-2] Your decision is recorded: approved"
    sam: approved "[EXP-2] Your report is approved, 2,500.00 USD"
    ines, omar: closed_for_you "[EXP-2] No answer needed any more: approved"
sam writes to the desk, "Bicycle":
    | Total: 2,600.00 USD
expect:
    sam: received "[EXP-3] Received: Bicycle"
    ines, maria, omar: approval_request "[EXP-3] Approval needed: sam@corp.example, 2,600.00 USD"
# What was due meanwhile happens now, once a level.
the clock is put right
expect:
    ines, maria, omar: reminder "[EXP-1] Still waiting for you: sam@corp.example, 2,400.00 USD"
    boss: escalation "[EXP-1] Waiting too long: sam@corp.example, 2,400.00 USD"
wait 30 days
expect:
    ines, maria, omar: reminder "[EXP-3] Still waiting for you: sam@corp.example, 2,600.00 USD"
    boss: escalation "[EXP-3] Waiting too long: sam@corp.example, 2,600.00 USD"
    boss, ines, maria, omar, boss, ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
    boss, ines, maria, omar, boss, ines, maria, omar: approval_request "[EXP-3] Approval needed: sam@corp.example, 2,600.00 USD"
