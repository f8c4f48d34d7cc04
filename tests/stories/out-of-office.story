# An absence decides nothing and is not answered, whatever words are in it.
sam writes to the desk, "Laptop":
    | Total: 2,400.00 USD
expect:
    sam: received "[EXP-1] Received: Laptop"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
maria's absence assistant answers the approval_request:
    | APPROVE
    | I am out of the office until Monday.
expect:
    nothing
EXP-1 is pending, 0 of 1
maria answers her approval_request:
    header: X-Autoreply: yes
    | APPROVE
expect:
    nothing
EXP-1 is pending, 0 of 1
