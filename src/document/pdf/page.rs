//! One page: its text, what of it is hidden, and whether it is a picture.
//!
//! Knows what tells a scan with recognised text from a page with hidden text. Must not know other pages.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hayro_interpret::hayro_syntax::{self, Pdf};
use hayro_interpret::kurbo::Rect;
use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, InterpreterWarning, TransformExt as _, interpret_page,
};

use super::canvas::{Canvas, Painted, Sight};
use super::layout::{self, Letter};
use super::unicode::{Fonts, UNKNOWN};
use super::{CAPTION, fields};

/// A page whose drawing takes more bytes than this is not read.
const MAX_DRAWING: usize = 32 << 20;
/// Pictures that cover this share of a page are the page.
const PICTURE: f64 = 0.5;
/// So many shapes and no letter: text that was turned into drawings.
const DRAWING: usize = 40;
/// So many letters in a row that cannot be told may be a number; a single one is a bullet.
const UNTOLD: usize = 3;

/// What a page says.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// What a reader sees.
    pub(super) text: String,
    /// What a reader does not see.
    pub(super) hidden: String,
    /// The text was recognised in a picture.
    pub(super) recognised: bool,
    /// It has letters that stand for no known characters.
    pub(super) unknown: bool,
    /// It goes beyond a limit.
    pub(super) cut: bool,
    pictured: bool,
}

impl Page {
    /// Whether there is something to see on it, and nothing, or next to nothing, to read.
    pub(super) fn is_picture(&self) -> bool {
        self.pictured
            && !self.recognised
            && self.text.chars().filter(|c| c.is_alphanumeric()).count() < CAPTION
    }
}

/// Reads the pages of one document.
pub(super) struct Reader<'a> {
    cache: InterpreterCache<'a>,
    settings: InterpreterSettings,
    unread_fonts: Arc<AtomicBool>,
    fonts: Fonts,
    room: usize,
    pdf: &'a Pdf,
}

impl<'a> Reader<'a> {
    /// A reader with room for so many letters.
    pub(super) fn new(pdf: &'a Pdf, room: usize) -> Self {
        let unread_fonts = Arc::new(AtomicBool::new(false));
        let noted = Arc::clone(&unread_fonts);
        let warning_sink = Arc::new(move |warning| {
            if matches!(warning, InterpreterWarning::UnsupportedFont) {
                noted.store(true, Ordering::Relaxed);
            }
        });
        let settings = InterpreterSettings { warning_sink, ..InterpreterSettings::default() };
        Self { cache: InterpreterCache::new(), settings, unread_fonts, fonts: Fonts::default(), room, pdf }
    }

    /// Whether some font could not be read, and its text with it.
    pub(super) fn has_unread_fonts(&self) -> bool {
        self.unread_fonts.load(Ordering::Relaxed)
    }

    /// Reads one page.
    pub(super) fn read(&mut self, page: &hayro_syntax::page::Page<'a>) -> Page {
        if self.room == 0 || page.page_stream().is_some_and(|drawing| drawing.len() > MAX_DRAWING) {
            return Page { cut: true, ..Page::default() };
        }
        let (width, height) = page.render_dimensions();
        let sheet = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let transform = page.initial_transform(true).to_kurbo();
        let mut context = Context::new(transform, sheet, &self.cache, self.pdf.xref(), self.settings.clone());
        let mut canvas = Canvas::new(sheet, self.room, &mut self.fonts);
        interpret_page(page, &mut context, &mut canvas);
        let mut painted = canvas.finish();
        fields::fill_in(page, transform, &mut painted.letters);
        self.room = self.room.saturating_sub(painted.letters.len());
        said(&painted)
    }
}

fn said(painted: &Painted) -> Page {
    let of = |sight: Sight| -> Vec<Letter> {
        painted.letters.iter().filter(|(_, seen)| *seen == sight).map(|(letter, _)| *letter).collect()
    };
    let (mut seen, unpainted, mut hidden) = (of(Sight::Seen), of(Sight::Unpainted), of(Sight::Hidden));
    let recognised = painted.pictures >= PICTURE && ink(&unpainted) > ink(&seen);
    if recognised { &mut seen } else { &mut hidden }.extend(unpainted);
    let drawn = (painted.shapes >= DRAWING && seen.is_empty()) || is_for_eyes_only(&seen);
    if drawn {
        seen.clear();
    }
    let text = layout::text(&seen);
    Page {
        hidden: layout::text(&hidden),
        recognised: recognised && !drawn,
        unknown: text.contains(&UNKNOWN.to_string().repeat(UNTOLD)),
        cut: painted.overflowed,
        pictured: drawn || painted.pictures >= PICTURE || (painted.pictures > 0.0 && text.is_empty()),
        text,
    }
}

/// Whether most of the letters stand for nothing, because the file does not tell what its own codes mean.
fn is_for_eyes_only(letters: &[Letter]) -> bool {
    let untold = |c: char| c == UNKNOWN || matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{2701}'..='\u{27BF}');
    let untold = letters.iter().filter(|letter| untold(letter.character)).count();
    untold >= CAPTION && 3 * untold > ink(letters)
}

/// How many letters leave a mark.
fn ink(letters: &[Letter]) -> usize {
    letters.iter().filter(|letter| !letter.character.is_whitespace()).count()
}
