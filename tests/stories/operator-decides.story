# An operator decides in the place of all, says so and why, and it is final.
config:
    [[actions]]
    on = "approved"
    mail = "accounting@corp.example"
sam writes to the desk, "Machine":
    | Total: 20,000.00 USD
expect:
    sam: received "[EXP-1] Received: Machine"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 20,000.00 USD"
maria answers her approval_request:
    | APPROVE
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
it approves EXP-1 at the command line: the board has agreed by phone
expect:
    sam: approved "[EXP-1] Your report is approved, 20,000.00 USD"
        has: approved by the operator it@corp.example
        has: the board has agreed by phone
    ines, maria, omar: closed_for_you "[EXP-1] No answer needed any more: approved"
    accounting: settled "[EXP-1] Final: approved, sam@corp.example, 20,000.00 USD"
EXP-1 is approved, 1 of 2, by it
