//! The log on standard error. Lines of requests are gathered and written
//! together: one system call for each costs more than making the line. What
//! warns is written at once, with all that came before it.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tracing::{Level, Metadata};
use tracing_subscriber::fmt::MakeWriter;

/// How long a line waits for others at most.
const GATHER: Duration = Duration::from_millis(5);
/// Bytes of lines that wait; the line that reaches it writes them all.
const WAITING_BYTES: usize = 256 << 10;

/// The lines of this process: a second server in it, as tests have, logs to the
/// same ones.
static LINES: OnceLock<Lines> = OnceLock::new();

/// Logs to standard error from now on. The lines are written by a task of this
/// runtime, and what waits at the end when this is dropped. A process that is
/// killed loses those of the last milliseconds; traces wait for nothing here.
pub fn to_stderr() -> Log {
    let lines = LINES.get_or_init(|| Lines::to(Box::new(io::stderr())));
    let log = tracing_subscriber::fmt().with_writer(lines.clone()).with_target(false);
    let _there = log.with_ansi(false).try_init();
    Log { lines: lines.clone(), writing: tokio::spawn(lines.clone().write_on()) }
}

/// The log of one server.
pub struct Log {
    lines: Lines,
    writing: tokio::task::JoinHandle<()>,
}

impl Drop for Log {
    /// Writes what waits and stops.
    fn drop(&mut self) {
        self.writing.abort();
        self.lines.write_all();
    }
}

#[derive(Clone)]
struct Lines(Arc<Shared>);

struct Shared {
    waiting: Mutex<Vec<u8>>,
    /// Locked while lines are taken and written, so that they keep their order.
    out: Mutex<Box<dyn Write + Send>>,
    came: Notify,
}

impl Lines {
    fn to(out: Box<dyn Write + Send>) -> Self {
        let (waiting, out) = (Mutex::default(), Mutex::new(out));
        Self(Arc::new(Shared { waiting, out, came: Notify::new() }))
    }

    /// Writes what waits, soon after the first line came.
    async fn write_on(self) {
        loop {
            self.0.came.notified().await;
            tokio::time::sleep(GATHER).await;
            self.write_all();
        }
    }

    fn add(&self, line: &[u8], at_once: bool) {
        let mut waiting = locked(&self.0.waiting);
        let first = waiting.is_empty();
        waiting.extend_from_slice(line);
        let full = waiting.len() >= WAITING_BYTES;
        drop(waiting);
        if at_once || full {
            self.write_all();
        } else if first {
            self.0.came.notify_one();
        }
    }

    fn write_all(&self) {
        let mut out = locked(&self.0.out);
        let lines = std::mem::take(&mut *locked(&self.0.waiting));
        // A closed standard error is no reason to stop serving.
        let _gone = out.write_all(&lines).and_then(|()| out.flush());
    }
}

fn locked<T: ?Sized>(what: &Mutex<T>) -> MutexGuard<'_, T> {
    what.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One line on its way.
struct Line {
    lines: Lines,
    at_once: bool,
}

impl Write for Line {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.lines.add(line, self.at_once);
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Lines {
    type Writer = Line;

    fn make_writer(&self) -> Line {
        Line { lines: self.clone(), at_once: true }
    }

    fn make_writer_for(&self, what: &Metadata<'_>) -> Line {
        Line { lines: self.clone(), at_once: *what.level() <= Level::WARN }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Default)]
    struct Kept(Arc<Mutex<Vec<Vec<u8>>>>);

    impl Write for Kept {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            locked(&self.0).push(bytes.to_vec());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn kept() -> (Lines, Kept) {
        let kept = Kept::default();
        (Lines::to(Box::new(kept.clone())), kept)
    }

    #[test]
    fn what_warns_is_written_at_once_behind_what_came_before() {
        let (lines, kept) = kept();
        lines.add(b"one\n", false);
        assert!(locked(&kept.0).is_empty());
        lines.add(b"two\n", true);
        assert_eq!(*locked(&kept.0), [b"one\ntwo\n"]);
    }

    #[test]
    fn so_many_bytes_wait() {
        let (lines, kept) = kept();
        lines.add(&vec![b'x'; WAITING_BYTES - 1], false);
        assert!(locked(&kept.0).is_empty());
        lines.add(b"\n", false);
        assert_eq!(locked(&kept.0).len(), 1);
        lines.add(b"next\n", false);
        assert_eq!(locked(&kept.0).len(), 1, "gathered anew");
    }

    #[tokio::test(start_paused = true)]
    async fn lines_are_written_soon_without_more_of_them() {
        let (lines, kept) = kept();
        let writing = tokio::spawn(lines.clone().write_on());
        lines.add(b"one\n", false);
        lines.add(b"two\n", false);
        while locked(&kept.0).is_empty() {
            tokio::task::yield_now().await;
            tokio::time::advance(GATHER).await;
        }
        assert_eq!(*locked(&kept.0), [b"one\ntwo\n"]);
        writing.abort();
    }
}
