# Also a request whose total nobody knows can be ended by an operator.
sam writes to the desk, "Taxi":
    | See the bill.
expect:
    sam: amount_needed "[EXP-1] What is the total of “Taxi”?"
it rejects EXP-1 at the command line: no bill came with it
expect:
    sam: rejected "[EXP-1] Your report is rejected"
EXP-1 is rejected, 0 of 0, by it
