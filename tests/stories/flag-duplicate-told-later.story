# The receipt that comes with the amount is looked at as well, and the next one is found by it.
sam writes to the desk, "Projector":
    | Please approve this.
expect:
    sam: amount_needed "[EXP-1] What is the total of “Projector”?"
kim writes to the desk, "Screen":
    | Please approve this, too.
expect:
    kim: amount_needed "[EXP-2] What is the total of “Screen”?"
sam answers his amount_needed:
    | AMOUNT 1,800.00 USD
    attachment invoice.txt text/plain:
        | Screens and more, 4 Mill Lane
        | One projector with a lamp for the meeting room on the second floor, and two spare lamps
        | Total due: 1,800.00 USD
expect:
    sam: received "[EXP-1] Received: Projector"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 1,800.00 USD"
kim answers her amount_needed:
    | AMOUNT 1,500.00 USD
    attachment bill.txt text/plain:
        | Screens and more, 4 Mill Lane
        | One projector with a lamp for the meeting room on the second floor, and two spare lamps
        | Total due: 1,800.00 USD
expect:
    kim: received "[EXP-2] Received: Screen"
    ines, maria, omar: approval_request "[EXP-2] Approval needed: kim@corp.example, 1,500.00 USD"
        has: Possible duplicate: looks like EXP-1 of 5 October 2026: same file bill.txt
        has: The requester states 1,500.00 USD, the receipts say 1,800.00 USD.
