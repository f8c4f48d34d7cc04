# Exactly the limit together is not above it.
sam writes to the desk, "Chairs":
    | Total: 400.00 USD
expect:
    sam: approved "[EXP-1] Your report is approved, 400.00 USD"
sam writes to the desk, "Tables":
    | Total: 600.00 USD
expect:
    sam: approved "[EXP-2] Your report is approved, 600.00 USD"
sam writes to the desk, "A pencil":
    | Total: 0.01 USD
expect:
    sam: received "[EXP-3] Received: A pencil"
    ines, maria, omar: approval_request "[EXP-3] Approval needed: sam@corp.example, 0.01 USD"
        has: Together with EXP-2 and EXP-1, within 7 days: 1,000.01 USD
