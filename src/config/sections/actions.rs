//! `[[actions]]`: what happens on a final decision.

use super::later::unavailable;
use crate::config::keys;
use crate::config::reader::{Keyed, Section, Value};
use crate::config::{Action, ActionEffect, ActionOn};

/// All actions that are whole.
pub(in crate::config) fn actions(root: &Section<'_>) -> Vec<Keyed<Action>> {
    root.sections("actions", &keys::ACTION).iter().filter_map(action).collect()
}

fn action(table: &Section<'_>) -> Option<Keyed<Action>> {
    let on = table.required("on", "write on = \"approved\", \"rejected\" or \"withdrawn\"", |value| {
        value.choice(&[
            ("approved", ActionOn::Approved),
            ("rejected", ActionOn::Rejected),
            ("withdrawn", ActionOn::Withdrawn),
        ])
    });
    table.each("command", Value::text);
    unavailable(table, "command", "write mail = \"accounting@corp.example\" instead");
    if !table.has("mail") && !table.has("command") {
        table.fault_here("does nothing", "write whom to tell, such as mail = \"accounting@corp.example\"");
    }
    let effect = ActionEffect::Mail(table.read("mail", Value::address)?);
    Some(Keyed { key: table.own_key().to_owned(), value: Action { on: on?, effect } })
}
