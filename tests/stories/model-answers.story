# A model's summary is shown as what it is; the facts stand above it.
the model answers
sam writes to the desk, "Laptop":
    | Total: 2,400.00 USD
expect:
    sam: received "[EXP-1] Received: Laptop"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
        has: Summary by the model llama3.2 (may be wrong):
        has: Sam asks for a new laptop.
EXP-1 is pending, 0 of 1
