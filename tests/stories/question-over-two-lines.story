# ASK on a line of its own, the question below it; two people may ask, one answer goes to both.
sam writes to the desk, "Laptop":
    | Total: 2,400.00 USD
expect:
    sam: received "[EXP-1] Received: Laptop"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
maria answers her approval_request:
    | ASK
    |
    | Why not the cheaper one?
expect:
    sam: question "[EXP-1] Maria Lopez has a question"
omar answers his approval_request:
    | Ask: who uses it?
expect:
    sam: question "[EXP-1] Omar Haddad has a question"
sam answers his question:
    | The new colleague, who needs the memory.
expect:
    maria: answer "[EXP-1] sam@corp.example answered"
        has: You asked: Why not the cheaper one?
        has: sam@corp.example wrote: The new colleague, who needs the memory.
    omar: answer "[EXP-1] sam@corp.example answered"
        has: You asked: who uses it?
EXP-1 is pending, 0 of 1
