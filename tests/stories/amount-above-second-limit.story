# One cent above the second limit needs two.
sam writes to the desk, "Trade fair":
    | Total: 10,000.01 USD
expect:
    sam: received "[EXP-1] Received: Trade fair"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 10,000.01 USD"
maria answers her approval_request:
    | Approved.
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
EXP-1 is pending, 1 of 2, by maria
ines answers her approval_request:
    | Approved!
expect:
    ines: decision_recorded "[EXP-1] Your decision is recorded: approved"
    sam: approved "[EXP-1] Your report is approved, 10,000.01 USD"
    maria, omar: closed_for_you "[EXP-1] No answer needed any more: approved"
EXP-1 is approved, 2 of 2, by maria and ines
