# A file that comes with every invoice of a vendor is no receipt: after a few it is named only beside the same amount.
config:
    [policy]
    split_window = "off"
sam writes to the desk, "Order 1":
    | Total: 1,201.00 USD
    attachment terms.txt text/plain:
        | Terms of business of Datacenter Nord. Goods remain ours until they are paid for in full; what is broken on its
        | way is replaced, and complaints are heard within two weeks.
expect:
    sam: received "[EXP-1] Received: Order 1"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 1,201.00 USD"
sam writes to the desk, "Order 2":
    | Total: 1,202.00 USD
    attachment terms.txt text/plain:
        | Terms of business of Datacenter Nord. Goods remain ours until they are paid for in full; what is broken on its
        | way is replaced, and complaints are heard within two weeks.
expect:
    sam: received "[EXP-2] Received: Order 2"
    ines, maria, omar: approval_request "[EXP-2] Approval needed: sam@corp.example, 1,202.00 USD"
        has: Possible duplicate: looks like EXP-1
sam writes to the desk, "Order 3":
    | Total: 1,203.00 USD
    attachment terms.txt text/plain:
        | Terms of business of Datacenter Nord. Goods remain ours until they are paid for in full; what is broken on its
        | way is replaced, and complaints are heard within two weeks.
expect:
    sam: received "[EXP-3] Received: Order 3"
    ines, maria, omar: approval_request "[EXP-3] Approval needed: sam@corp.example, 1,203.00 USD"
        has: Possible duplicate: looks like EXP-2
sam writes to the desk, "Order 4":
    | Total: 1,204.00 USD
    attachment terms.txt text/plain:
        | Terms of business of Datacenter Nord. Goods remain ours until they are paid for in full; what is broken on its
        | way is replaced, and complaints are heard within two weeks.
expect:
    sam: received "[EXP-4] Received: Order 4"
    ines, maria, omar: approval_request "[EXP-4] Approval needed: sam@corp.example, 1,204.00 USD"
        has: Possible duplicate: looks like EXP-3
sam writes to the desk, "Order 5":
    | Total: 1,205.00 USD
    attachment terms.txt text/plain:
        | Terms of business of Datacenter Nord. Goods remain ours until they are paid for in full; what is broken on its
        | way is replaced, and complaints are heard within two weeks.
expect:
    sam: received "[EXP-5] Received: Order 5"
    ines, maria, omar: approval_request "[EXP-5] Approval needed: sam@corp.example, 1,205.00 USD"
        has: Possible duplicate: looks like EXP-4
sam writes to the desk, "Order 6":
    | Total: 1,206.00 USD
    attachment terms.txt text/plain:
        | Terms of business of Datacenter Nord. Goods remain ours until they are paid for in full; what is broken on its
        | way is replaced, and complaints are heard within two weeks.
expect:
    sam: received "[EXP-6] Received: Order 6"
    ines, maria, omar: approval_request "[EXP-6] Approval needed: sam@corp.example, 1,206.00 USD"
        has: Possible duplicate: looks like EXP-5
sam writes to the desk, "Order 7":
    | Total: 1,207.00 USD
    attachment terms.txt text/plain:
        | Terms of business of Datacenter Nord. Goods remain ours until they are paid for in full; what is broken on its
        | way is replaced, and complaints are heard within two weeks.
expect:
    sam: received "[EXP-7] Received: Order 7"
    ines, maria, omar: approval_request "[EXP-7] Approval needed: sam@corp.example, 1,207.00 USD"
        lacks: Possible duplicate
sam writes to the desk, "Order 3 again":
    | Total: 1,203.00 USD
    attachment terms.txt text/plain:
        | Terms of business of Datacenter Nord. Goods remain ours until they are paid for in full; what is broken on its
        | way is replaced, and complaints are heard within two weeks.
expect:
    sam: received "[EXP-8] Received: Order 3 again"
    ines, maria, omar: approval_request "[EXP-8] Approval needed: sam@corp.example, 1,203.00 USD"
        has: Possible duplicate: looks like EXP-3
