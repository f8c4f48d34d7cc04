//! Words of others for the log: on one line, and without people's addresses.
//!
//! A log goes to more places than the mail that it is about. `countersign outbox list` shows the whole.

/// The same words with only the first letter of what stands before each `@`.
pub(super) fn discreet(words: &str) -> String {
    let mut kept = String::with_capacity(words.len());
    for piece in words.split_inclusive(|c: char| c.is_whitespace() || "<>()[],;:\"'=".contains(c)) {
        match piece.split_once('@') {
            Some((local, rest)) => {
                kept.extend(local.chars().take(1));
                kept.push_str("…@");
                kept.push_str(rest);
            }
            None => kept.push_str(piece),
        }
    }
    kept.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_keep_their_first_letter_and_their_domain() {
        assert_eq!(
            discreet("550 5.1.1 <refused@corp.example>: Recipient address rejected\nask a.b@c.example"),
            "550 5.1.1 <r…@corp.example>: Recipient address rejected ask a…@c.example"
        );
        assert_eq!(discreet("nothing to hide"), "nothing to hide");
    }
}
