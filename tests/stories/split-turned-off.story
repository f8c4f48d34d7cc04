# The operator lets each report stand alone.
config:
    [policy]
    split_window = "0s"
sam writes to the desk, "Servers":
    | Total: 6,000.00 USD
expect:
    sam: received "[EXP-1] Received: Servers"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 6,000.00 USD"
sam writes to the desk, "Screens":
    | Total: 6,000.00 USD
expect:
    sam: received "[EXP-2] Received: Screens"
    ines, maria, omar: approval_request "[EXP-2] Approval needed: sam@corp.example, 6,000.00 USD"
        lacks: Together with
EXP-2 is pending, 0 of 1
