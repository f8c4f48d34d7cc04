# A colleague's mail does not help the requester: the reply address is not theirs.
omar writes to the desk, "My trip":
    | Total: 2,000.00 USD
expect:
    omar: received "[EXP-1] Received: My trip"
    ines, maria: approval_request "[EXP-1] Approval needed: Omar Haddad, 2,000.00 USD"
omar answers ines's approval_request:
    | APPROVE
expect:
    ines: refused "[EXP-1] Somebody else used your reply address"
    omar: refused "Your answer was not carried out"
EXP-1 is pending, 0 of 1
ines answers her refused:
    | APPROVE
expect:
    ines: decision_recorded "[EXP-1] Your decision is recorded: approved"
    omar: approved "[EXP-1] Your report is approved, 2,000.00 USD"
    maria: closed_for_you "[EXP-1] No answer needed any more: approved"
EXP-1 is approved, 1 of 1, by ines
