//! PostgreSQL is held to the suite that every store is held to.
#![expect(clippy::unwrap_used, reason = "test code")]

use std::cell::RefCell;
use std::sync::Arc;

use async_trait::async_trait;
use hygie_store::Store;
use hygie_store::conformance::{CASES, Fixture, PLACES, run_all};
use hygie_store_postgres::{Options, PostgresStore};
use hygie_testkit::postgres::{address, database_with, schema, schema_in, split};

/// The address of a schema of its own.
struct Schema(String);

#[async_trait]
impl Fixture for Schema {
    async fn open(&self) -> Arc<dyn Store> {
        Arc::new(PostgresStore::open(&Options::new(&self.0)).await.unwrap())
    }
}

/// One for each case: where a fixture is made nobody waits.
async fn holds(ready: Vec<Schema>) {
    let ready = RefCell::new(ready);
    run_all(|| ready.borrow_mut().pop().unwrap()).await;
}

async fn schemas(database: &str) -> Vec<Schema> {
    let mut ready = Vec::new();
    for _ in 0..CASES.len() + PLACES.len() {
        ready.push(Schema(schema_in(database).await));
    }
    ready
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_keeps_the_contract() {
    holds(schemas(&address("postgres")).await).await;
}

/// A language's order, in which capitals and accents come last.
#[tokio::test(flavor = "multi_thread")]
async fn it_does_in_a_database_with_an_order_of_its_own() {
    let french = "TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C' LOCALE_PROVIDER icu \
         ICU_LOCALE 'fr-u-kf-upper-ks-level1'";
    holds(schemas(&database_with(french).await).await).await;
}

/// As a store would be whose tables are spread over servers.
#[tokio::test(flavor = "multi_thread")]
async fn it_does_with_tables_in_parts() {
    let mut ready = Vec::new();
    for _ in 0..CASES.len() + PLACES.len() {
        let parts = Schema(schema().await);
        parts.open().await.close().await.unwrap();
        split(&parts.0).await;
        ready.push(parts);
    }
    holds(ready).await;
}
