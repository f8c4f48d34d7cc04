# A mail with two From fields is from nobody, so a reply address in it was used by nobody who may (T04, T20).
sam writes to the desk, "Laptop":
    | Total: 2,400.00 USD
expect:
    sam: received "[EXP-1] Received: Laptop"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
maria answers her approval_request:
    header: From: omar@corp.example
    | APPROVE
expect:
    maria: refused "[EXP-1] Somebody else used your reply address"
EXP-1 is pending, 0 of 1
set aside:
    1. unreadable "Re: [EXP-1] Approval needed: sam@corp.example, 2,400.00 USD": it has more than one from field
it cannot release mail 1
maria answers her refused:
    | APPROVE
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
    sam: approved "[EXP-1] Your report is approved, 2,400.00 USD"
    ines, omar: closed_for_you "[EXP-1] No answer needed any more: approved"
EXP-1 is approved, 1 of 1, by maria
wait 15 minutes
expect:
    it: operator "Needs attention: 1 mail was set aside"
