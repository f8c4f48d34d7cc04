# Somebody has stolen Maria's phone: what she approved on open requests is void, and she counts as nobody until that is lifted (T24).
sam writes to the desk, "Trade fair":
    | Total: 20,000.00 USD
expect:
    sam: received "[EXP-1] Received: Trade fair"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 20,000.00 USD"
maria answers her approval_request:
    | APPROVE
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
EXP-1 is pending, 1 of 2, by maria
it suspends m.lopez: her phone is stolen
expect:
    it: operator "Needs attention: maria@corp.example is suspended, by it@corp.example: her phone is stolen"
EXP-1 is pending, 0 of 2
it cannot suspend maria
maria answers her approval_request:
    | APPROVE
maria answers her decision_recorded:
    | REJECT
maria writes to the desk, "Taxi":
    | Total: 20.00 USD
expect:
    nothing
set aside:
    1. maria "Re: [EXP-1] Approval needed: sam@corp.example, 20,000.00 USD": maria@corp.example is suspended
    2. maria "Re: [EXP-1] Your decision is recorded: approved": maria@corp.example is suspended
    3. maria "Taxi": maria@corp.example is suspended
it cannot release mail 1
it cannot release mail 3
sam writes to the desk, "Second fair":
    | Total: 20,000.00 USD
expect:
    sam: received "[EXP-2] Received: Second fair"
    ines, omar: approval_request "[EXP-2] Approval needed: sam@corp.example, 20,000.00 USD"
omar answers his approval_request about EXP-1:
    | APPROVE
ines answers her approval_request about EXP-1:
    | APPROVE
expect:
    omar, ines: decision_recorded "[EXP-1] Your decision is recorded: approved"
    sam: approved "[EXP-1] Your report is approved, 20,000.00 USD"
    omar: closed_for_you "[EXP-1] No answer needed any more: approved"
EXP-1 is approved, 2 of 2, by omar and ines
omar answers his approval_request about EXP-2:
    | DELEGATE maria@corp.example
expect:
    omar: refused "[EXP-2] Your answer was not carried out"
it readmits maria
expect:
    maria: approval_request "[EXP-2] Approval needed: sam@corp.example, 20,000.00 USD"
    it: operator "Needs attention: maria@corp.example is readmitted, by it@corp.example"
maria answers her approval_request about EXP-2:
    | APPROVE
expect:
    maria: decision_recorded "[EXP-2] Your decision is recorded: approved"
EXP-2 is pending, 1 of 2, by maria
wait 15 minutes
expect:
    it: operator "Needs attention: 3 mails were set aside"
it rejects mail 1
it rejects mail 2: it was the thief
it rejects mail 3
it cannot reject mail 3
set aside:
    nothing
