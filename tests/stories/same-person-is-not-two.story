# One person counts once: not again, not under an alias, a sub-address or other capitals.
sam writes to the desk, "Trade fair":
    | Total: 20,000.00 USD
expect:
    sam: received "[EXP-1] Received: Trade fair"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 20,000.00 USD"
maria answers her approval_request:
    | APPROVE
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
maria answers her approval_request:
    | APPROVE
    | Again, as I had no answer.
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
maria answers her approval_request:
    from: Maria <M.Lopez@corp.example>
    | APPROVE
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
        has: Your approval was recorded before; nothing has changed.
maria answers her approval_request:
    from: maria+travel@corp.example
    | APPROVE
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
maria answers her approval_request:
    from: MARIA@CORP.EXAMPLE
    | APPROVE
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
EXP-1 is pending, 1 of 2, by maria
