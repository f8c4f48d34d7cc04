//! Colours, as far as it takes to see that text has the colour of its ground.
//!
//! Knows the usual notations of CSS and HTML. Must not know elements.

/// Red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Colour(u8, u8, u8);

impl Colour {
    pub(super) const WHITE: Self = Self(255, 255, 255);
    pub(super) const BLACK: Self = Self(0, 0, 0);

    /// Reads `#fff`, `#ffffff`, `ffffff`, `rgb(…)` and the commonest names.
    pub(super) fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let named = match text {
            "white" | "window" => Some(Self::WHITE),
            "black" | "windowtext" | "initial" => Some(Self::BLACK),
            "snow" => Some(Self(255, 250, 250)),
            "ivory" => Some(Self(255, 255, 240)),
            "red" => Some(Self(255, 0, 0)),
            "blue" => Some(Self(0, 0, 255)),
            "green" => Some(Self(0, 128, 0)),
            "gray" | "grey" => Some(Self(128, 128, 128)),
            "silver" => Some(Self(192, 192, 192)),
            "navy" => Some(Self(0, 0, 128)),
            "whitesmoke" => Some(Self(245, 245, 245)),
            _ => None,
        };
        named.or_else(|| Self::hexadecimal(text)).or_else(|| Self::function(text))
    }

    /// Whether text of one colour cannot be read on the other.
    pub(super) fn is_like(self, other: Self) -> bool {
        const NEAREST: u8 = 12;
        let near = |one: u8, two: u8| one.abs_diff(two) <= NEAREST;
        near(self.0, other.0) && near(self.1, other.1) && near(self.2, other.2)
    }

    fn hexadecimal(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').unwrap_or(text);
        let value = u32::from_str_radix(digits, 16).ok()?;
        let [_, red, green, blue] = match digits.len() {
            6 => value.to_be_bytes(),
            3 => {
                let [_, _, high, low] = value.to_be_bytes();
                [0, (high & 15) * 17, (low >> 4) * 17, (low & 15) * 17]
            }
            _ => return None,
        };
        Some(Self(red, green, blue))
    }

    fn function(text: &str) -> Option<Self> {
        let inner = text.strip_prefix("rgba(").or_else(|| text.strip_prefix("rgb("))?;
        let mut numbers = inner.split([',', ' ', ')', '/']).map(str::trim).filter(|part| !part.is_empty());
        let mut next = || numbers.next().and_then(|number| number.parse().ok());
        Some(Self(next()?, next()?, next()?))
    }
}
