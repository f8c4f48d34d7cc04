//! A folder of templates that stand in for built-in ones.
//!
//! Knows files and names. Must not know what a template says.

use std::path::Path;

use super::TemplateFault;
use super::builtin::BUILTIN;

/// The largest template file, in bytes.
const FILE_LIMIT: u64 = 256 * 1024;
/// How many letters may be wrong in a name for which another one is suggested.
const GUESS_LIMIT: usize = 4;

/// The files of a folder; every file must stand in for a built-in template. Hidden files are left alone.
pub(super) fn overrides(folder: &Path) -> Result<Vec<(String, String)>, Vec<TemplateFault>> {
    let whole = |error: std::io::Error| {
        vec![TemplateFault { file: folder.display().to_string(), line: None, what: error.to_string() }]
    };
    let mut sources = Vec::new();
    let mut faults = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(whole)? {
        let entry = entry.map_err(whole)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        match source(&entry.path(), &name) {
            Ok(source) => sources.push((name, source)),
            Err(what) => faults.push(TemplateFault { file: name, line: None, what }),
        }
    }
    faults.sort();
    if faults.is_empty() { Ok(sources) } else { Err(faults) }
}

fn source(path: &Path, name: &str) -> Result<String, String> {
    if !BUILTIN.iter().any(|(builtin, _)| *builtin == name) {
        return Err(match nearest(name) {
            Some(known) => format!("no notice uses a template of this name; did you mean {known}?"),
            None => "no notice uses a template of this name".to_owned(),
        });
    }
    let metadata = std::fs::metadata(path).map_err(|error| error.to_string())?;
    if metadata.len() > FILE_LIMIT {
        return Err(format!("larger than {} KiB", FILE_LIMIT / 1024));
    }
    let source = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    // Windows editors: the subject ends at the line end, and a byte order mark is no text.
    Ok(source.trim_start_matches('\u{feff}').replace("\r\n", "\n"))
}

/// The built-in name that differs in the fewest letters, when they are few.
fn nearest(name: &str) -> Option<&'static str> {
    let name: String = name.chars().take(40).collect();
    let distances = BUILTIN.iter().map(|(known, _)| (distance(&name, known), *known));
    distances.min().filter(|(distance, _)| *distance <= GUESS_LIMIT).map(|(_, known)| known)
}

/// How many letters to insert, drop or exchange (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.chars().count()).collect();
    for (above, letter) in one.chars().enumerate() {
        let mut left = above + 1;
        let mut next = vec![left];
        for (pair, known) in row.windows(2).zip(other.chars()) {
            let &[diagonal, over] = pair else { break };
            left = (left + 1).min(over + 1).min(diagonal + usize::from(letter != known));
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}
