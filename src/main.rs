//! The binary: everything is in the library.

use std::process::ExitCode;

use clap::Parser;
use countersign::cli::{self, Cli};
use countersign::extract;

fn main() -> std::io::Result<ExitCode> {
    if let Some(ended) = extract::serve(std::env::args_os()) {
        return Ok(ended);
    }
    let cli = Cli::parse();
    cli.prepare();
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    // Each thread that reads mail keeps working memory of its own: more of them than cores cost much and bring nothing.
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().max_blocking_threads(cores + 2).build()?;
    let ended = runtime.block_on(cli::main(cli));
    // A mail whose files are being read is read again after the next start; its readers end with this process.
    runtime.shutdown_background();
    Ok(ExitCode::from(ended.status()))
}
