# A second copy that took another way through the servers is the same mail.
sam writes to the desk, "Laptop":
    | Total: 2,400.00 USD
expect:
    sam: received "[EXP-1] Received: Laptop"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
the same mail arrives again, another way
expect:
    nothing
maria answers her approval_request:
    | REJECT
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: rejected"
    sam: rejected "[EXP-1] Your report is rejected, 2,400.00 USD"
    ines, omar: closed_for_you "[EXP-1] No answer needed any more: rejected"
the same mail arrives again, another way
expect:
    nothing
EXP-1 is rejected, 0 of 1, by maria
