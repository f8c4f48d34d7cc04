//! Mails that are handed on as evidence: reply addresses in them that still work are made unreadable.
//!
//! Knows what a secret looks like and how mail hides it: in lines that are broken off, and in base64. What is packed
//! otherwise, such as a PDF, is not looked into. Pure: whether a secret still works is asked of the caller.

/// How long a secret is: 160 bits in base32.
const SECRET: usize = 32;

/// No address makes a longer word around a secret: `%2B`, the secret, `%40`.
const LONGEST_WORD: usize = 4 * SECRET;

/// A line of base64 below this length cannot hold a secret.
const SHORTEST_LINE: usize = 43;

/// Mails in mails, each in base64.
const DEEPEST: usize = 4;

/// Replaces all secrets that still work; says whether there were any. The length stays the same.
pub(super) fn mask<E>(mail: &mut [u8], works: &mut impl FnMut(&str) -> Result<bool, E>) -> Result<bool, E> {
    mask_below(mail, works, 0)
}

fn mask_below<E>(
    bytes: &mut [u8],
    works: &mut impl FnMut(&str) -> Result<bool, E>,
    depth: usize,
) -> Result<bool, E> {
    let mut found = mask_words(bytes, works)?;
    if depth == DEEPEST {
        return Ok(found);
    }
    for places in base64_blocks(bytes) {
        let letters: Vec<u8> = places.iter().filter_map(|place| bytes.get(*place).copied()).collect();
        let Ok(mut inside) = data_encoding::BASE64.decode(&letters) else { continue };
        if mask_below(&mut inside, works, depth + 1)? {
            write(bytes, &places, data_encoding::BASE64.encode(&inside).bytes());
            found = true;
        }
    }
    Ok(found)
}

/// Words of letters and digits as base32 has them, also over the soft line breaks of quoted-printable (RFC 2045 §6.7).
fn mask_words<E>(bytes: &mut [u8], works: &mut impl FnMut(&str) -> Result<bool, E>) -> Result<bool, E> {
    let mut found = false;
    let mut word: Vec<usize> = Vec::new();
    let mut at = 0;
    while at <= bytes.len() {
        let rest = bytes.get(at..).unwrap_or_default();
        match rest.first() {
            Some(b'a'..=b'z' | b'A'..=b'Z' | b'2'..=b'7') => {
                word.push(at);
                at += 1;
            }
            _ if rest.starts_with(b"=\r\n") => at += 3,
            _ if rest.starts_with(b"=\n") => at += 2,
            _ => {
                if (SECRET..=LONGEST_WORD).contains(&word.len()) {
                    found |= mask_word(bytes, &word, works)?;
                }
                word.clear();
                at += 1;
            }
        }
    }
    Ok(found)
}

/// A secret can stand anywhere in the word: `%2B` before it leaves two letters.
fn mask_word<E>(
    bytes: &mut [u8],
    word: &[usize],
    works: &mut impl FnMut(&str) -> Result<bool, E>,
) -> Result<bool, E> {
    let mut found = false;
    for places in word.windows(SECRET) {
        let secret: String = places
            .iter()
            .filter_map(|place| bytes.get(*place))
            .map(|byte| char::from(byte.to_ascii_lowercase()))
            .collect();
        if works(&secret)? {
            write(bytes, places, std::iter::repeat_n(b'x', SECRET));
            found = true;
        }
    }
    Ok(found)
}

fn write(bytes: &mut [u8], places: &[usize], letters: impl Iterator<Item = u8>) {
    for (place, letter) in places.iter().zip(letters) {
        if let Some(byte) = bytes.get_mut(*place) {
            *byte = letter;
        }
    }
}

