//! By what a receipt is recognised when it comes a second time: digests of its files, its origin, its text.
//!
//! Knows which files say something. Must not know the store, or what was found before.

use crate::mail::Attachment;
use crate::receipt::{Origin, Sources, forwarded_letters};
use crate::store::{self, Mark, MarkKind};

/// A smaller file may be the same by chance.
const SMALLEST_FILE: usize = 128;
/// A smaller picture is a logo.
const SMALLEST_PICTURE: usize = 16 * 1024;
/// A smaller picture may be the banner of a signature, which many mails share.
const SMALLEST_PHOTO: usize = 128 * 1024;
/// So many files of a mail are remembered.
const MOST_FILES: usize = 50;
/// What people add to every mail.
const BUSINESS_CARDS: [&str; 5] =
    ["text/vcard", "text/x-vcard", "text/directory", "text/calendar", "application/pgp-keys"];

/// The marks of a submission, or of the files of a reply: what says most comes first.
///
/// `origin` is where the receipt says it comes from, by whoever read that best.
pub(super) fn marks(files: &[Attachment], sources: &Sources<'_>, origin: Origin) -> Vec<Mark> {
    let mut marks: Vec<Mark> = files.iter().filter_map(of_file).take(MOST_FILES).collect();
    if let Some(vendor) = origin.vendor.as_deref().map(letters).filter(|vendor| vendor.chars().count() >= 3) {
        if let Some(number) = origin.number {
            marks.push(mark(MarkKind::Number, &format!("{vendor} {}", letters(&number)), number));
        }
        if let Some(date) = origin.date {
            marks.push(mark(MarkKind::Receipt, &format!("{vendor} {date}"), String::new()));
        }
    }
    let text = forwarded_letters(sources);
    marks.extend(text.map(|text| mark(MarkKind::Text, &text, String::new())));
    marks
}

fn mark(kind: MarkKind, what: &str, name: String) -> Mark {
    Mark { kind, digest: store::digest(what.as_bytes()), name }
}

fn of_file(file: &Attachment) -> Option<Mark> {
    let size = file.bytes.len();
    let is_picture = file.media_type.starts_with("image/");
    let least = if is_picture { SMALLEST_PICTURE } else { SMALLEST_FILE };
    if size < least || BUSINESS_CARDS.contains(&file.media_type.as_str()) {
        return None;
    }
    let kind = if is_picture && size < SMALLEST_PHOTO { MarkKind::Picture } else { MarkKind::File };
    Some(Mark { kind, digest: store::digest(&file.bytes), name: file.name.clone() })
}

/// A name, however it is spaced and punctuated.
fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::receipt::origin;

    fn file(media_type: &str, size: usize) -> Attachment {
        Attachment { name: "a".to_owned(), media_type: media_type.to_owned(), bytes: vec![7; size] }
    }

    #[test]
    fn logos_and_business_cards_are_no_receipts() {
        let kind = |media_type, size| of_file(&file(media_type, size)).map(|mark| mark.kind);
        assert_eq!(kind("application/pdf", 40_000), Some(MarkKind::File));
        assert_eq!(kind("image/jpeg", 400_000), Some(MarkKind::File));
        assert_eq!(kind("image/png", 40_000), Some(MarkKind::Picture));
        for (media_type, size) in [("image/png", 4_000), ("text/plain", 20), ("text/vcard", 40_000)] {
            assert_eq!(kind(media_type, size), None, "{media_type}");
        }
    }

    #[test]
    fn the_same_receipt_has_the_same_marks_whatever_the_note_and_the_quoting() {
        let receipt = "Grand Hotel\nInvoice number: 2026-4711\n5 October 2026\nTwo nights with breakfast, \
                       and a taxi to the station\nTotal 300.00 USD";
        let quoted: String = receipt.lines().map(|line| format!("> {line}\n")).collect();
        let with_note = format!("please\n\n{quoted}");
        let of = |text, note| {
            let sources = Sources { text, note, ..Sources::default() };
            marks(&[], &sources, origin(&sources))
        };
        let one = of(receipt, "");
        assert_eq!(one, of(&with_note, "please"));
        let kinds: Vec<_> = one.iter().map(|mark| mark.kind).collect();
        assert_eq!(kinds, [MarkKind::Number, MarkKind::Receipt, MarkKind::Text]);
    }
}
