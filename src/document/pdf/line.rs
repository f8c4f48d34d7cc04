//! The letters of one line become words, and cells set apart by tabs.
//!
//! Knows gaps between letters. Must not know other lines, nor what the words mean. Two numbers that stand apart are never
//! glued, and one number is never split, however its digits were drawn.

use super::layout::Placed;
use super::script;

/// Letters nearer than this share of the size are one word, whatever else is said.
const TIGHT: f64 = 0.12;
/// A blank that was written counts where the gap is at least so wide: a usual one (0.278) between two pairs that are kerned by a
/// tenth each.
const WRITTEN_BLANK: f64 = 0.075;
/// A gap that is a blank, as a share of the usual width of two letters.
const BLANK: f64 = 0.18;
/// A gap between words that sets cells apart: where the file writes its blanks, and where it leaves gaps for them.
const CELL: f64 = 0.5;
const WIDE_CELL: f64 = 1.0;
/// The same beside the blanks that are written in it: a justified line has wide ones.
const WRITTEN_CELL: f64 = 1.2;
/// The same for gaps between numbers.
const NUMBER_CELL: f64 = 0.3;
const WIDE_NUMBER_CELL: f64 = 0.45;
/// A text with a blank among so many letters writes its blanks.
const LETTERS_A_BLANK: usize = 25;
/// Gaps up to this are the spacing of letter-spaced words, and of digits.
const SPACED_WORD: f64 = 0.6;
const SPACED_DIGITS: f64 = 0.28;
/// Digits in boxes stand at even distances of up to so many sizes.
const BOXED_DIGITS: f64 = 1.6;

/// A letter that is seen, and the blank that was written before it.
#[derive(Clone, Copy)]
struct Seen {
    letter: Placed,
    blank: Option<Blank>,
}

/// A letter that was shown, and whether as a raised one.
#[derive(Clone, Copy)]
struct Raisable {
    letter: Placed,
    raised: bool,
}

#[derive(Clone, Copy)]
struct Blank {
    character: char,
    width: f64,
}

/// Whether letters write the blanks between their words, or leave gaps only.
pub(super) fn writes_blanks(letters: &[Placed]) -> bool {
    let blanks = letters.iter().filter(|letter| letter.character.is_whitespace()).count();
    blanks * LETTERS_A_BLANK > letters.len()
}

/// The text of a line; its letters are sorted from left to right.
pub(super) fn text(letters: Vec<Placed>, writes_blanks: bool) -> String {
    let cells_apart = if writes_blanks { (CELL, NUMBER_CELL) } else { (WIDE_CELL, WIDE_NUMBER_CELL) };
    let seen = seen(letters);
    let mut cells: Vec<String> = vec![String::new()];
    let mut before: Option<Raisable> = None;
    for run in runs(&seen) {
        let spacing = spacing(run);
        let unit = unit(run);
        for (index, now) in run.iter().enumerate() {
            let letter = now.letter;
            let spacing = if index == 0 { 0.0 } else { spacing };
            let between =
                before.map_or(Between::Nothing, |it| between(it.letter, *now, spacing, unit, cells_apart));
            let raised = is_raised(letter, before, between);
            match (between, cells.last_mut()) {
                (Between::Cell, _) => cells.push(String::new()),
                (Between::Blank(blank), Some(cell)) => cell.push(blank),
                (Between::Blank(_) | Between::Nothing, _) => {}
            }
            if let Some(cell) = cells.last_mut() {
                cell.push(if raised { superscript(letter.character) } else { letter.character });
            }
            before = Some(Raisable { letter, raised });
        }
    }
    script::in_reading_order(cells).join("\t")
}

/// Without blanks, and without letters that are drawn a second time to look bold or to cast a shadow.
fn seen(letters: Vec<Placed>) -> Vec<Seen> {
    let mut seen: Vec<Seen> = Vec::with_capacity(letters.len());
    let mut blank = None;
    for letter in letters {
        if letter.character.is_whitespace() {
            let before = blank.map_or(0.0, |blank: Blank| blank.width);
            let character = if blank.is_some() || letter.character == '\t' { ' ' } else { letter.character };
            blank = Some(Blank { character, width: before + letter.end - letter.start });
        } else if !seen.iter().rev().take(3).any(|earlier| is_again(&earlier.letter, &letter)) {
            seen.push(Seen { letter, blank });
            blank = None;
        }
    }
    seen
}

fn is_again(earlier: &Placed, letter: &Placed) -> bool {
    let nearest = 0.3 * earlier.end - 0.3 * earlier.start;
    earlier.character == letter.character
        && letter.start - earlier.start <= nearest
        && (letter.size - earlier.size).abs() <= 0.1 * earlier.size
}

/// Letters of one size without wide gaps.
fn runs(seen: &[Seen]) -> impl Iterator<Item = &[Seen]> {
    seen.chunk_by(|one, other| {
        let size = one.letter.size.max(other.letter.size);
        let alike = (one.letter.size - other.letter.size).abs() <= 0.1 * size;
        alike && other.letter.start - one.letter.end < 1.2 * size
    })
}

