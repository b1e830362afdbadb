//! The line `anchor`: folders elsewhere that keep the last checkpoint of each log.

use std::path::{Path, PathBuf};

use anyhow::ensure;

use super::{Chosen, Source};

/// Folders that may be named.
pub const ANCHORS: usize = 8;

/// The folders; a relative one lies in the data folder's parent.
///
/// # Errors
/// For too many, and for one within the data folder: who leads that back leads it back too.
pub fn read(
    data: &Path,
    file: &Path,
    written: Option<Vec<PathBuf>>,
) -> anyhow::Result<Option<Chosen<Vec<PathBuf>>>> {
    let Some(written) = written else { return Ok(None) };
    let shown = file.display();
    ensure!(
        written.len() <= ANCHORS,
        "the line `anchor` in {shown} names {} folders: {ANCHORS} at most",
        written.len()
    );
    let within = std::path::absolute(data)?;
    let beside = within.parent().unwrap_or(&within).to_owned();
    let value: Vec<PathBuf> = written.into_iter().map(|path| beside.join(path)).collect();
    for path in &value {
        ensure!(
            !path.starts_with(&within),
            "the line `anchor` in {shown} names {}, which is in the data folder: name a folder on \
             another disk or machine",
            path.display()
        );
    }
    Ok(Some(Chosen { value, source: Source::File(file.to_owned()) }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_of(paths: &[&str]) -> anyhow::Result<Option<Chosen<Vec<PathBuf>>>> {
        let written = paths.iter().map(PathBuf::from).collect();
        read(Path::new("/srv/hygie"), Path::new("hygie.toml"), Some(written))
    }

    #[test]
    fn folders_are_named_outside_the_data_folder() {
        let chosen = read_of(&["/mnt/a", "anchors"]).expect("folders").expect("a line");
        assert_eq!(chosen.value, [PathBuf::from("/mnt/a"), PathBuf::from("/srv/anchors")]);
        for inside in ["/srv/hygie", "/srv/hygie/a", "hygie/a"] {
            let said = read_of(&[inside]).expect_err("inside").to_string();
            assert!(said.contains("in the data folder"), "{said}");
        }
    }

    #[test]
    fn there_are_no_more_than_there_may_be() {
        assert!(read_of(&["/mnt/a"; ANCHORS]).is_ok());
        let said = read_of(&["/mnt/a"; ANCHORS + 1]).expect_err("too many").to_string();
        assert!(said.contains("9 folders: 8 at most"), "{said}");
    }
}
