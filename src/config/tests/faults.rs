//! What bad files are told: the line, the key and the words, for every fault at once.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::*;
use crate::config::load;

/// The only fault of a configuration is where `# HERE` stands, at this key, with these words.
#[track_caller]
fn refused(tables: &str, key: &str, words: &str) {
    let text = with(tables);
    let faults = read(&text).expect_err(tables);
    let shown: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(faults.len(), 1, "{tables}\n{}", shown.join("\n"));
    let fault = faults.iter().next().unwrap();
    let line = text.lines().position(|line| line.contains("# HERE")).expect("HERE") + 1;
    assert_eq!((fault.line, fault.key.as_str()), (Some(line), key), "{fault}");
    assert!(format!("{} — {}", fault.what, fault.remedy).contains(words), "{fault}\nshould say: {words}");
}

const DESK: &str = "[desk]\naddress = \"expenses@corp.example\"\n";

#[test]
fn unknown_keys_are_told_what_was_meant() {
    for (line, key, words) in [
        ("adress = \"x\" # HERE", "desk.adress", "did you mean \"address\"?"),
        ("reply-by = \"subaddress\" # HERE", "desk.reply-by", "did you mean \"reply_by\"?"),
        ("timeout = \"30s\" # HERE", "desk.timeout", "it belongs to summary"),
        ("colour = 1 # HERE", "desk.colour", "known here are: name, address"),
        ("\"odd key\" = 1 # HERE", "desk.\"odd key\"", "is an unknown key"),
    ] {
        refused(&format!("{DESK}{line}"), key, words);
    }
    refused("[polices] # HERE\n", "polices", "did you mean \"policy\"?");
}

#[test]
fn wrong_types_and_forms_are_told_how_to_write_it() {
    for (table, line, key, words) in [
        (DESK, "name = 7 # HERE", "desk.name", "is a whole number, not a text"),
        (DESK, "name = \" \" # HERE", "desk.name", "is empty"),
        (DESK, "name = \"a\\nBcc: x\" # HERE", "desk.name", "line breaks"),
        (DESK, "prefix = \"EXP-\" # HERE", "desk.prefix", "letters and digits"),
        (DESK, "separator = \"++\" # HERE", "desk.separator", "one character"),
        (DESK, "reply_by = \"subadress\" # HERE", "desk.reply_by", "did you mean \"subaddress\"?"),
        (DESK, "templates = \"nowhere\" # HERE", "desk.templates", "there is no folder"),
        (
            "[requesters]\n",
            "domains = \"corp.example\" # HERE",
            "requesters.domains",
            "write a list in brackets",
        ),
        (
            "[approvers] # HERE\n",
            "email = \"maria@corp.example\"",
            "approvers",
            "write [[approvers]], with two brackets",
        ),
        ("[[desk]] # HERE\n", "", "desk", "is a list, not a table"),
        ("[limits]\n", "message = \"25\" # HERE", "limits.message", "\"25 MiB\""),
        ("[limits]\n", "message = 25 # HERE", "limits.message", "is a whole number, not a size"),
        ("[limits]\n", "message = \"2 GiB\" # HERE", "limits.message", "at most"),
        ("[limits]\n", "mails_per_sender = \"0/h\" # HERE", "limits.mails_per_sender", "\"60/h\""),
        ("[limits]\n", "mails_in_all = 200000 # HERE", "limits.mails_in_all", "\"60/h\""),
        ("[limits]\n", "token_lifetime = \"2 weeks\" # HERE", "limits.token_lifetime", "\"8h\""),
        ("[summary]\n", "timeout = \"0s\" # HERE", "summary.timeout", "above zero"),
        ("[summary]\n", "provider = \"openai\" # HERE", "summary.provider", "\"ollama\" or \"none\""),
        ("[summary]\n", "url = \"http://10.0.0.5:11434\" # HERE", "summary.url", "this machine"),
        (
            "[summary]\ni_know_that_reports_leave_this_machine = true\n",
            "url = \"http://10.0.0.5:11434\" # HERE",
            "summary.url",
            "must be encrypted",
        ),
        ("[summary]\n", "model = \"gpt-oss:120b-cloud\" # HERE", "summary.model", "cloud"),
        ("[summary]\n", "model = \"glm:cloud\" # HERE", "summary.model", "leave this machine"),
        (
            "[replies]\n",
            "approve = [\"yes\", \"Reject\"] # HERE",
            "replies.approve[1]",
            "has a meaning already",
        ),
        ("[receipts]\n", "ocr = \"on\" # HERE", "receipts.ocr", "\"auto\" or \"off\""),
        ("[receipts]\n", "ocr_languages = [] # HERE", "receipts.ocr_languages", "eng"),
        ("[receipts]\n", "ocr_languages = [\"../eng\"] # HERE", "receipts.ocr_languages[0]", "chi_sim"),
        ("[replies]\n", "approve = [\"ok\", \"OK\"] # HERE", "replies.approve[1]", "twice"),
        ("[replies]\n", "approve = [\"go: ahead\"] # HERE", "replies.approve[0]", "letters"),
    ] {
        refused(&format!("{table}{line}"), key, words);
    }
}

