# A ticket system answers each mail below its own subject, without a sign of a machine.
tickets writes to the desk, "Ticket 1 was opened":
    | Thank you for your mail. We take care of it.
tickets answers her amount_needed, in Gmail:
    | Thank you for your mail. We take care of it.
expect:
    tickets: amount_needed "[EXP-1] What is the total of “Ticket 1 was opened”?"
    tickets: not_understood "[EXP-1] We did not understand your answer"
tickets answers her not_understood, in Outlook:
    | Thank you for your mail. We take care of it.
tickets answers her not_understood, without a quote:
    | Thank you for your mail. We take care of it.
expect:
    tickets: not_understood "[EXP-1] We did not understand your answer"
set aside:
    1. tickets "Re: [EXP-1] We did not understand your answer": 3 answers within an hour led to nothing: perhaps a machine writes
