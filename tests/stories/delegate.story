# An approver hands over to another one who was not asked.
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
maria answers her approval_request:
    | APPROVE
expect:
    maria: refused "[EXP-1] Your answer was not carried out"
EXP-1 is pending, 0 of 1
ines answers her approval_request:
    | APPROVE
expect:
    ines: decision_recorded "[EXP-1] Your decision is recorded: approved"
    sam: approved "[EXP-1] Your report is approved, 2,400.00 USD"
    omar: closed_for_you "[EXP-1] No answer needed any more: approved"
EXP-1 is approved, 1 of 1, by ines