#[test]
fn missing_keys_are_told_at_their_table() {
    refused("[desk] # HERE\nname = \"Desk\"", "desk.address", "is missing");
    refused("[inbox] # HERE\npath = \"var/mail\"", "inbox.kind", "kind = \"imap\"");
    refused("[outbox] # HERE", "outbox.kind", "is missing");
    refused("[operators] # HERE", "operators.addresses", "nobody is told");
    refused("[operators]\naddresses = [] # HERE", "operators.addresses", "nobody is told");
    refused("[requesters] # HERE", "requesters", "names nobody");
    refused("[[actions]] # HERE\non = \"approved\"", "actions[0]", "does nothing");
    refused("[[actions]] # HERE\nmail = \"a@corp.example\"", "actions[0].on", "is missing");
}

#[test]
fn the_policy_must_add_up() {
    for (line, key, words) in [
        ("currency = \"XYZ\" # HERE", "policy.currency", "\"XYZ\" is not a currency of ISO 4217"),
        ("rates = { EURO = 1.08 } # HERE", "policy.rates.EURO", "ISO 4217"),
        ("rates = { USD = 1 } # HERE", "policy.rates.USD", "policy currency itself"),
        ("rates = { EUR = 0 } # HERE", "policy.rates.EUR", "above zero"),
        ("rates = { EUR = -1.08 } # HERE", "policy.rates.EUR", "above zero"),
        ("rates = { EUR = 1, eur = 2 } # HERE", "policy.rates.eur", "second rate"),
        ("rates = { EUR = 1e3 } # HERE", "policy.rates.EUR", "no exponent"),
        ("rates = { EUR = nan } # HERE", "policy.rates.EUR", "plain decimal"),
        ("rates = { EUR = 0x10 } # HERE", "policy.rates.EUR", "plain decimal"),
        ("rates = { EUR = \"1,08\" } # HERE", "policy.rates.EUR", "no grouping"),
        ("rates = { EUR = true } # HERE", "policy.rates.EUR", "is true or false, not a plain decimal"),
        ("tiers = [] # HERE", "policy.tiers", "approved at once"),
        ("split_window = \"a week\" # HERE", "policy.split_window", "\"7d\""),
        ("split_window = \"367d\" # HERE", "policy.split_window", "at most a year"),
        ("split_window = false # HERE", "policy.split_window", "is true or false, not a duration"),
        ("near_limit = -1 # HERE", "policy.near_limit", "from 0 (never) to 50"),
        ("near_limit = 51 # HERE", "policy.near_limit", "from 0 (never) to 50"),
        ("near_limit = \"5%\" # HERE", "policy.near_limit", "plain decimal"),
        ("tiers = [{ above = 1, approvals = 0 }] # HERE", "policy.tiers[0].approvals", "from 1 to 100"),
        ("tiers = [{ above = -1, approvals = 1 }] # HERE", "policy.tiers[0].above", "below zero"),
        ("tiers = [{ above = 1 }] # HERE", "policy.tiers[0].approvals", "is missing"),
        ("tiers = [{ above = 1, approvals = \"1\" }] # HERE", "policy.tiers[0].approvals", "without quotes"),
        ("tiers = [7] # HERE", "policy.tiers[0]", "not a table"),
        (
            "tiers = [\n{ above = 5, approvals = 1 },\n{ above = 5.00, approvals = 2 }, # HERE\n]",
            "policy.tiers[1].above",
            "5.00 follows 5: limits must rise",
        ),
        (
            "tiers = [\n{ above = 5, approvals = 2 },\n{ above = 6, approvals = 1 }, # HERE\n]",
            "policy.tiers[1].approvals",
            "let the approvals rise",
        ),
        (
            "tiers = [\n{ above = 5, approvals = 1, code = \"totp\" },\n{ above = 6, approvals = 1 }, # HERE\n]",
            "policy.tiers[1]",
            "asks for no code above 6, but the tier before does above 5",
        ),
        ("tiers = [{ above = 1, approvals = 1, code = \"sms\" }] # HERE", "policy.tiers[0].code", "\"totp\""),
        ("tiers = [{ above = 1, approvals = 1, code = true }] # HERE", "policy.tiers[0].code", "not a word"),
        ("code_window = \"2h\" # HERE", "policy.code_window", "at most an hour"),
        ("code_window = \"0m\" # HERE", "policy.code_window", "\"10m\""),
    ] {
        refused(&format!("[policy]\n{line}"), key, words);
    }
}

