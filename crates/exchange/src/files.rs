//! Which files a run takes.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::limits::{FILES, FOLDER_DEPTH};

/// A file of a run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Listed {
    /// As it was named, for people.
    pub name: PathBuf,
    /// Where it is.
    pub path: PathBuf,
    /// Its size on disk, in bytes.
    pub bytes: u64,
    /// Why it cannot be read, when that is known already.
    pub fault: Option<String>,
}

/// The files that paths name: a file as it is, a folder's FHIR files by name,
/// those of its folders included. Links inside folders are not followed. What
/// cannot be read is listed with its fault, so that the run tells it and goes on.
/// Relative paths start `from` here.
///
/// # Errors
/// When there are more than [`FILES`].
pub fn files(from: &Path, paths: &[PathBuf]) -> io::Result<Vec<Listed>> {
    let mut listed = List(Vec::new());
    for name in paths {
        let found = Found { name: name.clone(), path: from.join(name) };
        match fs::metadata(&found.path) {
            Err(error) => listed.fault(found, error.to_string())?,
            Ok(about) if about.is_dir() => listed.folder(found, 1)?,
            Ok(about) if about.is_file() => listed.file(found, about.len())?,
            Ok(_) => listed.fault(found, "it is not a plain file".to_owned())?,
        }
    }
    Ok(listed.0)
}

/// Something on the way to a file.
struct Found {
    name: PathBuf,
    path: PathBuf,
}

struct List(Vec<Listed>);

impl List {
    fn folder(&mut self, folder: Found, depth: usize) -> io::Result<()> {
        if depth > FOLDER_DEPTH {
            return self.fault(folder, format!("folders lie deeper than {FOLDER_DEPTH}"));
        }
        let entries = fs::read_dir(&folder.path).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        let mut entries = match entries {
            Ok(entries) => entries,
            Err(error) => return self.fault(folder, error.to_string()),
        };
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let found = Found { name: folder.name.join(entry.file_name()), path: entry.path() };
            match entry.metadata() {
                Err(error) => self.fault(found, error.to_string())?,
                Ok(about) if about.is_dir() => self.folder(found, depth + 1)?,
                Ok(about) if about.is_file() && is_fhir(&found.path) => {
                    self.file(found, about.len())?;
                }
                Ok(_) => {}
            }
        }
        Ok(())
    }

    fn file(&mut self, found: Found, bytes: u64) -> io::Result<()> {
        self.add(Listed { name: found.name, path: found.path, bytes, fault: None })
    }

    fn fault(&mut self, found: Found, fault: String) -> io::Result<()> {
        self.add(Listed { name: found.name, path: found.path, bytes: 0, fault: Some(fault) })
    }

    fn add(&mut self, listed: Listed) -> io::Result<()> {
        if self.0.len() >= FILES {
            return Err(io::Error::other(format!("more than {FILES} files in one run")));
        }
        self.0.push(listed);
        Ok(())
    }
}

/// Whether a folder's file is taken, by its name without `.gz` or `.zst`.
fn is_fhir(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let name = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(name);
    [".json", ".ndjson", ".jsonl"].iter().any(|ending| name.ends_with(ending))
}

/// Whether a file is read line by line.
pub(crate) fn is_lines(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let name = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(name);
    name.ends_with(".ndjson") || name.ends_with(".jsonl")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_what_is_taken() {
        let check = |name: &str, fhir: bool, lines: bool| {
            assert_eq!((is_fhir(Path::new(name)), is_lines(Path::new(name))), (fhir, lines));
        };
        check("a.json", true, false);
        check("a.json.gz", true, false);
        check("a.ndjson.zst", true, true);
        check("a.jsonl", true, true);
        check("a.txt", false, false);
        check("a.tar.zst", false, false);
    }
}
