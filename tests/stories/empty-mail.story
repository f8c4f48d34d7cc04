# An empty mail is asked about, not lost.
sam writes to the desk, "":
expect:
    sam: amount_needed "[EXP-1] What is the total of “(no subject)”?"
EXP-1 is needs_amount, 0 of 0
