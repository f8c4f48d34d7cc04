# The requester is reminded of a missing total, then the contact hears of it, who cannot decide what nobody knows.
config:
    [escalation]
    remind_after = "4h"
sam writes to the desk, "Taxi and dinner":
    | Please see the attached bills.
expect:
    sam: amount_needed "[EXP-1] What is the total of “Taxi and dinner”?"
wait 4 hours
expect:
    sam: amount_needed "[EXP-1] What is the total of “Taxi and dinner”?"
wait 4 hours
expect:
    boss: escalation "[EXP-1] Waiting too long: sam@corp.example"
wait 8 hours
expect:
    nothing
EXP-1 is needs_amount, 0 of 0
