# Maria is away and Omar stands in for her. It is his own report, so her place stays with her.
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
omar writes to the desk, "My trip":
    | Total: 2,000.00 USD
expect:
    omar: received "[EXP-1] Received: My trip"
    ines, maria: approval_request "[EXP-1] Approval needed: Omar Haddad, 2,000.00 USD"
EXP-1 is pending, 0 of 1
