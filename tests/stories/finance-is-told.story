# Accounting gets what was decided, with the original report.
config:
    [[actions]]
    on = "approved"
    mail = "accounting@corp.example"
    [[actions]]
    on = "rejected"
    mail = "travel@corp.example"
sam writes to the desk, "Coffee":
    | Total: 12.00 USD
expect:
    sam: approved "[EXP-1] Your report is approved, 12.00 USD"
    accounting: settled "[EXP-1] Final: approved, sam@corp.example, 12.00 USD"
        has: no approval is needed
sam writes to the desk, "Laptop":
    | Total: 2,400.00 USD
expect:
    sam: received "[EXP-2] Received: Laptop"
    ines, maria, omar: approval_request "[EXP-2] Approval needed: sam@corp.example, 2,400.00 USD"
maria answers her approval_request about EXP-2:
    | APPROVE
expect:
    maria: decision_recorded "[EXP-2] Your decision is recorded: approved"
    sam: approved "[EXP-2] Your report is approved, 2,400.00 USD"
    ines, omar: closed_for_you "[EXP-2] No answer needed any more: approved"
    accounting: settled "[EXP-2] Final: approved, sam@corp.example, 2,400.00 USD"
sam writes to the desk, "Second laptop":
    | Total: 2,400.00 USD
expect:
    sam: received "[EXP-3] Received: Second laptop"
    ines, maria, omar: approval_request "[EXP-3] Approval needed: sam@corp.example, 2,400.00 USD"
maria answers her approval_request about EXP-3:
    | REJECT: one is enough
expect:
    maria: decision_recorded "[EXP-3] Your decision is recorded: rejected"
    sam: rejected "[EXP-3] Your report is rejected, 2,400.00 USD"
    ines, omar: closed_for_you "[EXP-3] No answer needed any more: rejected"
    travel: settled "[EXP-3] Final: rejected, sam@corp.example, 2,400.00 USD"
