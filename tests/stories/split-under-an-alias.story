# One person under two addresses is one person.
maria writes to the desk, "Dinner":
    | Total: 700.00 USD
expect:
    maria: approved "[EXP-1] Your report is approved, 700.00 USD"
maria writes to the desk, "Another dinner":
    from: Maria Lopez <m.lopez+travel@corp.example>
    | Total: 700.00 USD
expect:
    maria: received "[EXP-2] Received: Another dinner"
    ines, omar: approval_request "[EXP-2] Approval needed: Maria Lopez, 700.00 USD"
        has: Together with EXP-1, within 7 days: 1,400.00 USD
EXP-2 is pending, 0 of 1
