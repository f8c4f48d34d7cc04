# An amount in another currency says at which rate it counts, also after the rate has changed.
sam writes to the desk, "Messe":
    | Total: 1,234.00 EUR
expect:
    sam: received "[EXP-1] Received: Messe"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 1,234.00 EUR"
        has: 1,234.00 EUR at 1.08 = 1,332.72 USD
the desk restarts with:
    [policy]
    rates = { EUR = 1.2 }
wait 8 hours
expect:
    boss: escalation "[EXP-1] Waiting too long: sam@corp.example, 1,234.00 EUR"
        has: 1,234.00 EUR at 1.08 = 1,332.72 USD
        has: Counts as: 1,332.72 USD (1 EUR = 1.08 USD)
