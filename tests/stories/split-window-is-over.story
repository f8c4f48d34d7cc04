# After seven days a report stands alone again.
sam writes to the desk, "Chairs":
    | Total: 600.00 USD
expect:
    sam: approved "[EXP-1] Your report is approved, 600.00 USD"
wait 7 days
sam writes to the desk, "Tables":
    | Total: 600.00 USD
expect:
    sam: approved "[EXP-2] Your report is approved, 600.00 USD"
EXP-2 is approved, 0 of 0
