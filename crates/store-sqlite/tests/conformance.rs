//! SQLite is held to the suite that every store is held to.
#![expect(clippy::unwrap_used, reason = "test code")]

use std::sync::Arc;

use async_trait::async_trait;
use hygie_store::Store;
use hygie_store::conformance::{Fixture, run_all};
use hygie_store_sqlite::{Options, SqliteStore};
use tempfile::TempDir;

struct Folder(TempDir);

#[async_trait]
impl Fixture for Folder {
    async fn open(&self) -> Arc<dyn Store> {
        let path = self.0.path().join("hygie.db");
        Arc::new(SqliteStore::open(&path, &Options::default()).unwrap())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_keeps_the_contract() {
    run_all(|| Folder(tempfile::tempdir().unwrap())).await;
}
