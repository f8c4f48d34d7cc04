# An operator vouches for a sender, not for who may ask: a stranger stays a stranger. Nothing is released twice.
config:
    [authentication]
    mode = "authserv"
    authserv_ids = ["mx.corp.example"]
mallory@elsewhere.example writes to the desk, "Invoice":
    | Total: 2,400.00 USD
sam writes to the desk, "Laptop":
    stamp: dmarc=fail
    | Total: 400.00 USD
expect:
    nothing
wait 15 minutes
expect:
    it: operator "Needs attention: 2 mails were set aside"
        has: Mail 1: from mallory@elsewhere.example
        has: Mail 2: from sam@corp.example
it cannot release mail 1
expect:
    nothing
it releases mail 2
expect:
    sam: approved "[EXP-1] Your report is approved, 400.00 USD"
it cannot release mail 2
expect:
    nothing
set aside:
    1. mallory@elsewhere.example "Invoice": mallory@elsewhere.example is neither a requester, an approver nor a contact
