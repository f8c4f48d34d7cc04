//! What is painted on a page besides text: the ground that letters stand on, and what covers them later.
//!
//! Knows shapes, colours and their order. Must not know letters. Shapes it cannot tell exactly make the ground unknown, and
//! hide nothing.

use hayro_interpret::FillRule;
use hayro_interpret::kurbo::{BezPath, Point, Rect, Shape as _};

/// Red, green and blue from 0 to 1.
pub(super) type Colour = [f32; 3];

pub(super) const WHITE: Colour = [1.0; 3];

/// More shapes than this are not kept: text on them counts as seen.
const MAX_SHAPES: usize = 50_000;
/// A path of more pieces is taken for something of unknown form.
const MAX_PIECES: usize = 120;
/// So many looks at shapes for one page.
const MAX_LOOKS: usize = 20_000_000;
/// Strips of the page by which shapes are found.
const STRIPS: usize = 96;

/// The form of a shape inside of its box.
#[derive(Clone, Debug)]
pub(super) enum Form {
    Box,
    Path(BezPath, FillRule),
    Unknown,
}

/// What it is painted with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Ink {
    /// A colour, and how opaque it is.
    Solid(Colour, f32),
    /// A picture without transparent places.
    Picture,
    /// Something that lets be seen what is below, perhaps.
    Unknown,
}

#[derive(Clone, Debug)]
struct Shape {
    within: Rect,
    form: Form,
    ink: Ink,
}

/// Everything painted so far.
#[derive(Debug)]
pub(super) struct Ground {
    height: f64,
    shapes: Vec<Shape>,
    strips: Vec<Vec<usize>>,
    looks: std::cell::Cell<usize>,
}

/// What a place looks like that nothing is written on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Look {
    Plain(Colour),
    Unknown,
}

/// What lies over a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cover {
    Nothing,
    Colour,
    Picture,
}

impl Ground {
    /// A white page.
    pub(super) fn new(height: f64) -> Self {
        Self {
            height: height.max(1.0),
            shapes: Vec::new(),
            strips: vec![Vec::new(); STRIPS],
            looks: std::cell::Cell::new(MAX_LOOKS),
        }
    }

    /// How many shapes there are.
    pub(super) fn count(&self) -> usize {
        self.shapes.len()
    }

    /// Paints a shape over what is there.
    pub(super) fn paint(&mut self, within: Rect, form: Form, ink: Ink) {
        if self.shapes.len() >= MAX_SHAPES || !within.is_finite() || within.area() <= 0.0 {
            return;
        }
        let form = match form {
            Form::Path(ref path, _) if path.elements().len() > MAX_PIECES => Form::Unknown,
            Form::Box | Form::Path(..) | Form::Unknown => form,
        };
        let (first, last) = (self.strip(within.y0), self.strip(within.y1));
        for strip in self.strips.iter_mut().take(last + 1).skip(first) {
            strip.push(self.shapes.len());
        }
        self.shapes.push(Shape { within, form, ink });
    }

    fn strip(&self, y: f64) -> usize {
        ((y / self.height * STRIPS as f64).max(0.0) as usize).min(STRIPS - 1)
    }

    /// The shapes over a place, from the bottom to the top.
    fn at(&self, place: Point) -> impl Iterator<Item = (usize, &Shape)> {
        let strip = self.strips.get(self.strip(place.y)).map_or(&[][..], Vec::as_slice);
        let shapes = strip.iter().filter_map(|index| Some((*index, self.shapes.get(*index)?)));
        self.looks.set(self.looks.get().saturating_sub(strip.len()));
        shapes.filter(move |(_, shape)| shape.within.contains(place))
    }

    /// What the place looks like under the shapes from `count` on.
    pub(super) fn look(&self, place: Point, count: usize) -> Look {
        if self.looks.get() == 0 {
            return Look::Unknown;
        }
        let mut look = Look::Plain(WHITE);
        for (_, shape) in self.at(place).take_while(|(index, _)| *index < count) {
            look = match (&shape.form, shape.ink, look) {
                (Form::Path(path, rule), _, look) if !is_inside(path, *rule, place) => look,
                (Form::Unknown, _, _) | (_, Ink::Picture | Ink::Unknown, _) => Look::Unknown,
                (_, Ink::Solid(colour, opacity), _) if opacity > 0.99 => Look::Plain(colour),
                (_, Ink::Solid(colour, opacity), Look::Plain(below)) => {
                    Look::Plain(mixed(colour, below, opacity))
                }
                (_, Ink::Solid(..), Look::Unknown) => Look::Unknown,
            };
        }
        look
    }

    /// What was painted over the place by the shapes from `count` on.
    pub(super) fn cover(&self, place: Point, count: usize) -> Cover {
        let mut cover = Cover::Nothing;
        if count >= self.shapes.len() || self.looks.get() == 0 {
            return cover;
        }
        for (_, shape) in self.at(place).skip_while(|(index, _)| *index < count) {
            cover = match (&shape.form, shape.ink) {
                (Form::Box, Ink::Solid(_, opacity)) if opacity > 0.9 => Cover::Colour,
                (Form::Box, Ink::Picture) if cover == Cover::Nothing => Cover::Picture,
                (Form::Path(path, rule), Ink::Solid(_, opacity))
                    if opacity > 0.9 && is_inside(path, *rule, place) =>
                {
                    Cover::Colour
                }
                _ => cover,
            };
        }
        cover
    }
}

fn is_inside(path: &BezPath, rule: FillRule, place: Point) -> bool {
    match rule {
        FillRule::NonZero => path.winding(place) != 0,
        FillRule::EvenOdd => path.winding(place) % 2 != 0,
    }
}

/// A colour over another.
pub(super) fn mixed(colour: Colour, below: Colour, opacity: f32) -> Colour {
    let [red, green, blue] = colour;
    let [below_red, below_green, below_blue] = below;
    let mix = |one: f32, other: f32| one * opacity + other * (1.0 - opacity);
    [mix(red, below_red), mix(green, below_green), mix(blue, below_blue)]
}
