# The same file comes a second time, from somebody else: whoever decides is told of the first.
sam writes to the desk, "Trade fair hotel":
    | Total: 1,450.00 USD
    attachment grand-hotel.txt text/plain:
        | Grand Hotel, 12 Harbour Road
        | Invoice number: 2026-4711
        | Five nights from 28 September to 3 October, with breakfast and the use of the pool
        | Total due: 1,450.00 USD
expect:
    sam: received "[EXP-1] Received: Trade fair hotel"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 1,450.00 USD"
wait 2 days
kim writes to the desk, "My hotel":
    | Please see the invoice.
    attachment hotel-copy.txt text/plain:
        | Grand Hotel, 12 Harbour Road
        | Invoice number: 2026-4711
        | Five nights from 28 September to 3 October, with breakfast and the use of the pool
        | Total due: 1,450.00 USD
expect:
    boss: escalation "[EXP-1] Waiting too long: sam@corp.example, 1,450.00 USD"
    kim: received "[EXP-2] Received: My hotel"
    ines, maria, omar: approval_request "[EXP-2] Approval needed: kim@corp.example, 1,450.00 USD"
        has: Possible duplicate: looks like EXP-1 of 5 October 2026: same file hotel-copy.txt
EXP-2 is pending, 0 of 1
