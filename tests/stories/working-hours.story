# Eight working hours from Friday noon end on Monday at noon; a holiday does not count.
it is Friday 2026-10-02 12:00
config:
    [escalation]
    working_hours = { days = "Mon-Fri", from = "09:00", until = "17:00", timezone = "Europe/Berlin", holidays = ["2026-10-05"] }
sam writes to the desk, "Laptop":
    | Total: 2,400.00 USD
expect:
    sam: received "[EXP-1] Received: Laptop"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
        has: Due: 2026-10-06 12:00 UTC
wait until Tuesday 2026-10-06 11:59
expect:
    nothing
wait 1 minute
expect:
    boss: escalation "[EXP-1] Waiting too long: sam@corp.example, 2,400.00 USD"
