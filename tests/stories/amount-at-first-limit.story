# Exactly 1,000.00 needs no approval: the limit itself is not above the limit.
sam writes to the desk, "Conference ticket":
    | Total: 1,000.00 USD
expect:
    sam: approved "[EXP-1] Your report is approved, 1,000.00 USD"
EXP-1 is approved, 0 of 0
