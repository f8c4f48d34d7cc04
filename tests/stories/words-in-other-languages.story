# Words of the company's own languages decide as well.
config:
    [replies]
    approve = ["genehmigt"]
    reject = ["abgelehnt"]
sam writes to the desk, "Messe":
    | Gesamtbetrag: 20.000,00 EUR
expect:
    sam: received "[EXP-1] Received: Messe"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 20,000.00 EUR"
maria answers her approval_request, in German Outlook:
    | Genehmigt.
    |
    | Viele Grüße
    | Maria
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
omar answers his approval_request, in German Outlook:
    | Abgelehnt: zu teuer
expect:
    omar: decision_recorded "[EXP-1] Your decision is recorded: rejected"
    sam: rejected "[EXP-1] Your report is rejected, 20,000.00 EUR"
    ines, maria: closed_for_you "[EXP-1] No answer needed any more: rejected"
EXP-1 is rejected, 1 of 2, by omar
