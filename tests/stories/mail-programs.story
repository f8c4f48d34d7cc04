# A yes is a yes from every mail program, with its own way of quoting the whole mail.
config:
    [policy]
    split_window = "off"
sam writes to the desk, "One":
    | Total: 2,001.00 USD
sam writes to the desk, "Two":
    | Total: 2,002.00 USD
sam writes to the desk, "Three":
    | Total: 2,003.00 USD
sam writes to the desk, "Four":
    | Total: 2,004.00 USD
sam writes to the desk, "Five":
    | Total: 2,005.00 USD
sam writes to the desk, "Six":
    | Total: 2,006.00 USD
sam writes to the desk, "Seven":
    | Total: 2,007.00 USD
expect:
    sam: received "[EXP-1] Received: One"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,001.00 USD"
    sam: received "[EXP-2] Received: Two"
    ines, maria, omar: approval_request "[EXP-2] Approval needed: sam@corp.example, 2,002.00 USD"
    sam: received "[EXP-3] Received: Three"
    ines, maria, omar: approval_request "[EXP-3] Approval needed: sam@corp.example, 2,003.00 USD"
    sam: received "[EXP-4] Received: Four"
    ines, maria, omar: approval_request "[EXP-4] Approval needed: sam@corp.example, 2,004.00 USD"
    sam: received "[EXP-5] Received: Five"
    ines, maria, omar: approval_request "[EXP-5] Approval needed: sam@corp.example, 2,005.00 USD"
    sam: received "[EXP-6] Received: Six"
    ines, maria, omar: approval_request "[EXP-6] Approval needed: sam@corp.example, 2,006.00 USD"
    sam: received "[EXP-7] Received: Seven"
    ines, maria, omar: approval_request "[EXP-7] Approval needed: sam@corp.example, 2,007.00 USD"
maria answers her approval_request about EXP-1, in Gmail:
    | APPROVE
maria answers her approval_request about EXP-2, in Outlook:
    | APPROVE
maria answers her approval_request about EXP-3, in Outlook on the web:
    | APPROVE
maria answers her approval_request about EXP-4, in Apple Mail:
    | APPROVE
maria answers her approval_request about EXP-5, on a phone:
    | APPROVE
maria answers her approval_request about EXP-6, in German Outlook:
    | APPROVE
maria answers her approval_request about EXP-7, without a quote:
    | APPROVE
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
    sam: approved "[EXP-1] Your report is approved, 2,001.00 USD"
    ines, omar: closed_for_you "[EXP-1] No answer needed any more: approved"
    maria: decision_recorded "[EXP-2] Your decision is recorded: approved"
    sam: approved "[EXP-2] Your report is approved, 2,002.00 USD"
    ines, omar: closed_for_you "[EXP-2] No answer needed any more: approved"
    maria: decision_recorded "[EXP-3] Your decision is recorded: approved"
    sam: approved "[EXP-3] Your report is approved, 2,003.00 USD"
    ines, omar: closed_for_you "[EXP-3] No answer needed any more: approved"
    maria: decision_recorded "[EXP-4] Your decision is recorded: approved"
    sam: approved "[EXP-4] Your report is approved, 2,004.00 USD"
    ines, omar: closed_for_you "[EXP-4] No answer needed any more: approved"
    maria: decision_recorded "[EXP-5] Your decision is recorded: approved"
    sam: approved "[EXP-5] Your report is approved, 2,005.00 USD"
    ines, omar: closed_for_you "[EXP-5] No answer needed any more: approved"
    maria: decision_recorded "[EXP-6] Your decision is recorded: approved"
    sam: approved "[EXP-6] Your report is approved, 2,006.00 USD"
    ines, omar: closed_for_you "[EXP-6] No answer needed any more: approved"
    maria: decision_recorded "[EXP-7] Your decision is recorded: approved"
    sam: approved "[EXP-7] Your report is approved, 2,007.00 USD"
    ines, omar: closed_for_you "[EXP-7] No answer needed any more: approved"
EXP-1 is approved, 1 of 1, by maria
EXP-2 is approved, 1 of 1, by maria
EXP-3 is approved, 1 of 1, by maria
EXP-4 is approved, 1 of 1, by maria
EXP-5 is approved, 1 of 1, by maria
EXP-6 is approved, 1 of 1, by maria
EXP-7 is approved, 1 of 1, by maria
