# Two distinct people approve a large purchase.
sam writes to the desk, "Laptops for the team":
    | Total: 18,900.00 USD
expect:
    sam: received "[EXP-1] Received: Laptops for the team"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 18,900.00 USD"
maria answers her approval_request, in Gmail:
    | APPROVE
    |
    | High time.
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
EXP-1 is pending, 1 of 2, by maria
omar answers his approval_request, on a phone:
    | approved
    |
    | They are really slow.
expect:
    omar: decision_recorded "[EXP-1] Your decision is recorded: approved"
    sam: approved "[EXP-1] Your report is approved, 18,900.00 USD"
        has: Maria Lopez wrote: High time. Omar Haddad wrote: They are really slow.
    ines, maria: closed_for_you "[EXP-1] No answer needed any more: approved"
EXP-1 is approved, 2 of 2, by maria and omar
