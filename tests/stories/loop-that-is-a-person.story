# Who misunderstands three times is no machine for that: a clear word counts, and so does a report with an amount.
sam writes to the desk, "Laptop":
    | Total: 2,400.00 USD
expect:
    sam: received "[EXP-1] Received: Laptop"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
maria answers her approval_request:
    | Looks fine, I think
maria answers her approval_request:
    | I will ask Omar tomorrow
maria answers her approval_request:
    | Who is Sam?
maria answers her approval_request:
    | Is anybody there?
expect:
    maria, maria, maria: not_understood "[EXP-1] We did not understand your answer"
maria answers her not_understood:
    | APPROVE
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
    sam: approved "[EXP-1] Your report is approved, 2,400.00 USD"
    ines, omar: closed_for_you "[EXP-1] No answer needed any more: approved"
sam writes to the desk, "taxi":
    | See the receipt.
sam writes to the desk, "taxi again":
    | Here is the receipt.
sam writes to the desk, "taxi once more":
    | Now the receipt is there.
sam writes to the desk, "the taxi":
    | Total: 30.00 USD
sam writes to the desk, "the bus":
    | I bring the receipt.
expect:
    sam: amount_needed "[EXP-2] What is the total of “taxi”?"
    sam: amount_needed "[EXP-3] What is the total of “taxi again”?"
    sam: amount_needed "[EXP-4] What is the total of “taxi once more”?"
    sam: approved "[EXP-5] Your report is approved, 30.00 USD"
    sam: amount_needed "[EXP-6] What is the total of “the bus”?"
set aside:
    1. maria "Re: [EXP-1] Approval needed: sam@corp.example, 2,400.00 USD": 3 answers within an hour led to nothing: perhaps a machine writes
EXP-1 is approved, 1 of 1, by maria
