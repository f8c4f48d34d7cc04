# A mail that names no sender, or two, is set aside.
sam writes to the desk, "Laptop":
    from: none
    | Total: 2,400.00 USD
expect:
    nothing
sam writes to the desk, "Laptop":
    from: sam@corp.example, maria@corp.example
    | Total: 2,400.00 USD
expect:
    nothing
sam writes to the desk, "Laptop":
    raw:
        | this is not even a mail
expect:
    nothing
set aside:
    1. unreadable "Laptop": it has no From field
    2. unreadable "Laptop": its From field does not hold exactly one address
    3. unreadable "": a line of the header is no field
wait 15 minutes
expect:
    it: operator "Needs attention: 3 mails were set aside"