/// Four approvers, the third with these lines.
fn third(lines: &str) -> String {
    format!(
        "[[approvers]]\nname = \"Maria\"\nemail = \"maria@corp.example\"\naliases = [\"m@corp.example\"]\n\
         [[approvers]]\nemail = \"omar@corp.example\"\n[[approvers]]\n{lines}\n\
         [[approvers]]\nemail = \"olga@corp.example\""
    )
}

#[test]
fn the_witness_is_no_part_of_what_it_watches() {
    refused("[audit]\nwitness = \"var/countersign.db\" # HERE", "audit.witness", "is the database itself");
}

#[test]
fn every_address_is_one_persons() {
    for (lines, key, words) in [
        ("email = \"Maria+x@corp.example\" # HERE", "approvers[2].email", "an address of \"Maria\" already"),
        ("email = \"m@corp.example\" # HERE", "approvers[2].email", "two people"),
        (
            "email = \"i@corp.example\"\naliases = [\"omar@corp.example\"] # HERE",
            "approvers[2].aliases[0]",
            "already",
        ),
        ("email = \"expenses@corp.example\" # HERE", "approvers[2].email", "desk's own address"),
        (
            "email = \"i@corp.example\"\naliases = [\"expenses+x@corp.example\"] # HERE",
            "approvers[2].aliases[0]",
            "desk's own",
        ),
        ("email = \"Ines <ines@corp.example>\" # HERE", "approvers[2].email", "without a name"),
        ("email = \"ines@cörp.example\" # HERE", "approvers[2].email", "ASCII"),
        ("email = \"i@corp.example\"\nlimit = 0 # HERE", "approvers[2].limit", "above zero"),
    ] {
        refused(&third(lines), key, words);
    }
    for (table, key) in [
        ("[operators]\naddresses = [\"expenses@corp.example\"] # HERE", "operators.addresses[0]"),
        ("[[actions]]\non = \"approved\"\nmail = \"expenses+x@corp.example\" # HERE", "actions[0].mail"),
        ("[requesters]\naddresses = [\"expenses@corp.example\"] # HERE", "requesters.addresses[0]"),
        ("[audit]\nanchor = \"expenses@corp.example\" # HERE", "audit.anchor"),
    ] {
        refused(table, key, "desk's own address");
    }
}

