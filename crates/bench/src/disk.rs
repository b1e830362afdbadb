//! How long the disk takes to make a small append durable.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::time::Duration;

use anyhow::Context as _;

use crate::timed;

const ROUNDS: usize = 500;
const BYTES: usize = 4096;

/// Durations of one append with its fdatasync.
pub(crate) struct Sync {
    /// Half were quicker.
    pub(crate) median: Duration,
    /// One in a hundred was slower.
    pub(crate) worst: Duration,
}

/// Appends a page and syncs it, again and again.
pub(crate) fn fdatasync(folder: &Path) -> anyhow::Result<Sync> {
    let path = folder.join("fdatasync.bin");
    let mut file = File::create(&path).context("creating the file to sync")?;
    let page = [0x5a; BYTES];
    let mut times = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        let ((), time) = timed(|| {
            file.write_all(&page)?;
            Ok(file.sync_data()?)
        })?;
        times.push(time);
    }
    std::fs::remove_file(&path)?;
    times.sort_unstable();
    let at = |part: usize| times.get(ROUNDS * part / 100).copied().unwrap_or_default();
    Ok(Sync { median: at(50), worst: at(99) })
}
