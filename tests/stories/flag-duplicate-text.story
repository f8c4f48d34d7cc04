# The same forwarded mail under another note and without a date: its text and the amount are the same.
sam writes to the desk, "Cables":
    | For the new office.
    |
    | > Thank you for your order with Datacenter Nord, it is on its way to you.
    | > Two hundred cables with blue plugs, three metres each
    | > Total: 1,240.00 USD
expect:
    sam: received "[EXP-1] Received: Cables"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 1,240.00 USD"
kim writes to the desk, "Our order":
    | As agreed with Sam.
    |
    | > Thank you for your order with Datacenter Nord, it is on its way to you.
    | > Two hundred cables with blue plugs, three metres each
    | > Total: 1,240.00 USD
expect:
    kim: received "[EXP-2] Received: Our order"
    ines, maria, omar: approval_request "[EXP-2] Approval needed: kim@corp.example, 1,240.00 USD"
        has: Possible duplicate: looks like EXP-1 of 5 October 2026: same text and amount
