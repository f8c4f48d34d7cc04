//! A `Received` field, as far as it says which server took a mail from whom, and how (RFC 5321 §4.4).
//!
//! Knows the order of its words. Must not know whom to believe; what a client says of itself stands in it too, behind `from`.

use super::fields::Field;

/// One hop.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Hop {
    /// What the client called itself, in lower case.
    pub(super) from: String,
    /// The server, in lower case.
    pub(super) by: String,
    /// `ESMTPSA`, in upper case.
    pub(super) with: String,
    /// The comments, without their parentheses.
    pub(super) comments: Vec<String>,
}

/// Reads `from CLIENT … by SERVER … with PROTOCOL …; date`. `None`: it has another form, or none.
pub(super) fn hop(field: &Field<'_>) -> Option<Hop> {
    let body = field.unfolded();
    let (words, comments) = words(&body)?;
    let mut words = words.into_iter();
    let mut behind = |keyword: &str| {
        let found = words.next().is_some_and(|word| word.eq_ignore_ascii_case(keyword));
        found.then(|| words.next()).flatten()
    };
    let (from, by, with) = (behind("from")?, behind("by")?, behind("with")?);
    Some(Hop {
        from: from.to_ascii_lowercase(),
        by: by.to_ascii_lowercase(),
        with: with.to_ascii_uppercase(),
        comments,
    })
}

/// The words up to the `;` before the date, and the comments between them.
fn words(body: &[u8]) -> Option<(Vec<String>, Vec<String>)> {
    let (mut words, mut comments) = (vec![String::new()], Vec::new());
    let mut comment = String::new();
    let mut depth = 0_usize;
    let mut escaped = false;
    for character in body.iter().copied().map(char::from) {
        let target = if depth > 0 { &mut comment } else { words.last_mut()? };
        match character {
            _ if escaped => target.push(character),
            '(' => {
                depth += 1;
                if depth == 1 { words.push(String::new()) } else { comment.push('(') }
            }
            ')' if depth == 1 => comments.push(std::mem::take(&mut comment)),
            ' ' | '\t' | ';' if depth == 0 => words.push(String::new()),
            _ => target.push(character),
        }
        if character == ';' && depth == 0 {
            break;
        }
        if character == ')' && !escaped {
            depth = depth.checked_sub(1)?;
        }
        escaped = character == '\\' && !escaped;
    }
    words.retain(|word| !word.is_empty());
    (depth == 0).then_some((words, comments))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::fields::fields;

    fn read(body: &str) -> Option<Hop> {
        let raw = format!("Received: {body}\r\n\r\n");
        fields(raw.as_bytes()).next().as_ref().and_then(hop)
    }

    #[test]
    fn a_hop_is_read_and_its_comments_stay_apart() {
        let hop = read(
            "from [192.0.2.9] (laptop.corp.example [192.0.2.9])\r\n\t(using TLSv1.3 (256/256 bits))\r\n\t\
             (Authenticated sender: sam)\r\n\tby MX.corp.example (Postfix) with esmtpsa id 4F\r\n\tfor <x@y>; today by z",
        )
        .unwrap();
        assert_eq!(
            (hop.from.as_str(), hop.by.as_str(), hop.with.as_str()),
            ("[192.0.2.9]", "mx.corp.example", "ESMTPSA")
        );
        assert_eq!(
            hop.comments,
            [
                "laptop.corp.example [192.0.2.9]",
                "using TLSv1.3 (256/256 bits)",
                "Authenticated sender: sam",
                "Postfix"
            ]
        );
    }

    #[test]
    fn what_has_another_form_is_no_hop() {
        for body in [
            "",
            "by mx.corp.example (Postfix, from userid 1000) id 4F; today",
            "from a (open by mx.corp.example with ESMTP; today",
            "from a) by mx.corp.example with ESMTP; today",
            "from a b by mx.corp.example with ESMTP; today",
            "from a; by mx.corp.example with ESMTP",
        ] {
            assert_eq!(read(body), None, "{body}");
        }
        let spoofed = read("from by (x [192.0.2.1]) by mx.corp.example with ESMTP id 1; today").unwrap();
        assert_eq!(spoofed.by, "mx.corp.example");
    }
}
