# Each is converted at its rate before it is added; one without a rate counts once its total is told.
sam writes to the desk, "Hotel":
    | Total: 500.00 EUR
expect:
    sam: approved "[EXP-1] Your report is approved, 500.00 EUR"
        has: 500.00 EUR at 1.08 = 540.00 USD
sam writes to the desk, "Rent":
    | Total: 900.000 KWD
expect:
    sam: amount_needed "[EXP-2] What is the total of “Rent”?"
sam writes to the desk, "Taxi":
    | Total: 460.00 USD
expect:
    sam: approved "[EXP-3] Your report is approved, 460.00 USD"
sam writes to the desk, "Train":
    | Total: 1.00 GBP
expect:
    sam: received "[EXP-4] Received: Train"
    ines, maria, omar: approval_request "[EXP-4] Approval needed: sam@corp.example, 1.00 GBP"
        has: Together with EXP-1 and EXP-3, within 7 days: 1,001.27 USD
        has: 1.00 GBP at 1.27 = 1.27 USD
