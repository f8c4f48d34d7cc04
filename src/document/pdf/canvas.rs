//! What drawing a page comes to: its letters, each with what can be seen of it.
//!
//! Knows how a page is painted: places, clips, colours, opacity, order. Must not know words. No picture is ever decoded.

use hayro_interpret::font::{GlyphRun, PositionedGlyph};
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape as _};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask,
};

use super::ground::{Colour, Cover, Form, Ground, Ink, Look, mixed};
use super::layout::Letter;
use super::run::Run;
use super::unicode::Fonts;

/// Smaller type than this, in points, is not seen.
const SMALLEST: f64 = 2.0;
/// Colours nearer than this in red, green and blue cannot be told apart.
const NEAREST: f32 = 0.06;
/// Opacity below this is nothing.
const SEE_THROUGH: f32 = 0.06;
/// Where a letter is looked at, so that a line through it hides nothing.
const HEIGHTS: [f64; 2] = [0.1, 0.5];
/// A stroke at least so wide, in points, is a bar that text may stand on.
const BAR: f64 = 3.0;

/// Why a letter is seen or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sight {
    Seen,
    /// Drawn without ink, or below a picture: what character recognition adds to a scan.
    Unpainted,
    /// Too small, outside, covered, or of the colour of its ground.
    Hidden,
}

/// What is painted together.
#[derive(Clone, Copy)]
struct Group {
    opacity: f32,
    /// It comes out as it is painted, but for the opacity: without a mask, and mixed with nothing below.
    plain: bool,
}

struct Drawn {
    letter: Letter,
    sight: Sight,
    /// How many shapes had been painted when it was drawn.
    after: usize,
}

/// A page under the brush.
pub(super) struct Canvas<'f> {
    page: Rect,
    clips: Vec<(Rect, bool)>,
    groups: Vec<Group>,
    ground: Ground,
    drawn: Vec<Drawn>,
    pictures: f64,
    room: usize,
    overflowed: bool,
    fonts: &'f mut Fonts,
}

/// What a page was found to hold.
pub(super) struct Painted {
    /// Its letters, with what is seen of each.
    pub(super) letters: Vec<(Letter, Sight)>,
    /// The share of the page that is covered with pictures.
    pub(super) pictures: f64,
    /// How many shapes are drawn on it.
    pub(super) shapes: usize,
    /// There were more letters than allowed.
    pub(super) overflowed: bool,
}

impl<'f> Canvas<'f> {
    /// An empty page with room for so many letters.
    pub(super) fn new(page: Rect, room: usize, fonts: &'f mut Fonts) -> Self {
        Self {
            page,
            clips: Vec::new(),
            groups: Vec::new(),
            ground: Ground::new(page.height()),
            drawn: Vec::new(),
            pictures: 0.0,
            room,
            overflowed: false,
            fonts,
        }
    }

    /// Everything on the page, when all of it is drawn.
    pub(super) fn finish(self) -> Painted {
        let Self { page, ground, drawn, pictures, overflowed, .. } = self;
        let judge = |drawn: Drawn| {
            let [lower, upper] =
                HEIGHTS.map(|height| ground.cover(inside(&drawn.letter, height), drawn.after));
            let sight = match (drawn.sight, lower, upper) {
                (Sight::Seen, Cover::Nothing, _) | (Sight::Seen, _, Cover::Nothing) => Sight::Seen,
                (Sight::Seen, Cover::Picture, Cover::Picture) => Sight::Unpainted,
                (Sight::Seen, _, _) => Sight::Hidden,
                (sight, _, _) => sight,
            };
            (drawn.letter, sight)
        };
        Painted {
            letters: drawn.into_iter().map(judge).collect(),
            pictures: pictures / page.area().max(1.0),
            shapes: ground.count(),
            overflowed,
        }
    }

    fn clip(&self) -> (Rect, bool) {
        self.clips.last().copied().unwrap_or((self.page, true))
    }

    fn push_clip(&mut self, within: Rect, exact: bool) {
        let (outer, outer_exact) = self.clip();
        self.clips.push((outer.intersect(within), outer_exact && exact));
    }

    fn group(&self) -> Group {
        self.groups.last().copied().unwrap_or(Group { opacity: 1.0, plain: true })
    }

    fn paint(&mut self, within: Rect, form: Form, ink: Ink) {
        let (clip, exact) = self.clip();
        let form = if exact { form } else { Form::Unknown };
        let visible = within.intersect(clip);
        if visible.width() > 0.0 && visible.height() > 0.0 {
            self.ground.paint(visible, form, ink);
        }
    }

    fn ink(&self, props: &DrawProps<'_>) -> Ink {
        let plain = self.group().plain && props.blend_mode == BlendMode::Normal && props.soft_mask.is_none();
        match colour(&props.paint) {
            Some((colour, opacity)) if plain => Ink::Solid(colour, opacity * self.group().opacity),
            Some(_) | None => Ink::Unknown,
        }
    }

    fn draw_glyph(&mut self, glyph: &PositionedGlyph<'_>, run: &Run, ink: Ink, invisible: bool) {
        let characters = self.fonts.characters(glyph);
        let Some(whole) = run.place(glyph, characters.len()) else { return };
        for (index, character) in characters.into_iter().enumerate() {
            if self.drawn.len() >= self.room {
                self.overflowed = true;
                return;
            }
            let step = whole.width * index as f64;
            let (x, y) = (whole.x + whole.along.0 * step, whole.y + whole.along.1 * step);
            let letter = Letter { character, x, y, ..whole };
            let sight = self.sight(&letter, ink, invisible);
            self.drawn.push(Drawn { letter, sight, after: self.ground.count() });
        }
    }

