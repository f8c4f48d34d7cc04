//! The stories: behaviour told in whole mails in and whole mailboxes out. `tests/stories/README.md` says how to read them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may stop at once when its world is not as expected"
)]

#[allow(dead_code, reason = "stories need a part of what the fake can do")]
#[path = "support/ollama.rs"]
mod ollama;
#[path = "support/story/mod.rs"]
mod story;

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

#[test]
fn every_story_comes_out_as_it_is_told() {
    let files = story::files();
    let next = AtomicUsize::new(0);
    let failures = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                while let Some(path) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let faults = story::play(path);
                    if !faults.is_empty() {
                        let name = path.file_name().unwrap().to_string_lossy();
                        failures.lock().unwrap().push(format!("{name}\n{}\n", faults.join("\n")));
                    }
                }
            });
        }
    });
    let mut failures = failures.into_inner().unwrap();
    failures.sort();
    assert!(
        failures.is_empty(),
        "{} of {} stories come out otherwise (- is missing, + is not expected; STORY=word plays those alone, \
         STORY_WRITE=1 rewrites them: read what it wrote):\n\n{}",
        failures.len(),
        files.len(),
        failures.join("\n")
    );
}

#[test]
fn walks_that_nobody_planned_break_no_promise() {
    let seeds = std::env::var("WALKS").map_or(4, |walks| walks.parse().unwrap());
    for seed in 0..seeds {
        let (story, broken) = story::walk(seed);
        assert!(broken.is_empty(), "the walk from seed {seed}:\n{story}\n{}", broken.join("\n"));
    }
}

#[test]
fn there_are_stories() {
    assert!(story::files().len() >= 45 || std::env::var_os("STORY").is_some());
}
