//! `demo`: the whole desk at work, in a folder of its own.

use std::path::PathBuf;

use super::Ending;
use crate::demo;

/// Where to play, and who answers.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The folder to play in: it must be empty, or not exist yet [default: a new one in the system's temporary folder]
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
    /// Stop once the approval requests are out, say how to answer them, and print what arrives until Ctrl-C.
    #[arg(long)]
    interactive: bool,
}

pub(super) async fn run(arguments: Arguments) -> anyhow::Result<Ending> {
    let folder = arguments.dir.as_deref();
    if arguments.interactive {
        demo::play_along(folder).await?;
    } else {
        demo::tell(folder).await?;
    }
    Ok(Ending::Done)
}
