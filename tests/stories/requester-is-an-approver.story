# Who asks is never asked: an approver's own report goes to the others.
omar writes to the desk, "My trip":
    | Total: 2,000.00 USD
expect:
    omar: received "[EXP-1] Received: My trip"
    ines, maria: approval_request "[EXP-1] Approval needed: Omar Haddad, 2,000.00 USD"
omar answers his received:
    | APPROVE
expect:
    omar: refused "[EXP-1] Your answer was not carried out"
EXP-1 is pending, 0 of 1
maria answers her approval_request:
    | APPROVE
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
    omar: approved "[EXP-1] Your report is approved, 2,000.00 USD"
    ines: closed_for_you "[EXP-1] No answer needed any more: approved"
EXP-1 is approved, 1 of 1, by maria
