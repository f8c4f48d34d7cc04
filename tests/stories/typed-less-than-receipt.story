# What the requester types is less than the receipt: the larger one decides how many must approve.
sam writes to the desk, "Hotel":
    | Total: 900.00 USD
    attachment invoice.txt text/plain:
        | Grand Hotel
        | Total due: 11,400.00 USD
expect:
    sam: amount_needed "[EXP-1] What is the total of “Hotel”?"
EXP-1 is needs_amount, 0 of 0
sam answers his amount_needed:
    | AMOUNT 900 USD
expect:
    sam: received "[EXP-1] Received: Hotel"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 900.00 USD"
        has: Total: 900.00 USD
        has: Counts as: 11,400.00 USD (the receipts show more)
EXP-1 is pending, 0 of 2
