# Two halves of what two people must approve. The first half stays with the one who was asked.
sam writes to the desk, "Servers, first half":
    | Total: 6,000.00 USD
expect:
    sam: received "[EXP-1] Received: Servers, first half"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 6,000.00 USD"
maria answers her approval_request:
    | APPROVE
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
    sam: approved "[EXP-1] Your report is approved, 6,000.00 USD"
    ines, omar: closed_for_you "[EXP-1] No answer needed any more: approved"
sam writes to the desk, "Servers, second half":
    | Total: 6,000.00 USD
expect:
    sam: received "[EXP-2] Received: Servers, second half"
        has: Together with EXP-1, within 7 days: 12,000.00 USD, above 10,000.00 USD.
    ines, maria, omar: approval_request "[EXP-2] Approval needed: sam@corp.example, 6,000.00 USD"
maria answers her approval_request about EXP-2:
    | APPROVE
expect:
    maria: decision_recorded "[EXP-2] Your decision is recorded: approved"
EXP-1 is approved, 1 of 1, by maria
EXP-2 is pending, 1 of 2, by maria
