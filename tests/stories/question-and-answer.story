# A question goes to the requester, the answer to whoever asked; then it is decided.
sam writes to the desk, "Laptop":
    | Total: 2,400.00 USD
expect:
    sam: received "[EXP-1] Received: Laptop"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
maria answers her approval_request:
    | ASK Why not the cheaper one?
expect:
    sam: question "[EXP-1] Maria Lopez has a question"
        has: Why not the cheaper one?
sam answers his question, on a phone:
    | It has too little memory.
expect:
    maria: answer "[EXP-1] sam@corp.example answered"
        has: It has too little memory.
        has: write the single word APPROVE
maria answers her answer:
    | APPROVE
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
    sam: approved "[EXP-1] Your report is approved, 2,400.00 USD"
    ines, omar: closed_for_you "[EXP-1] No answer needed any more: approved"
EXP-1 is approved, 1 of 1, by maria
