# T98: a backup is put back. What was decided since is forgotten, so all reply addresses die and open questions are asked anew.
config:
    audit.anchor = "auditor@corp.example"
expect:
    nothing
sam writes to the desk, "Trade fair":
    | Total: 20,000.00 USD
sam writes to the desk, "Dinner":
    | See you there.
expect:
    sam: received "[EXP-1] Received: Trade fair"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 20,000.00 USD"
    auditor: operator "Needs attention: the audit log ends with entry 1"
    sam: amount_needed "[EXP-2] What is the total of “Dinner”?"
the database is copied
maria answers her approval_request:
    | APPROVE
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
the copy of the database is put back
expect:
    sam: received "[EXP-1] Received: Trade fair"
    sam: amount_needed "[EXP-2] What is the total of “Dinner”?"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 20,000.00 USD"
        has: for safety
    auditor, it: operator "Needs attention: The database is not the one that ran before"
        has: entry 5:
        has: countersign audit verify --head
maria answers her first approval_request:
    | APPROVE
expect:
    maria: refused "[EXP-1] Your answer was not carried out"
maria answers her approval_request:
    | APPROVE
omar answers his approval_request about EXP-1:
    | APPROVE
expect:
    maria, omar: decision_recorded "[EXP-1] Your decision is recorded: approved"
    sam: approved "[EXP-1] Your report is approved, 20,000.00 USD"
    ines, maria: closed_for_you "[EXP-1] No answer needed any more: approved"
EXP-1 is approved, 2 of 2, by maria and omar
the desk restarts
expect:
    nothing
