//! The files of the repository.

use std::path::Path;
use std::process::Command;

use anyhow::Context as _;

/// Every file that git tracks or would track and that is there: its path from the root, and
/// its bytes.
pub(crate) fn files(root: &Path) -> anyhow::Result<Vec<(String, Vec<u8>)>> {
    let output = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root)
        .output()
        .context("running git ls-files")?;
    anyhow::ensure!(output.status.success(), "git ls-files failed: is this a clone?");
    let list = String::from_utf8(output.stdout).context("a path is not UTF-8")?;
    let mut files = Vec::new();
    for path in list.split('\0').filter(|path| !path.is_empty()) {
        let file = root.join(path);
        if file.is_file() {
            let bytes = std::fs::read(&file).with_context(|| format!("reading {path}"))?;
            files.push((path.to_owned(), bytes));
        }
    }
    Ok(files)
}
