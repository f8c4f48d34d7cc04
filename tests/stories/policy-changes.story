# The policy changes while a request is open: what was asked stands, and the log still replays.
sam writes to the desk, "Laptop":
    | Total: 2,400.00 USD
expect:
    sam: received "[EXP-1] Received: Laptop"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
the desk restarts with:
    [policy]
    tiers = [{ above = 100, approvals = 2 }]
maria answers her approval_request:
    | APPROVE
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
    sam: approved "[EXP-1] Your report is approved, 2,400.00 USD"
    ines, omar: closed_for_you "[EXP-1] No answer needed any more: approved"
EXP-1 is approved, 1 of 1, by maria
sam writes to the desk, "Second laptop":
    | Total: 2,400.00 USD
expect:
    sam: received "[EXP-2] Received: Second laptop"
    ines, maria, omar: approval_request "[EXP-2] Approval needed: sam@corp.example, 2,400.00 USD"
EXP-2 is pending, 0 of 2
