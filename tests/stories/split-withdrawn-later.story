# Who was asked because of a sum stays asked when the other report is taken back.
sam writes to the desk, "Servers":
    | Total: 6,000.00 USD
expect:
    sam: received "[EXP-1] Received: Servers"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 6,000.00 USD"
sam writes to the desk, "Screens":
    | Total: 6,000.00 USD
expect:
    sam: received "[EXP-2] Received: Screens"
    ines, maria, omar: approval_request "[EXP-2] Approval needed: sam@corp.example, 6,000.00 USD"
sam answers his received about EXP-1:
    | WITHDRAW
expect:
    sam: withdrawn "[EXP-1] Taken back: Servers"
    ines, maria, omar: closed_for_you "[EXP-1] No answer needed any more: withdrawn"
EXP-2 is pending, 0 of 2
