//! Hygie's command line. Wiring only: arguments in, exit code out.

mod args;
mod commands;
mod console;
mod hygiene;
mod log;
mod remote;
mod session;

use std::process::ExitCode;

use clap::Parser as _;

use args::Args;
use console::{Console, Exit, Terminal};

/// Threads that answer many requests at once share no lock on it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // Wrong use exits with 2 from here, help and version with 0.
    let args = Args::parse();
    let data = args.data_folder();
    hygiene::keep_panics_brief();
    let terminal = Terminal::new();
    let done = hygiene::disable_core_dumps()
        .and_then(|()| Ok(tokio::runtime::Builder::new_multi_thread().enable_all().build()?))
        .and_then(|runtime| runtime.block_on(commands::run(&data, args.command, &terminal)));
    match done {
        Ok(exit) => exit.code(),
        Err(error) => {
            terminal.error(&format!("hygie: {error:#}"));
            Exit::Refused.code()
        }
    }
}
