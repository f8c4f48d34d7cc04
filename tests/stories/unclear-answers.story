# Whatever is not clearly a decision is none; who wrote it learns what was understood and what to write.
sam writes to the desk, "Laptop":
    | Total: 2,400.00 USD
expect:
    sam: received "[EXP-1] Received: Laptop"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
maria answers her approval_request:
    | Can I approve this next week?
expect:
    maria: not_understood "[EXP-1] We did not understand your answer"
        has: Can I approve this next week?
maria answers her approval_request:
    | APPROVE if the price drops below 2000
expect:
    maria: not_understood "[EXP-1] We did not understand your answer"
maria answers her approval_request:
    | APPROVE
    | no wait, REJECT
expect:
    maria: not_understood "[EXP-1] We did not understand your answer"
wait 61 minutes
maria answers her approval_request:
    | ok
expect:
    maria: not_understood "[EXP-1] We did not understand your answer"
maria answers her approval_request:
    | I do not approve this.
expect:
    maria: not_understood "[EXP-1] We did not understand your answer"
maria answers her approval_request, in Gmail:
expect:
    maria: not_understood "[EXP-1] We did not understand your answer"
        has: We found nothing newly written in it
wait 61 minutes
maria answers her approval_request, on a phone:
expect:
    maria: not_understood "[EXP-1] We did not understand your answer"
maria answers her approval_request, without a quote:
expect:
    maria: not_understood "[EXP-1] We did not understand your answer"
EXP-1 is pending, 0 of 1
