# Two honest reports that look alike: another amount, a short note, the same small card attached.
sam writes to the desk, "Taxi":
    | Total: 1,050.00 USD
    attachment card.vcf text/vcard:
        | BEGIN:VCARD
        | FN:Sam Reed
        | ORG:Corp
        | TEL:+1 555 0100, please call between nine and five, or leave a message at the desk downstairs
        | END:VCARD
expect:
    sam: received "[EXP-1] Received: Taxi"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 1,050.00 USD"
sam writes to the desk, "Taxi":
    | Total: 1,060.00 USD
    attachment card.vcf text/vcard:
        | BEGIN:VCARD
        | FN:Sam Reed
        | ORG:Corp
        | TEL:+1 555 0100, please call between nine and five, or leave a message at the desk downstairs
        | END:VCARD
expect:
    sam: received "[EXP-2] Received: Taxi"
    ines, maria, omar: approval_request "[EXP-2] Approval needed: sam@corp.example, 1,060.00 USD"
        lacks: Possible duplicate
