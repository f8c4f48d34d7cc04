//! The doctor on real servers: what it says of healthy ones, and of each thing that can be wrong.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use serde_json::Value;

use super::office::{DESK, IT, Office, Wishes};
use super::program::Ran;
use super::support::servers::{Dns, Setup};

/// What it found, by check.
struct Examined {
    status: i32,
    checks: Vec<Value>,
}

impl Examined {
    fn read(ran: &Ran) -> Self {
        let object: Value = serde_json::from_str(&ran.printed)
            .unwrap_or_else(|_| panic!("{}{}", ran.printed, ran.complained));
        assert_eq!(object["ok"], ran.status == 0, "{object}");
        Self { status: ran.status, checks: object["checks"].as_array().unwrap().clone() }
    }

    #[track_caller]
    fn says(&self, check: &str, result: &str, words: &str) {
        let found = self
            .checks
            .iter()
            .find(|it| it["check"] == check)
            .unwrap_or_else(|| panic!("{check}: {:?}", self.checks));
        assert_eq!(found["result"], result, "{found}");
        assert!(found["detail"].as_str().unwrap().contains(words), "{found} does not say {words:?}");
    }

    #[track_caller]
    fn fails_only(&self, check: &str, words: &str) {
        self.says(check, "fail", words);
        let failed: Vec<_> = self.checks.iter().filter(|it| it["result"] == "fail").collect();
        assert_eq!(failed.len(), 1, "{failed:?}");
        assert_eq!(self.status, 1);
    }
}

fn doctor(office: &Office, wait: &str) -> Examined {
    Examined::read(&office.run(&["doctor", "--json", "--wait", wait]))
}

