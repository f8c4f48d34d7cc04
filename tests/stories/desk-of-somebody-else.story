# Another desk's mail lost the fields of its header that say so on its way: its text begins as only a desk's does.
other writes to the desk, "[TRIP-8] Approval needed: kim@corp.example, 2,400.00 USD":
    | ##- countersign: please write your answer above this line -##
    |
    | Hello expenses@corp.example,
    |
    | Kim asks you to approve 2,400.00 USD. Total: 2,400.00 USD
    |
    | ##- end of the mail from countersign -##
expect:
    nothing
set aside:
    1. other "[TRIP-8] Approval needed: kim@corp.example, 2,400.00 USD": an automatic mail (it begins as the mails of a desk do)
