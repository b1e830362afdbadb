//! Databases on the PostgreSQL server that `make test` starts.

use std::sync::atomic::{AtomicU32, Ordering};

use tokio_postgres::NoTls;

static DATABASES: AtomicU32 = AtomicU32::new(0);

/// The address of a new, empty database. `make test` names the server in
/// `HYGIE_TEST_POSTGRES`, drops it with all of them at its end, and a test that
/// finds none fails.
pub async fn database() -> String {
    let number = DATABASES.fetch_add(1, Ordering::Relaxed);
    let name = format!("test_{}_{number}", std::process::id());
    let (client, connection) = tokio_postgres::connect(&address("postgres"), NoTls).await.unwrap();
    let running = tokio::spawn(connection);
    client.batch_execute(&format!("CREATE DATABASE {name}")).await.unwrap();
    drop(client);
    running.await.unwrap().unwrap();
    address(&name)
}

/// The address of a database of the server, there or not.
#[expect(clippy::disallowed_methods, reason = "told by the test runner, not by the product")]
#[expect(clippy::expect_used, reason = "test code: what fails here fails the test")]
pub fn address(database: &str) -> String {
    let server = std::env::var("HYGIE_TEST_POSTGRES").expect(
        "HYGIE_TEST_POSTGRES must name a server, as postgres://user:password@127.0.0.1:port/: \
         `make test` starts one",
    );
    let (address, parameters) = server.split_once('?').unwrap_or((&server, ""));
    let (address, _) = address.rsplit_once('/').unwrap();
    format!("{address}/{database}?{parameters}")
}
