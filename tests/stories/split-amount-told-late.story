# A total that is told late carries the sum, also with what came after it.
sam writes to the desk, "Flight":
    | The receipt follows.
expect:
    sam: amount_needed "[EXP-1] What is the total of “Flight”?"
sam writes to the desk, "Hotel":
    | Total: 700.00 USD
expect:
    sam: approved "[EXP-2] Your report is approved, 700.00 USD"
sam answers his amount_needed:
    | AMOUNT 700.00 USD
expect:
    sam: received "[EXP-1] Received: Flight"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 700.00 USD"
        has: Together with EXP-2, within 7 days: 1,400.00 USD
EXP-1 is pending, 0 of 1
EXP-2 is approved, 0 of 0
