use std::fs;
use std::path::{Path, PathBuf};

use super::*;

fn samples() -> Vec<(PathBuf, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pdf-cases");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "pdf"));
    files.sort();
    assert!(files.len() >= 10);
    files.into_iter().map(|file| (file.clone(), fs::read(file).unwrap())).collect()
}

fn told(outcome: &Result<Document, Unread>) -> String {
    let document = match outcome {
        Ok(document) => document,
        Err(why) => return format!("--- not read: {why}\n"),
    };
    let mut told = format!("{}\n", document.text);
    if !document.hidden.is_empty() {
        told.push_str(&format!("--- hidden\n{}\n", document.hidden));
    }
    if document.recognised {
        told.push_str("--- recognised\n");
    }
    if let Some(left_out) = &document.left_out {
        told.push_str(&format!("--- left out: {left_out}\n"));
    }
    for xml in &document.xml {
        told.push_str(&format!("--- XML\n{xml}\n"));
    }
    told
}

#[test]
fn each_sample_says_what_is_stored_beside_it() {
    for (file, bytes) in samples() {
        let told = told(&read(&bytes));
        let stored = file.with_extension("txt");
        if std::env::var_os("STORE").is_some() {
            fs::write(&stored, &told).unwrap();
        }
        assert_eq!(told, fs::read_to_string(&stored).unwrap_or_default(), "{}", file.display());
    }
}

/// Small numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides.max(1) as u64).unwrap()
    }
}

fn damaged(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=dice.roll(8) {
        if bytes.len() < 2 {
            break;
        }
        let place = dice.roll(bytes.len());
        match dice.roll(6) {
            0 => bytes.truncate(place.max(1)),
            1 => drop(bytes.drain(place..bytes.len().min(place + 1 + dice.roll(40)))),
            2 => bytes.splice(place..place, (0..dice.roll(8)).map(|_| b'9')).for_each(drop),
            3 => bytes[place] = b"0123456789<>[]()/ -."[dice.roll(20)],
            _ => bytes[place] ^= 1 << dice.roll(8),
        }
    }
    bytes
}

#[test]
fn damage_is_an_answer_and_no_crash() {
    let mut dice = Dice(0x5EED);
    let rounds = std::env::var("ROUNDS").map_or(20, |rounds| rounds.parse().unwrap());
    for (_, bytes) in samples() {
        for _ in 0..rounds {
            let damaged = damaged(&bytes, &mut dice);
            if let Ok(document) = read(&damaged) {
                assert!(
                    document.text.len() + document.hidden.len() <= 100 * damaged.len(),
                    "far more text than file"
                );
            }
        }
    }
    assert_eq!(read(b""), Err(Unread::Damaged("it is not a whole PDF".to_owned())));
    assert!(matches!(read(b"%PDF-1.7\n"), Err(Unread::Damaged(_))));
}
