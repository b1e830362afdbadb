//! The store of blobs.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use async_trait::async_trait;
use hygie_base::fail::{Point, hit};
use hygie_store::limits::{BLOB_BYTES, PAGE_ROWS};
use hygie_store::{BlobName, BlobPut, BlobStore, StoreError};

use crate::list;
use crate::name::place;
use crate::put::{self, Known, sync_folder};

/// Blobs as files of one folder.
#[derive(Clone)]
pub struct DiskBlobs {
    root: Arc<Path>,
    known: Arc<Known>,
    most: usize,
}

impl DiskBlobs {
    /// Opens the folder, made for its owner only when absent, and removes what
    /// interrupted writes left. The caller holds the data folder's lock.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when the folder cannot be made or read.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        Self::open_with(folder, BLOB_BYTES)
    }

    /// As [`DiskBlobs::open`], with another limit on the bytes of one blob.
    ///
    /// # Errors
    /// As for [`DiskBlobs::open`].
    pub fn open_with(folder: &Path, most_bytes: usize) -> Result<Self, StoreError> {
        prepare(folder).map_err(|error| unavailable(&error))?;
        Ok(Self { root: folder.into(), known: Arc::default(), most: most_bytes })
    }

    /// Runs what blocks where blocking is allowed.
    async fn blocking<T: Send + 'static>(
        &self,
        run: impl FnOnce(&Path) -> io::Result<T> + Send + 'static,
    ) -> Result<T, StoreError> {
        let root = Arc::clone(&self.root);
        let task = tokio::task::spawn_blocking(move || run(&root));
        let ended = |_| StoreError::Unavailable("the work on a blob was dropped".to_owned());
        task.await.map_err(ended)?.map_err(|error| unavailable(&error))
    }

    const fn too_large(&self) -> StoreError {
        StoreError::TooLarge { limit: "bytes of a blob", most: self.most as u64 }
    }
}

#[async_trait]
impl BlobStore for DiskBlobs {
    async fn put(&self, name: BlobName, sealed: Vec<u8>) -> Result<BlobPut, StoreError> {
        if sealed.len() > self.most {
            return Err(self.too_large());
        }
        let known = Arc::clone(&self.known);
        self.blocking(move |root| put::put(root, &known, name, &sealed)).await
    }

    async fn get(&self, name: BlobName) -> Result<Option<Vec<u8>>, StoreError> {
        let most = self.most as u64;
        let found = self.blocking(move |root| read(&place(root, name).path, most)).await?;
        match found {
            Some(Read::Whole(bytes)) => Ok(Some(bytes)),
            Some(Read::TooLarge) => {
                Err(StoreError::Damaged("a blob is larger than any can be".to_owned()))
            }
            None => Ok(None),
        }
    }

    async fn remove(&self, name: BlobName) -> Result<bool, StoreError> {
        self.blocking(move |root| remove(root, name)).await
    }

    async fn list(
        &self,
        after: Option<BlobName>,
        limit: usize,
    ) -> Result<Vec<BlobName>, StoreError> {
        let limit = limit.min(PAGE_ROWS);
        self.blocking(move |root| list::names(root, after, limit)).await
    }
}

enum Read {
    Whole(Vec<u8>),
    TooLarge,
}

fn read(path: &PathBuf, most: u64) -> io::Result<Option<Read>> {
    let file = match std::fs::File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let length = file.metadata()?.len();
    if length > most {
        return Ok(Some(Read::TooLarge));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
    io::Read::read_to_end(&mut io::Read::take(file, most), &mut bytes)?;
    Ok(Some(Read::Whole(bytes)))
}

fn remove(root: &Path, name: BlobName) -> io::Result<bool> {
    let place = place(root, name);
    hit(Point::BlobRemove)?;
    match std::fs::remove_file(&place.path) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error),
    }
    sync_folder(&place.inner)?;
    Ok(true)
}

fn prepare(folder: &Path) -> io::Result<()> {
    put::make_folder(folder)?;
    if let Some(parent) = folder.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        sync_folder(parent)?;
    }
    list::remove_leftovers(folder)
}

/// The kind of failure, never a path's content.
fn unavailable(error: &io::Error) -> StoreError {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            StoreError::Unavailable("the disk is full".to_owned())
        }
        _ => StoreError::Unavailable(format!("blobs: {error}")),
    }
}
