# Maria decides up to 50,000: beyond it she is not asked.
sam writes to the desk, "Machine":
    | Total: 50,000.00 USD
expect:
    sam: received "[EXP-1] Received: Machine"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 50,000.00 USD"
sam writes to the desk, "Larger machine":
    | Total: 50,000.01 USD
expect:
    sam: received "[EXP-2] Received: Larger machine"
    ines, omar: approval_request "[EXP-2] Approval needed: sam@corp.example, 50,000.01 USD"
EXP-2 is pending, 0 of 2
