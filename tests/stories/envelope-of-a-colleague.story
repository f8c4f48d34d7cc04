# Omar logs in as himself and writes Maria into From: the mail server vouches for the company's domain, and only the envelope tells (T16).
sam writes to the desk, "Laptop":
    | Total: 2,400.00 USD
expect:
    sam: received "[EXP-1] Received: Laptop"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
omar answers maria's approval_request:
    from: Maria Lopez <maria@corp.example>
    | APPROVE
expect:
    maria: refused "[EXP-1] A mail in your name could not be verified"
EXP-1 is pending, 0 of 1
set aside:
    1. maria "Re: [EXP-1] Approval needed: sam@corp.example, 2,400.00 USD": the envelope sender is omar@corp.example, somebody else than maria@corp.example
wait 15 minutes
expect:
    it: operator "Needs attention: 1 mail was set aside"
