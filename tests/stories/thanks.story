# A friendly word to a final mail is answered once, and changes nothing.
sam writes to the desk, "Coffee":
    | Total: 12.00 USD
expect:
    sam: approved "[EXP-1] Your report is approved, 12.00 USD"
sam answers his approved:
    | Thanks a lot!
expect:
    sam: already_closed "[EXP-1] Already approved"
EXP-1 is approved, 0 of 0
