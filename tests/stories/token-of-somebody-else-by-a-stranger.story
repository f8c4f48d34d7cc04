# A stranger who got hold of a mail is not answered, but the owner is told.
sam writes to the desk, "Laptop":
    | Total: 2,400.00 USD
expect:
    sam: received "[EXP-1] Received: Laptop"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
mallory@elsewhere.example answers maria's approval_request:
    | APPROVE
expect:
    maria: refused "[EXP-1] Somebody else used your reply address"
        has: A mail from mallory@elsewhere.example
EXP-1 is pending, 0 of 1
set aside:
    1. mallory@elsewhere.example "Re: [EXP-1] Approval needed: sam@corp.example, 2,400.00 USD": mallory@elsewhere.example is neither a requester, an approver nor a contact
wait 15 minutes
expect:
    it: operator "Needs attention: 1 mail was set aside"
