//! Colours, as far as it takes to see that text has the colour of its ground.
//!
//! Knows the usual notations of CSS and HTML. Must not know elements.

use cssparser::color::{clamp_unit_f32, parse_hash_color, parse_named_color};

use super::value::{arguments, function, is_substituted, number, words};

/// Red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Colour(u8, u8, u8);

/// What text or its ground is painted with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    Solid(Colour),
    SeeThrough,
    /// The same as around the element.
    Outer,
    /// A picture, or a colour that we cannot tell.
    Unknown,
}

impl Colour {
    /// Whether text of one colour cannot be read on the other.
    pub(super) fn is_like(self, other: Self) -> bool {
        const NEAREST: u8 = 12;
        let near = |one: u8, two: u8| one.abs_diff(two) <= NEAREST;
        near(self.0, other.0) && near(self.1, other.1) && near(self.2, other.2)
    }
}

impl Ink {
    pub(super) const WHITE: Self = Self::Solid(Colour(255, 255, 255));
    pub(super) const BLACK: Self = Self::Solid(Colour(0, 0, 0));

    /// Reads a colour in small letters: by name, `#fff`, `#ffffff`, `ffffff`, `rgb(…)`, `hsl(…)`.
    pub(super) fn read(text: &str) -> Option<Self> {
        match text {
            "transparent" => Some(Self::SeeThrough),
            "inherit" | "unset" | "currentcolor" => Some(Self::Outer),
            "initial" | "revert" | "windowtext" | "canvastext" => Some(Self::BLACK),
            "window" | "canvas" => Some(Self::WHITE),
            _ => Self::named(text).or_else(|| Self::hexadecimal(text)).or_else(|| Self::function(text)),
        }
    }

    /// Reads the shorthand `background`.
    pub(super) fn read_ground(value: &str) -> Option<Self> {
        if ["url(", "gradient(", "image("].iter().any(|picture| value.contains(picture)) {
            return Some(Self::Unknown);
        }
        match words(value).find_map(Self::read) {
            None if value == "none" => Some(Self::Outer),
            found => found,
        }
    }

    /// The ink of a text whose surroundings have another.
    pub(super) fn over(self, outer: Self) -> Self {
        if self == Self::Outer { outer } else { self }
    }

    /// The ground where one lies on another.
    pub(super) fn on(self, outer: Self) -> Self {
        if self == Self::SeeThrough { outer } else { self.over(outer) }
    }

    /// Whether text in it cannot be read on a ground.
    pub(super) fn is_lost_on(self, ground: Self) -> bool {
        match (self, ground) {
            (Self::SeeThrough, _) => true,
            (Self::Solid(text), Self::Solid(ground)) => text.is_like(ground),
            (Self::Solid(_) | Self::Outer | Self::Unknown, _) => false,
        }
    }

    fn named(text: &str) -> Option<Self> {
        parse_named_color(text).ok().map(|(red, green, blue)| Self::Solid(Colour(red, green, blue)))
    }

    fn hexadecimal(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#');
        let digits = digits.or_else(|| Some(text).filter(|text| [3, 6].contains(&text.len())))?;
        let (red, green, blue, alpha) = parse_hash_color(digits.as_bytes()).ok()?;
        Some(Self::mixed(Colour(red, green, blue), alpha))
    }

    fn function(text: &str) -> Option<Self> {
        const OTHERS: [&str; 8] = ["hwb", "lab", "lch", "oklab", "oklch", "color", "color-mix", "light-dark"];
        let (name, inner) = function(text)?;
        if is_substituted(text) || OTHERS.contains(&name) {
            return Some(Self::Unknown);
        }
        let mut parts = arguments(inner);
        let [one, two, three] = [parts.next()?, parts.next()?, parts.next()?];
        let alpha = parts.next().map_or(Some(1.0), share)?;
        let colour = match name {
            "rgb" | "rgba" => Colour(channel(one)?, channel(two)?, channel(three)?),
            "hsl" | "hsla" => of_hue(hue(one)?, share(two)?, share(three)?),
            _ => return None,
        };
        Some(Self::mixed(colour, alpha))
    }

    fn mixed(colour: Colour, alpha: f32) -> Self {
        const FAINTEST: f32 = 0.05;
        if alpha < FAINTEST { Self::SeeThrough } else { Self::Solid(colour) }
    }
}

fn channel(text: &str) -> Option<u8> {
    let (number, unit) = number(text)?;
    Some(clamp_unit_f32(number / if unit == "%" { 100.0 } else { 255.0 }))
}

fn share(text: &str) -> Option<f32> {
    let (number, unit) = number(text)?;
    Some(if unit == "%" { number / 100.0 } else { number })
}

fn hue(text: &str) -> Option<f32> {
    let (number, unit) = number(text)?;
    Some(match unit {
        "turn" => number * 360.0,
        "rad" => number.to_degrees(),
        _ => number,
    })
}

/// CSS Color 4 §7.1.
fn of_hue(hue: f32, saturation: f32, lightness: f32) -> Colour {
    let reach = saturation * lightness.min(1.0 - lightness);
    let channel = |from: f32| {
        let place = (from + hue / 30.0).rem_euclid(12.0);
        clamp_unit_f32(lightness - reach * (place - 3.0).min(9.0 - place).clamp(-1.0, 1.0))
    };
    Colour(channel(0.0), channel(8.0), channel(4.0))
}
