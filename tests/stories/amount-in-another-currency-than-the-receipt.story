# The requester names a little money in another currency: the receipt still decides who must approve.
sam writes to the desk, "Laptop":
    | Please approve.
    attachment invoice.txt text/plain:
        | Total due: 12,400.00 USD
expect:
    sam: received "[EXP-1] Received: Laptop"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 12,400.00 USD"
sam answers his received:
    | AMOUNT 100 EUR
expect:
    sam: received "[EXP-1] Received: Laptop"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 100.00 EUR"
        has: Total: 100.00 EUR
        has: Counts as: 12,400.00 USD (the receipts show more)
EXP-1 is pending, 0 of 2
