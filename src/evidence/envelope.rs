//! The envelope sender, as the server noted it in `Return-Path` (RFC 5321 §4.4).
//!
//! It proves nothing, but it can contradict: a colleague who logs in as himself and writes another's name into From
//! passes DMARC, and is seen only here.

use super::fields::Field;
use crate::approval::Address;

/// Fails when the envelope names somebody else of the From domain. The null sender names nobody.
pub(super) fn agrees(return_path: Option<&Field<'_>>, from: &Address) -> Result<(), String> {
    let Some(field) = return_path else { return Ok(()) };
    let body = field.unfolded();
    let text = String::from_utf8_lossy(&body);
    let sender = text.trim().trim_start_matches('<').trim_end_matches('>').to_ascii_lowercase();
    let Some((local, domain)) = sender.rsplit_once('@') else { return Ok(()) };
    let same_person = || {
        let address = format!("{}@{domain}", without_bounce_tag(local)).parse::<Address>();
        address.is_ok_and(|address| address.plain() == from.plain())
    };
    if domain == from.domain() && !same_person() {
        let sender: String = sender.chars().filter(char::is_ascii_graphic).take(100).collect();
        return Err(format!("the envelope sender is {sender}, somebody else of the same domain as {from}"));
    }
    Ok(())
}

/// Some servers sign envelope senders against forged bounces: `prvs=0123456789=sam` is sam (BATV).
fn without_bounce_tag(local: &str) -> &str {
    local.strip_prefix("prvs=").and_then(|rest| rest.split_once('=')).map_or(local, |(_, user)| user)
}
