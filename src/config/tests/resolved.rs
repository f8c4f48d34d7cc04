//! What good files resolve to.

use std::time::Duration;

use chrono::Weekday;
use secrecy::ExposeSecret;

use super::*;
use crate::approval::Currency;
use crate::config::{ActionOn, Authentication, Inbox, Method, Outbox, Position, ReplyBy, Tls};
use crate::resolver::DnsServer;

const HOUR: Duration = Duration::from_secs(3600);

#[test]
fn what_is_not_written_has_the_documented_default() {
    let config = good(SMALLEST);
    assert_eq!(config.desk.name, "Expense desk");
    assert_eq!(config.desk.database, Path::new("var/countersign.db"));
    assert_eq!((config.desk.prefix.as_str(), config.desk.separator), ("EXP", '+'));
    assert_eq!(config.desk.reply_by, ReplyBy::Subaddress);
    assert!(matches!(config.inbox, Inbox::Maildir { path } if path == Path::new("var/mail")));
    assert_eq!(config.policy.currency, Currency::USD);
    let tiers: Vec<_> =
        config.policy.tiers.iter().map(|tier| (tier.above.to_string(), tier.approvals)).collect();
    assert_eq!(tiers, [("1000".to_owned(), 1), ("10000".to_owned(), 2)]);
    assert_eq!(config.policy.split_window, Some(7 * 24 * HOUR));
    assert_eq!(config.policy.near_limit, 5.into());
    assert_eq!(config.policy.token_lifetime, 14 * 24 * HOUR);
    assert_eq!(config.policy.summary_wait, Duration::from_secs(30));
    let model = config.summary.model.unwrap();
    assert_eq!((model.url.as_str(), model.name.as_str()), ("http://127.0.0.1:11434", "llama3.2"));
    assert_eq!(config.limits.message, 25 * 1024 * 1024);
    assert_eq!((config.limits.mails_per_sender, config.limits.sender_window), (60, HOUR));
    assert_eq!((config.limits.mails_in_all, config.limits.window_in_all), (200_000, HOUR));
    assert_eq!(config.authentication, Authentication::None);
    assert_eq!(config.receipts, crate::config::Receipts { ocr: true, ocr_languages: vec!["eng".to_owned()] });
    assert_eq!(config.policy.approvers[0].name, "maria@corp.example");
}

#[test]
fn without_contacts_the_operators_are_told_after_eight_hours_and_do_not_decide() {
    let config = good(SMALLEST);
    let [level] = config.policy.escalation.levels.as_slice() else { panic!("one level") };
    assert_eq!((level.after, level.may_decide), (8 * HOUR, false));
    assert_eq!(level.contacts, config.operators);
}

#[test]
fn contacts_are_told_after_eight_hours_and_may_decide() {
    let config = good(&with("[escalation]\nlevels = [{ contacts = [\"boss@corp.example\"] }]"));
    let [level] = config.policy.escalation.levels.as_slice() else { panic!("one level") };
    assert_eq!((level.after, level.may_decide), (8 * HOUR, true));
}

#[test]
fn rates_and_limits_are_exactly_the_digits_that_were_written() {
    let config = good(&with(
        "[policy]\nrates = { EUR = 1.08, GBP = 0.1, CHF = \"1.1234567890123456789012345\", jpy = 0.0067, SEK = 1_0.50 }\n\
         tiers = [{ above = 999.99, approvals = 1 }, { above = \"9999.999\", approvals = 2 }]",
    ));
    let rates: Vec<_> = config.policy.rates.iter().map(|(code, rate)| format!("{code} {rate}")).collect();
    assert_eq!(rates, ["CHF 1.1234567890123456789012345", "EUR 1.08", "GBP 0.1", "JPY 0.0067", "SEK 10.50"]);
    let tiers: Vec<_> = config.policy.tiers.iter().map(|tier| tier.above.to_string()).collect();
    assert_eq!(tiers, ["999.99", "9999.999"]);
}

