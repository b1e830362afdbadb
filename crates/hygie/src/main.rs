//! Hygie's command line. Wiring only: arguments in, exit code out.

mod anchors;
mod args;
mod commands;
mod config;
mod console;
mod elsewhere;
mod hygiene;
mod log;
mod remote;
mod session;
mod stores;

use std::process::ExitCode;

use clap::{CommandFactory as _, FromArgMatches as _};

use args::Args;
use config::Config;
use console::{Console, Exit, Terminal};

/// Threads that answer many requests at once share no lock on it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // Wrong use exits with 2 from here, help and version with 0.
    let typed = Args::command().get_matches();
    let args = Args::from_arg_matches(&typed).unwrap_or_else(|error| error.exit());
    hygiene::keep_panics_brief();
    let terminal = Terminal::new();
    if let Some(generate) = args.generates() {
        return ended(&terminal, commands::generate(generate, &terminal));
    }
    let data = args.data_folder();
    let done = hygiene::disable_core_dumps().and_then(|()| {
        let config = Config::read(&data, &args, &typed)?;
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        runtime.block_on(commands::run(&data, &config, args.command, &terminal))
    });
    ended(&terminal, done)
}

fn ended(terminal: &Terminal, done: anyhow::Result<Exit>) -> ExitCode {
    match done {
        Ok(exit) => exit.code(),
        Err(error) => {
            terminal.error(&format!("hygie: {error:#}"));
            Exit::Refused.code()
        }
    }
}
