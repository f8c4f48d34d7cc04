# A code in a place where it decides nothing is kept nowhere, and shown to nobody.
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
maria answers her approval_request:
    | please APPROVE {maria's code}
maria answers her approval_request:
    | APPROVE
    | {maria's code}
maria answers her approval_request:
    | ASK what is {maria's code} for?
maria answers her approval_request, in Gmail:
    | APPROVE {maria's code}
    |
    | my code was {maria's code}
expect:
    maria: not_understood "[EXP-1] We did not understand your answer"
    maria: refused "[EXP-1] Your answer was not carried out"
    sam: question "[EXP-1] Maria Lopez has a question"
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
EXP-1 is pending, 1 of 2, by maria
# Nor to a mail that answers none of the desk's.
maria writes to the desk, "Re: [EXP-1] Approval needed":
    | APPROVE {maria's code in 2 minutes}
expect:
    maria: not_understood "We did not understand your answer"