#[test]
fn absences_end_after_they_begin_and_somebody_else_stands_in() {
    let away = |away: &str| third(&format!("email = \"ines@corp.example\"\naway = [{away}] # HERE"));
    for (text, key, words) in [
        (
            "{ from = \"2027-01-03\", until = \"2026-12-20\" }",
            "approvers[2].away[0].until",
            "is before 2027-01-03",
        ),
        ("{ from = \"2026-12-20\" }", "approvers[2].away[0].until", "is missing"),
        ("{ from = \"20.12.2026\", until = \"2027-01-03\" }", "approvers[2].away[0].from", "\"2026-12-25\""),
        (
            "{ from = 2026-12-20, until = 2026-12-21, delegate = \"x@corp.example\" }",
            "approvers[2].away[0].delegate",
            "no approver",
        ),
        (
            "{ from = 2026-12-20, until = 2026-12-21, delegate = \"ines+a@corp.example\" }",
            "approvers[2].away[0].delegate",
            "absent person",
        ),
    ] {
        refused(&away(text), key, words);
    }
}

#[test]
fn routes_name_people_that_exist() {
    let both = "approvers = [\"maria@corp.example\", \"omar@corp.example\", \"ines@corp.example\"]";
    for (lines, key, words) in [
        (
            format!("{both}\nrequesters = [\"sales.corp.example\"] # HERE"),
            "routes[0].requesters[0]",
            "*@sales",
        ),
        (format!("{both}\nrequesters = [] # HERE"), "routes[0].requesters", "names nobody"),
    ] {
        refused(&format!("[[routes]]\n{lines}"), key, words);
    }
    let unknown = "requesters = [\"*@x.example\"]\napprovers = [\"who@corp.example\"] # HERE";
    refused(&format!("[[routes]]\n{unknown}"), "routes[0].approvers[0]", "is no approver");
}

#[test]
fn enough_approvers_must_be_left_for_every_tier() {
    let people = |count: usize, limit: &str| -> String {
        let person = |n| format!("[[approvers]]\nemail = \"a{n}@corp.example\"\n{limit}\n");
        (0..count).map(person).collect()
    };
    let tiers = "[policy]\ntiers = [{ above = 1000, approvals = 2 }] # HERE\n";
    refused(&(tiers.to_owned() + &people(1, "")), "policy.tiers[0]", "only 1 of the approvers asked");
    refused(
        &(tiers.to_owned() + &people(3, "limit = 1000")),
        "policy.tiers[0]",
        "only 0 of the approvers asked",
    );
    refused(
        &(tiers.to_owned() + &people(2, "")),
        "policy.tiers[0]",
        "only 1 are left for a report of a0@corp.example",
    );
    let contact = "[escalation]\nlevels = [{ contacts = [\"boss@corp.example\"] }]\n";
    good(&with(&(tiers.to_owned() + &people(2, "") + contact)));
    good(&with(&(tiers.to_owned() + &people(3, "limit = 1000.01"))));
    let elsewhere = "[requesters]\ndomains = [\"other.example\"]\n";
    good(&with(&(tiers.to_owned() + &people(2, "") + elsewhere)));
}

#[test]
fn enough_approvers_must_be_left_on_every_route() {
    let route = |approvers: &str| {
        format!("[[routes]]\nrequesters = [\"*@corp.example\"]\napprovers = [{approvers}] # HERE\n")
    };
    refused(&route("\"maria@corp.example\""), "routes[0].approvers", "above 10000, 2 must approve");
    let two = route("\"maria@corp.example\", \"omar@corp.example\"");
    refused(&two, "routes[0].approvers", "only 1 are left for a report of maria@corp.example");
    good(&with(&two.replace("*@corp.example", "sam@corp.example")));
}

