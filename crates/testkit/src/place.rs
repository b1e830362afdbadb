//! Where a world's rows are.

use std::path::Path;
use std::sync::{Arc, OnceLock, mpsc};

use hygie_store::Store;
use hygie_store_postgres::PostgresStore;
use hygie_store_sqlite::SqliteStore;
use tokio::runtime::{Builder, Runtime};

use crate::postgres::schema;

/// A store that can be opened again.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Place {
    /// One file in the world's folder.
    Sqlite,
    /// A schema on the server that `make test` starts.
    Postgres(String),
}

impl Place {
    /// PostgreSQL where `HYGIE_TEST_STORE` says `postgres`: so the same tests
    /// run on both stores.
    #[expect(clippy::disallowed_methods, reason = "told by the test runner, not by the product")]
    pub(crate) fn chosen() -> Self {
        match std::env::var("HYGIE_TEST_STORE").as_deref() {
            Ok("postgres") => Self::postgres(),
            Ok(other) if other != "sqlite" => panic!("HYGIE_TEST_STORE says {other:?}"),
            _ => Self::Sqlite,
        }
    }

    /// A new schema.
    pub(crate) fn postgres() -> Self {
        Self::Postgres(aside(schema))
    }

    /// Opens the store; made when absent.
    pub(crate) fn open(&self, file: &Path) -> Arc<dyn Store> {
        match self {
            Self::Sqlite => {
                let options = hygie_store_sqlite::Options::default();
                Arc::new(SqliteStore::open(file, &options).unwrap())
            }
            Self::Postgres(url) => {
                let options = hygie_store_postgres::Options::new(url);
                Arc::new(aside(|| async move { PostgresStore::open(&options).await.unwrap() }))
            }
        }
    }
}

/// Does in a runtime of its own, which never ends, what a test that does not
/// wait asks for.
pub(crate) fn aside<T: Send + 'static, F: Future<Output = T> + Send + 'static>(
    work: impl FnOnce() -> F,
) -> T {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    let runtime = RUNTIME.get_or_init(|| {
        Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap()
    });
    let (answer, answered) = mpsc::channel();
    let work = work();
    runtime.spawn(async move { answer.send(work.await) });
    answered.recv().unwrap()
}
