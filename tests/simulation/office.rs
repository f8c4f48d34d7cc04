//! The office's configuration and an empty database, made once for all worlds.

use std::path::Path;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use chrono::TimeDelta;
use countersign::config::{self, Config};
use countersign::mail::Templates;
use countersign::store::Store;

use super::mutation::Mutation;

/// What notices look like.
pub static TEMPLATES: LazyLock<Arc<Templates>> = LazyLock::new(|| Arc::new(Templates::load(None).unwrap()));

/// An empty database with its schema.
static DATABASE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(Store::open(&path).unwrap().close());
    std::fs::read(path).unwrap()
});

const SETTINGS: &str = r#"
[desk]
address = "expenses@corp.example"
database = "desk.db"
[inbox]
kind = "maildir"
path = "mail"
[outbox]
kind = "maildir"
path = "mail"
[authentication]
mode = "authserv"
authserv_ids = ["mx.corp.example"]
[policy]
currency = "USD"
tiers = [{ above = 1000, approvals = 1 }, { above = 10000, approvals = 2 }]
split_window = "off"
[requesters]
domains = ["corp.example"]
[[approvers]]
name = "Maria Lopez"
email = "maria@corp.example"
aliases = ["m.lopez@corp.example"]
[[approvers]]
name = "Omar Haddad"
email = "omar@corp.example"
away = [{ from = "2026-10-06", until = "2026-10-08", delegate = "ines@corp.example" }]
[[approvers]]
name = "Ines Novak"
email = "ines@corp.example"
[escalation]
remind_after = "4h"
levels = [
    { after = "8h", contacts = ["boss@corp.example"], may_decide = true },
    { after = "2d", contacts = ["cfo@corp.example"], may_decide = false },
]
[operators]
addresses = ["it@corp.example"]
[limits]
mails_per_sender = "100000/h"
[[actions]]
on = "approved"
mail = "accounting@corp.example"
"#;

fn load(folder: &Path, settings: &str) -> Config {
    let path = folder.join("config.toml");
    std::fs::write(&path, settings).unwrap();
    config::load(&path).unwrap_or_else(|faults| panic!("{faults}"))
}

const OMAR: &str = r#"[[approvers]]
name = "Omar Haddad"
email = "omar@corp.example"
away = [{ from = "2026-10-06", until = "2026-10-08", delegate = "ines@corp.example" }]
"#;

const WORKING_HOURS: &str =
    r#"working_hours = { days = "Mon-Fri", from = "09:00", until = "17:00", timezone = "UTC" }"#;

/// Nobody is reminded sooner, by either configuration.
pub const SOONEST_REMINDER: TimeDelta = TimeDelta::hours(2);

/// Over this time is counted how much mail comes.
pub const WINDOW: Duration = Duration::from_secs(6 * 3600);

/// How an office differs from others.
#[derive(Clone, Copy, Debug)]
pub struct Habits {
    /// So many mails are taken in within the time.
    pub room: u32,
    /// Deadlines run in working hours only.
    pub working_hours: bool,
    /// What one person asks for within a few days is added up.
    pub adds_up: bool,
}

/// The office, with its database in this folder: its configuration, and another one that it has now and then, in which Omar is
/// gone and people are reminded sooner.
pub fn furnish(folder: &Path, mutation: Option<Mutation>, habits: Habits) -> [Arc<Config>; 2] {
    let settings = match mutation {
        Some(Mutation::AliasIsForgotten) => &SETTINGS.replace("aliases", "#aliases"),
        Some(Mutation::LevelIsDoubled) => &SETTINGS.replace(r#"["cfo@"#, r#"["boss@corp.example", "cfo@"#),
        _ => SETTINGS,
    };
    let mut settings = settings.to_owned();
    if habits.working_hours {
        settings = settings.replace("[operators]", &format!("{WORKING_HOURS}\n[operators]"));
    }
    if habits.adds_up {
        settings = settings.replace("split_window = \"off\"", "split_window = \"3d\"");
    }
    let other = settings.replace(OMAR, "").replace("remind_after = \"4h\"", "remind_after = \"2h\"");
    std::fs::write(folder.join("desk.db"), &*DATABASE).unwrap();
    [settings, other].map(|settings| {
        let mut config = load(folder, &settings);
        (config.limits.mails_in_all, config.limits.window_in_all) = (habits.room, WINDOW);
        Arc::new(config)
    })
}
