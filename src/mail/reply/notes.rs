//! The header that Lotus Notes draws above an old mail: a box of dashes, or a table laid out with blanks.
//!
//! Knows what it looks like. Must not know what comes after it.

use super::block;
use super::pattern::Pattern;

const MOST_LINES: usize = 30;
/// Nobody's own line begins so far to the right.
const FEWEST_BLANKS: usize = 10;
const FEWEST_LABELS: usize = 3;

static BOX: Pattern = Pattern::new(r"^ \| -{3,} \+ -{3,} [>|]? $");

/// Over how many of these lines, as they stand, a header goes.
pub(super) fn at<'a>(mut lines: impl Iterator<Item = &'a str> + Clone) -> Option<usize> {
    let first = lines.clone().next()?;
    match first.trim_start().as_bytes() {
        [b'|', b'-', ..] if BOX.found_in(first.trim()) => {
            let drawn = |line: &&str| line.trim_start().starts_with(['|', '>']);
            Some(lines.by_ref().take(MOST_LINES).take_while(drawn).count())
        }
        _ if first.starts_with("          ") => table(lines),
        _ => None,
    }
}

/// Names of fields that stand alone, without a colon, far to the right.
fn table<'a>(lines: impl Iterator<Item = &'a str>) -> Option<usize> {
    let mut labels = 0;
    let mut end = 0;
    for (index, line) in lines.take(MOST_LINES).enumerate() {
        let indented = line.bytes().take_while(|byte| *byte == b' ').count() >= FEWEST_BLANKS;
        if !line.trim().is_empty() && !indented {
            break;
        }
        labels += usize::from(block::is_label(line.trim()));
        if indented {
            end = index + 1;
        }
    }
    (labels >= FEWEST_LABELS).then_some(end)
}
