# A small picture may be the logo in a signature: it says something only beside the same amount. A large one is a photo.
sam writes to the desk, "Taxi":
    | Total: 1,100.00 USD
    size: 40 KiB
expect:
    sam: received "[EXP-1] Received: Taxi"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 1,100.00 USD"
sam writes to the desk, "Train":
    | Total: 1,200.00 USD
    size: 40 KiB
expect:
    sam: received "[EXP-2] Received: Train"
    ines, maria, omar: approval_request "[EXP-2] Approval needed: sam@corp.example, 1,200.00 USD"
        lacks: Possible duplicate
kim writes to the desk, "Taxi, with Sam":
    | Total: 1,100.00 USD
    size: 40 KiB
expect:
    kim: received "[EXP-3] Received: Taxi, with Sam"
    ines, maria, omar: approval_request "[EXP-3] Approval needed: kim@corp.example, 1,100.00 USD"
        has: Possible duplicate: looks like EXP-1 of 5 October 2026: same file photo.jpg
sam writes to the desk, "Hotel":
    | Total: 1,300.00 USD
    size: 160 KiB
expect:
    sam: received "[EXP-4] Received: Hotel"
    ines, maria, omar: approval_request "[EXP-4] Approval needed: sam@corp.example, 1,300.00 USD"
kim writes to the desk, "Hotel":
    | Total: 1,400.00 USD
    size: 160 KiB
expect:
    kim: received "[EXP-5] Received: Hotel"
    ines, maria, omar: approval_request "[EXP-5] Approval needed: kim@corp.example, 1,400.00 USD"
        has: Possible duplicate: looks like EXP-4 of 5 October 2026: same file photo.jpg
