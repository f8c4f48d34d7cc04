# The requester is suspended: the approvers may still decide, the requester can change nothing, and only hears the end.
sam writes to the desk, "Laptop":
    | Total: 2,400.00 USD
expect:
    sam: received "[EXP-1] Received: Laptop"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
it suspends sam: account taken over
expect:
    it: operator "Needs attention: sam@corp.example is suspended, by it@corp.example: account taken over"
sam answers the received:
    | AMOUNT 24,000.00 USD
sam writes to the desk, "Another laptop":
    | Total: 400.00 USD
expect:
    nothing
set aside:
    1. sam "Re: [EXP-1] Received: Laptop": sam@corp.example is suspended
    2. sam "Another laptop": sam@corp.example is suspended
maria answers her approval_request:
    | ASK is this really yours?
expect:
    nothing
maria answers her approval_request:
    | REJECT
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: rejected"
    sam: rejected "[EXP-1] Your report is rejected, 2,400.00 USD"
    ines, omar: closed_for_you "[EXP-1] No answer needed any more: rejected"
EXP-1 is rejected, 0 of 1, by maria
wait 15 minutes
expect:
    it: operator "Needs attention: 2 mails were set aside"
