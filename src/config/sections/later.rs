//! Keys that are laid down for later versions: read by their shape, then refused with clear words.

use crate::config::keys;
use crate::config::reader::{Section, Value};

const WHAT: &str = "is not available in this version";

/// Refuses tables that nothing reads yet: `[[webhooks]]`.
pub(in crate::config) fn not_yet(root: &Section<'_>) {
    for webhook in root.sections("webhooks", &keys::WEBHOOK) {
        webhook.read("url", Value::text);
        webhook.read("secret", Value::secret_shape);
        webhook.each("events", Value::text);
        webhook.fault_here(WHAT, "leave [[webhooks]] out");
    }
}

/// Refuses a key of a later version.
pub(super) fn unavailable(section: &Section<'_>, name: &str, remedy: &str) {
    section.out_of_place(&[name], WHAT, remedy);
}

/// Refuses a login by OAuth 2; says whether there was one.
pub(super) fn unavailable_login(section: &Section<'_>) -> bool {
    if let Some(login) = section.read("oauth2", |value| value.section(&keys::OAUTH2)) {
        for name in ["token_url", "client_id", "scope"] {
            login.read(name, Value::text);
        }
        for name in ["client_secret", "refresh_token", "token"] {
            login.read(name, Value::secret_shape);
        }
    }
    let remedy = "use username and password: an app password, or an OAuth 2 proxy on this machine";
    unavailable(section, "oauth2", remedy);
    section.has("oauth2")
}
