//! The lines that inline OpenPGP puts around a signed text (RFC 9580 §7).
//!
//! Knows where the frame is, never whether the signature holds. Must not know what is inside.

const BEGINS: &str = "-----BEGIN PGP SIGNED MESSAGE-----";
const SIGNATURE: &str = "-----BEGIN PGP SIGNATURE-----";
const ENDS: &str = "-----END PGP SIGNATURE-----";
const MOST_FIELDS: usize = 8;
const MOST_LINES: usize = 100;

/// Over how many of these lines a frame's upper or lower part goes.
pub(super) fn at(lines: &[&str]) -> Option<usize> {
    let first = *lines.first()?;
    if first == BEGINS {
        let fields = lines.iter().skip(1).take(MOST_FIELDS);
        return Some(1 + fields.take_while(|line| line.starts_with("Hash:")).count());
    }
    let end = || lines.iter().take(MOST_LINES).position(|line| *line == ENDS);
    (first == SIGNATURE).then(|| end().map_or(1, |end| end + 1))
}
