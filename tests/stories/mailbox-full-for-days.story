# After five days a mail is given up, and operators are told.
config:
    [escalation]
    levels = [{ after = "30d", contacts = ["boss@corp.example"] }]
omar's mailbox is full
sam writes to the desk, "Machine":
    | Total: 20,000.00 USD
expect:
    sam: received "[EXP-1] Received: Machine"
    ines, maria: approval_request "[EXP-1] Approval needed: sam@corp.example, 20,000.00 USD"
wait 6 days
expect:
    it: operator "Needs attention: EXP-1: mail to Omar Haddad does not arrive"
EXP-1 is pending, 0 of 2
