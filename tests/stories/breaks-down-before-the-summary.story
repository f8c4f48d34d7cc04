# The desk breaks down while approvers wait for the model: when it comes back too late for that, they are asked without it.
the model answers
the desk goes down
sam writes to the desk, "Laptop":
    | Total: 2,400.00 USD
the desk comes back, reads its mail and breaks down
expect:
    nothing
wait 1 hour
the desk comes back
expect:
    sam: received "[EXP-1] Received: Laptop"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
        has: the model did not answer in time
EXP-1 is pending, 0 of 1
