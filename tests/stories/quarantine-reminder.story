# Mail that was set aside is not forgotten: operators are reminded of it every day, until it is released or rejected (T103).
mallory@elsewhere.example writes to the desk, "Look at https://evil.example/login now":
    | Total: 2,400.00 USD
expect:
    nothing
wait 15 minutes
expect:
    it: operator "Needs attention: 1 mail was set aside"
        has: Mail 1: from mallory@elsewhere.example
        has: https[:]//evil[.]example/login
        lacks: https://evil.example
wait 1 day
expect:
    it: operator "Needs attention: 1 mail is set aside, for 24 hours"
wait 1 day
expect:
    it: operator "Needs attention: 1 mail is set aside, for 2 days"
it rejects mail 1: nobody we know
set aside:
    nothing
wait 3 days
expect:
    nothing
