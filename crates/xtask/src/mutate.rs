//! `cargo xtask mutate [--pages] [--sample COUNT --seed TEXT | --list]`: takes away one
//! line of the gate or of its policy after the other, and wants a test to fail for each.
//! With `--pages`, instead one call of the gate after the other by the pages and the API.
//!
//! A copy of the workspace under the target folder is built once, in which each such
//! line asks whether it is the one to leave out: `HYGIE_MUTANT` names it. The working
//! copy is not touched, so that a run that is cut off leaves nothing behind.

mod chance;
mod copy;
mod sites;
mod trial;

use std::path::PathBuf;

use anyhow::{Context as _, ensure};

use sites::{Lines, Site};

/// Crates in which every guard has to be missed.
const CRATES: [&str; 2] = ["policy", "gate"];
/// Crates in which every call of the gate has to be missed.
const PAGES: [&str; 3] = ["web", "api", "oauth"];

const USAGE: &str = "usage: cargo xtask mutate [--pages] [--sample COUNT --seed TEXT | --list]";

/// Which of all sites are tried.
enum Wanted {
    All,
    List,
    Sample(usize, String),
}

/// # Errors
/// Those that survived, by file and line; what keeps the copy from being built or its
/// tests from passing as it is.
pub fn run(args: &[String]) -> anyhow::Result<()> {
    let (crates, lines, args): (&[&str], _, _) = match args.split_first() {
        Some((first, rest)) if first == "--pages" => (&PAGES, Lines::Askings, rest),
        _ => (&CRATES, Lines::Guards, args),
    };
    let wanted = wanted(args)?;
    let metadata = cargo_metadata::MetadataCommand::new()
        .other_options(vec!["--locked".to_owned()])
        .exec()
        .context("cargo metadata")?;
    let copy = copy::Copy::plan(metadata.workspace_root.as_std_path(), crates, lines)?;
    let tried: Vec<&Site> = match wanted {
        Wanted::List => {
            copy.sites.iter().for_each(|site| report(&site.to_string()));
            return Ok(());
        }
        Wanted::All => copy.sites.iter().collect(),
        Wanted::Sample(count, seed) => chance::sample(&copy.sites, count, &seed),
    };
    ensure!(!tried.is_empty(), "nothing to try");
    let target: PathBuf = metadata.target_directory.into();
    let tree = target.join("mutants");
    copy.write(&tree)?;
    let tests = trial::Tests::build(&tree, &target, crates)?;
    ensure!(tests.pass(None)?, "the tests fail as they are: mend them first");
    let mut survived = Vec::new();
    for site in &tried {
        let killed = !tests.pass(Some(site))?;
        report(&format!("{} {site}", if killed { "missed" } else { "NOT MISSED" }));
        if !killed {
            survived.push(site.to_string());
        }
    }
    report(&format!("{} of {} were missed by a test", tried.len() - survived.len(), tried.len()));
    ensure!(survived.is_empty(), "no test misses:\n{}", survived.join("\n"));
    Ok(())
}

fn wanted(args: &[String]) -> anyhow::Result<Wanted> {
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => Ok(Wanted::All),
        ["--list"] => Ok(Wanted::List),
        ["--sample", count, "--seed", seed] => {
            Ok(Wanted::Sample(count.parse().context(USAGE)?, (*seed).to_owned()))
        }
        _ => anyhow::bail!(USAGE),
    }
}

#[expect(clippy::print_stderr, reason = "a chore tells its user what it did")]
fn report(line: &str) {
    eprintln!("mutate: {line}");
}
