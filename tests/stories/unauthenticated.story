# The server says that a mail is not from who it says: it is set aside. An operator who knows better lets it through.
config:
    [authentication]
    mode = "authserv"
    authserv_ids = ["mx.corp.example"]
sam writes to the desk, "Laptop":
    stamp: dmarc=fail
    | Total: 2,400.00 USD
expect:
    nothing
set aside:
    1. sam "Laptop": the sender is not authenticated: mx.corp.example says dmarc=fail for corp.example
wait 15 minutes
expect:
    it: operator "Needs attention: 1 mail was set aside"
it releases mail 1
expect:
    sam: received "[EXP-1] Received: Laptop"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
maria answers her approval_request:
    stamp: none
    | APPROVE
expect:
    maria: refused "[EXP-1] A mail in your name could not be verified"
EXP-1 is pending, 0 of 1
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
