# A mail over the limit is set aside; operators hear why.
config:
    [limits]
    message = "100 KiB"
sam writes to the desk, "Photographs":
    size: 120 KiB
    | Total: 2,400.00 USD
expect:
    nothing
set aside:
    1. sam "Photographs": 169146 bytes are over limits.message (102400); only the header was read
wait 15 minutes
expect:
    it: operator "Needs attention: 1 mail was set aside"
