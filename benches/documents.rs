//! How fast PDFs are read, next to `pdftotext` on the same files in the same run.
//!
//! `cargo bench --bench documents -- FILE…`; without files, the samples of the tests. `pdftotext` is a process for each
//! file, as the desk's own reader is in production: for what reading alone takes, give it a file of many pages.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a bench")]
#![allow(missing_docs, reason = "a bench")]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use countersign::document;
use countersign::mail::Attachment;

/// So long each reader is measured.
const PATIENCE: Duration = Duration::from_secs(5);

fn main() {
    let mut files: Vec<PathBuf> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).map(PathBuf::from).collect();
    if files.is_empty() {
        let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pdf-cases");
        files.extend(std::fs::read_dir(samples).unwrap().map(|file| file.unwrap().path()));
        files.retain(|file| file.extension().is_some_and(|extension| extension == "pdf"));
        files.sort();
    }
    let attachments: Vec<Attachment> = files.iter().map(|file| attachment(file)).collect();
    let letters: usize = attachments.iter().map(read).sum();
    println!("{} files, {letters} bytes of text", files.len());

    let ours = measure(|| {
        for file in &attachments {
            std::hint::black_box(read(file));
        }
    });
    report("in this process", files.len(), letters, ours);
    if Command::new("pdftotext").arg("-v").stderr(Stdio::null()).status().is_err() {
        println!("pdftotext is not installed (poppler-utils): nothing to compare with");
        return;
    }
    let theirs = measure(|| {
        for file in &files {
            Command::new("pdftotext")
                .arg("-layout")
                .arg(file)
                .arg("-")
                .stdout(Stdio::null())
                .stderr(Stdio::null()) // one of the files wants a password
                .status()
                .unwrap();
        }
    });
    report("pdftotext -layout", files.len(), letters, theirs);
    println!("ratio: {:.2} times as fast", theirs.as_secs_f64() / ours.as_secs_f64());
}

fn attachment(file: &Path) -> Attachment {
    Attachment {
        name: file.display().to_string(),
        media_type: "application/pdf".to_owned(),
        bytes: std::fs::read(file).unwrap(),
    }
}

fn read(file: &Attachment) -> usize {
    document::read(file).map_or(0, |document| document.text.len())
}

/// The time of one round, from as many as there is patience for.
fn measure(mut round: impl FnMut()) -> Duration {
    let (begin, mut rounds) = (Instant::now(), 0);
    while begin.elapsed() < PATIENCE {
        round();
        rounds += 1;
    }
    begin.elapsed() / rounds
}

fn report(what: &str, files: usize, letters: usize, round: Duration) {
    let seconds = round.as_secs_f64();
    let (files, megabytes) = (files as f64 / seconds, letters as f64 / seconds / 1e6);
    println!("{what}: {files:.0} files a second, {megabytes:.2} MB of text a second");
}
