//! Letters on a page become lines of text, as a reader sees them.
//!
//! Knows places and sizes only, so that the order in which a file draws its letters means nothing. Must not know PDF, nor
//! what the words mean. What is on one line, and in which order, is decided here; blanks and cells are decided in `line`.

use std::collections::BTreeMap;

use super::line;

/// Letters whose baselines are nearer than this share of their size stand on one line.
const SAME_BASELINE: f64 = 0.25;
/// Baselines further apart than this share of the size never do.
const ONE_BASELINE: f64 = 0.45;
/// So much of the lower of two lines lies beside the other when both are one: a small label beside a large amount.
const BESIDE: f64 = 0.55;
/// So many lines back may the other one be.
const LINES_BACK: usize = 6;
/// A gap of so many heights between lines is a blank line.
const PARAGRAPH: f64 = 2.2;
/// Letters turned by so many degrees belong to texts of their own.
const TURNED: f64 = 15.0;

/// One character and where it stands: x to the right and y downwards, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Letter {
    pub(super) character: char,
    /// Where it begins, on the baseline.
    pub(super) x: f64,
    pub(super) y: f64,
    /// The direction of writing, as a vector of length one.
    pub(super) along: (f64, f64),
    /// How far it is from its beginning to its end.
    pub(super) width: f64,
    /// The size of the type.
    pub(super) size: f64,
}

/// A letter of horizontal text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed {
    pub(super) character: char,
    pub(super) start: f64,
    pub(super) end: f64,
    pub(super) baseline: f64,
    pub(super) size: f64,
}

/// A line under work: its letters, and the place of the largest of them.
#[derive(Debug)]
struct Line {
    letters: Vec<Placed>,
    baseline: f64,
    size: f64,
}

/// The text of a page.
pub(super) fn text(letters: &[Letter]) -> String {
    let mut groups: BTreeMap<i32, Vec<&Letter>> = BTreeMap::new();
    for letter in letters.iter().filter(|letter| is_sane(letter)) {
        groups.entry(turn(letter)).or_default().push(letter);
    }
    let mut groups: Vec<Vec<&Letter>> = groups.into_values().collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
    let texts = groups.iter().map(|group| horizontal(upright(group)));
    texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n")
}

fn is_sane(letter: &Letter) -> bool {
    let numbers = [letter.x, letter.y, letter.along.0, letter.along.1, letter.width, letter.size];
    numbers.iter().all(|number| number.is_finite() && number.abs() < 1e6)
        && letter.size > 0.0
        && letter.width >= 0.0
}

/// In which of the directions around the clock the letter runs.
fn turn(letter: &Letter) -> i32 {
    let degrees = letter.along.1.atan2(letter.along.0).to_degrees();
    let sector = (degrees / TURNED).round() as i32;
    if sector == -12 { 12 } else { sector }
}

/// The letters as if their mean direction was to the right: a scan that lies askew has straight lines then.
fn upright(letters: &[&Letter]) -> Vec<Placed> {
    let (x, y) =
        letters.iter().fold((0.0, 0.0), |sum, letter| (sum.0 + letter.along.0, sum.1 + letter.along.1));
    let length = f64::hypot(x, y);
    let (cos, sin) = if length > 0.0 { (x / length, y / length) } else { (1.0, 0.0) };
    let place = |letter: &&Letter| {
        let start = letter.x * cos + letter.y * sin;
        Placed {
            character: letter.character,
            start,
            end: start + letter.width,
            baseline: letter.y * cos - letter.x * sin,
            size: letter.size,
        }
    };
    letters.iter().map(place).collect()
}

fn horizontal(letters: Vec<Placed>) -> String {
    let mut text = String::with_capacity(letters.len() + letters.len() / 8);
    let mut before: Option<f64> = None;
    let writes_blanks = line::writes_blanks(&letters);
    for line in lines(letters) {
        let words = line::text(line.letters, writes_blanks);
        if words.is_empty() {
            continue;
        }
        if let Some(before) = before {
            text.push('\n');
            if line.baseline - before > PARAGRAPH * line.size {
                text.push('\n');
            }
        }
        text.push_str(&words);
        before = Some(line.baseline);
    }
    text
}

