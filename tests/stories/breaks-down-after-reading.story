# The desk breaks down right after it has read a mail: nothing is lost, nothing happens twice.
sam writes to the desk, "Laptop":
    | Total: 2,400.00 USD
expect:
    sam: received "[EXP-1] Received: Laptop"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
the desk goes down
maria answers her approval_request:
    | APPROVE
the desk comes back, reads its mail and breaks down
expect:
    nothing
wait 1 hour
the desk comes back
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
    sam: approved "[EXP-1] Your report is approved, 2,400.00 USD"
    ines, omar: closed_for_you "[EXP-1] No answer needed any more: approved"
EXP-1 is approved, 1 of 1, by maria
