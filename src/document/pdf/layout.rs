//! Letters on a page become lines of text, as a reader sees them.
//!
//! Knows places and sizes only, so that the order in which a file draws its letters means nothing. Must not know PDF, nor
//! what the words mean. What is on one line, and in which order, is decided here; blanks and cells are decided in `line`.

use std::collections::BTreeMap;

use super::line;

/// Letters whose baselines are nearer than this share of their size stand on one line.
const SAME_BASELINE: f64 = 0.2;
/// Baselines further apart than this share of the size never do.
const ONE_BASELINE: f64 = 0.4;
/// So much of the lower of two lines lies beside the other when both are one: a small label beside a large amount.
const BESIDE: f64 = 0.55;
/// Type larger by this factor stands beside small type for show; type of one size shares its baseline.
const LARGER: f64 = 1.25;
/// A gap of so many sizes in a line makes two cells of it.
const CELLS: f64 = 1.5;
/// So many others are looked at as parts of one line.
const MOST_PARTS: usize = 24;
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
    /// How often another one asked to become a part of it.
    asked: usize,
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
        let taken = best.and_then(|index| lines.get_mut(index)).is_some_and(|line| line.takes(&mut band));
        if !taken {
            lines.push(band);
        }
    }
    lines.sort_by(|one, other| one.baseline.total_cmp(&other.baseline));
    lines
}

/// The letters of each baseline.
fn bands(mut letters: Vec<Placed>) -> Vec<Vec<Placed>> {
    letters.sort_by(|one, other| one.baseline.total_cmp(&other.baseline));
    let clear = |one: &Placed, other: &Placed| step(one, other) <= SAME_BASELINE;
    letters.chunk_by(clear).flat_map(cut).map(<[Placed]>::to_vec).collect()
}

/// From one baseline to the next one, in sizes of the smaller type.
fn step(one: &Placed, other: &Placed) -> f64 {
    (other.baseline - one.baseline) / one.size.min(other.size)
}

/// Baselines that follow each other too closely to tell them apart are cut where the step between two is widest.
fn cut(mut letters: &[Placed]) -> Vec<&[Placed]> {
    let size = letters.iter().fold(f64::MAX, |size, letter| size.min(letter.size));
    let mut bands = Vec::new();
    while let Some(first) = letters.first() {
        // Only in the lower half of what one line can be, so that every letter is looked at a few times at most.
        let below =
            |share: f64| letters.partition_point(|letter| letter.baseline - first.baseline <= share * size);
        let (from, to) = (below(ONE_BASELINE / 2.0), below(ONE_BASELINE));
        let widest =
            letters.windows(2).zip(1..).skip(from.max(1) - 1).take((to + 1).saturating_sub(from.max(1)));
        let widest = widest.max_by(|one, other| height(one.0).total_cmp(&height(other.0)));
        let (band, rest) = match widest.filter(|_| to < letters.len()) {
            Some((_, place)) => letters.split_at_checked(place).unwrap_or((letters, &[])),
            None => (letters, &[][..]),
        };
        bands.push(band);
        letters = rest;
    }
    bands
}

fn height(pair: &[Placed]) -> f64 {
    match pair {
        [one, other] => step(one, other),
        _ => 0.0,
    }
}

