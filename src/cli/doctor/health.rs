//! The health of a desk that runs, as it tells monitors.

use super::report::Finding;
use crate::config::Config;
use crate::web::{self, Answer};

pub(super) async fn examine(config: &Config) -> Finding {
    match web::ask(&config.web).await {
        None => Finding::skipped("health", "is told to nobody: web.listen"),
        Some(Answer::Well) => Finding::ok("health", "the desk that runs says that all is well"),
        Some(Answer::HeldBack(mails)) => Finding::note(
            "health",
            format!("all is well; {mails} mails wait in the mailbox, held back by limits.mails_in_all"),
        ),
        Some(Answer::Faults(faults)) => Finding::fail("health", faults.join("; ")),
        Some(Answer::Nobody) => Finding::note("health", "no desk runs, or it has no web.listen yet"),
        Some(Answer::Odd(why)) => Finding::fail("health", format!("{why}: check web.listen and web.token")),
    }
}
