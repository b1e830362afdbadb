//! Walking the two levels of folders in the order of names.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use hygie_base::fail::{Point, hit};
use hygie_store::BlobName;

use crate::name::is_folder;
use crate::put::TEMPORARY;

/// Names above `after`, in order. Files that are not blobs are passed over.
pub fn names(root: &Path, after: Option<BlobName>, limit: usize) -> io::Result<Vec<BlobName>> {
    let mut found = Vec::new();
    let start = after.map(BlobName::digits).unwrap_or_default();
    for outer in folders(root)? {
        if outer.as_str() < start.get(..2).unwrap_or_default() {
            continue;
        }
        let path = root.join(&outer);
        for inner in folders(&path)? {
            if format!("{outer}{inner}").as_str() < start.get(..4).unwrap_or_default() {
                continue;
            }
            let here = entries(&path.join(&inner))?;
            let here: BTreeSet<_> = here.iter().filter_map(|name| BlobName::parse(name)).collect();
            let above = here.into_iter().filter(|name| after.is_none_or(|after| *name > after));
            found.extend(above.take(limit - found.len()));
            if found.len() == limit {
                return Ok(found);
            }
        }
    }
    Ok(found)
}

/// Removes files that interrupted writes left; nobody can have named them.
pub fn remove_leftovers(root: &Path) -> io::Result<()> {
    for outer in folders(root)? {
        let path = root.join(&outer);
        for inner in folders(&path)? {
            let path = path.join(&inner);
            for name in entries(&path)?.iter().filter(|name| name.ends_with(TEMPORARY)) {
                hit(Point::BlobRemove)?;
                std::fs::remove_file(path.join(name))?;
            }
        }
    }
    Ok(())
}

fn folders(path: &Path) -> io::Result<Vec<String>> {
    let mut folders: Vec<_> = entries(path)?.into_iter().filter(|name| is_folder(name)).collect();
    folders.sort_unstable();
    Ok(folders)
}

fn entries(path: &Path) -> io::Result<Vec<String>> {
    let names = std::fs::read_dir(path)?.map(|entry| Ok(entry?.file_name().into_string().ok()));
    names.filter_map(io::Result::transpose).collect()
}
