# A decision that names another request than the one it answers is none: nobody can know which is meant.
sam writes to the desk, "Laptop":
    | Total: 2,400.00 USD
expect:
    sam: received "[EXP-1] Received: Laptop"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
maria answers her approval_request:
    | APPROVE: EXP-8
expect:
    maria: not_understood "[EXP-1] We did not understand your answer"
        has: it names another request than EXP-1
maria answers her approval_request:
    | Approved. This is about EXP-9.
expect:
    maria: not_understood "[EXP-1] We did not understand your answer"
maria answers her approval_request:
    | REJECT
    | see exp-2
expect:
    maria: not_understood "[EXP-1] We did not understand your answer"
EXP-1 is pending, 0 of 1
maria answers her approval_request:
    | APPROVE: EXP-1 is fine
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
    sam: approved "[EXP-1] Your report is approved, 2,400.00 USD"
    ines, omar: closed_for_you "[EXP-1] No answer needed any more: approved"
EXP-1 is approved, 1 of 1, by maria
