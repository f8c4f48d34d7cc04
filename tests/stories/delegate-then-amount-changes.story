# Maria handed over to Ines; a new amount asks those whom the policy names, and Ines hears that she is not among them.
config:
    [[routes]]
    requesters = ["sam@corp.example"]
    approvers = ["maria@corp.example", "omar@corp.example"]
sam writes to the desk, "Laptop":
    | Total: 2,400.00 USD
expect:
    sam: received "[EXP-1] Received: Laptop"
    maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
maria answers her approval_request:
    | DELEGATE ines@corp.example
expect:
    ines: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
    maria: decision_recorded "[EXP-1] Your decision is recorded: handed over to Ines Novak"
sam answers his received:
    | AMOUNT 2,600.00 USD
expect:
    sam: received "[EXP-1] Received: Laptop"
    maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,600.00 USD"
ines answers her approval_request:
    | APPROVE
expect:
    ines: refused "[EXP-1] Your answer was not carried out"
        has: You are not, or no longer, asked about this request.
EXP-1 is pending, 0 of 1
