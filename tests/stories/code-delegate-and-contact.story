# Whoever stands in, and a contact who may decide, show their own codes.
config:
    [policy]
    tiers = [ { above = 1000, approvals = 1 }, { above = 10000, approvals = 2, code = "totp" } ]
    [escalation]
    levels = [ { after = "8h", contacts = ["boss@corp.example"], may_decide = true } ]
it enrols boss
it enrols ines
sam writes to the desk, "Laptops":
    | Total: 18,900.00 USD
expect:
    boss, ines: enrolled "Your second factor is new"
    sam: received "[EXP-1] Received: Laptops"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 18,900.00 USD"
wait 8 hours
expect:
    boss: escalation "[EXP-1] Waiting too long: sam@corp.example, 18,900.00 USD"
boss answers his escalation:
    | APPROVE
expect:
    boss: refused "[EXP-1] Your answer was not carried out"
EXP-1 is pending, 0 of 2
boss answers his escalation:
    | APPROVE {boss's code}
ines answers her approval_request:
    | Genehmigt {ines's code}
expect:
    boss, ines: decision_recorded "[EXP-1] Your decision is recorded: approved"
    sam: approved "[EXP-1] Your report is approved, 18,900.00 USD"
    boss, maria, omar: closed_for_you "[EXP-1] No answer needed any more: approved"
EXP-1 is approved, 2 of 2, by boss and ines
