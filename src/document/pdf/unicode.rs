//! Which character a glyph shows.
//!
//! Knows fonts: what the file says of them, and where it says nothing, what the font itself says. Must not know places.

use std::collections::HashMap;

use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::BfString;
use skrifa::{FontRef, MetadataProvider};
use unicode_normalization::UnicodeNormalization;

/// Stands for a glyph whose character nobody knows.
pub(super) const UNKNOWN: char = char::REPLACEMENT_CHARACTER;
/// So many characters may one glyph be.
const MAX_CHARACTERS: usize = 8;
/// So many characters of one font, and so many fonts, are looked at.
const MAX_MAPPINGS: usize = 100_000;
const MAX_FONTS: usize = 64;

/// What fonts say of their glyphs, read once for each font.
#[derive(Default)]
pub(super) struct Fonts {
    characters: HashMap<u128, HashMap<u32, char>>,
}

impl Fonts {
    /// The characters of a glyph, at least one.
    pub(super) fn characters(&mut self, glyph: &Glyph<'_>) -> Vec<char> {
        let named = match glyph.as_unicode() {
            Some(BfString::Char(c)) => vec![c],
            Some(BfString::String(text)) => text.chars().take(MAX_CHARACTERS).collect(),
            None => Vec::new(),
        };
        let mut known: Vec<char> = named.into_iter().flat_map(plain).collect();
        if known.is_empty() || known.contains(&UNKNOWN) {
            known = plain(self.by_font(glyph).unwrap_or(UNKNOWN)).collect();
        }
        known
    }

    fn by_font(&mut self, glyph: &Glyph<'_>) -> Option<char> {
        let Glyph::Outline(outline) = glyph else { return None };
        let font = outline.font_data()?;
        if self.characters.len() >= MAX_FONTS && !self.characters.contains_key(&font.cache_key) {
            return None;
        }
        let read = || characters_by_glyph((*font.data).as_ref());
        let characters = self.characters.entry(font.cache_key).or_insert_with(read);
        characters.get(&outline.glyph_id().to_u32()).copied()
    }
}

/// The font's own table, backwards.
fn characters_by_glyph(font: &[u8]) -> HashMap<u32, char> {
    let mut characters = HashMap::new();
    let Ok(font) = FontRef::new(font) else { return characters };
    for (code, glyph) in font.charmap().mappings().take(MAX_MAPPINGS) {
        // Symbol fonts of old Windows programs keep the codes of their letters here.
        let code = if (0xF020..0xF07F).contains(&code) { code - 0xF000 } else { code };
        if let Some(c) = char::from_u32(code).filter(|c| !is_private(*c) && !c.is_control()) {
            characters.entry(glyph.to_u32()).or_insert(c);
        }
    }
    characters
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}')
}

/// Ligatures and the joined forms of Arabic as their letters; what is no character is unknown.
fn plain(c: char) -> impl Iterator<Item = char> {
    let one = std::iter::once(c);
    let folded: Vec<char> = match c {
        '\u{FB00}'..='\u{FB4F}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' => one.nfkc().collect(),
        '\t' | '\n' | '\r' => vec![' '],
        _ if c.is_control() => vec![UNKNOWN],
        _ => vec![c],
    };
    folded.into_iter().take(MAX_CHARACTERS)
}
