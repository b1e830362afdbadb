//! The readers: a few connections that cannot write, each read bounded in time.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use hygie_store::StoreError;
use rusqlite::Connection;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::connect;
use crate::error::{Error, Result};
use crate::limits::{PROGRESS_STEPS, READERS};

pub struct Pool {
    path: PathBuf,
    free: Arc<Semaphore>,
    idle: Arc<Mutex<Vec<Connection>>>,
    time: Duration,
}

/// Ends a read whose caller stopped waiting.
struct Stop(Arc<AtomicBool>);

impl Drop for Stop {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Pool {
    pub fn open(path: &Path, time: Duration) -> Result<Self> {
        let idle = (0..READERS).map(|_| connect::reader(path)).collect::<Result<_>>()?;
        let free = Arc::new(Semaphore::new(READERS as usize));
        Ok(Self { path: path.to_owned(), free, idle: Arc::new(Mutex::new(idle)), time })
    }

    /// Runs a read, interrupted when it takes too long.
    pub async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T> + Send + 'static,
    ) -> std::result::Result<T, StoreError> {
        self.run(Some(self.time), read).await
    }

    /// Runs a look-up of a few rows by their keys, on the caller's own thread
    /// when a connection is free: microseconds, where handing it to a thread
    /// and back costs more than the look-up. Measured on two cores with 32
    /// connections: reads over HTTP went up by more than a half.
    pub async fn look_up<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T> + Send + 'static,
    ) -> std::result::Result<T, StoreError> {
        let Ok(permit) = Arc::clone(&self.free).try_acquire_owned() else {
            return self.read(read).await;
        };
        let pooled = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let Some(mut db) = pooled else {
            drop(permit);
            return self.read(read).await;
        };
        // The handler of an earlier read, which may have been told to stop.
        let result = db
            .progress_handler(0, None::<fn() -> bool>)
            .map_err(Error::from)
            .and_then(|()| read(&db));
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(db);
        drop(permit);
        Ok(result?)
    }

    /// Runs a read that may take as long as it needs.
    pub async fn read_slowly<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T> + Send + 'static,
    ) -> std::result::Result<T, StoreError> {
        self.run(None, read).await
    }

    async fn run<T: Send + 'static>(
        &self,
        time: Option<Duration>,
        read: impl FnOnce(&Connection) -> Result<T> + Send + 'static,
    ) -> std::result::Result<T, StoreError> {
        let permit = Arc::clone(&self.free).acquire_owned().await;
        let Ok(permit) = permit else { return Err(StoreError::Closed) };
        let stop = Stop(Arc::new(AtomicBool::new(false)));
        let (idle, path, flag) = (Arc::clone(&self.idle), self.path.clone(), Arc::clone(&stop.0));
        let mut task =
            tokio::task::spawn_blocking(move || on_thread(&idle, &path, permit, flag, read));
        let joined = match time {
            None => task.await,
            Some(time) => match tokio::time::timeout(time, &mut task).await {
                Ok(joined) => joined,
                Err(_) => {
                    stop.0.store(true, Ordering::Relaxed);
                    task.await
                }
            },
        };
        let read =
            joined.map_err(|_| StoreError::Unavailable("the read was dropped".to_owned()))?;
        Ok(read?)
    }

    /// Waits for the reads that run, then lets go of the file.
    pub async fn close(&self) {
        let all = self.free.acquire_many(READERS).await;
        self.free.close();
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
        drop(all);
    }
}

fn on_thread<T>(
    idle: &Mutex<Vec<Connection>>,
    path: &Path,
    permit: OwnedSemaphorePermit,
    stop: Arc<AtomicBool>,
    read: impl FnOnce(&Connection) -> Result<T>,
) -> Result<T> {
    let pooled = idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
    // A read that panicked took its connection with it.
    let mut db = pooled.map_or_else(|| connect::reader(path), Ok)?;
    db.progress_handler(PROGRESS_STEPS, Some(move || stop.load(Ordering::Relaxed)))?;
    let result = read(&db);
    idle.lock().unwrap_or_else(PoisonError::into_inner).push(db);
    drop(permit);
    result
}
