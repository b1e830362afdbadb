//! The tests of the copy, run with one line left out.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, ensure};
use cargo_metadata::Message;

use super::sites::Site;

/// After which a program of tests hangs.
const SECONDS: &str = "600";

/// Test programs, built.
pub(super) struct Tests {
    programs: Vec<Program>,
}

struct Program {
    of: String,
    file: PathBuf,
    folder: PathBuf,
}

impl Tests {
    /// Builds the tests of the crates in the copy.
    pub(super) fn build(tree: &Path, target: &Path, crates: &[&str]) -> anyhow::Result<Self> {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.current_dir(tree).arg("test").arg("--target-dir").arg(target);
        // Not locked: the lock file names the versions of the crates.
        cargo.args(["--lib", "--tests", "--no-run", "--message-format=json-render-diagnostics"]);
        for name in crates {
            cargo.arg("--package").arg(format!("hygie-{name}"));
        }
        let output = cargo.stderr(Stdio::inherit()).output().context("running cargo test")?;
        ensure!(output.status.success(), "the copy in {} does not build", tree.display());
        let mut programs = Vec::new();
        for message in Message::parse_stream(output.stdout.as_slice()) {
            let Message::CompilerArtifact(artifact) = message? else { continue };
            let Some(file) = artifact.executable.filter(|_| artifact.profile.test) else {
                continue;
            };
            let folder = artifact.manifest_path.parent().context("a manifest has a folder")?;
            programs.push(Program {
                of: folder.file_name().unwrap_or_default().to_owned(),
                file: file.into(),
                folder: folder.into(),
            });
        }
        ensure!(!programs.is_empty(), "the copy has no tests");
        Ok(Self { programs })
    }

    /// Whether all tests pass without the line; those of its own crate are asked first.
    pub(super) fn pass(&self, without: Option<&Site>) -> anyhow::Result<bool> {
        let own = |one: &&Program| without.is_some_and(|site| site.is_of(&one.of));
        let (first, then): (Vec<&Program>, Vec<&Program>) = self.programs.iter().partition(own);
        for program in first.into_iter().chain(then) {
            if !program.passes(without)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

impl Program {
    /// A program that hangs without the line missed it too.
    fn passes(&self, without: Option<&Site>) -> anyhow::Result<bool> {
        let mut command = Command::new("timeout");
        command.arg(SECONDS).arg(&self.file);
        command.current_dir(&self.folder).stdin(Stdio::null());
        command.env("CARGO_MANIFEST_DIR", &self.folder).env("RUST_BACKTRACE", "0");
        match without {
            Some(site) => command.env("HYGIE_MUTANT", site.number.to_string()),
            None => command.env_remove("HYGIE_MUTANT"),
        };
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().with_context(|| self.file.display().to_string())?;
        let mut told = String::new();
        if let Some(mut stdout) = child.stdout.take() {
            stdout.read_to_string(&mut told)?;
        }
        let passed = child.wait()?.success();
        if !passed && without.is_none() {
            super::report(&told);
        }
        Ok(passed)
    }
}
