//! Stories: behaviour told in whole mails in and whole mailboxes out. `tests/stories/README.md` shows the words.
//!
//! Each story plays on the embedded post office in a folder of its own, with the passes of the real daemon and a clock
//! that only `wait` moves. Nothing here knows what should happen: that is what the stories say.

mod drama;
mod expect;
mod letter;
mod machine;
mod notice;
mod people;
mod program;
mod promises;
mod script;
mod walk;
mod world;

use std::fs;
use std::path::{Path, PathBuf};

pub(crate) use walk::walk;

/// All stories, in the order of their names; with `STORY=word`, those with the word in their name.
pub(crate) fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories");
    let wanted = std::env::var("STORY").unwrap_or_default();
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "story"))
        .filter(|path| path.to_string_lossy().contains(&wanted))
        .collect();
    files.sort();
    files
}

/// Plays a story; gives what came out otherwise than it is told. With `STORY_WRITE=1` the story is rewritten instead.
pub(crate) fn play(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap();
    let script = match script::read(&text) {
        Ok(script) => script,
        Err(why) => return vec![why],
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let outcome = runtime.block_on(drama::play(&script));
    if std::env::var_os("STORY_WRITE").is_some() && !outcome.rewrites.is_empty() {
        fs::write(path, script::rewritten(&text, &outcome.rewrites)).unwrap();
        return outcome.broken;
    }
    outcome.faults.into_iter().chain(outcome.broken).collect()
}
