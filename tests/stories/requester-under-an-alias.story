# An approver who asks under an alias is known all the same, and is not asked.
maria writes to the desk, "My trip":
    from: Maria Lopez <m.lopez@corp.example>
    | Total: 12,000.00 USD
expect:
    maria: received "[EXP-1] Received: My trip"
    ines, omar: approval_request "[EXP-1] Approval needed: Maria Lopez, 12,000.00 USD"
EXP-1 is pending, 0 of 2