/// Changes lines of the configuration.
fn reconfigure(office: &Office, line: &str, other: &str) {
    let text = fs::read_to_string(office.config()).unwrap();
    assert!(text.contains(line), "{line}");
    fs::write(office.config(), text.replace(line, other)).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn t07_a_server_that_strips_and_stamps_is_found_well_and_nothing_is_left_behind() {
    let office = Office::open(Wishes::default()).await;
    let examined = doctor(&office, "60");
    for (check, result, words) in [
        ("configuration", "ok", "mode 600"),
        ("database", "note", "not there yet"),
        ("imap", "ok", "TLS, certificate verified, logged in, reads INBOX"),
        ("imap folders", "ok", "Processed and Quarantine are there"),
        ("imap abilities", "ok", "mail can be moved"),
        ("smtp", "ok", "STARTTLS, certificate verified, logged in"),
        ("sub-addresses", "ok", "came back"),
        (
            "sender check",
            "ok",
            "all forged fields were removed; of a genuine mail, mx.corp.example says dmarc=pass",
        ),
        ("server's clock", "ok", "agrees"),
        ("model", "ok", "is there"),
    ] {
        examined.says(check, result, words);
    }
    assert_eq!(examined.status, 0);
    office.filed(2, 0).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_running_daemon_takes_the_doctors_mails_for_its_own() {
    let office = Office::open(Wishes::default()).await;
    let daemon = office.start().await;
    let examined = doctor(&office, "60");
    examined.says("permissions", "ok", "for their owner only");
    examined.says("database", "ok", "all pages and indexes are sound");
    examined.says("clock", "ok", "it is");
    examined.says("sub-addresses", "ok", "came back");
    examined.says("sender check", "ok", "all forged fields were removed");
    assert_eq!(examined.status, 0);
    office.filed(2, 0).await;
    assert!(daemon.terminate().await.success());
    assert!(office.states().is_empty(), "{:?}", office.states());
    office.has(DESK, &[]).await;
    office.has(IT, &[]).await;
    office.audited();
}

#[tokio::test(flavor = "multi_thread")]
async fn t07_a_server_that_lets_forged_results_stand_fails() {
    let office = Office::on(Setup { strips: false, ..Setup::default() }, Wishes::default()).await;
    let examined = doctor(&office, "60");
    examined.fails_only("sender check", "forged fields came back (Authentication-Results");
    examined.says(
        "sender check",
        "fail",
        "would be believed (mx.corp.example says dmarc=pass for corp.example)",
    );
    examined.says("sender check", "fail", "SECURITY.md");

    // Above its own Received the same server writes nothing that counts: safe, and of no use.
    let position = "position = \"below-received\"";
    reconfigure(&office, position, "position = \"above-received\"");
    let examined = doctor(&office, "60");
    examined.says(
        "sender check",
        "note",
        "where nobody believes them; but this mail of the desk itself would be set aside",
    );
    assert_eq!(examined.status, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn t15_postfix_by_login_is_proved_too() {
    let office = Office::open(Wishes::default()).await;
    reconfigure(
        &office,
        "mode = \"authserv\"\n",
        "profile = \"postfix-sasl\"\nhosts = [\"mx.corp.example\"]\n",
    );
    reconfigure(&office, "authserv_ids = [\"mx.corp.example\"]\nposition = \"below-received\"\n", "");
    let examined = doctor(&office, "60");
    // The forged Received stands below the genuine one, and is not read.
    examined.says("sender check", "ok", "forged fields came back (Received), where nobody believes them");
    examined.says("sender check", "ok", "mx.corp.example says that expenses@corp.example logged in");

    reconfigure(&office, "hosts = [\"mx.corp.example\"]", "hosts = [\"mail.corp.example\"]");
    let examined = doctor(&office, "60");
    examined.says("sender check", "note", "no Authenticated sender of the organisation's own server");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_a_wrong_folder_and_a_missing_model_are_told_with_the_way_out() {
    let mut office = Office::open(Wishes { password: Some("guessed"), ..Wishes::default() }).await;
    let examined = doctor(&office, "60");
    examined.says("imap", "fail", "check inbox.username and inbox.password");
    examined.says("smtp", "fail", "check outbox.username and outbox.password");
    examined.says("sender check", "skipped", "not looked at");
    assert_eq!(examined.status, 1);

    office.wishes = Wishes { inbox: "folder = \"Spesen\"\n", ..Wishes::default() };
    office.configure();
    doctor(&office, "60").fails_only("imap", "check inbox.folder");

    office.wishes = Wishes::default();
    office.configure();
    reconfigure(&office, "model = \"llama3.2\"", "model = \"qwen3\"");
    doctor(&office, "60").fails_only("model", "run `ollama pull qwen3`");
}

#[tokio::test(flavor = "multi_thread")]
async fn sub_addresses_that_do_not_arrive_are_told() {
    let office = Office::open(Wishes::default()).await;
    reconfigure(&office, "database = ", "separator = \"_\"\ndatabase = ");
    let examined = doctor(&office, "5");
    examined.fails_only("sub-addresses", "desk.reply_by = \"message-id\"");
    reconfigure(&office, "separator = \"_\"\n", "reply_by = \"message-id\"\n");
    doctor(&office, "60").says("sub-addresses", "skipped", "does not apply");
}

#[tokio::test(flavor = "multi_thread")]
async fn t96_files_that_others_can_read_are_told() {
    let office = Office::open(Wishes::default()).await;
    assert!(office.start().await.terminate().await.success());
    let database = office.config().with_file_name("var").join("countersign.db");
    fs::set_permissions(&database, fs::Permissions::from_mode(0o644)).unwrap();
    let examined = doctor(&office, "60");
    examined.fails_only("permissions", "can be read by others (mode 644): chmod 600");
    fs::set_permissions(&database, fs::Permissions::from_mode(0o600)).unwrap();
    fs::set_permissions(database.parent().unwrap(), fs::Permissions::from_mode(0o777)).unwrap();
    doctor(&office, "60").fails_only("permissions", "others can write in (mode 0777): chmod go-w");
}

#[tokio::test(flavor = "multi_thread")]
async fn t18_the_dns_server_is_asked_where_signatures_are_verified() {
    let mut dns = Dns::start(&[("_dmarc.corp.example", "v=DMARC1; p=reject")]);
    let office = Office::open(Wishes::default()).await;
    doctor(&office, "60").says("dns", "skipped", "does not apply");
    let either = format!("mode = \"either\"\ndns = \"{}\"\n", dns.address());
    reconfigure(&office, "mode = \"authserv\"\n", &either);
    let examined = doctor(&office, "60");
    examined.says("dns", "ok", "_dmarc.corp.example has a policy");
    examined.says("sender check", "ok", "of a genuine mail, mx.corp.example says dmarc=pass");
    dns.refuse();
    doctor(&office, "60").fails_only("dns", "check authentication.dns");
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nobody_vouches_for_senders_the_sender_check_fails() {
    let office = Office::open(Wishes::default()).await;
    let trusted =
        "mode = \"authserv\"\nauthserv_ids = [\"mx.corp.example\"]\nposition = \"below-received\"\n";
    reconfigure(&office, trusted, "mode = \"none\"\ni_know_that_anybody_can_forge_mail = true\n");
    doctor(&office, "60").fails_only("sender check", "anybody can write as anybody");
}

#[test]
fn of_the_embedded_post_office_it_says_what_does_not_apply() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("config.toml");
    let shipped = include_str!("../../config.toml").replace("provider = \"ollama\"", "provider = \"none\"");
    fs::write(&config, shipped).unwrap();
    fs::set_permissions(&config, fs::Permissions::from_mode(0o600)).unwrap();
    let examined = Examined::read(&Ran::new(&config, &["doctor", "--json"]));
    assert_eq!(examined.status, 0);
    for check in ["imap", "smtp", "sub-addresses", "sender check", "model"] {
        examined.says(check, "skipped", "does not apply");
    }
    fs::set_permissions(&config, fs::Permissions::from_mode(0o664)).unwrap();
    let printed = Ran::new(&config, &["doctor"]);
    assert_eq!(printed.status, 1);
    assert!(printed.printed.contains("FAIL  configuration"), "{}", printed.printed);
}
