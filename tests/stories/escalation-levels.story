# Several levels, each told at its own time; who only has to know cannot decide.
config:
    [escalation]
    levels = [
        { after = "4h", contacts = ["lead@corp.example"], may_decide = false },
        { after = "8h", contacts = ["boss@corp.example"] },
        { after = "2d", contacts = ["boss@corp.example", "cfo@corp.example"] },
    ]
sam writes to the desk, "Laptop":
    | Total: 2,400.00 USD
expect:
    sam: received "[EXP-1] Received: Laptop"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
wait 4 hours
expect:
    lead: escalation "[EXP-1] Waiting too long: sam@corp.example, 2,400.00 USD"
        has: You cannot decide it by mail
        lacks: To decide, answer this mail
lead answers her escalation:
    | APPROVE
expect:
    lead: refused "[EXP-1] Your answer was not carried out"
wait 4 hours
expect:
    boss: escalation "[EXP-1] Waiting too long: sam@corp.example, 2,400.00 USD"
wait 2 days
expect:
    boss, cfo: escalation "[EXP-1] Waiting too long: sam@corp.example, 2,400.00 USD"
cfo answers her escalation:
    | REJECT
    | Not this year.
expect:
    cfo: decision_recorded "[EXP-1] Your decision is recorded: rejected"
    sam: rejected "[EXP-1] Your report is rejected, 2,400.00 USD"
    boss, ines, maria, omar: closed_for_you "[EXP-1] No answer needed any more: rejected"
EXP-1 is rejected, 0 of 1, by cfo
