//! The form of a story: steps, each an unindented line with what is indented below it.

use std::collections::BTreeMap;
use std::ops::Range;

/// One step of a story.
#[derive(Debug)]
pub(super) struct Step {
    /// The number of its first line, from 1.
    pub(super) line: usize,
    /// The first line.
    pub(super) text: String,
    /// The lines below it, without the indentation that they share.
    pub(super) block: Vec<String>,
}

impl Step {
    /// The lines that it takes up, counted from 0.
    pub(super) fn lines(&self) -> Range<usize> {
        self.line - 1..self.line + self.block.len()
    }
}

/// Reads a story.
pub(super) fn read(text: &str) -> Result<Vec<Step>, String> {
    let mut steps: Vec<Step> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if line.starts_with('#') || (line.trim().is_empty() && steps.is_empty()) {
            continue;
        }
        if line.starts_with("    ") || line.trim().is_empty() {
            let step = steps.last_mut().ok_or("a story begins with a step, not with an indented line")?;
            // Comments between two steps are in neither.
            if step.lines().end == index {
                step.block.push(line.get(4..).unwrap_or_default().to_owned());
            }
        } else {
            steps.push(Step { line: index + 1, text: line.trim_end().to_owned(), block: Vec::new() });
        }
    }
    for step in &mut steps {
        while step.block.last().is_some_and(|line| line.trim().is_empty()) {
            step.block.pop();
        }
    }
    Ok(steps)
}

/// The story with other lines in the place of some.
pub(super) fn rewritten(text: &str, rewrites: &BTreeMap<usize, (Range<usize>, Vec<String>)>) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for (range, new) in rewrites.values().rev() {
        lines.splice(range.clone(), new.clone());
    }
    lines.join("\n") + "\n"
}
