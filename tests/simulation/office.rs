//! The office's configuration and an empty database, made once for all worlds.

use std::path::Path;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

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

static CONFIG: LazyLock<Config> = LazyLock::new(|| load(SETTINGS));

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

fn load(settings: &str) -> Config {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config.toml");
    std::fs::write(&path, settings).unwrap();
    config::load(&path).unwrap_or_else(|faults| panic!("{faults}"))
}

/// Over this time is counted how much mail comes.
pub const WINDOW: Duration = Duration::from_secs(6 * 3600);

/// The office, with its database in this folder, and room for so many mails at a time.
pub fn furnish(folder: &Path, mutation: Option<Mutation>, room: u32) -> Arc<Config> {
    let mut config = match mutation {
        Some(Mutation::AliasIsForgotten) => load(&SETTINGS.replace("aliases", "#aliases")),
        Some(Mutation::LevelIsDoubled) => {
            load(&SETTINGS.replace(r#"["cfo@"#, r#"["boss@corp.example", "cfo@"#))
        }
        _ => CONFIG.clone(),
    };
    (config.limits.mails_in_all, config.limits.window_in_all) = (room, WINDOW);
    config.desk.database = folder.join("desk.db");
    config.audit.witness = folder.join("desk.db.head");
    std::fs::write(&config.desk.database, &*DATABASE).unwrap();
    Arc::new(config)
}