#[test]
fn reports_stand_alone_where_the_window_is_off() {
    for (window, expected) in [("off", None), ("0s", None), ("0d", None), ("36h", Some(36 * HOUR))] {
        let config = good(&with(&format!("[policy]\nsplit_window = \"{window}\"\nnear_limit = 0")));
        assert_eq!((config.policy.split_window, config.policy.near_limit), (expected, 0.into()), "{window}");
    }
}

#[test]
fn codes_are_off_unless_a_tier_asks_for_them() {
    let policy = good(&with("[policy]\ncode_window = \"5m\"")).policy;
    assert_eq!((policy.wants_codes(), policy.code_window), (false, None));
    let tiers = "tiers = [{ above = 1, approvals = 1 }, { above = 5, approvals = 1, code = \"totp\" }]";
    for (line, minutes) in [("", 10), ("code_window = \"5m\"", 5)] {
        let policy = good(&with(&format!("[policy]\n{tiers}\n{line}"))).policy;
        assert_eq!(policy.code_window, Some(Duration::from_secs(minutes * 60)));
        let wants: Vec<bool> = policy.tiers.iter().map(|tier| tier.code.is_some()).collect();
        assert_eq!(wants, [false, true]);
    }
}

#[test]
fn paths_are_relative_to_the_configuration() {
    let text = with("[desk]\naddress = \"expenses@corp.example\"\ndatabase = \"/srv/desk.db\"");
    let config =
        parse(Path::new("/etc/countersign/config.toml"), &text, Secrets::Found { exposed: false }).unwrap();
    assert_eq!(config.desk.database, Path::new("/srv/desk.db"));
    assert!(
        matches!(config.inbox, Inbox::Maildir { path } if path == Path::new("/etc/countersign/var/mail"))
    );
}

#[test]
fn servers_get_the_port_that_belongs_to_their_tls() {
    for (tls, port) in [("", 993), ("tls = \"starttls\"", 143)] {
        let Inbox::Imap(imap) = good(&with(&format!("{IMAP}{tls}{AUTHSERV}"))).inbox else { panic!("imap") };
        assert_eq!(imap.port, port);
        assert_eq!(imap.password.expose_secret(), "hunter2");
        assert_eq!([imap.folder, imap.processed, imap.quarantine], ["INBOX", "Processed", "Quarantine"]);
        assert!(imap.idle && imap.since.is_none() && imap.poll_every == Duration::from_secs(60));
    }
    for (tls, port) in [("implicit", 465), ("starttls", 587), ("none", 25)] {
        let text = with(&format!("[outbox]\nkind = \"smtp\"\nhost = \"localhost\"\ntls = \"{tls}\""));
        let Outbox::Smtp(smtp) = good(&text).outbox else { panic!("smtp") };
        assert_eq!((smtp.port, smtp.connections, smtp.credentials.is_none()), (port, 4, true));
    }
}

#[test]
fn dates_may_be_tomls_own_or_in_quotes() {
    for since in ["2026-12-25", "\"2026-12-25\"", "2026-12-25T00:00:00Z", "\"2026-12-25T01:00:00+01:00\""] {
        let text = with(&format!("{IMAP}since = {since}\n{AUTHSERV}"));
        let Inbox::Imap(imap) = good(&text).inbox else { panic!("imap") };
        assert_eq!(imap.since.unwrap().to_rfc3339(), "2026-12-25T00:00:00+00:00", "{since}");
    }
}

#[test]
fn microsoft_stamps_first_and_without_an_id() {
    let text = with(&format!("{IMAP}[authentication]\nmode = \"authserv\"\nposition = \"first\""));
    let Authentication::Authserv(authserv) = good(&text).authentication else { panic!("authserv") };
    assert_eq!((authserv.position, authserv.methods), (Position::First, vec![Method::Dmarc]));
    assert!(authserv.ids.is_empty());
}

