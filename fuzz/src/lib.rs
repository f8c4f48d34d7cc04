//! What the fuzz targets share: the desk whose mail they read, and how one input becomes several texts.

use countersign::mail::{Identity, Part, classify};

/// The desk whose mail is read, the one of the case files.
pub fn desk() -> Identity {
    Identity { address: "expenses@corp.example".parse().unwrap(), separator: '+', prefix: "EXP".to_owned() }
}

/// Several texts in one input, set apart by form feeds; those that are missing are empty.
///
/// A whole text file is so an input of one text, and seeds need no encoding.
pub fn texts<const COUNT: usize>(input: &str) -> [&str; COUNT] {
    let mut pieces = input.splitn(COUNT, '\u{c}');
    std::array::from_fn(|_| pieces.next().unwrap_or_default())
}

/// What was newly written in a text, without blanks around it.
pub fn typed(text: &str) -> String {
    let pieces = classify(text).into_iter().filter(|(part, _)| *part == Part::Typed).map(|(_, piece)| piece);
    pieces.collect::<String>().trim().to_owned()
}
