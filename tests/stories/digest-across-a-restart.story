# What was set aside before a restart is told of after it.
mallory@elsewhere.example writes to the desk, "Invoice":
    | Total: 2,400.00 USD
expect:
    nothing
the desk goes down
wait 1 hour
the desk comes back
expect:
    it: operator "Needs attention: 1 mail was set aside"
the desk restarts
wait 1 hour
expect:
    nothing
