//! The language model: there, and on this machine.

use super::report::Finding;
use crate::config::Config;
use crate::summary;

pub(super) async fn examine(config: &Config) -> Finding {
    let Some(model) = &config.summary.model else {
        return Finding::skipped("model", "does not apply: summary.provider = \"none\"");
    };
    let there = summary::look(model).await.map(|()| format!("{} is there, on this machine", model.name));
    Finding::of("model", there)
}
