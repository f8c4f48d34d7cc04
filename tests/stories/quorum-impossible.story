# Two must approve, but of those who may decide only one is left: the contact is told at once, and operators hear of it.
config:
    [[routes]]
    requesters = ["omar@corp.example"]
    approvers = ["maria@corp.example", "omar@corp.example"]
omar writes to the desk, "Machine":
    | Total: 20,000.00 USD
expect:
    omar: received "[EXP-1] Received: Machine"
    maria: approval_request "[EXP-1] Approval needed: Omar Haddad, 20,000.00 USD"
    boss: escalation "[EXP-1] Too few can decide: Omar Haddad, 20,000.00 USD"
    it: operator "Needs attention: EXP-1: fewer people can be asked than must approve"
maria answers her approval_request:
    | APPROVE
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
boss answers her escalation:
    | APPROVE
expect:
    boss: decision_recorded "[EXP-1] Your decision is recorded: approved"
    omar: approved "[EXP-1] Your report is approved, 20,000.00 USD"
    maria: closed_for_you "[EXP-1] No answer needed any more: approved"
EXP-1 is approved, 2 of 2, by maria and boss
