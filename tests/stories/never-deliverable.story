# An address that no server takes: operators are told at once, and since two must approve, so is the contact.
config:
    [[approvers]]
    name = "Maria Lopez"
    email = "maria@corp.example"
    [[approvers]]
    name = "Nowhere"
    email = "nowhere@a.very.long.address.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example"
sam writes to the desk, "Machine":
    | Total: 20,000.00 USD
expect:
    sam: received "[EXP-1] Received: Machine"
    maria: approval_request "[EXP-1] Approval needed: sam@corp.example, 20,000.00 USD"
    boss: escalation "[EXP-1] Too few can decide: sam@corp.example, 20,000.00 USD"
    it: operator "Needs attention: EXP-1: mail to Nowhere does not arrive"
EXP-1 is pending, 0 of 2
