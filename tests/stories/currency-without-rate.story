# There is no rate for yen here: the requester is asked for dollars, and until then nobody can approve.
sam writes to the desk, "Tokyo":
    | Total: 180,000 JPY
expect:
    sam: amount_needed "[EXP-1] What is the total of “Tokyo”?"
        has: There is no rate from JPY to USD here.
        lacks: No amount was found
EXP-1 is needs_amount, 0 of 0
sam answers his amount_needed:
    | AMOUNT 180,000 JPY
expect:
    sam: amount_needed "[EXP-1] What is the total of “Tokyo”?"
        has: There is no rate from JPY to USD here.
        lacks: No amount was found
EXP-1 is needs_amount, 0 of 0
sam answers his amount_needed:
    | AMOUNT 1,210.00 USD
expect:
    sam: received "[EXP-1] Received: Tokyo"
    ines, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 1,210.00 USD"
        has: Rule: the receipts are in JPY, without a rate here: two different people must approve
EXP-1 is pending, 0 of 2
