# New York sets its clocks back on Sunday, 1 November 2026: the eight hours of an office day end an hour later by UTC.
it is Friday 2026-10-30 17:00
config:
    [escalation]
    working_hours = { days = "Mon-Fri", from = "09:00", until = "17:00", timezone = "America/New_York" }
sam writes to the desk, "Laptop":
    | Total: 2,400.00 USD
expect:
    sam: received "[EXP-1] Received: Laptop"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
        has: Due: 2026-11-02 18:00 UTC
wait until Monday 2026-11-02 17:59
expect:
    nothing
wait 1 minute
expect:
    boss: escalation "[EXP-1] Waiting too long: sam@corp.example, 2,400.00 USD"
