# While it is open, a yes may become a no; never the other way.
sam writes to the desk, "Trade fair":
    | Total: 20,000.00 USD
expect:
    sam: received "[EXP-1] Received: Trade fair"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 20,000.00 USD"
maria answers her approval_request:
    | APPROVE
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
maria answers her decision_recorded:
    | REJECT
    | I had not seen the hotel.
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: rejected"
    sam: rejected "[EXP-1] Your report is rejected, 20,000.00 USD"
    ines, omar: closed_for_you "[EXP-1] No answer needed any more: rejected"
EXP-1 is rejected, 1 of 2, by maria
maria answers her approval_request:
    | APPROVE
expect:
    maria: already_closed "[EXP-1] Already rejected"
        has: already rejected by Maria Lopez
EXP-1 is rejected, 1 of 2, by maria
