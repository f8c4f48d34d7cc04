//! The binary: everything is in the library.

use std::process::ExitCode;

use clap::Parser;
use countersign::cli::{self, Cli};
use countersign::{daemon, extract};

fn main() -> std::io::Result<ExitCode> {
    if let Some(ended) = extract::serve(std::env::args_os()) {
        return Ok(ended);
    }
    let cli = Cli::parse();
    cli.prepare();
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    let runtime = runtime.enable_all().max_blocking_threads(daemon::blocking_threads()).build()?;
    let ended = runtime.block_on(cli::main(cli));
    // A mail whose files are being read is read again after the next start; its readers end with this process.
    runtime.shutdown_background();
    Ok(ExitCode::from(ended.status()))
}
