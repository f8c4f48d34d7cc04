# T03, T61: people are called as the directory calls them, whatever their mail program says.
sam writes to the desk, "Laptop":
    from: "Maria Lopez, CFO" <sam@corp.example>
    | Total: 2,400.00 USD
expect:
    sam: received "[EXP-1] Received: Laptop"
        lacks: Maria Lopez, CFO
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
        has: Requester: sam@corp.example
        lacks: CFO
omar answers his approval_request:
    from: The Board <omar@corp.example>
    | REJECT
expect:
    omar: decision_recorded "[EXP-1] Your decision is recorded: rejected"
    sam: rejected "[EXP-1] Your report is rejected, 2,400.00 USD"
        has: by Omar Haddad
        lacks: The Board
    ines, maria: closed_for_you "[EXP-1] No answer needed any more: rejected"
EXP-1 is rejected, 0 of 1, by omar
