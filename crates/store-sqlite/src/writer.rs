//! The writer: the one thread that changes the file.

use std::sync::Arc;

use hygie_store::StoreError;
use hygie_store::limits::{GROUP_BYTES, GROUP_COMMITS};
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use tokio::sync::mpsc::Receiver;

use crate::error::Result;
use crate::fold::Wal;
use crate::group::{self, Fatal};
use crate::open::OnFatal;
use crate::queue::{Answer, Job, Work, send};
use crate::remember::Remembered;

pub struct Writer {
    pub db: Connection,
    pub wal: Wal,
    pub known: Remembered,
    pub jobs: Receiver<Job>,
    pub on_fatal: Arc<OnFatal>,
}

impl Writer {
    /// Works until the store is closed, dropped, or beyond telling what is durable.
    pub fn run(mut self) {
        let mut held = None;
        while let Some(job) = held.take().or_else(|| self.jobs.blocking_recv()) {
            let done = match job {
                Job::Work(first) => {
                    let (group, next) = self.gather(first);
                    held = next;
                    self.work(group)
                }
                Job::Fold(answer) => self.fold(answer),
                Job::Close(answer) => return self.close(answer),
            };
            if let Err(Fatal(why)) = done {
                (self.on_fatal)(&why);
                return;
            }
        }
        // Dropped without being closed: the log stays for the next opening
        // unless folding succeeds now.
        drop(self.let_go());
    }

    /// Everything that waits, up to the bounds of a group, and the job that
    /// was one too many.
    fn gather(&mut self, first: Work) -> (Vec<Work>, Option<Job>) {
        let mut bytes = first.bytes();
        let mut group = vec![first];
        while group.len() < GROUP_COMMITS {
            let Ok(job) = self.jobs.try_recv() else { break };
            let Job::Work(work) = job else { return (group, Some(job)) };
            bytes += work.bytes();
            if bytes > GROUP_BYTES {
                return (group, Some(Job::Work(work)));
            }
            group.push(work);
        }
        (group, None)
    }

    fn work(&mut self, group: Vec<Work>) -> std::result::Result<(), Fatal> {
        if self.wal.is_full() && !self.make_room()? {
            let why = "readers hold back the write-ahead log, which is full";
            group.into_iter().for_each(|work| work.fail(StoreError::Unavailable(why.to_owned())));
            return Ok(());
        }
        group::run(&self.db, &mut self.known, group)?;
        fatal_unless_it_passes(self.wal.tidy(&self.db)).map(|_| ())
    }

    fn make_room(&mut self) -> std::result::Result<bool, Fatal> {
        let cut = self.wal.cut(&self.db, crate::limits::FOLD_WAIT);
        Ok(fatal_unless_it_passes(cut)?.unwrap_or(false))
    }

    fn fold(&mut self, answer: Answer<()>) -> std::result::Result<(), Fatal> {
        match self.wal.cut_surely(&self.db) {
            Err(error) if !error.passes() => {
                let error = StoreError::from(error);
                let why = error.to_string();
                send(answer, Err(error));
                Err(Fatal(why))
            }
            done => {
                send(answer, done.map_err(StoreError::from));
                Ok(())
            }
        }
    }

    fn close(self, answer: Answer<()>) {
        send(answer, self.let_go().map_err(StoreError::from));
    }

    /// Folds the log back and closes the file; SQLite then removes the log.
    fn let_go(self) -> Result<()> {
        let Self { db, mut wal, .. } = self;
        wal.cut_surely(&db)?;
        drop(wal);
        db.flush_prepared_statement_cache();
        db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
        db.close().map_err(|(_, error)| error.into())
    }
}

/// A sync that failed while folding may have lost pages that the next sync
/// would not miss; the log must not be reset by this process.
fn fatal_unless_it_passes<T>(done: Result<T>) -> std::result::Result<Option<T>, Fatal> {
    match done {
        Ok(done) => Ok(Some(done)),
        Err(error) if error.passes() => Ok(None),
        Err(error) => Err(Fatal(StoreError::from(error).to_string())),
    }
}
