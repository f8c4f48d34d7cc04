# Nothing but a receipt as a file.
sam writes to the desk, "":
    attachment receipt.txt text/plain:
        | Grand Hotel
        | 4 nights
        | Total due: USD 2,400.00
expect:
    sam: received "[EXP-1] Received: (no subject)"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
        has: Files: receipt.txt
EXP-1 is pending, 0 of 1
