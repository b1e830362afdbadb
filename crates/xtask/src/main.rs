//! House chores, run as `cargo xtask NAME`.

mod dictionary;
mod mutate;
mod pack;
mod tidy;
mod tracked;

use std::io::Write as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    match run(std::env::args().skip(1).collect()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nothing is left to do when even stderr is closed.
            let _ = writeln!(std::io::stderr(), "{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(mut args: Vec<String>) -> anyhow::Result<()> {
    let rest = args.split_off(args.len().min(1));
    match args.first().map(String::as_str) {
        Some("tidy") => tidy::run(),
        Some("pack") => pack::run(&rest),
        Some("mutate") => mutate::run(&rest),
        Some("dictionary") => dictionary::run(&rest),
        _ => anyhow::bail!(
            "usage: cargo xtask tidy | mutate | pack PACKAGE.tgz | dictionary FOLDER…"
        ),
    }
}
