# An approval that nobody vouched for is released too late: its reply address died when it was set aside, and Maria has a newer one.
config:
    [authentication]
    mode = "authserv"
    authserv_ids = ["mx.corp.example"]
sam writes to the desk, "Laptop":
    | Total: 2,400.00 USD
expect:
    sam: received "[EXP-1] Received: Laptop"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
maria answers her approval_request:
    stamp: dmarc=fail
    | APPROVE
expect:
    maria: refused "[EXP-1] A mail in your name could not be verified"
it cannot release mail 1
EXP-1 is pending, 0 of 1
maria answers her refused:
    | APPROVE
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
    sam: approved "[EXP-1] Your report is approved, 2,400.00 USD"
    ines, omar: closed_for_you "[EXP-1] No answer needed any more: approved"
EXP-1 is approved, 1 of 1, by maria
it rejects mail 1: she answered the newer mail
wait 2 days
expect:
    it: operator "Needs attention: 1 mail was set aside"
