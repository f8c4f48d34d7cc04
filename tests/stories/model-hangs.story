# The model does not answer: at the deadline people are asked with a summary made from the facts.
the model hangs
sam writes to the desk, "Laptop":
    | Total: 2,400.00 USD
expect:
    sam: received "[EXP-1] Received: Laptop"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
        has: Summary made from the facts
        lacks: Summary by the model
EXP-1 is pending, 0 of 1
