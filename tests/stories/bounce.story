# An approver's mail bounces: operators are told. When too few are left, the contact is told at once.
sam writes to the desk, "Machine":
    | Total: 20,000.00 USD
expect:
    sam: received "[EXP-1] Received: Machine"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 20,000.00 USD"
the approval_request to omar is delayed: 451 4.4.1 no answer yet
expect:
    nothing
the approval_request to omar bounces: 550 5.1.1 no such user: recipient address rejected
expect:
    it: operator "Needs attention: EXP-1: mail to Omar Haddad does not arrive"
        has: mail to Omar Haddad does not arrive
        has: 550 5.1.1 no such user
the approval_request to ines bounces: 550 5.1.1 no such user
expect:
    boss: escalation "[EXP-1] Too few can decide: sam@corp.example, 20,000.00 USD"
        has: needs more approvals than there are people who can be asked
        has: We asked Maria Lopez, Omar Haddad, Ines Novak. You may decide it yourself
    it: operator "Needs attention: EXP-1: mail to Ines Novak does not arrive"
EXP-1 is pending, 0 of 2
