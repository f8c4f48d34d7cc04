# Omar hands over to Ines, who approves; then he is told as a manager and approves himself: together they count once.
config:
    [[routes]]
    requesters = ["sam@corp.example"]
    approvers = ["maria@corp.example", "omar@corp.example"]
    [escalation]
    levels = [{ after = "8h", contacts = ["omar@corp.example", "boss@corp.example"] }]
sam writes to the desk, "Trade fair":
    | Total: 20,000.00 USD
expect:
    sam: received "[EXP-1] Received: Trade fair"
    maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 20,000.00 USD"
omar answers his approval_request:
    | DELEGATE ines@corp.example
expect:
    ines: approval_request "[EXP-1] Approval needed: sam@corp.example, 20,000.00 USD"
    omar: decision_recorded "[EXP-1] Your decision is recorded: handed over to Ines Novak"
ines answers her approval_request:
    | APPROVE
expect:
    ines: decision_recorded "[EXP-1] Your decision is recorded: approved"
wait 8 hours
expect:
    boss, omar: escalation "[EXP-1] Waiting too long: sam@corp.example, 20,000.00 USD"
omar answers his escalation:
    | APPROVE
expect:
    omar: decision_recorded "[EXP-1] Your decision is recorded: approved"
        has: Approvals: 1 of 2: Ines Novak, Omar Haddad
        has: It needs 1 more approval before it is final.
EXP-1 is pending, 1 of 2, by ines and omar
maria answers her approval_request:
    | APPROVE
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
    sam: approved "[EXP-1] Your report is approved, 20,000.00 USD"
    boss, ines, omar: closed_for_you "[EXP-1] No answer needed any more: approved"
EXP-1 is approved, 2 of 2, by ines and omar and maria
