# What could not be read is said first, also of a file that comes later; a name from outside stays one line.
sam writes to the desk, "Laptop":
    | Total: 2,400.00 USD
    attachment offer<b>.pdf application/pdf:
        | %PDF-1.4 no real one
expect:
    sam: received "[EXP-1] Received: Laptop"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
        has: offerb.pdf was not read
sam answers his received:
    | AMOUNT 2,500.00 USD
    attachment order.pdf application/pdf:
        | %PDF-1.4 no real one either
expect:
    sam: received "[EXP-1] Received: Laptop"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,500.00 USD"
        has: offerb.pdf was not read
        has: order.pdf was not read
