//! Templates of notices: the built-in ones, and a folder of files that stand in for them.
//!
//! Knows which template makes which part of which notice. Must not know MIME.

mod builtin;
mod engine;
mod folder;
pub(super) mod samples;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment};
use serde::Serialize;

use self::builtin::BUILTIN;
use self::engine::environment;
use self::folder::overrides;
use self::samples::samples;
use super::commands::opens_with_a_command;
use super::notice::{NoticeKind, NoticeView};
use super::plain::HeaderText;

/// The templates that notices are made from.
#[derive(Clone)]
pub struct Templates {
    text: Environment<'static>,
    html: Environment<'static>,
}

/// What is wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TemplateFault {
    /// The file, as named in the folder; or the folder.
    pub file: String,
    /// The line, where it is known.
    pub line: Option<usize>,
    /// What is wrong, and the way out.
    pub what: String,
}

/// A notice cannot be made, since its template cannot be rendered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("template {0}")]
pub struct TemplateError(pub TemplateFault);

/// A notice as its templates made it: not yet folded, without marker lines.
pub(super) struct Rendered {
    /// The subject.
    pub(super) subject: HeaderText,
    /// The text part.
    pub(super) text: String,
    /// The inside of the body of the HTML part.
    pub(super) html: String,
}

impl Templates {
    /// The templates that come with the program.
    pub fn embedded() -> Self {
        Self::of(builtin())
    }

    /// The templates that come with the program, with the files of `folder` in the place of those of the same name.
    ///
    /// Every template is rendered with sample data, so that a fault shows now instead of with the first such notice.
    pub fn load(folder: Option<&Path>) -> Result<Self, Vec<TemplateFault>> {
        let Some(folder) = folder else { return Ok(Self::embedded()) };
        let mut sources = builtin();
        sources.extend(overrides(folder)?);
        let templates = Self::of(sources);
        let faults = templates.faults();
        if faults.is_empty() { Ok(templates) } else { Err(faults.into_iter().collect()) }
    }

    /// Fills both templates of a kind.
    pub(super) fn render(&self, kind: NoticeKind, view: &NoticeView) -> Result<Rendered, TemplateError> {
        let view = view.bounded();
        let (subject, text) = self.render_text(kind, &view)?;
        Ok(Rendered { subject, text, html: self.render_html(kind, &view)? })
    }

    fn render_text(
        &self,
        kind: NoticeKind,
        view: &impl Serialize,
    ) -> Result<(HeaderText, String), TemplateError> {
        let name = format!("{kind}.txt");
        let text = render(&self.text, &name, view)?;
        let (first, body) = text.split_once('\n').unwrap_or((&text, ""));
        match first.strip_prefix("Subject:") {
            Some(subject) => Ok((HeaderText::new(subject), body.to_owned())),
            None => {
                let what = "the first line must be `Subject: …`".to_owned();
                Err(TemplateError(TemplateFault { file: name, line: Some(1), what }))
            }
        }
    }

    fn render_html(&self, kind: NoticeKind, view: &impl Serialize) -> Result<String, TemplateError> {
        render(&self.html, &format!("{kind}.html"), view)
    }

    fn of(sources: BTreeMap<String, String>) -> Self {
        let (html, text) = sources.into_iter().partition(|(name, _)| is_html(name));
        Self { text: environment(text, AutoEscape::None), html: environment(html, AutoEscape::Html) }
    }

    /// What is wrong with any template: its syntax, or how it renders the samples.
    fn faults(&self) -> BTreeSet<TemplateFault> {
        let syntax = BUILTIN.iter().filter_map(|(name, _)| {
            let environment = if is_html(name) { &self.html } else { &self.text };
            environment.get_template(name).err().map(|error| fault(&error, name))
        });
        let samples = samples();
        let rendering = NoticeKind::ALL.iter().flat_map(|&kind| {
            samples.iter().flat_map(move |view| {
                let text = match self.render_text(kind, view) {
                    Ok((_, text)) => dangerous_line(kind, &text),
                    Err(TemplateError(fault)) => Some(fault),
                };
                let html = self.render_html(kind, view).err().map(|TemplateError(fault)| fault);
                [text, html].into_iter().flatten()
            })
        });
        syntax.chain(rendering).collect()
    }
}

impl fmt::Debug for Templates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Templates")
    }
}

impl fmt::Display for TemplateFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}, line {line}: {}", self.file, self.what),
            None => write!(f, "{}: {}", self.file, self.what),
        }
    }
}

fn builtin() -> BTreeMap<String, String> {
    BUILTIN.iter().map(|(name, source)| ((*name).to_owned(), (*source).to_owned())).collect()
}

fn is_html(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "html")
}

fn render(environment: &Environment<'_>, name: &str, view: &impl Serialize) -> Result<String, TemplateError> {
    environment
        .get_template(name)
        .and_then(|template| template.render(Value::from(Serde(view))))
        .map_err(|error| TemplateError(fault(&error, name)))
}

/// Names the innermost template: the one that was included.
fn fault(error: &minijinja::Error, name: &str) -> TemplateFault {
    let causes = std::iter::successors(std::error::Error::source(error), |cause| cause.source());
    let inner = causes.filter_map(|cause| cause.downcast_ref::<minijinja::Error>()).last().unwrap_or(error);
    let what = match inner.detail() {
        Some(detail) => format!("{}: {detail}", inner.kind()),
        None => inner.kind().to_string(),
    };
    TemplateFault { file: inner.name().unwrap_or(name).to_owned(), line: inner.line(), what }
}

/// A line of a template that an answer could quote and seem to say.
fn dangerous_line(kind: NoticeKind, text: &str) -> Option<TemplateFault> {
    let line = text.lines().find(|line| opens_with_a_command(line))?;
    let what =
        format!("a line begins with a word that decides: “{}”; begin it with another one", line.trim());
    Some(TemplateFault { file: format!("{kind}.txt"), line: None, what })
}

#[cfg(test)]
mod tests;
