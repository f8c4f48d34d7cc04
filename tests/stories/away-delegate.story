# Maria is away: Omar stands in. He has a place of his own too, and still counts once.
config:
    [[approvers]]
    name = "Maria Lopez"
    email = "maria@corp.example"
    away = [{ from = "2026-10-01", until = "2026-10-20", delegate = "omar@corp.example" }]
    [[approvers]]
    name = "Omar Haddad"
    email = "omar@corp.example"
    [[approvers]]
    name = "Ines Novak"
    email = "ines@corp.example"
sam writes to the desk, "Trade fair":
    | Total: 20,000.00 USD
expect:
    sam: received "[EXP-1] Received: Trade fair"
    ines, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 20,000.00 USD"
omar answers his approval_request:
    | APPROVE
expect:
    omar: decision_recorded "[EXP-1] Your decision is recorded: approved"
EXP-1 is pending, 1 of 2, by omar
ines answers her approval_request:
    | APPROVE
expect:
    ines: decision_recorded "[EXP-1] Your decision is recorded: approved"
    sam: approved "[EXP-1] Your report is approved, 20,000.00 USD"
    omar: closed_for_you "[EXP-1] No answer needed any more: approved"
EXP-1 is approved, 2 of 2, by omar and ines
