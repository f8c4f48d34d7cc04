# The only contact is who asked: operators hear that there is nobody to tell.
boss writes to the desk, "My laptop":
    | Total: 2,400.00 USD
expect:
    boss: received "[EXP-1] Received: My laptop"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: boss@corp.example, 2,400.00 USD"
wait 8 hours
expect:
    it: operator "Needs attention: EXP-1: a level of escalation has nobody to tell"
EXP-1 is pending, 0 of 1
