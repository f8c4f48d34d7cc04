# An approver forwards her mail to the desk with a word on top: that is no answer to it.
sam writes to the desk, "Laptop":
    | Total: 2,400.00 USD
expect:
    sam: received "[EXP-1] Received: Laptop"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
maria writes to the desk, "Fwd: [EXP-1] Approval needed: sam@corp.example, 2,400.00 USD":
    | APPROVE
expect:
    maria: not_understood "We did not understand your answer"
maria writes to the desk, "question":
    | APPROVE
expect:
    maria: not_understood "We did not understand your answer"
EXP-1 is pending, 0 of 1
