//! Who may ask, who decides, who is told: `[requesters]`, `[[approvers]]`, `[[routes]]`, `[operators]`.

use crate::approval::{Address, Approver, Away, Requesters, Route};
use crate::config::keys;
use crate::config::reader::{Keyed, Section, Value};
use crate::config::values::Form;

const DOMAIN: Form =
    Form { name: "a domain", remedy: "write the part behind the @ alone, such as \"corp.example\"" };
const PATTERN: Form = Form {
    name: "an address or all of a domain",
    remedy: "write \"sam@corp.example\" or \"*@sales.corp.example\"",
};

/// `[requesters]`.
pub(in crate::config) fn requesters(root: &Section<'_>) -> Requesters {
    let table = root.section("requesters", &keys::REQUESTERS);
    let domains = table.each("domains", |value| value.parsed(&DOMAIN, domain));
    let addresses = table.each("addresses", Value::address);
    if table.lists_nothing("domains") && table.lists_nothing("addresses") {
        table.fault_here(
            "names nobody who may send reports",
            "write domains = [\"corp.example\"] under [requesters]",
        );
    }
    Requesters { domains, addresses }
}

/// `[[approvers]]`.
pub(in crate::config) fn approvers(root: &Section<'_>) -> Vec<Keyed<Approver>> {
    if root.lists_nothing("approvers") {
        let remedy = "write [[approvers]] with name and email for each person who may decide";
        root.fault("approvers", "nobody may decide", remedy);
    }
    root.sections("approvers", &keys::APPROVER).iter().filter_map(approver).collect()
}

fn approver(table: &Section<'_>) -> Option<Keyed<Approver>> {
    let email = table.required("email", "write email = \"maria@corp.example\"", Value::address);
    let name = table.read("name", Value::text);
    let aliases = table.each("aliases", Value::address);
    let limit = table.read("limit", Value::decimal);
    let away = table.each("away", away);
    table.read("webhook", Value::text);
    super::later::unavailable(table, "webhook", "leave it out: approvers are told by mail");
    if limit.is_some_and(|limit| limit.is_sign_negative() || limit.is_zero()) {
        table.fault("limit", "must be above zero", "write the largest amount that this person may approve");
    }
    let email = email?;
    let name = name.map_or_else(|| email.to_string(), str::to_owned);
    Some(Keyed { key: table.own_key().to_owned(), value: Approver { name, email, aliases, limit, away } })
}

fn away(value: &Value<'_>) -> Option<Away> {
    let table = value.section(&keys::AWAY)?;
    let from = table.required("from", "write the first day, such as from = \"2026-12-20\"", Value::date);
    let until = table.required("until", "write the last day, such as until = \"2027-01-03\"", Value::date);
    let delegate = table.read("delegate", Value::address);
    let (from, until) = (from?, until?);
    if until < from {
        table.fault(
            "until",
            format!("{until} is before {from}"),
            "write the last day of the absence, or swap the two",
        );
    }
    Some(Away { from, until, delegate })
}

/// `[[routes]]`.
pub(in crate::config) fn routes(root: &Section<'_>) -> Vec<Keyed<Route>> {
    root.sections("routes", &keys::ROUTE).iter().map(route).collect()
}

fn route(table: &Section<'_>) -> Keyed<Route> {
    let required = |name: &str, remedy: &str| {
        if table.lists_nothing(name) {
            table.fault(name, "names nobody", remedy);
        }
    };
    required("requesters", PATTERN.remedy);
    required("approvers", "write the e-mail addresses of approvers");
    let requesters = table.each("requesters", |value| value.parsed(&PATTERN, pattern));
    let approvers = table.each("approvers", Value::address);
    Keyed { key: table.own_key().to_owned(), value: Route { requesters, approvers } }
}

/// `[operators]`.
pub(in crate::config) fn operators(root: &Section<'_>) -> Vec<Keyed<Address>> {
    let table = root.section("operators", &keys::OPERATORS);
    if table.lists_nothing("addresses") {
        let remedy = "write addresses = [\"it@corp.example\"] under [operators]";
        table.fault("addresses", "nobody is told of failures", remedy);
    }
    table.each("addresses", |value| value.keyed(Value::address))
}

/// A domain is what an address may have behind its `@`.
fn domain(text: &str) -> Option<String> {
    let address: Address = format!("x@{text}").parse().ok()?;
    (address.local() == "x").then(|| address.domain().to_owned())
}

fn pattern(text: &str) -> Option<String> {
    match text.strip_prefix("*@") {
        Some(rest) => domain(rest).map(|domain| format!("*@{domain}")),
        None => text.parse().ok().map(|address: Address| address.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_addresses_or_whole_domains_in_lower_case() {
        assert_eq!(pattern("*@Sales.Corp.Example").as_deref(), Some("*@sales.corp.example"));
        assert_eq!(pattern("Sam@Corp.Example").as_deref(), Some("sam@corp.example"));
        for text in
            ["*", "*@", "*@*.corp.example", "sa*@corp.example@", "corp.example", "*@a@b", "*@cörp.example"]
        {
            assert_eq!(pattern(text), None, "{text}");
        }
        for text in ["@corp.example", "*.corp.example", "a@corp.example", ""] {
            assert_eq!(domain(text), None, "{text}");
        }
    }
}
