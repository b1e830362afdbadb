//! PostgreSQL is held to the suite that every store is held to.
#![expect(clippy::unwrap_used, reason = "test code")]

use std::cell::RefCell;
use std::sync::Arc;

use async_trait::async_trait;
use hygie_store::Store;
use hygie_store::conformance::{CASES, Fixture, PLACES, run_all};
use hygie_store_postgres::{Options, PostgresStore};
use hygie_testkit::postgres::schema;

/// The address of a schema of its own.
struct Schema(String);

#[async_trait]
impl Fixture for Schema {
    async fn open(&self) -> Arc<dyn Store> {
        Arc::new(PostgresStore::open(&Options::new(&self.0)).await.unwrap())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_keeps_the_contract() {
    // Made beforehand: where a fixture is made nobody waits.
    let mut ready = Vec::new();
    for _ in 0..CASES.len() + PLACES.len() {
        ready.push(Schema(schema().await));
    }
    let ready = RefCell::new(ready);
    run_all(|| ready.borrow_mut().pop().unwrap()).await;
}
