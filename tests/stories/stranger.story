# Strangers get no answer; operators hear of them in one mail after a quarter of an hour, and may let one through.
config:
    [requesters]
    addresses = ["partner@agency.example"]
mallory@elsewhere.example writes to the desk, "Invoice":
    | Total: 2,400.00 USD
expect:
    nothing
wait 14 minutes
expect:
    nothing
eve@elsewhere.example writes to the desk, "Hello":
    | Who are you?
wait 1 minute
expect:
    it: operator "Needs attention: 2 mails were set aside"
set aside:
    1. mallory@elsewhere.example "Invoice": mallory@elsewhere.example is neither a requester, an approver nor a contact
    2. eve@elsewhere.example "Hello": eve@elsewhere.example is neither a requester, an approver nor a contact
partner@agency.example writes to the desk, "Booth":
    | Total: 500 USD
expect:
    partner@agency.example: approved "[EXP-1] Your report is approved, 500.00 USD"
wait 1 day
expect:
    it: operator "Needs attention: 2 mails are set aside, the oldest for 24 hours"
EXP-1 is approved, 0 of 0
