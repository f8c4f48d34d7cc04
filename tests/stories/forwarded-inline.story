# A forwarded receipt, with a note above it.
sam writes to the desk, "Fwd: Your booking":
    | Please approve, this is for the trade fair.
    |
    | ---------- Forwarded message ---------
    | From: Grand Hotel <booking@hotel.example>
    | Date: Fri, Oct 2, 2026 at 8:15 AM
    | Subject: Your booking
    | To: <sam@corp.example>
    |
    | Dear Sam,
    |
    | Room, 4 nights     2,200.00
    | Tax                  200.00
    | Total USD          2,400.00
expect:
    sam: received "[EXP-1] Received: Fwd: Your booking"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
        has: Please approve, this is for the trade fair.
EXP-1 is pending, 0 of 1
