# Two reports of one person within a week that need nobody alone: together they do.
sam writes to the desk, "Chairs":
    | Total: 600.00 USD
expect:
    sam: approved "[EXP-1] Your report is approved, 600.00 USD"
wait 6 days
sam writes to the desk, "Tables":
    | Total: 600.00 USD
expect:
    sam: received "[EXP-2] Received: Tables"
    ines, maria, omar: approval_request "[EXP-2] Approval needed: sam@corp.example, 600.00 USD"
        has: Together with EXP-1, within 7 days: 1,200.00 USD, above 1,000.00 USD. The sum decides how many must approve.
        has: Counts as: 1,200.00 USD (with other reports of the same person)
        has: Rule: above 1,000.00 USD: one person must approve
EXP-1 is approved, 0 of 0
EXP-2 is pending, 0 of 1
kim writes to the desk, "Lamps":
    | Total: 600.00 USD
expect:
    kim: approved "[EXP-3] Your report is approved, 600.00 USD"
