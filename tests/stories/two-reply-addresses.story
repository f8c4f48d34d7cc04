# A mail to two reply addresses at once decides nothing; Omar's, which Maria should not know, is replaced.
sam writes to the desk, "Trade fair":
    | Total: 20,000.00 USD
expect:
    sam: received "[EXP-1] Received: Trade fair"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 20,000.00 USD"
maria answers her approval_request:
    to: {maria}, {omar}
    | APPROVE
expect:
    maria: refused "Your answer was not carried out"
    omar: refused "[EXP-1] Somebody else used your reply address"
EXP-1 is pending, 0 of 2
maria answers her approval_request:
    to: {omar}, {maria}
    | APPROVE
expect:
    maria: refused "Your answer was not carried out"
    omar: refused "[EXP-1] Somebody else used your reply address"
EXP-1 is pending, 0 of 2
