//! Mail of which nothing comes: how often it is tried, how it is kept from others, and when it is left unread.
//!
//! Knows which mails were in hand when the process ended, and which failed without that. Must not know what a mail says.

use chrono::TimeDelta;
use tracing::{debug, warn};

use crate::inbox::{Arrived, Place};
use crate::store::{InHand, StoreError};
use crate::turn::Desk;

/// So often a mail is tried; then it is set aside without being read again.
const TRIES: u32 = 3;

/// After a failure that the process survived a mail is tried again so much later.
pub(super) const PAUSE: TimeDelta = TimeDelta::seconds(2);

/// Parts a batch: what never failed, together and in its order; then each of the others alone, so that only the one that
/// is to blame fails again, and those that failed most last, so that they keep nobody.
pub(super) fn groups(desk: &Desk, batch: Vec<Arrived>) -> Vec<Vec<Arrived>> {
    let in_hand = desk.store.in_hand();
    let mut counted: Vec<_> = batch.into_iter().map(|mail| (times(&in_hand, &mail.place), mail)).collect();
    counted.sort_by_key(|(times, _)| *times);
    let first_suspect = counted.partition_point(|(times, _)| *times == 0);
    let suspects: Vec<_> = counted.split_off(first_suspect).into_iter().map(|(_, mail)| vec![mail]).collect();
    let group: Vec<_> = counted.into_iter().map(|(_, mail)| mail).collect();
    Some(group).filter(|group| !group.is_empty()).into_iter().chain(suspects).collect()
}

fn times(in_hand: &InHand, place: &Place) -> u32 {
    in_hand.failures(&place.mailbox, &place.key).times
}

/// Why a mail is not to be read any more, if so.
pub(super) fn given_up(desk: &Desk, place: &Place) -> Option<String> {
    let failures = desk.store.in_hand().failures(&place.mailbox, &place.key);
    let why = || format!("tried {} times, and not read again: {}", failures.times, failures.why);
    (failures.times >= TRIES).then(why)
}

/// These mails are in hand from now on.
pub(super) fn take_in_hand<'a>(desk: &Desk, places: impl Iterator<Item = &'a Place>) {
    let places = places.map(|place| (place.mailbox.as_str(), place.key.as_str()));
    complain(desk.store.in_hand().begin(places));
}

/// Nothing is in hand any more.
pub(super) fn put_down(desk: &Desk) {
    complain(desk.store.in_hand().end());
}

/// Mail waits for no such file: without it a crash is not counted, and everything else goes on.
fn complain(written: Result<(), StoreError>) {
    match written {
        Ok(()) => {}
        // Trouble with the disk is said once, by who keeps the database.
        Err(fault) if fault.trouble().is_some() => {
            debug!(%fault, "the mails in hand cannot be noted: {fault}")
        }
        Err(fault) => warn!(%fault, "the mails in hand cannot be noted: {fault}"),
    }
}

/// A mail was dealt with.
pub(super) fn dealt_with(desk: &Desk, place: &Place) {
    desk.store.in_hand().dealt_with(&place.mailbox, &place.key);
}

/// Nothing came of a mail; gives how often that was so.
pub(super) fn failed(desk: &Desk, place: &Place, why: &str) -> u32 {
    desk.store.in_hand().failed(&place.mailbox, &place.key, why)
}
