# What was above a limit by itself does not drag a coffee above it.
sam writes to the desk, "Servers":
    | Total: 11,000.00 USD
expect:
    sam: received "[EXP-1] Received: Servers"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 11,000.00 USD"
sam writes to the desk, "Coffee":
    | Total: 5.00 USD
expect:
    sam: approved "[EXP-2] Your report is approved, 5.00 USD"
        lacks: Together with
EXP-2 is approved, 0 of 0
