# A rejection needs no code, and one that stands there all the same makes it unclear.
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
    | REJECT {maria's code}
expect:
    maria: not_understood "[EXP-1] We did not understand your answer"
EXP-1 is pending, 0 of 2
maria answers her approval_request:
    | REJECT: too dear, {maria's code}
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: rejected"
    sam: rejected "[EXP-1] Your report is rejected, 18,900.00 USD"
    ines, omar: closed_for_you "[EXP-1] No answer needed any more: rejected"
EXP-1 is rejected, 0 of 2, by maria
