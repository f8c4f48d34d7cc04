# An answer that has no plain text.
sam writes to the desk, "Laptop":
    | Total: 2,400.00 USD
expect:
    sam: received "[EXP-1] Received: Laptop"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
maria answers her approval_request:
    html:
        | <html><body><p style="font-family:Arial">Rejected</p><p>Too expensive.</p></body></html>
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: rejected"
    sam: rejected "[EXP-1] Your report is rejected, 2,400.00 USD"
    ines, omar: closed_for_you "[EXP-1] No answer needed any more: rejected"
EXP-1 is rejected, 0 of 1, by maria
