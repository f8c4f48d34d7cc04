//! What a recogniser of characters saw in a picture, as lines of text.
//!
//! Knows tesseract's table of words (TSV). Must not know how it was run.

use super::{Document, Unread};

/// Below this, in percent, the words are noise: the picture shows no text, or stands on its side.
const LEAST_CERTAIN: f64 = 60.0;
/// Blanks between words, measured in the height of the letters, from which on they stand in different columns.
const WIDE: f64 = 1.5;

/// A word, and where it stands.
struct Word<'a> {
    /// The numbers of its page, block, paragraph and line.
    line: [&'a str; 4],
    left: f64,
    width: f64,
    height: f64,
    certainty: f64,
    text: &'a str,
}

/// The text of one picture; an error where nothing in it can be relied upon.
pub fn recognised(table: &str) -> Result<Document, Unread> {
    let words: Vec<Word<'_>> = table.lines().filter_map(word).collect();
    let letters = |word: &Word<'_>| word.text.chars().count() as f64;
    let all: f64 = words.iter().map(letters).sum();
    let certain: f64 = words.iter().map(|word| word.certainty * letters(word)).sum();
    if all == 0.0 || certain / all < LEAST_CERTAIN {
        return Err(Unread::Picture);
    }
    Ok(Document { text: lines(&words), recognised: true, ..Document::default() })
}

/// A row of the table that is a word: level 5.
fn word(row: &str) -> Option<Word<'_>> {
    let fields: Vec<&str> = row.split('\t').collect();
    let ["5", page, block, paragraph, line, _, left, _, width, height, certainty, text] = fields.as_slice()
    else {
        return None;
    };
    let text = text.trim();
    (!text.is_empty()).then_some(Word {
        line: [*page, *block, *paragraph, *line],
        left: left.parse().ok()?,
        width: width.parse().ok()?,
        height: height.parse().ok()?,
        certainty: certainty.parse().ok()?,
        text,
    })
}

fn lines(words: &[Word<'_>]) -> String {
    let mut text = String::new();
    let mut before: Option<&Word<'_>> = None;
    for word in words {
        match before {
            Some(last) if last.line != word.line => text.push('\n'),
            Some(last) if word.left - last.left - last.width > WIDE * last.height.min(word.height) => {
                text.push('\t');
            }
            Some(_) => text.push(' '),
            None => {}
        }
        text.push_str(word.text);
        before = Some(word);
    }
    text
}

/// By how much a picture must be turned clockwise, as the recogniser says when it is asked for nothing else.
pub fn turned_by(answer: &str) -> Option<u16> {
    let degrees = answer.lines().find_map(|line| line.strip_prefix("Rotate: "))?.trim().parse().ok()?;
    [90, 180, 270].contains(&degrees).then_some(degrees)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str =
        "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n";

    #[test]
    fn rows_stay_rows_and_columns_columns() {
        let table = format!(
            "{HEAD}1\t1\t0\t0\t0\t0\t0\t0\t834\t1112\t-1\t\n\
             5\t1\t1\t1\t1\t1\t53\t10\t89\t19\t96.5\tGrand\n5\t1\t1\t1\t1\t2\t150\t10\t89\t19\t96\ttotal\n\
             5\t1\t1\t1\t1\t3\t549\t10\t86\t20\t87.7\t39.90\n5\t1\t1\t1\t2\t1\t53\t40\t86\t20\t90\tThanks\n"
        );
        let document = recognised(&table).unwrap();
        assert_eq!(document.text, "Grand total\t39.90\nThanks");
        assert!(document.recognised);
    }

    #[test]
    fn noise_is_no_text() {
        let noise = format!("{HEAD}5\t1\t1\t1\t1\t1\t53\t10\t89\t19\t31\tW%x\n");
        assert_eq!(recognised(&noise), Err(Unread::Picture));
        assert_eq!(recognised(HEAD), Err(Unread::Picture));
        assert_eq!(recognised("garbage\t\t\n5\t\t\t"), Err(Unread::Picture));
    }

    #[test]
    fn a_picture_on_its_side_is_noticed() {
        assert_eq!(turned_by("Page number: 0\nOrientation in degrees: 90\nRotate: 270\n"), Some(270));
        assert_eq!(turned_by("Rotate: 0\n"), None);
        assert_eq!(turned_by(""), None);
    }
}
