//! The parts of a submission: what the requester typed, the papers, what no reader sees.
//!
//! Knows whose words each part is. Must not decide between them.

use super::currency::Meaning;
use super::home::Home;
use super::lines::Known;
use super::page::{Page, meaning};
use super::paper::{Kind, Paper};
use super::{Source, Sources, invoice, schema, sheet};
use crate::document::{Document, FileReading};

/// The parts of a submission.
#[derive(Default)]
pub(super) struct Parts<'a> {
    /// What the requester typed: the subject, the note.
    pub(super) typed: Vec<(Source, Page)>,
    /// What the receipts say: the text with its HTML twin, mails, files.
    pub(super) papers: Vec<Paper<'a>>,
    /// What no reader sees.
    pub(super) hidden: Vec<Page>,
    /// What could not be read.
    pub(super) warnings: Vec<String>,
    /// The first file that was not read and could name more than what was.
    pub(super) unread_bill: Option<String>,
    /// The lines of all of them.
    known: Known,
}

impl<'a> Parts<'a> {
    /// Reads all parts.
    pub(super) fn read(sources: &Sources<'a>, home: Home<'_>) -> Self {
        let mut parts = Self::default();
        let context = parts.body(sources, home);
        for inner in sources.mails {
            let mut paper = parts.paper(Kind::Mail, Source::Text, &inner.text, &inner.text, &context, home);
            paper.orders = orders(&inner.json_ld, home);
            parts.papers.push(paper);
        }
        for file in sources.files {
            parts.file(file, &context, home);
        }
        let known = &mut parts.known;
        let mut page = |text: &str| Page::read(text, known, &context, home.currency);
        parts.typed = vec![(Source::Text, page(sources.note)), (Source::Subject, page(sources.subject))];
        let hidden = page(sources.hidden_text);
        parts.hidden.push(hidden);
        parts
    }

    /// The mail's own text without what the requester typed; what its marks mean.
    fn body(&mut self, sources: &Sources<'a>, home: Home<'_>) -> Meaning {
        let has_note = !sources.note.trim().is_empty();
        let whole = if has_note { meaning(sources.text, &mut self.known) } else { Meaning::default() };
        let text = without_note(sources.text, sources.note);
        let mut body = self.paper(Kind::Body, Source::Text, sources.text, &text, &whole, home);
        let own =
            body.pages.first().map(|(_, page)| page).filter(|page| !has_note || !page.figures.is_empty());
        let context = own.map_or(whole, |page| page.meaning.clone());
        if let Some(html) = sources.html_text {
            let html = without_note(html, sources.note);
            let page = Page::read(&html, &mut self.known, &context, home.currency);
            body.table = body.table.or_else(|| sheet::read(&html, &page.meaning, home));
            body.pages.push((Source::Html, page));
        }
        body.orders = orders(sources.json_ld, home);
        self.papers.push(body);
        context
    }

    fn file(&mut self, file: &'a FileReading, context: &Meaning, home: Home<'_>) {
        let document = match &file.outcome {
            Ok(document) => document,
            Err(why) => {
                let warning = format!("{} was not read: {why}", file.name);
                if file.could_bill {
                    self.unread_bill.get_or_insert_with(|| warning.clone());
                }
                return self.warnings.push(warning);
            }
        };
        let source = Source::Attachment(file.name.clone());
        let mut paper = self.paper(Kind::File, source, &document.text, &document.text, context, home);
        self.invoices(&mut paper, file, document, home);
        paper.is_table = is_table(&file.name);
        paper.table = paper.table.filter(|_| paper.is_table || document.json_ld.is_empty());
        paper.orders = orders(&document.json_ld, home);
        paper.recognised = document.recognised;
        paper.left_out = document.left_out.as_deref();
        self.papers.push(paper);
        if !document.hidden.is_empty() {
            self.hidden.push(Page::read(&document.hidden, &mut self.known, context, home.currency));
        }
    }

    /// A paper with this text, of which `shown` is read.
    fn paper(
        &mut self,
        kind: Kind,
        source: Source,
        text: &'a str,
        shown: &str,
        context: &Meaning,
        home: Home<'_>,
    ) -> Paper<'a> {
        let page = Page::read(shown, &mut self.known, context, home.currency);
        Paper {
            kind,
            text,
            table: sheet::read(shown, &page.meaning, home),
            is_table: false,
            pages: vec![(source, page)],
            invoices: Vec::new(),
            orders: Vec::new(),
            recognised: false,
            left_out: None,
        }
    }

    /// A file that is an invoice has to be one that is known; in another there may be any XML.
    fn invoices(&mut self, paper: &mut Paper<'_>, file: &FileReading, document: &Document, home: Home<'_>) {
        let is_bare = document.text.trim().is_empty();
        for xml in &document.xml {
            match invoice::read(xml, home.currency) {
                Ok(found) if found.is_empty() && is_bare => {
                    self.warnings
                        .push(format!("{} was not read: it is no invoice of a known kind", file.name));
                }
                Ok(found) => paper.invoices.extend(found),
                Err(why) if is_bare => self.warnings.push(format!("{} was not read: {why}", file.name)),
                Err(why) => {
                    self.warnings.push(format!("the invoice embedded in {} was not read: {why}", file.name));
                }
            }
        }
    }
}

/// The totals in structured data, each once.
fn orders(json_ld: &[String], home: Home<'_>) -> Vec<schema::Total> {
    let mut totals: Vec<schema::Total> = Vec::new();
    for total in json_ld.iter().flat_map(|text| schema::read(text, home.currency)) {
        if !totals.contains(&total) {
            totals.push(total);
        }
    }
    totals
}

/// Whether a file of this name is a table and nothing else.
fn is_table(name: &str) -> bool {
    let extension = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    ["csv", "tsv", "tab", "xlsx", "xlsm", "xlsb", "xls", "ods"].contains(&extension.as_str())
}

/// The text without the lines that the requester wrote above what was forwarded.
pub(super) fn without_note(text: &str, note: &str) -> String {
    let mut typed = note.lines().map(str::trim).filter(|line| !line.is_empty()).peekable();
    let rest: Vec<&str> = text
        .lines()
        .filter(|line| {
            let is_note = typed.peek().is_some_and(|next| *next == line.trim());
            if is_note {
                typed.next();
            }
            !is_note
        })
        .collect();
    rest.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_note_is_taken_out_of_the_text_once() {
        let text = "Team dinner\n\n---- Forwarded ----\nTeam dinner\nTotal 5.00";
        assert_eq!(without_note(text, "Team dinner"), "\n---- Forwarded ----\nTeam dinner\nTotal 5.00");
    }
}