#[test]
fn a_server_or_a_signature_vouches_and_without_a_servers_name_the_signature_alone() {
    let read = |lines: &str| good(&with(&format!("{IMAP}{lines}"))).authentication;
    let Authentication::Dkim(dkim) = read("") else { panic!("dkim") };
    assert_eq!((dkim.domains, dkim.dns), (Vec::new(), DnsServer::System));
    let lines = "[authentication]\nauthserv_ids = [\"mx.corp.example\"]\ndkim_domains = [\"Mail.Corp.example\"]\n\
                 dns = \"127.0.0.1:5353\"";
    let Authentication::Either(authserv, dkim) = read(lines) else { panic!("either") };
    assert_eq!(authserv.ids, ["mx.corp.example"]);
    assert_eq!(dkim.domains, ["mail.corp.example"]);
    assert_eq!(dkim.dns, DnsServer::At("127.0.0.1:5353".parse().unwrap()));
    assert!(matches!(read(&format!("{lines}\nmode = \"both\"")), Authentication::Both(..)));
    assert!(matches!(read("[authentication]\nmode = \"dkim\""), Authentication::Dkim(_)));
    // What another mode looks at may stay: only the mode changes then.
    assert!(matches!(read(&format!("{lines}\nmode = \"dkim\"")), Authentication::Dkim(_)));
    assert!(matches!(read(&format!("{lines}\nmode = \"authserv\"")), Authentication::Authserv(_)));
    let nobody = "[authentication]\nauthserv_ids = []\nmethods = [\"dmarc\"]\nposition = \"above-received\"";
    assert!(matches!(read(nobody), Authentication::Dkim(_)));
    let microsoft = "[authentication]\nposition = \"first\"";
    assert!(matches!(read(microsoft), Authentication::Either(..)));
}

#[test]
fn a_profile_brings_its_own_and_is_narrowed_by_what_stands_beside_it() {
    let read = |lines: &str| {
        let config = good(&with(&format!("{IMAP}[authentication]\n{lines}")));
        let (Authentication::Either(authserv, _) | Authentication::Authserv(authserv)) =
            config.authentication
        else {
            panic!("{lines}")
        };
        authserv
    };
    let google = read("profile = \"google\"");
    assert_eq!(
        (google.ids, google.methods, google.position),
        (vec!["mx.google.com".to_owned()], vec![Method::Dmarc], Position::BelowReceived)
    );
    let both = read("profile = \"icloud\"\nmethods = [\"dmarc\", \"dkim\"]");
    assert_eq!(both.ids, ["dmarc.icloud.com", "dkim-verifier.icloud.com"]);
    assert_eq!(read("profile = \"icloud\"").ids, ["dmarc.icloud.com"]);
    let rspamd = read(
        "mode = \"authserv\"\nprofile = \"rspamd\"\nauthserv_ids = [\"mx\"]\nmethods = [\"auth\"]\nposition = \"above-received\"\nlogins = { SReed = [\"sam@corp.example\", \"s.reed@corp.example\"] }",
    );
    assert_eq!((rspamd.methods, rspamd.position), (vec![Method::Auth], Position::AboveReceived));
    assert_eq!(rspamd.logins.domain.as_deref(), Some("corp.example"));
    let owners: Vec<_> =
        rspamd.logins.table.iter().map(|(login, owner)| (login.as_str(), owner.as_str())).collect();
    assert_eq!(owners, [("sreed", "sam@corp.example"), ("sreed", "s.reed@corp.example")]);
    let microsoft = read("profile = \"microsoft365\"");
    assert_eq!((microsoft.position, microsoft.inside), (Position::First, None));
}

#[test]
fn forged_mail_may_decide_only_when_that_is_said_twice() {
    let text = format!("{IMAP}[authentication]\nmode = \"none\"\ni_know_that_anybody_can_forge_mail = true");
    assert_eq!(good(&with(&text)).authentication, Authentication::None);
}

