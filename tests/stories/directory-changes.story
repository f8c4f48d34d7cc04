# Maria leaves the company: her reply address dies, and whoever the configuration names instead is asked. What she approved before stands.
sam writes to the desk, "Trade fair":
    | Total: 20,000.00 USD
sam writes to the desk, "Laptop":
    | Total: 2,400.00 USD
expect:
    sam: received "[EXP-1] Received: Trade fair"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 20,000.00 USD"
    sam: received "[EXP-2] Received: Laptop"
    ines, maria, omar: approval_request "[EXP-2] Approval needed: sam@corp.example, 2,400.00 USD"
maria answers her approval_request about EXP-1:
    | APPROVE
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
the desk restarts with:
    [[approvers]]
    name = "Omar Haddad"
    email = "omar@corp.example"
    [[approvers]]
    name = "Nina Berg"
    email = "nina@corp.example"
expect:
    nina: approval_request "[EXP-2] Approval needed: sam@corp.example, 2,400.00 USD"
    nina: approval_request "[EXP-1] Approval needed: sam@corp.example, 20,000.00 USD"
maria answers her first approval_request about EXP-2:
    | APPROVE
expect:
    maria: refused "[EXP-2] Your answer was not carried out"
EXP-2 is pending, 0 of 1
nina answers her approval_request about EXP-1:
    | APPROVE
expect:
    nina: decision_recorded "[EXP-1] Your decision is recorded: approved"
    sam: approved "[EXP-1] Your report is approved, 20,000.00 USD"
    omar: closed_for_you "[EXP-1] No answer needed any more: approved"
EXP-1 is approved, 2 of 2, by maria and nina