impl Line {
    fn of(letters: Vec<Placed>) -> Self {
        let largest = letters.iter().filter(|letter| !letter.character.is_whitespace());
        let largest = largest.max_by(|one, other| one.size.total_cmp(&other.size));
        let (baseline, size) = largest.map_or((0.0, 0.0), |letter| (letter.baseline, letter.size));
        let mut line = Self { letters, baseline, size, asked: 0 };
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

    /// Takes the letters of the other one if it stands beside it.
    fn takes(&mut self, other: &mut Self) -> bool {
        self.asked += 1;
        if self.asked > MOST_PARTS || self.is_of_another_column(other) || self.collides(other) {
            return false;
        }
        if other.size > self.size {
            (self.baseline, self.size) = (other.baseline, other.size);
        }
        self.letters.append(&mut other.letters);
        self.sort();
        true
    }

    /// Whether both are rows of their own: of one size, not on one baseline, and one of them has cells already.
    fn is_of_another_column(&self, other: &Self) -> bool {
        let (small, large) = (self.size.min(other.size), self.size.max(other.size));
        large < LARGER * small && (self.has_cells() || other.has_cells())
    }

    fn has_cells(&self) -> bool {
        let mut seen = self.letters.iter().filter(|letter| !letter.character.is_whitespace());
        let mut end = seen.next().map_or(0.0, |letter| letter.end);
        seen.any(|letter| {
            let gap = letter.start - end;
            end = end.max(letter.end);
            gap > CELLS * self.size
        })
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
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Letters as in Helvetica: narrow punctuation, digits of one width.
    fn width(c: char) -> f64 {
        match c {
            '.' | ',' | ' ' | 'i' | 'l' | 't' => 0.278,
            'm' | 'M' | 'W' => 0.85,
            _ => 0.556,
        }
    }

    fn set(text: &str, x: f64, y: f64, size: f64, kerning: impl Fn(usize) -> f64) -> Vec<Letter> {
        let mut at = x;
        let mut letters = Vec::new();
        for (index, character) in text.chars().enumerate() {
            let width = width(character) * size;
            letters.push(Letter { character, x: at, y, along: (1.0, 0.0), width, size });
            at += width + kerning(index) * size;
        }
        letters
    }

    fn plain(text: &str, x: f64, y: f64, size: f64) -> Vec<Letter> {
        set(text, x, y, size, |_| 0.0)
    }

    fn turned(letters: &[Letter], degrees: f64) -> Vec<Letter> {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let turn = |x: f64, y: f64| (x * cos - y * sin, x * sin + y * cos);
        let place = |letter: &Letter| {
            let (x, y) = turn(letter.x, letter.y);
            Letter { x, y, along: turn(letter.along.0, letter.along.1), ..*letter }
        };
        letters.iter().map(place).collect()
    }

    #[test]
    fn a_line_is_what_stands_on_one_baseline() {
        let page = [plain("Total due", 50.0, 100.0, 10.0), plain("1,234.50", 400.0, 100.8, 10.0)].concat();
        assert_eq!(text(&page), "Total due\t1,234.50");
        let page = [plain("Total", 50.0, 100.0, 8.0), plain("99.00", 200.0, 103.0, 20.0)].concat();
        assert_eq!(text(&page), "Total\t99.00", "a small label beside a large amount");
        let page = [plain("Net", 50.0, 100.0, 10.0), plain("Tax", 50.0, 110.0, 10.0)].concat();
        assert_eq!(text(&page), "Net\nTax", "set tightly");
        let page = [plain("Net", 50.0, 100.0, 10.0), plain("Tax", 50.0, 140.0, 10.0)].concat();
        assert_eq!(text(&page), "Net\n\nTax");
    }

    #[test]
    fn rows_of_two_columns_are_rows_of_their_own() {
        let table = |y: f64| [plain("Licence", 50.0, y, 9.0), plain("59.98", 300.0, y, 9.0)].concat();
        let box_of_totals =
            |y: f64| [plain("Total", 400.0, y, 9.0), plain("1,071.38", 520.0, y, 9.0)].concat();
        let page = [table(100.0), box_of_totals(102.4)].concat();
        assert_eq!(text(&page), "Licence\t59.98\nTotal\t1,071.38");
        let page = [table(100.0), box_of_totals(100.5)].concat();
        assert_eq!(text(&page), "Licence\t59.98\tTotal\t1,071.38", "nothing tells them apart");
        let page = [plain("Total", 50.0, 100.0, 9.0), plain("5.00", 300.0, 102.4, 9.0)].concat();
        assert_eq!(text(&page), "Total\t5.00", "set carelessly");
    }

    #[test]
    fn numbers_of_neighbouring_cells_are_never_glued() {
        for gap in [0.2, 0.3, 0.5, 1.0, 5.0] {
            let left = plain("29.99", 50.0, 100.0, 10.0);
            let end = left.last().map(|letter| letter.x + letter.width).unwrap();
            let page = [left, plain("50.00", end + gap * 10.0, 100.0, 10.0)].concat();
            let words: Vec<String> = text(&page).split_whitespace().map(str::to_owned).collect();
            assert_eq!(words, ["29.99", "50.00"], "{gap}");
        }
    }

    #[test]
    fn letter_spaced_words_are_words() {
        for spacing in [0.0, 0.05, 0.1, 0.2, 0.27] {
            let page = set("TOTAL 1,234.56 EUR", 50.0, 100.0, 10.0, |_| spacing);
            assert_eq!(text(&page), "TOTAL 1,234.56 EUR", "{spacing}");
        }
        let boxes: Vec<Letter> = "1234.56"
            .chars()
            .zip(0..)
            .flat_map(|(c, index)| {
                plain(&c.to_string(), 50.0 + 16.0 * f64::from(index) - width(c) * 5.0, 100.0, 10.0)
            })
            .collect();
        assert_eq!(text(&boxes), "1234.56");
        let counts: Vec<Letter> =
            (0..5).flat_map(|index| plain("1", 50.0 + 12.0 * f64::from(index), 100.0, 10.0)).collect();
        assert!(!text(&counts).contains("11"), "cells of one digit each");
    }

    #[test]
    fn a_blank_between_two_kerned_pairs_is_a_blank() {
        let page = set("Aaaa A", 50.0, 100.0, 4.0, |index| if matches!(index, 3 | 4) { -0.1 } else { 0.0 });
        assert_eq!(text(&page), "Aaaa A");
    }

    #[test]
    fn raised_digits_stay_raised() {
        let page = [plain("129", 50.0, 100.0, 20.0), plain("99", 83.6, 93.0, 11.0)].concat();
        assert_eq!(text(&page), "129⁹⁹");
        let page = [plain("1,234.00", 50.0, 100.0, 10.0), plain("1", 89.2, 96.5, 6.0)].concat();
        assert_eq!(text(&page), "1,234.00¹");
    }

    #[test]
    fn what_is_drawn_twice_is_read_once() {
        let page = [0.0, 0.3, 0.6].map(|shift| plain("Total 1,100.00", 50.0 + shift, 100.0, 10.0)).concat();
        assert_eq!(text(&page), "Total 1,100.00");
    }

    #[test]
    fn turned_text_is_read_in_its_own_direction() {
        let page = [
            plain("Total", 50.0, 100.0, 10.0),
            plain("5.00", 300.0, 100.0, 10.0),
            plain("Next", 50.0, 114.0, 10.0),
        ];
        for degrees in [-90.0, 0.0, 1.5, 45.0, 90.0, 180.0] {
            assert_eq!(text(&turned(&page.concat(), degrees)), "Total\t5.00\nNext", "{degrees}");
        }
    }

    #[test]
    fn letters_without_a_place_are_no_letters() {
        let mut page = plain("Total", 50.0, 100.0, 10.0);
        page.extend([f64::NAN, f64::INFINITY, 1e300].map(|x| Letter { x, ..page[0] }));
        page.push(Letter { size: 0.0, ..page[0] });
        assert_eq!(text(&page), "Total");
    }

    /// Any row of cells, and how far apart they stand.
    fn cells() -> impl Strategy<Value = Vec<(String, f64)>> {
        let number = "[1-9][0-9]{0,2}([.,][0-9]{3}){0,2}[.,][0-9]{2}";
        let words = "[A-Z][a-z]{1,8}( [A-Za-z]{1,8}){0,2}";
        let cell = prop_oneof![number.prop_map(|it| it), words.prop_map(|it| it)];
        prop::collection::vec((cell, 0.6..20.0), 1..6)
    }

    proptest! {
        #[test]
        fn any_order_of_drawing_and_any_kerning_give_the_same_lines(
            rows in prop::collection::vec(cells(), 1..6),
            kerning in prop::collection::vec(-0.1..0.1, 16),
            order in any::<u64>(),
            leading in 1.0..3.0,
            size in 4.0..40.0,
        ) {
            let mut page: Vec<Letter> = Vec::new();
            let mut expected: Vec<Vec<String>> = Vec::new();
            for (row, cells) in rows.iter().enumerate() {
                let mut x = 50.0;
                for (cell, gap) in cells {
                    let letters = set(cell, x, 100.0 + size * leading * row as f64, size, |index| kerning[index % 16]);
                    x = letters.last().map(|letter| letter.x + letter.width).unwrap() + (gap + 0.1) * size;
                    page.extend(letters);
                }
                let words = cells.iter().flat_map(|(cell, _)| cell.split(' ')).map(str::to_owned);
                expected.push(words.collect());
            }
            let straight = text(&page);
            page.sort_by_key(|letter| {
                let mixed = (letter.x.to_bits() ^ letter.y.to_bits().rotate_left(17) ^ order).wrapping_mul(0x9E37_79B9_7F4A_7C15);
                mixed ^ (mixed >> 29)
            });
            let shuffled = text(&page);
            prop_assert_eq!(&straight, &shuffled);
            let lines = straight.lines().filter(|line| !line.is_empty());
            let lines: Vec<Vec<String>> =
                lines.map(|line| line.split_whitespace().map(str::to_owned).collect()).collect();
            prop_assert_eq!(lines, expected);
        }
    }
}
