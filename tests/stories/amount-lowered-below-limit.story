# A lower amount does not slip below what the receipt says: the receipt decides who must approve.
sam writes to the desk, "Laptop":
    | Please approve.
    attachment invoice.txt text/plain:
        | Invoice 4711
        | Laptop            2,400.00
        | Total due: 2,400.00 USD
expect:
    sam: received "[EXP-1] Received: Laptop"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
sam answers his received:
    | AMOUNT 900 USD
expect:
    sam: received "[EXP-1] Received: Laptop"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 900.00 USD"
EXP-1 is pending, 0 of 1