    fn sight(&self, letter: &Letter, ink: Ink, invisible: bool) -> Sight {
        let middle = inside(letter, 0.25);
        let (clip, _) = self.clip();
        if letter.size < SMALLEST || !self.page.contains(middle) || !clip.inflate(1.0, 1.0).contains(middle) {
            return Sight::Hidden;
        }
        if invisible {
            return Sight::Unpainted;
        }
        match ink {
            Ink::Solid(_, opacity) if opacity < SEE_THROUGH => Sight::Hidden,
            Ink::Solid(colour, opacity) => {
                let lost = |height: f64| match self.ground.look(inside(letter, height), self.ground.count()) {
                    Look::Plain(ground) => is_like(mixed(colour, ground, opacity), ground),
                    Look::Unknown => false,
                };
                if HEIGHTS.into_iter().all(lost) { Sight::Hidden } else { Sight::Seen }
            }
            Ink::Picture | Ink::Unknown => Sight::Seen,
        }
    }
}

/// A place in the middle of a letter, so many sizes above the line.
fn inside(letter: &Letter, height: f64) -> Point {
    let (cos, sin) = letter.along;
    let (right, up) = (letter.width / 2.0, letter.size * height);
    Point::new(letter.x + cos * right + sin * up, letter.y + sin * right - cos * up)
}

fn colour(paint: &Paint<'_>) -> Option<(Colour, f32)> {
    match paint {
        Paint::Color(colour) => {
            let [red, green, blue, opacity] = colour.to_rgba().components();
            Some(([red, green, blue], opacity))
        }
        Paint::Pattern(_) => None,
    }
}

fn is_like(one: Colour, other: Colour) -> bool {
    one.iter().zip(other).all(|(one, other)| (one - other).abs() <= NEAREST)
}

impl<'a> Device<'a> for Canvas<'_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, draw_mode: &DrawMode) {
        let ink = self.ink(&props);
        match draw_mode {
            DrawMode::Fill(rule) | DrawMode::FillAndStroke(rule, _) => {
                let path = props.transform * path;
                let within = path.bounding_box();
                self.paint(within, Form::Path(path, *rule), ink);
            }
            DrawMode::Stroke(stroke) => {
                if let Some(bar) = bar(path, props.transform, f64::from(stroke.line_width)) {
                    self.paint(bar, Form::Box, ink);
                }
            }
            DrawMode::Invisible => {}
        }
    }

    fn draw_rect(&mut self, rect: &Rect, props: DrawProps<'a>, draw_mode: &DrawMode) {
        if matches!(draw_mode, DrawMode::Fill(_)) && is_upright(props.transform) {
            let ink = self.ink(&props);
            self.paint(props.transform.transform_rect_bbox(*rect), Form::Box, ink);
        } else {
            self.draw_path(&rect.to_path(0.1), props, draw_mode);
        }
    }

    fn push_clip_path(&mut self, clip_path: &ClipPath) {
        let within = clip_path.path.bounding_box();
        self.push_clip(within, is_box(&clip_path.path));
    }

    fn push_clip_rect(&mut self, rect: &Rect) {
        self.push_clip(*rect, true);
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn push_transparency_group(&mut self, opacity: f32, mask: Option<SoftMask<'a>>, blend_mode: BlendMode) {
        let outer = self.group();
        let plain = outer.plain && mask.is_none() && blend_mode == BlendMode::Normal;
        self.groups.push(Group { opacity: outer.opacity * opacity, plain });
    }

    fn pop_transparency_group(&mut self) {
        self.groups.pop();
    }

    fn draw_glyph_run(&mut self, glyph_run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, draw_mode: &DrawMode) {
        let run = Run::new(glyph_run, props.transform);
        let ink = self.ink(&props);
        let invisible = matches!(draw_mode, DrawMode::Invisible);
        for glyph in glyph_run.glyphs() {
            self.draw_glyph(glyph, &run, ink, invisible);
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let size = Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        let within = props.transform.transform_rect_bbox(size);
        let visible = within.intersect(self.clip().0);
        self.pictures += visible.width().max(0.0) * visible.height().max(0.0);
        let opaque = match &image {
            Image::Raster(raster) => {
                !["SMask", "Mask"].iter().any(|key| raster.stream().dict().contains_key(key))
            }
            Image::Stencil(_) => false,
        };
        let Group { opacity, plain } = self.group();
        let solid = opaque && plain && opacity > 0.9 && props.blend_mode == BlendMode::Normal;
        let form = if is_upright(props.transform) { Form::Box } else { Form::Unknown };
        self.paint(within, form, if solid { Ink::Picture } else { Ink::Unknown });
    }
}

/// Whether boxes stay boxes.
fn is_upright(transform: Affine) -> bool {
    let [a, b, c, d, ..] = transform.as_coeffs().map(f64::abs);
    let nothing = 1e-3 * (a + b + c + d);
    (b <= nothing && c <= nothing) || (a <= nothing && d <= nothing)
}

fn is_box(path: &BezPath) -> bool {
    let (within, area) = (path.bounding_box(), path.area().abs());
    path.elements().len() <= 8 && area >= 0.999 * within.area()
}

/// A straight stroke as the box that it covers.
fn bar(path: &BezPath, transform: Affine, width: f64) -> Option<Rect> {
    let [PathEl::MoveTo(from), PathEl::LineTo(to)] = path.elements() else { return None };
    let (from, to) = (transform * *from, transform * *to);
    let half = width * transform.determinant().abs().sqrt() / 2.0;
    let line = Rect::from_points(from, to);
    let level = line.height() <= 0.1;
    if 2.0 * half < BAR || !(level || line.width() <= 0.1) {
        return None;
    }
    Some(if level { line.inflate(0.0, half) } else { line.inflate(half, 0.0) })
}
