//! Folding the write-ahead log back beside the writer, by a thread and a
//! connection of its own: the writer goes on meanwhile, so nobody waits for the
//! megabytes that a folding writes and syncs. What gathers in that time is little,
//! and the writer folds it itself.

use std::io;
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel};
use std::thread::JoinHandle;

use rusqlite::Connection;

use crate::error::{Error, Result};
use crate::fold::{FOLD, checkpoint};

/// The thread that folds beside the writer; one folding at a time.
pub struct Beside {
    asked: Option<SyncSender<()>>,
    told: Receiver<Result<()>>,
    thread: Option<JoinHandle<()>>,
    under_way: bool,
}

impl Beside {
    /// Starts the thread, which folds by this connection when it is asked to.
    pub fn start(db: Connection) -> io::Result<Self> {
        let (asked, asks) = sync_channel(1);
        let (tells, told) = sync_channel(1);
        let work = move || {
            while asks.recv().is_ok() {
                if tells.send(checkpoint(&db, FOLD).map(drop)).is_err() {
                    return;
                }
            }
        };
        let thread = std::thread::Builder::new().name("store-folder".to_owned()).spawn(work)?;
        Ok(Self { asked: Some(asked), told, thread: Some(thread), under_way: false })
    }

    /// Asks for a folding. `false` when the thread is gone.
    pub fn ask(&mut self) -> bool {
        self.under_way = self.asked.as_ref().is_some_and(|asked| asked.send(()).is_ok());
        self.under_way
    }

    /// Whether a folding was asked for that has not been told of.
    pub const fn is_under_way(&self) -> bool {
        self.under_way
    }

    /// What came of the folding under way, once it has ended.
    pub fn ended(&mut self) -> Option<Result<()>> {
        if !self.under_way {
            return None;
        }
        let done = match self.told.try_recv() {
            Ok(done) => done,
            Err(TryRecvError::Empty) => return None,
            Err(TryRecvError::Disconnected) => Err(gone()),
        };
        self.under_way = false;
        Some(done)
    }

    /// Waits for the folding under way, if there is one.
    pub fn settle(&mut self) -> Result<()> {
        if !self.under_way {
            return Ok(());
        }
        self.under_way = false;
        self.told.recv().unwrap_or_else(|_| Err(gone()))
    }
}

fn gone() -> Error {
    Error::Io(io::Error::other("the thread that folds the log is gone"))
}

impl Drop for Beside {
    /// Lets go of its connection, so that closing the writer's is closing the file.
    fn drop(&mut self) {
        self.asked = None;
        if let Some(thread) = self.thread.take() {
            // One that panicked has let go too.
            let _ended = thread.join();
        }
    }
}
