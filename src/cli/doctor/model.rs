//! The language model: there, and where reports go to it.

use super::report::Finding;
use crate::config::Config;
use crate::summary;

pub(super) async fn examine(config: &Config) -> Finding {
    let Some(model) = &config.summary.model else {
        return Finding::skipped("model", "does not apply: summary.provider = \"none\"");
    };
    // In the clear only a server on this machine can be configured.
    let place = match model.url.strip_prefix("https://") {
        Some(elsewhere) => format!("at {elsewhere}: reports leave this machine"),
        None => "on this machine".to_owned(),
    };
    let there = summary::look(model).await.map(|()| format!("{} is there, {place}", model.name));
    Finding::of("model", there)
}
