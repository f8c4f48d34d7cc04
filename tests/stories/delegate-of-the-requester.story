# Maria asks and is away. Omar stands in for her these days, so he cannot approve her report either.
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
maria writes to the desk, "My trip":
    | Total: 2,000.00 USD
expect:
    maria: received "[EXP-1] Received: My trip"
    ines: approval_request "[EXP-1] Approval needed: Maria Lopez, 2,000.00 USD"
EXP-1 is pending, 0 of 1
