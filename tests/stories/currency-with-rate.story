# 10,000 EUR are 10,800 USD: two must approve.
sam writes to the desk, "Messe":
    | Total: 10,000.00 EUR
expect:
    sam: received "[EXP-1] Received: Messe"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 10,000.00 EUR"
        has: Counts as: 10,800.00 USD (1 EUR = 1.08 USD)
EXP-1 is pending, 0 of 2
