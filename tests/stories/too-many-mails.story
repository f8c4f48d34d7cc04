# Somebody, or a machine of theirs, writes too much: the rest is set aside.
config:
    [limits]
    mails_per_sender = "2/h"
sam writes to the desk, "One":
    | Total: 1 USD
sam writes to the desk, "Two":
    | Total: 2 USD
sam writes to the desk, "Three":
    | Total: 3 USD
expect:
    sam: approved "[EXP-1] Your report is approved, 1.00 USD"
    sam: approved "[EXP-2] Your report is approved, 2.00 USD"
set aside:
    1. sam "Three": more than 2 reports of sam@corp.example in a short time
wait 2 hours
sam writes to the desk, "Four":
    | Total: 4 USD
expect:
    it: operator "Needs attention: 1 mail was set aside"
    sam: approved "[EXP-3] Your report is approved, 4.00 USD"
