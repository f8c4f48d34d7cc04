# HELP is answered, with and without a request.
sam writes to the desk, "Hello":
    | HELP
expect:
    sam: answer "The answer to your mail"
sam writes to the desk, "Laptop":
    | Total: 2,400.00 USD
expect:
    sam: received "[EXP-1] Received: Laptop"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
sam answers his received:
    | Help
expect:
    sam: answer "[EXP-1] The answer to your mail"
maria answers her approval_request:
    | HELP
expect:
    maria: answer "[EXP-1] The answer to your mail"
EXP-1 is pending, 0 of 1
