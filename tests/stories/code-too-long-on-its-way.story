# What counts is when the mail arrived; in the embedded post office that is when it is found.
config:
    [policy]
    tiers = [ { above = 1000, approvals = 1 }, { above = 10000, approvals = 2, code = "totp" } ]
it enrols maria
sam writes to the desk, "Laptops":
    | Total: 18,900.00 USD
expect:
    maria: enrolled "Your second factor is new"
    sam: received "[EXP-1] Received: Laptops"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 18,900.00 USD"
the desk goes down
maria answers her approval_request:
    | APPROVE {maria's code}
wait 11 minutes
the desk comes back
expect:
    maria: refused "[EXP-1] Your answer was not carried out"
EXP-1 is pending, 0 of 2
