//! `[authentication]`: who vouches that a mail is from its From address.

use super::authserv::authserv;
use super::later::unavailable;
use crate::config::Authentication;
use crate::config::keys;
use crate::config::reader::{Section, Value};

/// Says the second time that forged mail may decide.
const SAID_TWICE: &str = "i_know_that_anybody_can_forge_mail";

#[derive(Clone, Copy)]
enum Mode {
    Authserv,
    None,
    Later,
}

/// Who vouches for senders; `remote` says that strangers' mail arrives, and `domain` is the desk's own.
pub(in crate::config) fn authentication(
    root: &Section<'_>,
    remote: bool,
    domain: Option<&str>,
) -> Option<Authentication> {
    let table = root.section("authentication", &keys::AUTHENTICATION);
    later(&table);
    let said_twice = table.read(SAID_TWICE, Value::boolean) == Some(true);
    let trusts = table.has("profile") || !table.lists_nothing("authserv_ids");
    if !remote && !table.has("mode") && !trusts {
        return Some(Authentication::None);
    }
    let mode = mode(&table)?;
    if matches!(mode, Mode::None) && trusts {
        let remedy = "set mode = \"authserv\", or leave it out";
        table.out_of_place(&["profile", "authserv_ids"], "is not looked at with mode = \"none\"", remedy);
    }
    match mode {
        Mode::Later => None,
        Mode::Authserv => authserv(&table, domain).map(Authentication::Authserv),
        Mode::None if !remote || said_twice => Some(Authentication::None),
        Mode::None => {
            let remedy = format!("use \"authserv\"; only for a trial, write {SAID_TWICE} = true as well");
            table.fault("mode", "lets anybody who can write a From line approve reports", remedy);
            None
        }
    }
}

fn mode(table: &Section<'_>) -> Option<Mode> {
    if !table.has("mode") && table.has("profile") {
        return Some(Mode::Authserv);
    }
    let remedy = "write mode = \"authserv\" and profile = \"…\", or authserv_ids = [\"…\"]: the name that your mail \
                  server puts first in the Authentication-Results header of what it receives";
    let mode = table.required("mode", remedy, |value| {
        value.choice(&[
            ("authserv", Mode::Authserv),
            ("none", Mode::None),
            ("dkim", Mode::Later),
            ("either", Mode::Later),
            ("both", Mode::Later),
        ])
    })?;
    if matches!(mode, Mode::Later) {
        unavailable(table, "mode", "use \"authserv\"");
    }
    Some(mode)
}

fn later(table: &Section<'_>) {
    if !table.each("dkim_domains", Value::text).is_empty() {
        unavailable(table, "dkim_domains", "leave it out");
    }
    if table.read("dns", Value::text).is_some_and(|dns| dns != "system") {
        unavailable(table, "dns", "leave it out, or write \"system\"");
    }
}
