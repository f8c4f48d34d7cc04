# Whoever is asked anew reads what the amount was before, and how often it changed; a reminder says it again.
config:
    [escalation]
    remind_after = "4h"
sam writes to the desk, "Trade fair":
    | Total: 2,000.00 USD
expect:
    sam: received "[EXP-1] Received: Trade fair"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,000.00 USD"
wait 1 hour
sam answers his received:
    | AMOUNT 2,400.00 USD
expect:
    sam: received "[EXP-1] Received: Trade fair"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
        has: The amount was 2,000.00 USD until 2026-10-05 10:00 UTC, when sam@corp.example changed it.
        has: The requester states 2,400.00 USD, the receipts say 2,000.00 USD.
wait 1 hour
sam answers his received:
    | AMOUNT 2,300.00 USD
expect:
    sam: received "[EXP-1] Received: Trade fair"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,300.00 USD"
        has: The amount was 2,400.00 USD until 2026-10-05 11:00 UTC, when sam@corp.example changed it, the last of 2 changes.
wait 8 hours
expect:
    ines, maria, omar: reminder "[EXP-1] Still waiting for you: sam@corp.example, 2,300.00 USD"
        has: the last of 2 changes
    boss: escalation "[EXP-1] Waiting too long: sam@corp.example, 2,300.00 USD"
        has: the last of 2 changes
