# T98: the file that follows the log is gone: nobody can tell whether this is the database that ran before.
sam writes to the desk, "Trade fair":
    | Total: 20,000.00 USD
maria answers her approval_request:
    | APPROVE
expect:
    sam: received "[EXP-1] Received: Trade fair"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 20,000.00 USD"
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
the desk goes down
the witness is lost
the desk comes back
expect:
    sam: received "[EXP-1] Received: Trade fair"
    ines, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 20,000.00 USD"
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
    it: operator "Needs attention: The database is not the one that ran before"
omar answers his first approval_request:
    | APPROVE
expect:
    omar: refused "[EXP-1] Your answer was not carried out"
maria answers her decision_recorded:
    | REJECT: not this year
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: rejected"
    sam: rejected "[EXP-1] Your report is rejected, 20,000.00 USD"
    ines, omar: closed_for_you "[EXP-1] No answer needed any more: rejected"
EXP-1 is rejected, 1 of 2, by maria
the desk restarts
expect:
    nothing
