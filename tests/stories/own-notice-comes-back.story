# The desk's own mail comes back to it, by a forwarding rule: nothing happens, no loop begins.
sam writes to the desk, "Laptop":
    | Total: 2,400.00 USD
expect:
    sam: received "[EXP-1] Received: Laptop"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
maria's approval_request comes back to the desk
expect:
    nothing
sam's received comes back to the desk
expect:
    nothing
EXP-1 is pending, 0 of 1
