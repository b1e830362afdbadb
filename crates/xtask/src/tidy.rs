//! `cargo xtask tidy`: the rules of the house that neither rustc nor clippy
//! knows. One rule a file; each takes plain values and answers findings.

mod allow;
mod attributes;
mod failpoints;
mod layers;
mod lengths;
mod machine;
mod manifests;
mod modules;
mod source;
mod supply;
mod tokens;
mod tree;

use std::fmt;
use std::io::Write as _;

use anyhow::Context as _;

use self::tree::Tree;

/// Where the exceptions are kept, relative to the root.
const ALLOW_LIST: &str = "crates/xtask/tidy-allow.txt";

/// One thing that breaks a rule.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Finding {
    /// Path from the root, as `git ls-files` tells it.
    path: String,
    /// Line in the file, from 1; 0 when the whole file is meant.
    line: usize,
    /// Name of the rule, as the allow-list writes it.
    rule: &'static str,
    /// What an entry of the allow-list must name to cover it.
    key: String,
    /// How far it goes: lines of a file, lines of a function, or 1 a place.
    count: usize,
    /// What is wrong.
    what: String,
    /// How to mend it.
    mend: String,
}

impl Finding {
    fn new(rule: &'static str, path: &str, line: usize, what: String, mend: &str) -> Self {
        Self {
            path: path.to_owned(),
            line,
            rule,
            key: path.to_owned(),
            count: 1,
            what,
            mend: mend.to_owned(),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, line, rule, what, mend, .. } = self;
        if *line > 0 {
            write!(f, "{path}:{line}: {what} [{rule}]\n    mend: {mend}")
        } else {
            write!(f, "{path}: {what} [{rule}]\n    mend: {mend}")
        }
    }
}

/// Checks the whole workspace.
///
/// # Errors
/// When a rule is broken (each place is printed first), or cargo or git cannot
/// tell what the workspace holds.
pub fn run() -> anyhow::Result<()> {
    let tree = Tree::read()?;
    let mut findings = Vec::new();
    findings.extend(layers::check(&tree.crates));
    findings.extend(manifests::check(&tree.manifests));
    findings.extend(machine::check(&tree.texts));
    findings.extend(modules::check(&tree.sources));
    findings.extend(lengths::check(&tree.sources));
    findings.extend(attributes::check(&tree.sources));
    findings.extend(failpoints::check(&tree.sources));
    findings.extend(supply::check(&tree.packages, tree.text("deny.toml")?)?);
    let mut findings = allow::apply(tree.text(ALLOW_LIST)?, findings);
    findings.sort();
    report(&findings)?;
    anyhow::ensure!(findings.is_empty(), "tidy found {} faults", findings.len());
    Ok(())
}

fn report(findings: &[Finding]) -> anyhow::Result<()> {
    let mut out = std::io::stderr().lock();
    for finding in findings {
        writeln!(out, "{finding}").context("writing the report")?;
    }
    Ok(())
}
