# More mail comes than the desk takes in within an hour: it waits unread in the mailbox, in its order, and decisions go on.
config:
    [limits]
    mails_in_all = "3/h"
sam writes to the desk, "Server":
    | Total: 5,000.00 USD
expect:
    sam: received "[EXP-1] Received: Server"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 5,000.00 USD"
wait 20 minutes
tom writes to the desk, "One":
    | Total: 1 USD
lena writes to the desk, "Two":
    | Total: 2 USD
lena writes to the desk, "Three":
    | Total: 3 USD
tom writes to the desk, "Four":
    | Total: 4 USD
expect:
    tom: approved "[EXP-2] Your report is approved, 1.00 USD"
    lena: approved "[EXP-3] Your report is approved, 2.00 USD"
    it: operator "Needs attention: more than 3 mails came within 60 minutes; 1 more wait so far"
        has: limits.mails_in_all
maria answers her approval_request, on a phone:
    | APPROVE
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
    sam: approved "[EXP-1] Your report is approved, 5,000.00 USD"
    ines, omar: closed_for_you "[EXP-1] No answer needed any more: approved"
the desk restarts
wait 59 minutes
expect:
wait 1 minutes
expect:
    lena: approved "[EXP-4] Your report is approved, 3.00 USD"
    tom: approved "[EXP-5] Your report is approved, 4.00 USD"
set aside:
    nothing
