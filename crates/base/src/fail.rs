//! Named failpoints: every commit, sync, rename and blob write passes one, so
//! that tests can make each of them abort, fail or wait.
//!
//! Without the `failpoints` feature [`hit`] is an empty function. With it, the
//! environment variable `HYGIE_FAILPOINTS` arms points for a whole process:
//! `name=action[@n]`, several joined by `;`, where `action` is `abort`, `fail`
//! or `delay:MILLIS` and `@n` means "from the n-th time on" for `fail` and
//! `delay`, "at the n-th time" for `abort` (1 when absent).

#[cfg(not(feature = "failpoints"))]
use std::io;

/// A place where the outside world can let us down.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Point {
    /// Before the key ring's new content is written beside the old one.
    RingWrite,
    /// Before the key ring's new content is synced.
    RingSync,
    /// Before the key ring's new content takes the old one's name.
    RingRename,
    /// Before the folder that holds the key ring is synced.
    RingDirSync,
    /// Before an exported file is written.
    ExportWrite,
    /// Before an exported file is synced.
    ExportSync,
    /// Before an exported file gets its name.
    ExportRename,
    /// Before the folder of an exported file is synced.
    ExportDirSync,
    /// Before a blob is written under a temporary name.
    BlobWrite,
    /// Before a blob is synced.
    BlobSync,
    /// Before a blob gets its final name.
    BlobRename,
    /// Before the folder of a blob is synced.
    BlobDirSync,
    /// Before a blob is removed.
    BlobRemove,
    /// Before a group of commits begins.
    StoreBegin,
    /// Before one commit of a group is applied inside its savepoint.
    StoreApply,
    /// Before a group of commits is made durable.
    StoreCommit,
    /// After a group of commits is durable, before anyone is told.
    StoreCommitted,
    /// Before the write-ahead log is folded back.
    StoreCheckpoint,
    /// Before a schema migration is committed.
    StoreMigrate,
    /// Before a page of entries is read.
    StoreRead,
    /// After a read's trace is durable, before anything is released.
    TraceRelease,
}

impl Point {
    /// Every point of the program, in the order of the enum.
    pub const ALL: &[Self] = &[
        Self::RingWrite,
        Self::RingSync,
        Self::RingRename,
        Self::RingDirSync,
        Self::ExportWrite,
        Self::ExportSync,
        Self::ExportRename,
        Self::ExportDirSync,
        Self::BlobWrite,
        Self::BlobSync,
        Self::BlobRename,
        Self::BlobDirSync,
        Self::BlobRemove,
        Self::StoreBegin,
        Self::StoreApply,
        Self::StoreCommit,
        Self::StoreCommitted,
        Self::StoreCheckpoint,
        Self::StoreMigrate,
        Self::StoreRead,
        Self::TraceRelease,
    ];

    /// The name by which a test arms the point.
    pub const fn name(self) -> &'static str {
        match self {
            Self::RingWrite => "ring.write",
            Self::RingSync => "ring.sync",
            Self::RingRename => "ring.rename",
            Self::RingDirSync => "ring.dir-sync",
            Self::ExportWrite => "export.write",
            Self::ExportSync => "export.sync",
            Self::ExportRename => "export.rename",
            Self::ExportDirSync => "export.dir-sync",
            Self::BlobWrite => "blob.write",
            Self::BlobSync => "blob.sync",
            Self::BlobRename => "blob.rename",
            Self::BlobDirSync => "blob.dir-sync",
            Self::BlobRemove => "blob.remove",
            Self::StoreBegin => "store.begin",
            Self::StoreApply => "store.apply",
            Self::StoreCommit => "store.commit",
            Self::StoreCommitted => "store.committed",
            Self::StoreCheckpoint => "store.checkpoint",
            Self::StoreMigrate => "store.migrate",
            Self::StoreRead => "store.read",
            Self::TraceRelease => "trace.release",
        }
    }
}

/// Passes a failpoint: nothing happens unless a test armed it.
///
/// # Errors
/// The injected error, when the point is armed to fail.
#[cfg(not(feature = "failpoints"))]
#[inline]
pub const fn hit(_: Point) -> io::Result<()> {
    Ok(())
}

#[cfg(feature = "failpoints")]
pub use armed::hit;

#[cfg(feature = "failpoints")]
mod armed {
    use std::collections::BTreeMap;
    use std::io;
    use std::sync::{Mutex, OnceLock, PoisonError};
    use std::time::Duration;

    use super::Point;

    #[derive(Clone, Copy)]
    enum Action {
        Abort,
        Fail,
        Delay(Duration),
    }

    struct Armed {
        action: Action,
        at: u64,
        passed: u64,
    }

    static POINTS: OnceLock<Mutex<BTreeMap<String, Armed>>> = OnceLock::new();

    /// Passes a failpoint: nothing happens unless `HYGIE_FAILPOINTS` armed it.
    ///
    /// # Errors
    /// The injected error, when the point is armed to fail.
    pub fn hit(point: Point) -> io::Result<()> {
        let points = POINTS.get_or_init(|| Mutex::new(from_environment()));
        let action = {
            let mut points = points.lock().unwrap_or_else(PoisonError::into_inner);
            let Some(armed) = points.get_mut(point.name()) else { return Ok(()) };
            armed.passed += 1;
            let now = match armed.action {
                Action::Abort => armed.passed == armed.at,
                Action::Fail | Action::Delay(_) => armed.passed >= armed.at,
            };
            if !now {
                return Ok(());
            }
            armed.action
        };
        act(point, action)
    }

    #[expect(clippy::disallowed_methods, reason = "a delay is what the test asked for")]
    fn act(point: Point, action: Action) -> io::Result<()> {
        match action {
            Action::Abort => std::process::abort(),
            Action::Fail => Err(io::Error::other(format!("injected at {}", point.name()))),
            Action::Delay(time) => {
                std::thread::sleep(time);
                Ok(())
            }
        }
    }

    #[expect(clippy::disallowed_methods, reason = "test builds only; armed once per process")]
    fn from_environment() -> BTreeMap<String, Armed> {
        let text = std::env::var("HYGIE_FAILPOINTS").unwrap_or_default();
        text.split(';').filter_map(parse).collect()
    }

    fn parse(text: &str) -> Option<(String, Armed)> {
        let (name, action) = text.split_once('=')?;
        let (action, at) = action.split_once('@').unwrap_or((action, "1"));
        let action = match action.split_once(':') {
            None if action == "abort" => Action::Abort,
            None if action == "fail" => Action::Fail,
            Some(("delay", millis)) => Action::Delay(Duration::from_millis(millis.parse().ok()?)),
            _ => return None,
        };
        Some((name.to_owned(), Armed { action, at: at.parse().ok()?, passed: 0 }))
    }
}

#[cfg(test)]
mod tests {
    use super::Point;

    #[test]
    fn names_are_distinct() {
        let mut names: Vec<_> = Point::ALL.iter().map(|point| point.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Point::ALL.len());
    }
}
