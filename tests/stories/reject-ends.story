# The first REJECT ends it, whatever was approved before; the reason reaches everybody.
sam writes to the desk, "Trade fair":
    | Total: 20,000.00 USD
expect:
    sam: received "[EXP-1] Received: Trade fair"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 20,000.00 USD"
maria answers her approval_request:
    | APPROVE
    | Fine for me.
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
omar answers his approval_request, in Outlook:
    | REJECT: we have been there last year
expect:
    omar: decision_recorded "[EXP-1] Your decision is recorded: rejected"
    sam: rejected "[EXP-1] Your report is rejected, 20,000.00 USD"
        has: we have been there last year
        has: rejected by Omar Haddad
    ines, maria: closed_for_you "[EXP-1] No answer needed any more: rejected"
EXP-1 is rejected, 1 of 2, by omar
