# Just below the limit from which two must approve. The requester is not told how near it is.
sam writes to the desk, "Booth":
    | Total: 9,990.00 USD
expect:
    sam: received "[EXP-1] Received: Booth"
        lacks: just below the limit
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 9,990.00 USD"
        has: It is just below the limit of 10,000.00 USD, from which two different people must approve.
EXP-1 is pending, 0 of 1
kim writes to the desk, "Chairs":
    | Total: 9,500.00 USD
expect:
    kim: received "[EXP-2] Received: Chairs"
    ines, maria, omar: approval_request "[EXP-2] Approval needed: kim@corp.example, 9,500.00 USD"
        lacks: just below the limit
