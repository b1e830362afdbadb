//! Anchors: folders outside the data folder, on another disk or machine, and buckets, in
//! which the last checkpoint of each log is kept. Whoever leads the store back, or makes its
//! log anew, does not lead those back.

mod bucket;

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail, ensure};
use hygie_record::{Held, Records};
use hygie_tlog::limits::CHECKPOINT_BYTES;

use crate::args::Kept;
use crate::config::Config;

/// Checkpoints that one folder may have: one of each log of one store.
const CHECKPOINTS: usize = 256;
const EXTENSION: &str = "checkpoint";

use bucket::Bucket;

/// The folders and buckets that are named.
#[derive(Clone, Default, Debug)]
pub struct Anchors {
    folders: Vec<PathBuf>,
    buckets: Vec<Bucket>,
}

impl Anchors {
    /// Those of the configuration.
    ///
    /// # Errors
    /// When a file that a bucket needs cannot be read.
    pub fn of(config: &Config) -> anyhow::Result<Self> {
        let folders = config.anchor.as_ref().map(|chosen| chosen.value.clone());
        let buckets = config.anchor_buckets.iter().map(Bucket::open);
        Ok(Self {
            folders: folders.unwrap_or_default(),
            buckets: buckets.collect::<anyhow::Result<_>>()?,
        })
    }

    /// Where they are, as it is shown.
    pub fn places(&self) -> impl Iterator<Item = String> {
        let folders = self.folders.iter().map(|path| path.display().to_string());
        folders.chain(self.buckets.iter().map(|bucket| bucket.shown().to_owned()))
    }

    /// What they keep, and what keeps one of them from being read.
    pub async fn read(&self) -> (Vec<Kept>, Vec<String>) {
        let (mut kept, mut faults) = (Vec::new(), Vec::new());
        for folder in &self.folders {
            match read_folder(folder) {
                Ok(found) => kept.extend(found),
                Err(error) => {
                    faults
                        .push(format!("the anchor {} cannot be read: {error:#}", folder.display()));
                }
            }
        }
        for bucket in &self.buckets {
            match bucket.read().await {
                Ok(found) => kept.extend(found),
                Err(error) => faults.push(format!("{error:#}")),
            }
        }
        (kept, faults)
    }

    /// Holds the logs to what is kept; tells what could not be asked.
    ///
    /// # Errors
    /// When a log is not what it was: led back, changed, or another one.
    pub async fn hold(&self, records: &Records) -> anyhow::Result<Vec<String>> {
        let (kept, faults) = self.read().await;
        for Kept { place, note } in &kept {
            refuse(place, &records.hold_to(note).await?)?;
        }
        Ok(faults)
    }

    /// Keeps a checkpoint in each: in a folder in place of the one before of the same log; tells
    /// where it could not. What contradicts the log stays as it is.
    pub async fn keep(&self, records: &Records, note: &str) -> Vec<String> {
        let mut faults = Vec::new();
        for folder in &self.folders {
            if let Err(error) = keep_in(folder, records, note).await {
                faults.push(format!("{error:#}"));
            }
        }
        for bucket in &self.buckets {
            if let Err(error) = bucket.keep(records, note).await {
                faults.push(format!("{error:#}"));
            }
        }
        faults
    }
}

async fn keep_in(folder: &Path, records: &Records, note: &str) -> anyhow::Result<()> {
    let origin = note.lines().next().unwrap_or_default();
    let path = folder.join(format!("{}.{EXTENSION}", origin.replace('/', "-")));
    match read_file(&path)? {
        // Nothing was traced since: it is there already, and durable.
        Some(before) if before == note => return Ok(()),
        Some(before) => refuse(&path.display().to_string(), &records.hold_to(&before).await?)?,
        None => {}
    }
    let note = note.to_owned();
    // A disk that is elsewhere may be slow.
    tokio::task::spawn_blocking(move || hygie_folder::durable_write(&path, note.as_bytes()))
        .await?
        .with_context(|| format!("the anchor {} keeps nothing", folder.display()))
}

/// Refuses a log that is not what the checkpoint says that it was.
///
/// # Errors
/// What it is instead, and what to do.
pub fn refuse(place: &str, held: &Held) -> anyhow::Result<()> {
    match held {
        Held::Agrees(_) => Ok(()),
        Held::LedBack { log, signed, held } => bail!(
            "log {} of traces has signed {signed} traces, and the checkpoint {place} says that it \
             had signed {held}: the store is an older copy, or was cut off. Put back the one that \
             was in use last; see docs/operate/traces.md",
            log.0
        ),
        Held::Forked { log, held } => bail!(
            "log {} of traces is not the one that the checkpoint {place} is of: its first {held} \
             traces were changed, or an older copy of the store was gone on with. Run `hygie trace \
             verify`; see docs/operate/traces.md",
            log.0
        ),
        Held::Unsigned(log) => bail!(
            "the checkpoint {place} bears the name of log {} and was not signed with its key: one \
             of them was changed; see docs/operate/traces.md",
            log.0
        ),
        Held::Unknown => bail!(
            "the checkpoint {place} is of no log of this store: each store has an anchor of its \
             own. If it is of this one, its log was taken away; see docs/operate/traces.md"
        ),
    }
}

fn read_folder(folder: &Path) -> anyhow::Result<Vec<Kept>> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|it| it == EXTENSION) {
            paths.push(path);
        }
    }
    ensure!(paths.len() <= CHECKPOINTS, "it has more than {CHECKPOINTS} checkpoints");
    paths.sort();
    paths.iter().map(|path| kept(path)).collect()
}

/// A checkpoint that a file holds.
///
/// # Errors
/// When it cannot be read, or is too large for one.
pub fn kept(path: &Path) -> anyhow::Result<Kept> {
    let place = path.display().to_string();
    let note = read_file(path)?.with_context(|| format!("{place}: there is no such file"))?;
    Ok(Kept { place, note })
}

fn read_file(path: &Path) -> anyhow::Result<Option<String>> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).with_context(|| path.display().to_string()),
    };
    let mut text = String::new();
    let read = file.take(CHECKPOINT_BYTES as u64 + 1).read_to_string(&mut text);
    read.with_context(|| path.display().to_string())?;
    ensure!(
        text.len() <= CHECKPOINT_BYTES,
        "{} is larger than {CHECKPOINT_BYTES} bytes: it is no checkpoint",
        path.display()
    );
    Ok(Some(text))
}

#[cfg(test)]
mod tests {
    use super::{Anchors, CHECKPOINTS};

    #[tokio::test]
    async fn a_folder_has_no_more_checkpoints_than_it_may() {
        let folder = tempfile::tempdir().expect("a folder");
        let put = |number: usize| {
            let path = folder.path().join(format!("{number:04}.checkpoint"));
            hygie_folder::durable_write(&path, b"no checkpoint").expect("written");
        };
        (0..CHECKPOINTS).for_each(put);
        let folders = vec![folder.path().to_owned()];
        let anchors = Anchors { folders, ..Anchors::default() };
        let (kept, faults) = anchors.read().await;
        assert_eq!((kept.len(), faults.len()), (CHECKPOINTS, 0));
        put(CHECKPOINTS);
        let (kept, faults) = anchors.read().await;
        assert_eq!((kept.len(), faults.len()), (0, 1));
        assert!(faults.iter().all(|fault| fault.contains("more than 256 checkpoints")));
    }
}
