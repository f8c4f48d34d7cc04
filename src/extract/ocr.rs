//! Text in pictures, for eyes only: recognised by `tesseract`, the pages of a scan drawn by `pdftoppm`.
//!
//! Knows which arguments the two programs take; both run within limits, read standard input and write standard output, so
//! that nothing lies in a folder afterwards. Must not know what the text means.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{Extractor, child};
use crate::config::Receipts;
use crate::document::{Document, Unread, picture, recognised};

/// Points of a picture at most: beyond it lies no camera, but a bomb.
const MOST_POINTS: u64 = 40_000_000;
/// A picture less wide or high than this shows a logo, or nothing: no receipt can be read in it.
const LEAST_SIDE: u32 = 100;
/// A photo that is turned is made no larger than this, which is a page at 250 points an inch.
const LONGEST_SIDE: u32 = 3000;
/// Pages of a scan that are recognised.
const MOST_PAGES: usize = 5;
/// The table of the words of one page.
const LARGEST_TABLE: u64 = 8 << 20;
/// A page as points of grey.
const LARGEST_PAGE: u64 = 48 << 20;

/// The programs that are installed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tools {
    tesseract: PathBuf,
    pdftoppm: Option<PathBuf>,
    languages: String,
}

impl Tools {
    /// Looks for the programs; none where recognition is off, or its program is missing.
    pub(super) fn find(receipts: &Receipts) -> Option<Self> {
        let tesseract = receipts.ocr.then(|| on_path("tesseract")).flatten()?;
        Some(Self { tesseract, pdftoppm: on_path("pdftoppm"), languages: receipts.ocr_languages.join("+") })
    }

    /// What they can do, in words for the operator.
    pub(super) fn describe(&self) -> String {
        let with = self.tesseract.display();
        match &self.pdftoppm {
            Some(pdftoppm) => format!("photos are read with {with}, scans with {} too", pdftoppm.display()),
            None => format!("photos are read with {with}; scans are not: pdftoppm is not installed"),
        }
    }
}

/// A program on the search path.
fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let is_program = |file: &Path| {
        file.metadata().is_ok_and(|about| about.is_file() && about.permissions().mode() & 0o111 != 0)
    };
    std::env::split_paths(&path)
        .filter(|folder| folder.is_absolute())
        .map(|folder| folder.join(name))
        .find(|file| is_program(file))
}

impl Extractor {
    /// The text of a photo; of a picture that is too small to be one, nothing.
    pub(super) fn photo(&self, bytes: &[u8], left: &mut Duration) -> Result<Document, String> {
        let size = picture::size(bytes);
        if size.is_some_and(|(width, height)| width.min(height) < LEAST_SIDE) {
            return Ok(Document::default());
        }
        if size.is_some_and(|(width, height)| u64::from(width) * u64::from(height) > MOST_POINTS) {
            return Err("it is too large a picture".to_owned());
        }
        let noted = picture::turned(bytes);
        if noted != 0
            && let Some(upright) = self.upright(bytes, noted, left)?
        {
            return self.text_of(&upright, left);
        }
        let seen = self.text_of(bytes, left);
        // Without a note of the camera's: the recogniser is asked, which takes another look.
        match seen.is_err().then(|| self.side(bytes, left)).flatten() {
            Some(degrees) => match self.upright(bytes, degrees, left)? {
                Some(upright) => self.text_of(&upright, left),
                None => seen,
            },
            None => seen,
        }
    }

    /// The text of a PDF whose pages are pictures.
    pub(super) fn scan(&self, pdf: &[u8], left: &mut Duration) -> Result<Document, String> {
        let mut read = Document { recognised: true, ..Document::default() };
        for page in 1..=MOST_PAGES + 1 {
            let Ok(Some(drawn)) = self.drawn(pdf, page, left) else { break };
            if page > MOST_PAGES {
                read.left_out = Some(format!("only its first {MOST_PAGES} pages were read"));
                break;
            }
            match self.text_of(&drawn, left) {
                Ok(document) => {
                    read.text.push_str(&document.text);
                    read.text.push('\n');
                }
                Err(_) => read.left_out = Some(format!("page {page} of it could not be read")),
            }
        }
        if read.text.is_empty() { Err(Unread::Picture.to_string()) } else { Ok(read) }
    }

    fn text_of(&self, picture: &[u8], left: &mut Duration) -> Result<Document, String> {
        // One block of rows: any other way of cutting a page takes the amounts away from their labels.
        let table = self.tesseract(&["--psm", "6", "tsv"], picture, left)?;
        recognised::recognised(&String::from_utf8_lossy(&table)).map_err(|why| why.to_string())
    }

    /// By how many degrees a picture lies on its side.
    fn side(&self, picture: &[u8], left: &mut Duration) -> Option<u16> {
        let answer = self.tesseract(&["--psm", "0"], picture, left).ok()?;
        recognised::turned_by(&String::from_utf8_lossy(&answer))
    }

    /// A photo turned by so many degrees, as points; none where that cannot be done.
    fn upright(&self, bytes: &[u8], degrees: u16, left: &mut Duration) -> Result<Option<Vec<u8>>, String> {
        let Some(pdf) = picture::jpeg_as_pdf(bytes, degrees) else { return Ok(None) };
        let (width, height) = picture::size(bytes).unwrap_or_default();
        let longest = width.max(height).min(LONGEST_SIDE).to_string();
        self.draw(&pdf, &["-scale-to", &longest, "-gray", "-singlefile", "-"], left)
    }

    /// One page as points; none where there is no such page, or nothing that draws it.
    fn drawn(&self, pdf: &[u8], page: usize, left: &mut Duration) -> Result<Option<Vec<u8>>, String> {
        let page = page.to_string();
        self.draw(pdf, &["-r", "200", "-gray", "-f", &page, "-l", &page, "-"], left)
    }

    fn draw(&self, pdf: &[u8], arguments: &[&str], left: &mut Duration) -> Result<Option<Vec<u8>>, String> {
        let program = self.tools.as_ref().and_then(|tools| tools.pdftoppm.as_ref());
        let (Some(program), Some(mut command)) = (program, self.ourselves(child::BECOME)) else {
            return Ok(None);
        };
        self.limited(command.arg(program).args(arguments), pdf, LARGEST_PAGE, left).map(Some)
    }

    fn tesseract(&self, arguments: &[&str], picture: &[u8], left: &mut Duration) -> Result<Vec<u8>, String> {
        let (Some(tools), Some(mut command)) = (&self.tools, self.ourselves(child::BECOME)) else {
            return Err(Unread::Picture.to_string());
        };
        command.arg(&tools.tesseract).args(["stdin", "stdout", "-l", &tools.languages]).args(arguments);
        self.limited(&mut command, picture, LARGEST_TABLE, left)
    }
}
