# A ticket system that looks like a person answers each mail with a new one: after three answers the desk is silent.
tickets writes to the desk, "Ticket 1 was opened":
    | Thank you for your mail. We take care of it.
tickets writes to the desk, "Ticket 2 was opened":
    | Thank you for your mail. We take care of it, too.
tickets writes to the desk, "Ticket 3 was opened":
    | Thank you for your mail. We take care of it as well.
tickets writes to the desk, "Ticket 4 was opened":
    | Thank you for your mail. We take care of it, again.
expect:
    tickets: amount_needed "[EXP-1] What is the total of “Ticket 1 was opened”?"
    tickets: amount_needed "[EXP-2] What is the total of “Ticket 2 was opened”?"
    tickets: amount_needed "[EXP-3] What is the total of “Ticket 3 was opened”?"
set aside:
    1. tickets "Ticket 4 was opened": 3 answers within an hour led to nothing: perhaps a machine writes
