//! The copy of the workspace in which single lines can be left out.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::sites::{self, Edited, Lines, Site};
use crate::tracked;

/// Added to each crate: whether this is the line to leave out.
const MUTATED: &str = "
pub(crate) fn mutated(number: usize) -> bool {
    static CHOSEN: std::sync::LazyLock<Option<usize>> =
        std::sync::LazyLock::new(|| std::env::var(\"HYGIE_MUTANT\").ok()?.parse().ok());
    *CHOSEN == Some(number)
}
";

/// What the copy will be.
pub(super) struct Copy {
    /// Each line that can be left out.
    pub(super) sites: Vec<Site>,
    root: PathBuf,
    files: Vec<(String, Vec<u8>)>,
}

impl Copy {
    /// Reads every file that git tracks or would track, and finds the lines.
    pub(super) fn plan(root: &Path, crates: &[&str], lines: Lines) -> anyhow::Result<Self> {
        let mut copy = Self { sites: Vec::new(), root: root.into(), files: Vec::new() };
        for (path, bytes) in tracked::files(root)? {
            let bytes = if path == "Cargo.toml" {
                another(&String::from_utf8(bytes)?)?.into_bytes()
            } else if is_mutated(&path, crates) {
                let text = String::from_utf8(bytes).with_context(|| path.clone())?;
                copy.mutate(&path, &text, lines)?.into_bytes()
            } else {
                bytes
            };
            copy.files.push((path, bytes));
        }
        Ok(copy)
    }

    fn mutate(&mut self, path: &str, text: &str, lines: Lines) -> anyhow::Result<String> {
        let Edited { mut text, sites } = sites::find(path, text, lines, self.sites.len())?;
        self.sites.extend(sites);
        if path.ends_with("/src/lib.rs") {
            text.push_str(MUTATED);
        }
        Ok(text)
    }

    /// Writes what differs from what is there, and takes away what is not of it, so that
    /// only that is built again. What can be run there can be run here.
    #[expect(clippy::disallowed_methods, reason = "a chore writes a copy, not data")]
    pub(super) fn write(&self, tree: &Path) -> anyhow::Result<()> {
        fs::create_dir_all(tree).with_context(|| tree.display().to_string())?;
        let wanted: Vec<PathBuf> = self.files.iter().map(|(path, _)| tree.join(path)).collect();
        remove_others(tree, &wanted)?;
        for (place, (path, bytes)) in wanted.iter().zip(&self.files) {
            if fs::read(place).is_ok_and(|old| old == *bytes) {
                continue;
            }
            let folder = place.parent().context("a file has a folder")?;
            fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
            fs::write(place, bytes).with_context(|| place.display().to_string())?;
            let modes = fs::metadata(self.root.join(path)).with_context(|| path.clone())?;
            fs::set_permissions(place, modes.permissions()).with_context(|| path.clone())?;
        }
        Ok(())
    }
}

/// The manifest with another version of all crates. Cargo tells what it built apart by
/// name, version and place within the workspace: else it would take what was built of the
/// copy for what it builds of the workspace.
fn another(manifest: &str) -> anyhow::Result<String> {
    const BEGIN: &str = "[workspace.package]\nversion = \"";
    let (before, after) = manifest.split_once(BEGIN).context("no version in Cargo.toml")?;
    let (_, after) = after.split_once('"').context("no end of the version in Cargo.toml")?;
    Ok(format!("{before}{BEGIN}0.0.0-mutants\"{after}"))
}

fn is_mutated(path: &str, crates: &[&str]) -> bool {
    let of_one = crates.iter().any(|name| path.starts_with(&format!("crates/{name}/src/")));
    let test = ["/tests.rs", "/testing.rs"].iter().any(|end| path.ends_with(end))
        || path.contains("/tests/");
    of_one && path.ends_with(".rs") && !test
}

fn remove_others(folder: &Path, wanted: &[PathBuf]) -> anyhow::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            remove_others(&path, wanted)?;
        } else if !wanted.contains(&path) {
            fs::remove_file(&path).with_context(|| path.display().to_string())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::another;

    #[test]
    fn the_crates_of_the_copy_are_others() {
        let manifest = "[workspace]\nmembers = []\n[workspace.package]\nversion = \"0.1.0\"\n";
        let copy = another(manifest).unwrap();
        assert!(copy.contains("0.0.0-mutants") && !copy.contains("0.1.0"), "{copy}");
        assert!(another("[workspace]\n").is_err());
    }
}
