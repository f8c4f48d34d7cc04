# What comes through a mailing list neither asks nor decides.
sam writes to the desk, "[travel] Cheap flights":
    header: List-Id: <travel.corp.example>
    | Total: 2,400.00 USD
expect:
    nothing
sam writes to the desk, "Laptop":
    | Total: 2,400.00 USD
expect:
    sam: received "[EXP-1] Received: Laptop"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
maria answers her approval_request:
    header: List-Unsubscribe: <mailto:leave@corp.example>
    header: Precedence: list
    | APPROVE
expect:
    nothing
EXP-1 is pending, 0 of 1
