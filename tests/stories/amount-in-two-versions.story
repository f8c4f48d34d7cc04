# The report names two totals: the requester sees both, with their places, and says which one it is.
sam writes to the desk, "Conference":
    | Total: 2,400.00 EUR
    | Total: 2,590.00 USD
expect:
    sam: amount_needed "[EXP-1] What is the total of “Conference”?"
        has: These amounts were found:
        has: - 2,400.00 EUR (Total, in the text)
        has: - 2,590.00 USD (Total, in the text)
EXP-1 is needs_amount, 0 of 0
sam answers his amount_needed:
    | AMOUNT 2,400.00 EUR
expect:
    sam: received "[EXP-1] Received: Conference"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 EUR"
EXP-1 is pending, 0 of 1
