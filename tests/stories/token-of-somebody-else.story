# Omar answers Maria's mail: it is refused, Maria is told, and her reply address is replaced.
sam writes to the desk, "Trade fair":
    | Total: 20,000.00 USD
expect:
    sam: received "[EXP-1] Received: Trade fair"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 20,000.00 USD"
omar answers maria's approval_request:
    | APPROVE
expect:
    maria: refused "[EXP-1] Somebody else used your reply address"
        has: A mail from omar@corp.example came to the reply address that was made for you alone.
        lacks: We understood your mail
    omar: refused "Your answer was not carried out"
EXP-1 is pending, 0 of 2
maria answers her approval_request:
    | APPROVE
expect:
    maria: refused "[EXP-1] Your answer was not carried out"
maria answers her refused:
    | APPROVE
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
EXP-1 is pending, 1 of 2, by maria
