# A mail that is delivered twice counts once and is answered once.
sam writes to the desk, "Trade fair":
    | Total: 20,000.00 USD
the same mail arrives again
expect:
    sam: received "[EXP-1] Received: Trade fair"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 20,000.00 USD"
maria answers her approval_request:
    | APPROVE
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
the same mail arrives again
expect:
    nothing
EXP-1 is pending, 1 of 2, by maria
