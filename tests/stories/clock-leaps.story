# A clock that leaps by a year is not believed at once: somebody sets it back, and nothing has happened.
sam writes to the desk, "Laptop":
    | Total: 2,400.00 USD
expect:
    sam: received "[EXP-1] Received: Laptop"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
wait 2 hours
the clock is set ahead 365 days
expect:
    it: operator "Needs attention: the clock of this machine leapt to 2027-10-05 11:00 UTC, when it was 2026-10-05 11:00 UTC"
wait 50 minutes
maria answers her approval_request:
    | ASK which one?
expect:
    sam: question "[EXP-1] Maria Lopez has a question"
the clock is put right
wait 5 hours
expect:
    nothing
wait 10 minutes
expect:
    boss: escalation "[EXP-1] Waiting too long: sam@corp.example, 2,400.00 USD"
