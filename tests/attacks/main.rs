//! Everything that attackers may try by mail, sent to a running desk in any order, each mail twice; and beside every attack an
//! honest mail that is as near to it as can be, and must count. `tests/attack-cases/README.md` says how to read a case.
#![allow(
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "nobody uses this crate, and a test may stop at once when its world is not as expected"
)]

mod case;
#[path = "../support/chance.rs"]
#[allow(dead_code, reason = "this test uses a part of it")]
mod chance;
mod combinations;
mod cover;
mod fill;
mod large;
mod machines;
mod names;
mod office;
mod outcome;
mod promises;
mod signature;
mod stage;

use case::Case;

#[test]
fn no_attack_comes_through_and_every_honest_mail_does() {
    let mut chance = chance::Chance::from_environment("ATTACK_SEED");
    let mut cases = case::all();
    if std::env::var_os("ATTACK").is_none() {
        cases.extend(combinations::cases(&mut chance));
        cases.extend(machines::cases(&mut chance));
    }
    let faults = outcome::against_known(&cases, stage::play(&cases, &mut chance));
    assert!(
        faults.is_empty(),
        "{} faults (ATTACK=word plays the cases with that word in their name alone, ATTACK_SEED repeats an order):\n\n{}",
        faults.len(),
        faults.join("\n")
    );
}

#[test]
fn there_are_attacks_and_honest_mails_beside_them() {
    let cases = case::all();
    let honest = cases.iter().filter(|case| case.is_honest()).count();
    let whole = std::env::var_os("ATTACK").is_none();
    assert!(!whole || cases.len() - honest >= 200, "{} attacks", cases.len() - honest);
    assert!(!whole || honest >= 40, "{honest} honest mails");
    assert!(cases.iter().all(|case: &Case| !case.rows.is_empty()), "each case names its rows");
}

#[test]
fn every_row_of_the_threat_model_is_tried() {
    let faults = cover::faults(&case::all());
    assert!(faults.is_empty() || std::env::var_os("ATTACK").is_some(), "{}", faults.join("\n"));
}