#[test]
fn escalation_rises_and_reaches_somebody_new() {
    for (line, key, words) in [
        ("levels = [] # HERE", "escalation.levels", "wait for ever"),
        ("levels = [{ after = \"8h\" }] # HERE", "escalation.levels[0].contacts", "names nobody"),
        (
            "levels = [{ contacts = [\"expenses@corp.example\", \"b@corp.example\"] }] # HERE",
            "escalation.levels[0].contacts[0]",
            "desk's own",
        ),
        (
            "levels = [{ contacts = [\"maria+x@corp.example\", \"omar@corp.example\"] }] # HERE",
            "escalation.levels[0].contacts",
            "only approvers",
        ),
        (
            "levels = [\n{ contacts = [\"b@corp.example\"] },\n{ after = \"8h\", contacts = [\"c@corp.example\"] }, # HERE\n]",
            "escalation.levels[1].after",
            "not later",
        ),
        ("remind_after = 4 # HERE", "escalation.remind_after", "not a duration"),
        (
            "working_hours = { from = \"17:00\", until = \"09:00\", timezone = \"UTC\" } # HERE",
            "escalation.working_hours.until",
            "not later than from",
        ),
        (
            "working_hours = { from = \"9\", until = \"17:00\", timezone = \"UTC\" } # HERE",
            "escalation.working_hours.from",
            "\"09:00\"",
        ),
        (
            "working_hours = { from = \"09:00\", until = \"17:00\" } # HERE",
            "escalation.working_hours.timezone",
            "is missing",
        ),
        (
            "working_hours = { from = \"09:00\", until = \"17:00\", timezone = \"Mars\" } # HERE",
            "escalation.working_hours.timezone",
            "Europe/Berlin",
        ),
        (
            "working_hours = { days = \"Mo-Fr\", from = \"09:00\", until = \"17:00\", timezone = \"UTC\" } # HERE",
            "escalation.working_hours.days",
            "Mon-Fri",
        ),
        (
            "working_hours = { from = \"09:00\", until = \"17:00\", timezone = \"UTC\", holidays = [\"xmas\"] } # HERE",
            "escalation.working_hours.holidays[0]",
            "2026-12-25",
        ),
    ] {
        refused(&format!("[escalation]\n{line}"), key, words);
    }
}

#[test]
fn a_level_may_name_an_approver_whom_a_route_leaves_out() {
    good(&with(
        "[[routes]]\nrequesters = [\"sam@corp.example\"]\napprovers = [\"maria@corp.example\", \"omar@corp.example\"]\n\
         [escalation]\nlevels = [{ contacts = [\"ines@corp.example\"] }]",
    ));
}

#[test]
fn servers_are_reached_safely_or_not_at_all() {
    for (lines, key, words) in [
        ("tls = \"none\" # HERE", "inbox.tls", "in the clear"),
        ("tls = \"ssl\" # HERE", "inbox.tls", "\"implicit\", \"starttls\" or \"none\""),
        ("port = 143 # HERE", "inbox.port", "set tls = \"starttls\""),
        ("port = 993 # HERE\ntls = \"starttls\"", "inbox.port", "set tls = \"implicit\""),
        ("port = 587 # HERE", "inbox.port", "another protocol"),
        ("port = 70000 # HERE", "inbox.port", "out of range"),
        ("ca_file = \"nowhere.pem\" # HERE", "inbox.ca_file", "there is no file nowhere.pem"),
        ("path = \"var/mail\" # HERE", "inbox.path", "no meaning with kind = \"imap\""),
        ("processed = \"inbox\" # HERE", "inbox.processed", "read for ever"),
        ("quarantine = \"Processed\" # HERE", "inbox.quarantine", "another folder already"),
        ("idle = \"yes\" # HERE", "inbox.idle", "write true or false"),
        ("since = 2026-12-25T09:00:00 # HERE", "inbox.since", "with its zone"),
    ] {
        refused(&format!("{IMAP}{lines}\n{AUTHSERV}"), key, words);
    }
    refused(
        "[inbox]\nkind = \"maildir\"\nhost = \"x\" # HERE",
        "inbox.host",
        "no meaning with kind = \"maildir\"",
    );
    let smtp = "[outbox]\nkind = \"smtp\"\n";
    for (lines, key, words) in [
        ("host = \"smtps://mail\" # HERE", "outbox.host", "name of a server"),
        ("host = \"mail.example\"\nusername = \"u\" # HERE", "outbox.username", "without password"),
        ("host = \"mail.example\"\nport = 465 # HERE\ntls = \"starttls\"", "outbox.port", "implicit"),
        ("host = \"mail.example\"\nconnections = 0 # HERE", "outbox.connections", "from 1 to 64"),
    ] {
        refused(&format!("{smtp}{lines}"), key, words);
    }
}

