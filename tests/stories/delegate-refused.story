# Nobody hands over to the requester, to somebody who cannot approve, or to who was asked already.
omar writes to the desk, "My trip":
    | Total: 2,400.00 USD
expect:
    omar: received "[EXP-1] Received: My trip"
    ines, maria: approval_request "[EXP-1] Approval needed: Omar Haddad, 2,400.00 USD"
maria answers her approval_request:
    | DELEGATE omar@corp.example
expect:
    maria: refused "[EXP-1] Your answer was not carried out"
maria answers her approval_request:
    | DELEGATE nobody@corp.example
expect:
    maria: refused "[EXP-1] Your answer was not carried out"
maria answers her approval_request:
    | DELEGATE ines@corp.example
expect:
    maria: refused "[EXP-1] Your answer was not carried out"
maria answers her approval_request:
    | DELEGATE
expect:
    maria: not_understood "[EXP-1] We did not understand your answer"
EXP-1 is pending, 0 of 1
