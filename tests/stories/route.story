# Sales has its own approvers.
config:
    [requesters]
    domains = ["corp.example", "sales.corp.example"]
    [[routes]]
    requesters = ["*@sales.corp.example"]
    approvers = ["maria@corp.example", "omar@corp.example"]
kim@sales.corp.example writes to the desk, "Dinner with a client":
    | Total: 2,400.00 USD
expect:
    kim@sales.corp.example: received "[EXP-1] Received: Dinner with a client"
    maria, omar: approval_request "[EXP-1] Approval needed: kim@sales.corp.example, 2,400.00 USD"
sam writes to the desk, "Laptop":
    | Total: 2,400.00 USD
expect:
    sam: received "[EXP-2] Received: Laptop"
    ines, maria, omar: approval_request "[EXP-2] Approval needed: sam@corp.example, 2,400.00 USD"