/// The places of the letters of each block of base64: lines of one length, and a shorter one at the end.
fn base64_blocks(bytes: &[u8]) -> Vec<Vec<usize>> {
    let mut blocks = Vec::new();
    let mut block: Vec<usize> = Vec::new();
    let mut width = 0;
    let mut begin = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let letters = line.trim_ascii_end();
        let is_base64 = !letters.is_empty() && letters.iter().all(is_of_base64);
        let goes_on = is_base64 && !block.is_empty() && letters.len() <= width;
        if !goes_on {
            blocks.extend(Some(std::mem::take(&mut block)).filter(|block| !block.is_empty()));
        }
        if goes_on || (is_base64 && letters.len() >= SHORTEST_LINE) {
            if block.is_empty() {
                width = letters.len();
            }
            block.extend(begin..begin + letters.len());
        }
        begin += line.len();
        if is_base64 && letters.len() < width {
            blocks.extend(Some(std::mem::take(&mut block)).filter(|block| !block.is_empty()));
        }
    }
    blocks.extend(Some(block).filter(|block| !block.is_empty()));
    blocks
}

fn is_of_base64(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=')
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIVE: &str = "abcdefghijklmnopqrstuvwxyz234567";
    const DEAD: &str = "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz";

    fn masked(mail: &str) -> (String, bool) {
        let mut bytes = mail.as_bytes().to_vec();
        let found = mask(&mut bytes, &mut |secret| Ok::<_, ()>(secret == LIVE)).unwrap();
        assert_eq!(bytes.len(), mail.len());
        (String::from_utf8(bytes).unwrap(), found)
    }

    fn base64(text: &str) -> String {
        let letters = data_encoding::BASE64.encode(text.as_bytes());
        let lines: Vec<_> = letters.as_bytes().chunks(76).map(|line| String::from_utf8_lossy(line)).collect();
        lines.join("\r\n") + "\r\n"
    }

    /// T22
    #[test]
    fn a_secret_that_works_is_made_unreadable_wherever_mail_puts_it() {
        let (x, upper) = ("x".repeat(32), LIVE.to_ascii_uppercase());
        let (left, right) = LIVE.split_at(10);
        for (mail, told) in [
            (format!("To: desk+{LIVE}@corp.example\n"), format!("To: desk+{x}@corp.example\n")),
            (format!("To: desk+{upper}@corp.example\n"), format!("To: desk+{x}@corp.example\n")),
            (format!("mailto:desk%2B{LIVE}%40corp"), format!("mailto:desk%2B{x}%40corp")),
            (format!("desk=2B{LIVE}=40corp"), format!("desk=2B{x}=40corp")),
            (format!("+{left}=\r\n{right}@"), format!("+{}=\r\n{}@", "x".repeat(10), "x".repeat(22))),
            (format!("<{LIVE}.id@corp.example>"), format!("<{x}.id@corp.example>")),
        ] {
            assert_eq!(masked(&mail), (told.clone(), true), "{mail}");
            let (inner, outer) = (
                base64(&format!("Some text before it.\r\n{mail}\r\nand after it, to fill lines\r\n")),
                "h: x\r\n\r\n",
            );
            let (shown, found) = masked(&format!("{outer}{inner}\r\n--boundary--\r\n"));
            assert!(found, "{mail} in base64");
            let (_, shown) = shown.split_once("\r\n\r\n").unwrap();
            let letters: String = shown.split("\r\n\r\n").next().unwrap().split_whitespace().collect();
            let shown = String::from_utf8(data_encoding::BASE64.decode(letters.as_bytes()).unwrap()).unwrap();
            assert!(shown.contains(&told), "{shown}");
        }
    }

    #[test]
    fn all_else_stays_as_it_came() {
        for mail in [
            format!("To: desk+{DEAD}@corp.example\n"),
            base64(&format!("nothing {DEAD} in it, and no end of it: {}", "text ".repeat(100))),
            format!("{}{LIVE}{}", "a".repeat(90), "b".repeat(90)),
        ] {
            assert_eq!(masked(&mail), (mail.clone(), false));
        }
    }

    #[test]
    fn base64_in_base64_is_looked_into_and_no_depth_ends_the_program() {
        let mut mail =
            format!("To: desk+{LIVE}@corp.example\r\nfiller to make it long enough for a line\r\n");
        for depth in 1..8 {
            mail = base64(&mail);
            assert_eq!(masked(&mail).1, depth <= DEEPEST, "{depth}");
        }
    }
}
