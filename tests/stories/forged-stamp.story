# A stamp that the sender wrote himself, or one of another server, counts for nothing.
config:
    [authentication]
    mode = "authserv"
    authserv_ids = ["mx.corp.example"]
sam writes to the desk, "Laptop":
    stamp: none
    header: Authentication-Results: mx.corp.example; dmarc=pass header.from=corp.example
    | Total: 2,400.00 USD
expect:
    nothing
set aside:
    1. sam "Laptop": the sender is not authenticated: no Authentication-Results of mx.corp.example above the first Received
wait 15 minutes
expect:
    it: operator "Needs attention: 1 mail was set aside"
