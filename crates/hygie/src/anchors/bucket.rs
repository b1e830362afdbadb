//! A bucket as an anchor: each checkpoint is an object of its own, never overwritten.

use anyhow::{Context as _, anyhow};
use hygie_blobs_s3::S3Anchor;
use hygie_record::Records;
use hygie_store::StoreError;

use super::refuse;
use crate::args::Kept;
use crate::config::ChosenBucket;

/// A bucket that is named.
#[derive(Clone, Debug)]
pub struct Bucket {
    shown: String,
    anchor: S3Anchor,
}

impl Bucket {
    /// Reads the files that it needs; nothing is asked of the server.
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn open(chosen: &ChosenBucket) -> anyhow::Result<Self> {
        let shown = chosen.shown();
        let anchor = S3Anchor::open(chosen.options());
        let anchor = anchor
            .map_err(|error| in_words(&error))
            .with_context(|| format!("the anchor {shown}"))?;
        Ok(Self { shown, anchor })
    }

    /// Its address.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// The last checkpoint of each log.
    ///
    /// # Errors
    /// When it cannot be reached, or holds what is none.
    pub async fn read(&self) -> anyhow::Result<Vec<Kept>> {
        let found = self.anchor.last().await.map_err(|error| in_words(&error));
        let found = found.with_context(|| format!("the anchor {} cannot be read", self.shown))?;
        let kept =
            |it: hygie_blobs_s3::Anchored| Kept { place: self.place(&it.key), note: it.note };
        Ok(found.into_iter().map(kept).collect())
    }

    /// Keeps a checkpoint, unless the last one of its log contradicts it.
    ///
    /// # Errors
    /// When it does, and when it cannot be kept.
    pub async fn keep(&self, records: &Records, note: &str) -> anyhow::Result<()> {
        let mut lines = note.lines();
        let origin = lines.next().unwrap_or_default();
        let size = lines.next().and_then(hygie_tlog::size).context("a checkpoint has a size")?;
        let fails = || format!("the anchor {} keeps nothing", self.shown);
        let last = self
            .anchor
            .last_of(origin)
            .await
            .map_err(|error| in_words(&error))
            .with_context(fails)?;
        if let Some(last) = last {
            refuse(&self.place(&last.key), &records.hold_to(&last.note).await?)?;
        }
        // One of this size is there when nothing was traced since.
        self.anchor
            .keep(origin, size, note)
            .await
            .map_err(|error| in_words(&error))
            .with_context(fails)?;
        Ok(())
    }

    fn place(&self, key: &str) -> String {
        let bucket = self.shown.trim_start_matches("s3://").split('/').next().unwrap_or_default();
        format!("s3://{bucket}/{key}")
    }
}

/// The adapter speaks of attachments, and of the keys that name their bucket: those of an
/// anchor have no such beginning.
fn in_words(error: &StoreError) -> anyhow::Error {
    anyhow!("{}", error.to_string().replace("attachments", "checkpoints").replace("blobs_", ""))
}
