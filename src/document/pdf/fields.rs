//! The values of form fields that the file does not draw itself: whoever shows the page draws them.
//!
//! Knows the dictionaries of forms. Must not know what is drawn in other ways.

use hayro_interpret::RectExt as _;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Rect as Area, String as Bytes};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::kurbo::{Affine, Rect, Vec2};

use super::canvas::Sight;
use super::embedded::decoded;
use super::layout::Letter;

/// More fields of one page than this are not looked at, nor more letters of one value.
const MAX_FIELDS: usize = 1_000;
const MAX_VALUE: usize = 2_000;
/// So many levels may the names of a field have.
const MAX_LEVELS: usize = 8;
/// Not shown: invisible, hidden, no view.
const UNSEEN: u32 = 1 | 1 << 1 | 1 << 5;
/// Right of everything on the page.
const BESIDE: f64 = 20_000.0;
const PASSWORD: u32 = 1 << 13;

/// Adds the values of fields that have no appearance of their own, or one that says something else.
pub(super) fn fill_in(page: &Page<'_>, transform: Affine, letters: &mut Vec<(Letter, Sight)>) {
    let Some(annotations) = page.raw().get::<Array<'_>>(b"Annots") else { return };
    for field in annotations.iter::<Dict<'_>>().take(MAX_FIELDS) {
        let Some((value, area)) = value(&field) else { continue };
        let area = transform.transform_rect_bbox(area);
        match drawn(letters, area, &value) {
            Drawn::Same => {}
            Drawn::Nothing => write(&value, area, letters),
            // Some viewers show what is drawn, others the value: both are read, the value beside the page.
            Drawn::Other => write(&value, area + Vec2::new(BESIDE - area.x0, 0.0), letters),
        }
    }
}

/// What a visible field of text or choice holds, and where.
fn value(field: &Dict<'_>) -> Option<(String, Rect)> {
    let is_field = field.get::<Name<'_>>(b"Subtype").is_some_and(|name| name.as_ref() == b"Widget");
    let flags = inherited(field, |field| field.get::<u32>(b"Ff")).unwrap_or(0);
    let kind = inherited(field, |field| field.get::<Name<'_>>(b"FT"))?;
    if !is_field
        || field.get::<u32>(b"F").unwrap_or(0) & UNSEEN != 0
        || flags & PASSWORD != 0
        || !matches!(kind.as_ref(), b"Tx" | b"Ch")
    {
        return None;
    }
    let value = inherited(field, |field| field.get::<Bytes<'_>>(b"V"))?;
    let value = decoded(value.as_bytes()).chars().take(MAX_VALUE).collect::<String>();
    let area = field.get::<Area>(b"Rect")?.to_kurbo();
    (!value.trim().is_empty()).then_some((value, area))
}

fn inherited<'a, T>(field: &Dict<'a>, read: impl Fn(&Dict<'a>) -> Option<T>) -> Option<T> {
    let mut field = field.clone();
    for _ in 0..MAX_LEVELS {
        if let Some(found) = read(&field) {
            return Some(found);
        }
        field = field.get::<Dict<'_>>(b"Parent")?;
    }
    None
}

enum Drawn {
    Nothing,
    Same,
    Other,
}

/// What stands inside of the area, compared to the value.
fn drawn(letters: &[(Letter, Sight)], area: Rect, value: &str) -> Drawn {
    let area = area.inflate(2.0, 2.0);
    let inside =
        letters.iter().map(|(letter, _)| letter).filter(|letter| area.contains((letter.x, letter.y)));
    let mut drawn: Vec<char> = inside.map(|letter| letter.character).filter(|c| !c.is_whitespace()).collect();
    let mut meant: Vec<char> = value.chars().filter(|c| !c.is_whitespace()).collect();
    drawn.sort_unstable();
    meant.sort_unstable();
    match drawn.as_slice() {
        [] => Drawn::Nothing,
        letters if letters == meant => Drawn::Same,
        _ => Drawn::Other,
    }
}

fn write(value: &str, area: Rect, letters: &mut Vec<(Letter, Sight)>) {
    let lines: Vec<&str> = value.lines().collect();
    let size = (area.height() / lines.len().max(1) as f64 * 0.7).clamp(4.0, 12.0);
    let mut y = area.y1 - 0.3 * size - 1.2 * size * (lines.len().max(1) - 1) as f64;
    for line in lines {
        for (index, character) in line.chars().enumerate() {
            let x = area.x0 + 2.0 + 0.5 * size * index as f64;
            let letter = Letter { character, x, y, along: (1.0, 0.0), width: 0.5 * size, size };
            letters.push((letter, Sight::Seen));
        }
        y += 1.2 * size;
    }
}
