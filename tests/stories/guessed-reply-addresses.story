# Whoever tries reply addresses is told the same of each, a few times, and then nothing (T21).
sam writes to the desk, "one":
    to: expenses+aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@corp.example
    | APPROVE
sam writes to the desk, "two":
    to: expenses+bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb@corp.example
    | APPROVE
sam writes to the desk, "three":
    to: expenses+cccccccccccccccccccccccccccccccc@corp.example
    | APPROVE
sam writes to the desk, "four":
    to: expenses+dddddddddddddddddddddddddddddddd@corp.example
    | APPROVE
sam writes to the desk, "five":
    to: expenses+eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee@corp.example
    | APPROVE
sam writes to the desk, "six":
    to: expenses+ffffffffffffffffffffffffffffffff@corp.example
    | APPROVE
omar writes to the desk, "one":
    to: expenses+aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@corp.example
    | APPROVE
expect:
    sam, sam, sam, omar: refused "Your answer was not carried out"
set aside:
    1. sam "four": its reply address is not good for its sender, and sam@corp.example used too many such within an hour
    2. sam "five": its reply address is not good for its sender, and sam@corp.example used too many such within an hour
    3. sam "six": its reply address is not good for its sender, and sam@corp.example used too many such within an hour
wait 2 hours
sam writes to the desk, "seven":
    to: expenses+22222222222222222222222222222222@corp.example
    | APPROVE
expect:
    it: operator "Needs attention: 3 mails were set aside"
    sam: refused "Your answer was not carried out"
