//! Where glyphs that are shown together stand, how wide they are and how large.
//!
//! Knows the units of fonts. Must not know what is seen of a glyph.

use hayro_interpret::font::{Glyph, GlyphRun, PositionedGlyph};
use hayro_interpret::hayro_cmap::WritingMode;
use hayro_interpret::kurbo::{Affine, Vec2};

use super::layout::Letter;
use super::unicode::UNKNOWN;

/// The units of a glyph in one size of the type.
const EM: f64 = 1000.0;

/// What letters of one stretch have in common.
pub(super) struct Run {
    transform: Affine,
    vertical: bool,
    /// How wide the type is drawn, compared to its height.
    stretch: f64,
}

impl Run {
    /// Glyphs that are shown together, on a page that is turned like this.
    pub(super) fn new(run: &GlyphRun<'_, '_>, transform: Affine) -> Self {
        let vertical = run.writing_mode() == WritingMode::Vertical;
        let mut stretches: Vec<f64> =
            run.glyphs().iter().map(|glyph| stretch(transform * glyph.transform())).collect();
        stretches.sort_by(f64::total_cmp);
        // A font that is not in the file is replaced by another one, whose glyphs are stretched one by one.
        let stretch = stretches.get(stretches.len() / 2).copied().unwrap_or(1.0);
        Self { transform, vertical, stretch }
    }

    /// The place of each of the characters of a glyph; the first one's is the glyph's own.
    pub(super) fn place(&self, glyph: &PositionedGlyph<'_>, characters: usize) -> Option<Letter> {
        let transform = self.transform * glyph.transform();
        let (right, up) = axes(transform);
        let origin = transform.translation();
        let (size, advance) = (up.hypot(), advance(glyph) / EM);
        let (along, width) =
            if self.vertical { (Vec2::ZERO - up, size) } else { (right, advance * size * self.stretch) };
        let length = along.hypot();
        let is_sane = size > 0.0 && length > 0.0 && width.is_finite() && origin.is_finite();
        let along = (along.x / length, along.y / length);
        // Type 3 fonts have units of their own.
        let size = if matches!(**glyph, Glyph::Type3(_)) && width > 1.5 * size { 1.8 * width } else { size };
        is_sane.then(|| Letter {
            character: UNKNOWN,
            x: origin.x,
            y: origin.y,
            along,
            width: width.max(0.0) / characters.max(1) as f64,
            size,
        })
    }
}

fn axes(transform: Affine) -> (Vec2, Vec2) {
    let [a, b, c, d, ..] = transform.as_coeffs();
    (Vec2::new(a, b) * EM, Vec2::new(c, d) * EM)
}

fn stretch(transform: Affine) -> f64 {
    let (right, up) = axes(transform);
    if up.hypot() > 0.0 { right.hypot() / up.hypot() } else { 1.0 }
}

fn advance(glyph: &Glyph<'_>) -> f64 {
    let advance = match glyph {
        Glyph::Outline(glyph) => glyph.advance_width(),
        Glyph::Type3(glyph) => glyph.advance_width(),
    };
    f64::from(advance.unwrap_or(500.0))
}
