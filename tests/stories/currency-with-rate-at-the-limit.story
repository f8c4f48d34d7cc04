# 925.92 EUR are 999.9936 USD, 925.93 EUR are 1000.0044: nothing is rounded before it is compared.
sam writes to the desk, "Hotel":
    | Total: 925.92 EUR
expect:
    sam: approved "[EXP-1] Your report is approved, 925.92 EUR"
EXP-1 is approved, 0 of 0
sam writes to the desk, "Hotel again":
    | Total: 925.93 EUR
expect:
    sam: received "[EXP-2] Received: Hotel again"
    ines, maria, omar: approval_request "[EXP-2] Approval needed: sam@corp.example, 925.93 EUR"
EXP-2 is pending, 0 of 1
