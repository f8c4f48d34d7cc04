# With one approver left a second approval can come from nobody who was asked: the first level is told at once.
sam writes to the desk, "Trade fair":
    | Total: 20,000.00 USD
expect:
    sam: received "[EXP-1] Received: Trade fair"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 20,000.00 USD"
it suspends maria
expect:
    it: operator "Needs attention: maria@corp.example is suspended, by it@corp.example"
it suspends omar
expect:
    boss: escalation "[EXP-1] Too few can decide: sam@corp.example, 20,000.00 USD"
    it: operator "Needs attention: EXP-1: fewer people can be asked than must approve"
    it: operator "Needs attention: omar@corp.example is suspended, by it@corp.example"
ines answers her approval_request:
    | APPROVE
boss answers her escalation:
    | APPROVE
expect:
    ines, boss: decision_recorded "[EXP-1] Your decision is recorded: approved"
    sam: approved "[EXP-1] Your report is approved, 20,000.00 USD"
    ines: closed_for_you "[EXP-1] No answer needed any more: approved"
EXP-1 is approved, 2 of 2, by ines and boss
it readmits maria
expect:
    it: operator "Needs attention: maria@corp.example is readmitted, by it@corp.example"
