# The deadline passes while the desk is down: it is made up for at once when it comes back.
sam writes to the desk, "Laptop":
    | Total: 2,400.00 USD
expect:
    sam: received "[EXP-1] Received: Laptop"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
the desk goes down
wait 10 hours
expect:
    nothing
the desk comes back
expect:
    boss: escalation "[EXP-1] Waiting too long: sam@corp.example, 2,400.00 USD"
        has: has waited 10 hours without a decision
EXP-1 is pending, 0 of 1