#[test]
fn working_hours_routes_absences_words_and_actions_arrive_as_written() {
    let config = good(&with(
        r#"
[[routes]]
requesters = ["*@Sales.Corp.Example"]
approvers = ["m.lopez@corp.example", "omar@corp.example"]
[[approvers]]
name = "Maria Lopez"
email = "Maria@Corp.Example"
aliases = ["m.lopez@corp.example"]
away = [{ from = "2026-12-20", until = 2027-01-03, delegate = "omar@corp.example" }]
[[approvers]]
email = "omar@corp.example"
[[approvers]]
email = "ines@corp.example"
[escalation]
working_hours = { days = "Mon-Wed", from = "09:00", until = "17:30", timezone = "Europe/Berlin", holidays = ["2026-12-25"] }
[replies]
approve = ["genehmigt", "d'accord"]
[[actions]]
on = "withdrawn"
mail = "accounting@corp.example"
[summary]
provider = "none"
"#,
    ));
    let route = &config.policy.routes[0];
    assert_eq!(route.requesters, ["*@sales.corp.example"]);
    assert_eq!(route.approvers[0], config.policy.approvers[0].email, "an alias stands for the person");
    let away = &config.policy.approvers[0].away[0];
    assert_eq!(
        (away.from.to_string(), away.until.to_string()),
        ("2026-12-20".to_owned(), "2027-01-03".to_owned())
    );
    let hours = config.policy.escalation.working_hours.unwrap();
    assert_eq!(hours.days, [Weekday::Mon, Weekday::Tue, Weekday::Wed]);
    assert_eq!(hours.timezone, chrono_tz::Europe::Berlin);
    assert_eq!(config.replies.approve, ["genehmigt", "d'accord"]);
    assert_eq!(config.actions[0].on, ActionOn::Withdrawn);
    assert!(config.summary.model.is_none());
}

#[test]
fn tls_is_on_unless_it_is_switched_off_for_this_machine() {
    for (host, tls, expected) in [
        ("mail.corp.example", "implicit", Tls::Implicit),
        ("mail.corp.example", "starttls", Tls::StartTls),
        ("127.0.0.1", "none", Tls::None),
    ] {
        let text = with(&format!("[outbox]\nkind = \"smtp\"\nhost = \"{host}\"\ntls = \"{tls}\""));
        let Outbox::Smtp(smtp) = good(&text).outbox else { panic!("smtp") };
        assert_eq!(smtp.tls, expected);
    }
}

#[test]
fn the_mail_room_gets_to_know_the_desk() {
    let identity = good(SMALLEST).identity();
    assert_eq!(identity.address.as_str(), "expenses@corp.example");
    assert_eq!((identity.separator, identity.prefix.as_str()), ('+', "EXP"));
}

#[test]
fn files_of_other_editors_read_the_same() {
    let text = format!("\u{feff}{}", SMALLEST.replace('\n', "\r\n"));
    assert_eq!(format!("{:?}", good(&text)), format!("{:?}", good(SMALLEST)));
}

#[test]
fn the_separator_of_the_desk_does_not_make_two_approvers_one() {
    let people = ["anna-lena", "anna-maria", "ines"];
    let approvers = people.map(|name| format!("[[approvers]]\nemail = \"{name}@corp.example\"\n"));
    let desk = "[desk]\naddress = \"expenses@corp.example\"\nseparator = \"-\"\n";
    let config = good(&with(&format!("{desk}{}", approvers.concat())));
    assert_eq!(config.policy.approvers.len(), 3);
}

#[test]
fn whoever_speaks_to_no_server_needs_no_secret() {
    let named = IMAP.replace("\"hunter2\"", "{ credential = \"countersign-test-of-nobody\" }");
    let text = with(&format!("{named}{AUTHSERV}"));
    assert!(read(&text).is_err(), "the daemon needs it");
    let without = |text: &str| parse(Path::new("config.toml"), text, Secrets::LeftAlone);
    assert!(without(&text).is_ok());
    assert!(
        without(&text.replace("credential", "credentail")).is_err(),
        "its form is looked at all the same"
    );
}
