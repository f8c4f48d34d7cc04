# Without a total nobody is asked; the requester says it, and it goes on.
sam writes to the desk, "Taxi and dinner":
    | Please see the attached bills. Thanks, Sam
expect:
    sam: amount_needed "[EXP-1] What is the total of “Taxi and dinner”?"
EXP-1 is needs_amount, 0 of 0
sam answers his amount_needed:
    | It was about two thousand I think
expect:
    sam: not_understood "[EXP-1] We did not understand your answer"
sam answers his amount_needed:
    | AMOUNT 2,034.50 USD
expect:
    sam: received "[EXP-1] Received: Taxi and dinner"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,034.50 USD"
EXP-1 is pending, 0 of 1
maria answers her approval_request:
    | APPROVE
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
    sam: approved "[EXP-1] Your report is approved, 2,034.50 USD"
    ines, omar: closed_for_you "[EXP-1] No answer needed any more: approved"
EXP-1 is approved, 1 of 1, by maria
