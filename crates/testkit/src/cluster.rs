//! A PostgreSQL server of a test's own, which may come to harm.

use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../scripts/postgres.sh");

/// A server that nobody else uses; gone when dropped.
pub struct Cluster {
    folder: TempDir,
    address: String,
}

impl Cluster {
    /// Starts one.
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let said = run(&["start"], folder.path()).await;
        Self { folder, address: said.trim_end().to_owned() }
    }

    /// The address of its only database.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Ends all its processes at once, as a loss of power would.
    pub async fn kill(&self) {
        self.suffer(&["kill"]).await;
    }

    /// Ends all sessions and starts it again, which works after a kill too.
    pub async fn restart(&self) {
        self.suffer(&["restart", "fast"]).await;
    }

    /// The same without writing down what is in memory: it has to be recovered.
    pub async fn crash(&self) {
        self.suffer(&["restart", "immediate"]).await;
    }

    /// Its processes stand still; connections stay.
    pub async fn pause(&self) {
        self.suffer(&["pause"]).await;
    }

    /// They go on.
    pub async fn resume(&self) {
        self.suffer(&["resume"]).await;
    }

    /// No file of it can grow beyond 16 MB: what a table meets then is what it
    /// meets on a full disk.
    pub async fn fill(&self) {
        self.suffer(&["fill"]).await;
    }

    /// They can again.
    pub async fn empty(&self) {
        self.suffer(&["empty"]).await;
    }

    async fn suffer(&self, words: &[&'static str]) {
        run(words, self.folder.path()).await;
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let stopped = Command::new(SCRIPT).arg("stop").arg(self.folder.path()).status();
        // A test that fails already says why.
        assert!(std::thread::panicking() || stopped.is_ok_and(|status| status.success()));
    }
}

/// Runs the script on a thread that may wait, and tells what it printed.
async fn run(words: &[&'static str], folder: &Path) -> String {
    let mut command = Command::new(SCRIPT);
    let (first, rest) = words.split_first().unwrap();
    command.arg(first).arg(folder).args(rest);
    let output = tokio::task::spawn_blocking(move || command.output()).await.unwrap().unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{words:?}: {told}");
    String::from_utf8(output.stdout).unwrap()
}
