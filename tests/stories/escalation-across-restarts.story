# The desk restarts before and after the deadline: the contact is told once.
sam writes to the desk, "Laptop":
    | Total: 2,400.00 USD
expect:
    sam: received "[EXP-1] Received: Laptop"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
wait 4 hours
the desk restarts
wait 4 hours
expect:
    boss: escalation "[EXP-1] Waiting too long: sam@corp.example, 2,400.00 USD"
the desk restarts
wait 8 hours
the desk restarts
expect:
    nothing
EXP-1 is pending, 0 of 1