/// The usual width of two letters, where it is less than the size because the type is narrow.
fn unit(run: &[Seen]) -> f64 {
    let Some(first) = run.first() else { return 0.0 };
    let size = first.letter.size;
    if run.len() < 4 {
        return size;
    }
    let width: f64 = run.iter().map(|seen| seen.letter.end - seen.letter.start).sum();
    (2.0 * width / run.len() as f64).clamp(0.5 * size, size)
}

/// The even distance between the letters of a run that is letter-spaced, or nothing.
fn spacing(run: &[Seen]) -> f64 {
    let Some(size) = run.first().map(|seen| seen.letter.size) else { return 0.0 };
    let mut gaps: Vec<f64> = Vec::with_capacity(run.len());
    for pair in run.windows(2) {
        let [one, other] = pair else { continue };
        if other.blank.is_none() {
            gaps.push(other.letter.start - one.letter.end);
        }
    }
    if gaps.len() < 3 {
        return 0.0;
    }
    gaps.sort_by(f64::total_cmp);
    let (Some(least), Some(middle)) = (gaps.first(), gaps.get(gaps.len() / 2)) else { return 0.0 };
    let most = if run.iter().any(|seen| seen.letter.character.is_alphabetic()) {
        SPACED_WORD
    } else {
        SPACED_DIGITS
    };
    // Kerned pairs, such as TA, stand nearer than the others; letters of a word without spacing touch.
    let even = gaps.iter().filter(|gap| (*gap - middle).abs() <= 0.06 * size).count();
    let all_apart = *least > 0.01 * size && 10 * even >= 6 * gaps.len();
    if all_apart && *middle > TIGHT * size && *middle <= most * size {
        *middle
    } else if is_boxed(run) {
        BOXED_DIGITS * size
    } else {
        0.0
    }
}

/// Digits with one decimal separator among them, all at the same distance, as in the boxes of a form.
fn is_boxed(run: &[Seen]) -> bool {
    let separators = run.iter().filter(|seen| matches!(seen.letter.character, '.' | ',')).count();
    let digits = run.iter().filter(|seen| seen.letter.character.is_ascii_digit()).count();
    separators == 1
        && separators + digits == run.len()
        && run.iter().skip(1).all(|seen| seen.blank.is_none())
        && (is_even(run, |letter| letter.start) || is_even(run, |letter| (letter.start + letter.end) / 2.0))
}

fn is_even(run: &[Seen], place: impl Fn(&Placed) -> f64) -> bool {
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return false };
    let step = (place(&last.letter) - place(&first.letter)) / (run.len() as f64 - 1.0);
    run.windows(2).all(|pair| match pair {
        [one, other] => (place(&other.letter) - place(&one.letter) - step).abs() <= 0.04 * step,
        _ => true,
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Between {
    Nothing,
    Blank(char),
    Cell,
}

fn between(before: Placed, now: Seen, spacing: f64, unit: f64, (cell, number_cell): (f64, f64)) -> Between {
    let size = (before.size + now.letter.size) / 2.0;
    let gap = now.letter.start - before.end - spacing;
    let numbers = is_of_number(before.character) && is_of_number(now.letter.character);
    let beyond = gap - now.blank.map_or(0.0, |blank| blank.width);
    let widest = match (numbers, now.blank) {
        (true, Some(_)) => WIDE_NUMBER_CELL,
        (true, None) => number_cell,
        (false, Some(_)) => WRITTEN_CELL,
        (false, None) => cell,
    };
    match now.blank {
        _ if beyond > widest * size => Between::Cell,
        Some(blank) if gap >= WRITTEN_BLANK * size && blank.width > 2.0 * size => Between::Cell,
        Some(blank) if gap >= WRITTEN_BLANK * size => Between::Blank(blank.character),
        None if gap > (BLANK * unit).max(TIGHT * size).max(spacing * 0.5) => Between::Blank(' '),
        Some(_) | None => Between::Nothing,
    }
}

fn is_of_number(c: char) -> bool {
    c.is_numeric() || "$€£¥%+-−.,".contains(c)
}

/// Whether a letter is raised beside a larger one, or beside another one that is.
fn is_raised(letter: Placed, before: Option<Raisable>, between: Between) -> bool {
    let Some(before) = before.filter(|_| between == Between::Nothing) else { return false };
    let above = before.letter.baseline - letter.baseline;
    let larger = letter.size <= 0.8 * before.letter.size && above >= 0.15 * before.letter.size;
    larger || (before.raised && above.abs() <= 0.1 * letter.size)
}

/// Raised digits as what they are, so that `129⁹⁹` and a footnote do not look like more digits.
fn superscript(c: char) -> char {
    match c {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        _ => c,
    }
}
