# Down over the weekend: the reminder and the escalation are made up for, once each.
it is Friday 2026-10-02 16:00
config:
    [escalation]
    remind_after = "4h"
sam writes to the desk, "Laptop":
    | Total: 2,400.00 USD
expect:
    sam: received "[EXP-1] Received: Laptop"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
the desk goes down
wait 2 days
the desk comes back
expect:
    ines, maria, omar: reminder "[EXP-1] Still waiting for you: sam@corp.example, 2,400.00 USD"
    boss: escalation "[EXP-1] Waiting too long: sam@corp.example, 2,400.00 USD"
wait 1 day
expect:
    nothing
EXP-1 is pending, 0 of 1
