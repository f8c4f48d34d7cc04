# Above the second limit an approval counts with a code only; the desk says so and how.
config:
    [policy]
    tiers = [ { above = 1000, approvals = 1 }, { above = 10000, approvals = 2, code = "totp" } ]
it enrols maria
it enrols omar
it enrols ines
expect:
    maria, omar, ines: enrolled "Your second factor is new"
sam writes to the desk, "Laptops for the team":
    | Total: 18,900.00 USD
expect:
    sam: received "[EXP-1] Received: Laptops for the team"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 18,900.00 USD"
        has: must approve, each with a code
        has: to approve, write APPROVE and the six digits that your authenticator app shows, like this: APPROVE 123456
        lacks: the single word APPROVE
        lacks: no authenticator app
maria answers her approval_request, in Gmail:
    | APPROVE
expect:
    maria: refused "[EXP-1] Your answer was not carried out"
        has: So large a sum is approved with a code only
maria answers her approval_request, in Outlook:
    | Approve {maria's code}: within the budget
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
EXP-1 is pending, 1 of 2, by maria
maria answers her approval_request:
    | APPROVE {maria's code}
expect:
    maria: decision_recorded "[EXP-1] Your decision is recorded: approved"
# Somebody else's code, and then the right one, as an app shows it.
omar answers his approval_request:
    | APPROVE {maria's code in 1 minutes}
expect:
    omar: refused "[EXP-1] Your answer was not carried out"
omar answers his approval_request, on a phone:
    | Hi,
    | approved: {omar's code}. Thanks!
expect:
    omar: decision_recorded "[EXP-1] Your decision is recorded: approved"
    sam: approved "[EXP-1] Your report is approved, 18,900.00 USD"
    ines, maria: closed_for_you "[EXP-1] No answer needed any more: approved"
EXP-1 is approved, 2 of 2, by maria and omar
