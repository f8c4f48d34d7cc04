# Two forwards of one receipt, in different words and with another layout: vendor, date and amount are the same.
sam writes to the desk, "Fwd: Your e-ticket":
    | For the trip to Lisbon.
    |
    | ---------- Forwarded message ---------
    | From: Skyline Air <tickets@skyline.example>
    | Date: Thu, Oct 1, 2026 at 9:12 AM
    | Subject: Your e-ticket
    | To: Sam Reed <sam@corp.example>
    |
    | Total: 2,450.00 USD
expect:
    sam: received "[EXP-1] Received: Fwd: Your e-ticket"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,450.00 USD"
maria answers her approval_request:
    | REJECT: please fly economy
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: rejected"
    sam: rejected "[EXP-1] Your report is rejected, 2,450.00 USD"
    ines, omar: closed_for_you "[EXP-1] No answer needed any more: rejected"
sam writes to the desk, "Ticket":
    | Once more, please.
    |
    | -----Original Message-----
    | From: Skyline Air
    | Sent: Thursday, October 1, 2026 9:12 AM
    | To: Sam Reed
    | Subject: Your e-ticket
    |
    | Thank you for flying with us.
    | Total: 2,450.00 USD
expect:
    sam: received "[EXP-2] Received: Ticket"
    ines, maria, omar: approval_request "[EXP-2] Approval needed: sam@corp.example, 2,450.00 USD"
        has: Possible duplicate: looks like EXP-1 of 5 October 2026 (rejected): same vendor, date and amount
EXP-2 is pending, 0 of 1