#[test]
fn somebody_must_vouch_for_mail_from_a_server() {
    for (lines, key, words) in [
        ("mode = \"none\" # HERE", "authentication.mode", "i_know_that_anybody_can_forge_mail = true"),
        (
            "mode = \"authserv\"\nauthserv_ids = [] # HERE",
            "authentication.authserv_ids",
            "no mail would be believed",
        ),
        (
            "mode = \"authserv\"\nauthserv_ids = [\"*.com\"] # HERE",
            "authentication.authserv_ids[0]",
            "provider.example",
        ),
        (
            "mode = \"authserv\"\nposition = \"first\"\nauthserv_ids = [\"mx\"] # HERE",
            "authentication.authserv_ids",
            "Microsoft 365 writes no id",
        ),
        (
            "mode = \"authserv\"\nauthserv_ids = [\"mx\"]\nmethods = [] # HERE",
            "authentication.methods",
            "is empty",
        ),
        (
            "mode = \"authserv\"\nauthserv_ids = [\"mx\"]\nmethods = [\"spf\"] # HERE",
            "authentication.methods[0]",
            "\"dmarc\", \"dkim\" or \"auth\"",
        ),
        (
            "mode = \"both\"\nauthserv_ids = [] # HERE",
            "authentication.authserv_ids",
            "no mail would be believed",
        ),
        (
            "mode = \"dkim\"\nauthserv_ids = [\"*mx\"] # HERE",
            "authentication.authserv_ids[0]",
            "receiving server",
        ),
        (
            "authserv_ids = [\"mx\"] # HERE\nmode = \"none\"\ni_know_that_anybody_can_forge_mail = true",
            "authentication.authserv_ids",
            "not looked at",
        ),
        (
            "mode = \"none\"\ni_know_that_anybody_can_forge_mail = true\ndkim_domains = [\"x.example\"] # HERE",
            "authentication.dkim_domains",
            "not looked at",
        ),
        ("dkim_domains = [\"*.corp.example\"] # HERE", "authentication.dkim_domains[0]", "behind d="),
        ("dns = \"dns.corp.example\" # HERE", "authentication.dns", "127.0.0.1:5353"),
    ] {
        refused(&format!("{IMAP}[authentication]\n{lines}"), key, words);
    }
}

