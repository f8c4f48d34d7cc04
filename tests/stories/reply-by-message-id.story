# A server without sub-addresses: the answer names the mail that it answers, and the same rules hold.
config:
    [desk]
    reply_by = "message-id"
sam writes to the desk, "Trade fair":
    | Total: 20,000.00 USD
expect:
    sam: received "[EXP-1] Received: Trade fair"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 20,000.00 USD"
maria answers her approval_request:
    | APPROVE
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
omar answers maria's approval_request:
    | APPROVE
expect:
    maria: refused "[EXP-1] Somebody else used your reply address"
    omar: refused "Your answer was not carried out"
EXP-1 is pending, 1 of 2, by maria
omar answers his approval_request, in Outlook:
    | APPROVE
expect:
    omar: decision_recorded "[EXP-1] Your decision is recorded: approved"
    sam: approved "[EXP-1] Your report is approved, 20,000.00 USD"
    ines, maria: closed_for_you "[EXP-1] No answer needed any more: approved"
EXP-1 is approved, 2 of 2, by maria and omar