/// The lines from top to bottom.
fn lines(letters: Vec<Placed>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for band in bands(letters) {
        let mut band = Line::of(band);
        let near = lines.iter().enumerate().rev().take(LINES_BACK);
        let beside = near
            .map(|(index, line)| (line.shared_height(&band), index))
            .filter(|(share, _)| *share >= BESIDE);
        let best = beside.max_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, index)| index);
        match best.and_then(|index| lines.get_mut(index)) {
            Some(line) if !line.collides(&band) => line.absorb(&mut band),
            Some(_) | None => lines.push(band),
        }
    }
    lines.sort_by(|one, other| one.baseline.total_cmp(&other.baseline));
    lines
}

/// The letters of each baseline, cut where the step from one letter's baseline to the next one's is largest.
fn bands(mut letters: Vec<Placed>) -> Vec<Vec<Placed>> {
    letters.sort_by(|one, other| one.baseline.total_cmp(&other.baseline));
    let mut open = vec![letters];
    let mut bands = Vec::new();
    while let Some(band) = open.pop() {
        match cut(&band) {
            Some(place) => {
                let mut upper = band;
                let lower = upper.split_off(place);
                open.push(lower);
                open.push(upper);
            }
            None => bands.push(band),
        }
    }
    bands
}

/// Where letters sorted by their baseline fall apart, if they do: at the widest step, nearest to the middle.
fn cut(band: &[Placed]) -> Option<usize> {
    let (first, last) = (band.first()?, band.last()?);
    let middle = band.len() / 2;
    let size = band.iter().fold(f64::MAX, |size, letter| size.min(letter.size));
    let far = last.baseline - first.baseline > ONE_BASELINE * size;
    let mut widest: Option<(f64, usize)> = None;
    for (index, pair) in band.windows(2).enumerate() {
        let [upper, lower] = pair else { continue };
        let step = (lower.baseline - upper.baseline) / upper.size.min(lower.size);
        if step <= 0.0 || !(far || step > SAME_BASELINE) {
            continue;
        }
        let nearer = |other: usize| (index + 1).abs_diff(middle) < other.abs_diff(middle);
        let wider = widest.is_none_or(|(most, place)| {
            let alike = (step - most).abs() < 1e-3 || step.min(most) > 2.0 * SAME_BASELINE;
            if alike { nearer(place) } else { step > most }
        });
        if wider {
            widest = Some((step, index + 1));
        }
    }
    widest.map(|(_, place)| place)
}

impl Line {
    fn of(letters: Vec<Placed>) -> Self {
        let largest = letters.iter().filter(|letter| !letter.character.is_whitespace());
        let largest = largest.max_by(|one, other| one.size.total_cmp(&other.size));
        let (baseline, size) = largest.map_or((0.0, 0.0), |letter| (letter.baseline, letter.size));
        let mut line = Self { letters, baseline, size };
        line.sort();
        line
    }

    fn sort(&mut self) {
        let key = |letter: &Placed| (letter.start, letter.end, letter.baseline, letter.character);
        self.letters.sort_by(|one, other| {
            let (one, other) = (key(one), key(other));
            let order = one.0.total_cmp(&other.0).then(one.1.total_cmp(&other.1));
            order.then(one.2.total_cmp(&other.2)).then(one.3.cmp(&other.3))
        });
    }

    fn extent(&self) -> (f64, f64) {
        (self.baseline - 0.75 * self.size, self.baseline + 0.2 * self.size)
    }

    /// How much of the lower of both lies beside the other.
    fn shared_height(&self, other: &Self) -> f64 {
        let ((top, bottom), (other_top, other_bottom)) = (self.extent(), other.extent());
        let shared = bottom.min(other_bottom) - top.max(other_top);
        shared / (bottom - top).min(other_bottom - other_top).max(f64::MIN_POSITIVE)
    }

    /// Whether letters of one stand above letters of the other.
    fn collides(&self, other: &Self) -> bool {
        let mut mine = self.letters.iter().filter(|letter| !letter.character.is_whitespace()).peekable();
        let mut theirs = other.letters.iter().filter(|letter| !letter.character.is_whitespace()).peekable();
        while let (Some(one), Some(two)) = (mine.peek(), theirs.peek()) {
            let shared = one.end.min(two.end) - one.start.max(two.start);
            if shared > 0.25 * one.size.min(two.size) {
                return true;
            }
            if one.end < two.end {
                mine.next()
            } else {
                theirs.next()
            };
        }
        false
    }

    fn absorb(&mut self, other: &mut Self) {
        if other.size > self.size {
            (self.baseline, self.size) = (other.baseline, other.size);
        }
        self.letters.append(&mut other.letters);
        self.sort();
    }
}
