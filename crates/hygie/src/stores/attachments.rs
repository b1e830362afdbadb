//! Where the attachments are. The store of the records remembers the place, by
//! the mark that a bucket has: a node that is told another place would write
//! attachments where nobody looks for them, and find none of those there are.

use std::sync::Arc;

use anyhow::{Context as _, bail, ensure};
use hygie_base::{CommitId, Rng, SystemRng};
use hygie_blobs::DiskBlobs;
use hygie_blobs_s3::{Mark, Options, S3Blobs};
use hygie_folder::Folder;
use hygie_store::{BlobStore, CellOp, Commit, Guard, Outcome, Store};

use super::check_key_file;

/// The small table whose one cell is the mark of the bucket that holds the
/// attachments ("blob"); without it they are in the data folder.
const PLACE: u32 = 0x626c_6f62;

/// The place that the operator chose.
#[derive(Clone, Debug)]
pub enum Place {
    /// The data folder.
    Folder,
    /// A bucket.
    S3(Options),
}

/// An opened place.
pub struct OpenedPlace {
    pub blobs: Arc<dyn BlobStore>,
    /// Where it is, in words.
    pub shown: String,
    /// Whether some attachment is there.
    pub holds_some: bool,
    bucket: Option<Arc<S3Blobs>>,
}

impl Place {
    /// Opens it; a folder or a mark that is not there is made.
    pub async fn open(&self, folder: &Folder) -> anyhow::Result<OpenedPlace> {
        let (blobs, bucket): (Arc<dyn BlobStore>, _) = match self {
            Self::Folder => (Arc::new(DiskBlobs::open(&folder.blobs())?), None),
            Self::S3(options) => {
                if let Some(path) = &options.key_file {
                    check_key_file(path)?;
                }
                let opened = S3Blobs::open(options, &SystemRng).await;
                let bucket = Arc::new(opened.with_context(|| self.shown(folder))?);
                (Arc::<S3Blobs>::clone(&bucket), Some(bucket))
            }
        };
        let holds_some = !blobs.list(None, 1).await?.is_empty();
        Ok(OpenedPlace { blobs, shown: self.shown(folder), holds_some, bucket })
    }

    /// Where it is, in words.
    pub fn shown(&self, folder: &Folder) -> String {
        match self {
            Self::Folder => folder.blobs().display().to_string(),
            Self::S3(options) => options.address.to_string(),
        }
    }
}

impl OpenedPlace {
    /// Whether others may write to it while it is ours.
    pub fn is_shared(&self) -> bool {
        self.bucket.is_some()
    }

    /// What is wrong with it, if anything.
    pub async fn fault(&self) -> Option<String> {
        let bucket = self.bucket.as_ref()?;
        bucket.check(&SystemRng).await.err().map(|error| error.to_string())
    }

    fn mark(&self) -> Option<Mark> {
        self.bucket.as_ref().map(|bucket| bucket.mark())
    }

    /// Whether it is where the store's attachments are.
    pub async fn is_of(&self, store: &dyn Store) -> anyhow::Result<bool> {
        Ok(remembered(store).await? == self.mark())
    }
}

/// Refuses a place that is not that of the store's attachments. A bucket is
/// remembered when there are none yet.
pub async fn settle(store: &dyn Store, place: &OpenedPlace, folder: &Folder) -> anyhow::Result<()> {
    let shown = &place.shown;
    match (remembered(store).await?, place.mark()) {
        (None, None) => Ok(()),
        (Some(known), Some(mark)) if known == mark => Ok(()),
        (Some(known), Some(mark)) => bail!(
            "{shown} is not the place of these records' attachments: its object hygie-mark says \
             {mark}, and theirs {known}; name theirs in hygie.toml or with --blobs"
        ),
        (Some(known), None) => bail!(
            "the attachments of these records are in a bucket, whose object hygie-mark says \
             {known}: name it in hygie.toml or with --blobs"
        ),
        (None, Some(_)) => {
            ensure!(
                store.blobs(None, 1).await?.is_empty(),
                "the attachments of these records are in {}: copy them with `hygie blobs copy \
                 --from folder --to {shown}`",
                folder.blobs().display()
            );
            ensure!(
                !place.holds_some,
                "{shown} holds attachments, and not of these records: name another prefix"
            );
            adopt(store, place, &SystemRng).await
        }
    }
}

/// Says in the store that its attachments are in this place from now on.
pub async fn adopt(store: &dyn Store, place: &OpenedPlace, rng: &dyn Rng) -> anyhow::Result<()> {
    let before = remembered(store).await?;
    if before == place.mark() {
        return Ok(());
    }
    let mut commit = Commit::new(CommitId::random(rng));
    let value = before.map(|mark| mark.0.to_vec());
    commit.guards.push(Guard::CellEquals { table: PLACE, key: Vec::new(), value });
    commit.cells.push(match place.mark() {
        Some(mark) => CellOp::Put { table: PLACE, key: Vec::new(), value: mark.0.to_vec() },
        None => CellOp::Delete { table: PLACE, key: Vec::new() },
    });
    let done = matches!(store.commit(commit).await?, Outcome::Done(_));
    // Another node may have said the same meanwhile.
    ensure!(
        done || place.is_of(store).await?,
        "another node chose another place for the attachments: give all nodes the same one"
    );
    Ok(())
}

async fn remembered(store: &dyn Store) -> anyhow::Result<Option<Mark>> {
    let Some(value) = store.cell(PLACE, &[]).await? else { return Ok(None) };
    match Mark::from_bytes(&value) {
        Some(mark) => Ok(Some(mark)),
        None => bail!("what the store says of the place of its attachments cannot be read"),
    }
}
