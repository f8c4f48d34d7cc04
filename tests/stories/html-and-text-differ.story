# Two bodies that say different things are no decision.
sam writes to the desk, "Laptop":
    | Total: 2,400.00 USD
expect:
    sam: received "[EXP-1] Received: Laptop"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
maria answers her approval_request:
    | APPROVE
    html:
        | <html><body><p>REJECT</p></body></html>
expect:
    maria: not_understood "[EXP-1] We did not understand your answer"
EXP-1 is pending, 0 of 1