#[test]
fn what_contradicts_a_profile_is_told_at_its_line() {
    let own = "authserv_ids = [\"mx.corp.example\"]\n";
    for (lines, key, words) in [
        ("profile = \"gmail\" # HERE", "profile", "write one of \"google\""),
        (
            "profile = \"google\"\nauthserv_ids = [\"mx.corp.example\"] # HERE",
            "authserv_ids",
            "knows its server as mx.google.com",
        ),
        (
            "profile = \"yahoo\"\nauthserv_ids = [\"*.com.example\"] # HERE",
            "authserv_ids",
            "contradicts profile = \"yahoo\"",
        ),
        ("profile = \"google\"\nposition = \"above-received\" # HERE", "position", "stamps elsewhere"),
        ("profile = \"google\"\nmethods = [\"auth\"] # HERE", "methods", "cannot tell"),
        ("profile = \"zoho\"\nmethods = [\"dkim\"] # HERE", "methods", "cannot tell"),
        ("profile = \"google\"\nmethods = [] # HERE", "methods", "is empty"),
        ("profile = \"microsoft365\"\nauthserv_ids = [\"mx\"] # HERE", "authserv_ids", "writes no id"),
        ("profile = \"microsoft365\"\ntenant = \"corp.example\" # HERE", "tenant", "the id of a tenant"),
        ("profile = \"google\"\ntenant = \"x\" # HERE", "tenant", "not looked at"),
        ("profile = \"google\"\nhosts = [\"x\"] # HERE", "hosts", "not looked at"),
        ("profile = \"google\"\nlogins = { s = \"sam@corp.example\" } # HERE", "logins", "no login vouches"),
        ("profile = \"rspamd\"\nauthserv_ids = [] # HERE", "authserv_ids", "no mail would be believed"),
        ("profile = \"exchange\"\nhosts = [] # HERE", "hosts", "no mail of your own users"),
        ("profile = \"postfix-sasl\"\nhosts = [\"mx corp\"] # HERE", "hosts[0]", "name of a server"),
        (
            "profile = \"postfix-sasl\"\nhosts = [\"mx\"]\nlogins = { s = \"sam\" } # HERE",
            "logins.s",
            "e-mail address",
        ),
        (
            "profile = \"exchange\"\nhosts = [\"mx\"]\nmethods = [\"dmarc\"] # HERE",
            "methods",
            "no authserv_ids",
        ),
        ("mode = \"none\"\nprofile = \"google\" # HERE", "profile", "not looked at"),
    ] {
        refused(&format!("[authentication]\n{lines}"), &format!("authentication.{key}"), words);
    }
    for profile in ["rspamd", "opendkim"] {
        let first = format!("[authentication]\n{own}profile = \"{profile}\"\nposition = \"first\" # HERE");
        refused(&first, "authentication.position", "stamps elsewhere");
        refused(
            &format!("[authentication] # HERE\nprofile = \"{profile}\""),
            "authentication.authserv_ids",
            "is missing",
        );
    }
    for profile in ["exchange", "postfix-sasl"] {
        refused(
            &format!("[authentication] # HERE\nprofile = \"{profile}\""),
            "authentication.hosts",
            "is missing",
        );
    }
    refused(
        "[authentication]\nmode = \"authserv\"\nauthserv_ids = [\"mx\"]\nhosts = [\"mx\"] # HERE",
        "authentication.hosts",
        "not looked at",
    );
}

#[test]
fn the_health_is_told_on_loopback_or_to_whoever_knows_a_token() {
    let token = "token = { command = [\"echo\", \"0123456789abcdef\"] }";
    good(&with("[web]\nlisten = \"127.0.0.1:8025\""));
    good(&with("[web]\nlisten = \"[::1]:8025\"\nundelivered_limit = \"2d\""));
    good(&with(&format!("[web]\nlisten = \"0.0.0.0:8025\"\n{token}")));
    refused("[web]\nlisten = \"0.0.0.0:8025\" # HERE", "web.listen", "there is no token");
    refused("[web]\nlisten = \"localhost\" # HERE", "web.listen", "not an address with a port");
    refused(&format!("[web]\n{token} # HERE"), "web.token", "stands without listen");
    let short = "[web]\nlisten = \"[::]:1\"\ntoken = { command = [\"echo\", \"0123\"] } # HERE";
    refused(short, "web.token", "shorter than 16");
}

