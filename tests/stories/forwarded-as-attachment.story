# A receipt forwarded as an attachment, which itself was forwarded as one.
sam writes to the desk, "Fwd: Fwd: Your booking":
    | See attached.
    attachment forwarded.eml message/rfc822:
        | From: kim@corp.example
        | To: sam@corp.example
        | Subject: Fwd: Your booking
        | MIME-Version: 1.0
        | Content-Type: multipart/mixed; boundary="inner"
        |
        | --inner
        | Content-Type: text/plain
        |
        | For you.
        | --inner
        | Content-Type: message/rfc822
        |
        | From: booking@hotel.example
        | To: kim@corp.example
        | Subject: Your booking
        | Content-Type: text/plain
        |
        | Total due: 2,400.00 USD
        | --inner--
expect:
    sam: received "[EXP-1] Received: Fwd: Fwd: Your booking"
    ines, maria, omar: approval_request "[EXP-1] Approval needed: sam@corp.example, 2,400.00 USD"
EXP-1 is pending, 0 of 1
