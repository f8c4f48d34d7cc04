# Omar's mailbox takes nothing: it is tried again, and arrives when there is room.
omar's mailbox is full
sam writes to the desk, "Laptop":
    | Total: 2,400.00 USD
expect:
    sam: received "[EXP-1] Received: Laptop"
    ines, maria: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
wait 1 hour
expect:
    nothing
omar's mailbox has room again
wait 2 hours
expect:
    omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
omar answers his approval_request:
    | APPROVE
expect:
    omar: decision_recorded "[EXP-1] Your decision is recorded: approved"
    sam: approved "[EXP-1] Your report is approved, 2,400.00 USD"
    ines, maria: closed_for_you "[EXP-1] No answer needed any more: approved"
EXP-1 is approved, 1 of 1, by omar