#[test]
fn what_later_versions_bring_is_known_but_refused() {
    for (tables, key) in [
        (
            "[[webhooks]] # HERE\nurl = \"https://x\"\nsecret = { env = \"X\" }\nevents = []".to_owned(),
            "webhooks[0]",
        ),
        ("[[actions]]\non = \"approved\"\ncommand = [\"pay\"] # HERE".to_owned(), "actions[0].command"),
        (third("email = \"ines@corp.example\"\nwebhook = \"https://x\" # HERE"), "approvers[2].webhook"),
        (
            "[inbox]\nkind = \"imap\"\nhost = \"m\"\noauth2 = { token = { command = [\"t\"] } } # HERE\n"
                .to_owned()
                + AUTHSERV,
            "inbox.oauth2",
        ),
    ] {
        refused(&tables, key, "not available in this version");
    }
    good(&with("[web]\n"));
}

#[test]
fn all_faults_come_at_once_in_the_order_of_their_lines() {
    let text = "[desk]\nadress = \"expenses@corp.example\"\n[policy]\ncurrency = \"dollars\"\n\
                tiers = [{ above = 10, approvals = 1 }, { above = 5, approvals = 1 }]\n[[approvers]]\nname = \"Maria\"\n";
    let faults = read(text).unwrap_err();
    let places: Vec<(usize, &str)> =
        faults.iter().map(|fault| (fault.line.unwrap(), fault.key.as_str())).collect();
    assert_eq!(
        places,
        [
            (1, "desk.address"),
            (1, "inbox.kind"),
            (1, "operators.addresses"),
            (1, "outbox.kind"),
            (1, "requesters"),
            (2, "desk.adress"),
            (4, "policy.currency"),
            (5, "policy.tiers[1].above"),
            (6, "approvers[0].email"),
        ]
    );
}

#[test]
fn broken_toml_is_placed_without_showing_the_line() {
    for (text, line) in
        [("[desk]\npassword = hunter2\n", 2), ("[desk\nname = \"hunter2\"", 1), ("a = 1\na = \"hunter2\"", 2)]
    {
        let faults = read(text).unwrap_err();
        assert_eq!(faults.iter().next().unwrap().line, Some(line), "{faults}");
        assert!(!faults.to_string().contains("hunter2"), "{faults}");
    }
}

#[test]
fn no_fault_ever_shows_a_secret() {
    let secrets = [
        "password = \"hunter2\\nhunter2\"",
        "password = [\"hunter2\"]",
        "password = { fil = \"hunter2\" }",
        "password = { file = \"nowhere\", env = \"hunter2\" }",
        "password = { command = [\"/bin/sh\", \"-c\", \"echo hunter2; exit 1\"] }",
        "passwort = \"hunter2\"",
    ];
    for secret in secrets {
        let text = with(&format!("{}\n{AUTHSERV}", IMAP.replace("password = \"hunter2\"", secret)));
        let faults = read(&text).unwrap_err();
        assert!(!format!("{faults} {faults:?}").contains("hunter2"), "{faults}");
    }
    let config = good(&with(&format!("{IMAP}{AUTHSERV}")));
    assert!(!format!("{config:?}").contains("hunter2"));
}

#[test]
fn a_secret_in_a_file_that_others_can_read_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config.toml");
    fs::write(&path, with(&format!("{IMAP}{AUTHSERV}"))).unwrap();
    for (mode, safe) in [(0o600, true), (0o640, false), (0o604, false), (0o400, true)] {
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        match load(&path) {
            Ok(_) => assert!(safe, "{mode:o}"),
            Err(faults) => assert!(!safe && faults.to_string().contains("chmod 600"), "{mode:o} {faults}"),
        }
    }
}

#[test]
fn a_file_that_cannot_be_read_is_one_fault_without_a_line() {
    let faults = load(Path::new("/nonexistent/config.toml")).unwrap_err();
    let fault = faults.iter().next().unwrap();
    assert_eq!((faults.len(), fault.line), (1, None));
    assert!(fault.to_string().starts_with("/nonexistent/config.toml: cannot be read: "), "{fault}");
}
