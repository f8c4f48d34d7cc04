# T97: whoever audits the desk gets the head of the log every day, also when nothing happened, and across restarts.
config:
    audit.anchor = "auditor@elsewhere.example"
sam writes to the desk, "Taxi":
    | Total: 40.00 USD
expect:
    sam: approved "[EXP-1] Your report is approved, 40.00 USD"
    auditor@elsewhere.example: operator "Needs attention: the audit log ends with entry 1"
wait 23 hours
expect:
    nothing
wait 1 hour
expect:
    auditor@elsewhere.example: operator "Needs attention: the audit log ends with entry 2"
        has: Keep this mail
        has: Head: 2:
the desk goes down
wait 3 days
expect:
    nothing
the desk comes back
expect:
    auditor@elsewhere.example: operator "Needs attention: the audit log ends with entry 3"
