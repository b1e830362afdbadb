//! Databases on the PostgreSQL server that `make test` starts.

use tokio_postgres::NoTls;

use crate::names::unique;

/// The address of a new, empty database. `make test` names the server in
/// `HYGIE_TEST_POSTGRES`, drops it with all of them at its end, and a test that
/// finds none fails.
pub async fn database() -> String {
    database_with("").await
}

/// The same, made with these options of `CREATE DATABASE`.
pub async fn database_with(options: &str) -> String {
    let name = unique("test_");
    run(&address("postgres"), &format!("CREATE DATABASE {name} {options}")).await;
    address(&name)
}

/// The address of a new, empty schema in a database that others use too: a store
/// takes it for its own, and it is made at once and small.
pub async fn schema() -> String {
    schema_in(&address("postgres")).await
}

/// The same in another database.
pub async fn schema_in(database: &str) -> String {
    let name = unique("test_");
    run(database, &format!("CREATE SCHEMA {name}")).await;
    format!("{database}&options=-c%20search_path%3D{name}")
}

/// Columns by which the tables of a store can be spread over servers.
const SPREAD: [(&str, &str); 10] = [
    ("records", "number"),
    ("entries", "record"),
    ("keys", "record"),
    ("ids", "token"),
    ("terms", "token"),
    ("blobs", "name"),
    ("logs", "number"),
    ("traces", "log"),
    ("cells", "key"),
    ("commits", "id"),
];
/// Parts of each of them.
pub const PARTS: u32 = 4;

/// Turns the tables of a store into twins in parts, by the column by which they
/// can be spread. Part `n` of `entries` is `entries_n`.
pub async fn split(address: &str) {
    let mut sql = String::new();
    for (table, column) in SPREAD {
        sql += &format!(
            "ALTER TABLE {table} RENAME TO {table}_whole;
             CREATE TABLE {table} (LIKE {table}_whole INCLUDING ALL) PARTITION BY HASH ({column});"
        );
        for part in 0..PARTS {
            sql += &format!(
                "CREATE TABLE {table}_{part} PARTITION OF {table}
                 FOR VALUES WITH (MODULUS {PARTS}, REMAINDER {part});"
            );
        }
        sql += &format!(
            "INSERT INTO {table} OVERRIDING SYSTEM VALUE SELECT * FROM {table}_whole;
             DROP TABLE {table}_whole;"
        );
    }
    run(address, &sql).await;
}

/// The same address, reached through something that listens elsewhere.
pub fn through(address: &str, at: std::net::SocketAddr) -> String {
    let (start, rest) = address.rsplit_once('@').unwrap();
    let (_, rest) = rest.split_once('/').unwrap();
    format!("{start}@{at}/{rest}")
}

/// Where the server listens.
pub fn server() -> std::net::SocketAddr {
    let address = address("postgres");
    let (_, rest) = address.rsplit_once('@').unwrap();
    rest.split_once('/').unwrap().0.parse().unwrap()
}

/// Runs SQL as the server's owner in one of its databases.
pub async fn run(address: &str, sql: &str) {
    let (client, connection) = tokio_postgres::connect(address, NoTls).await.unwrap();
    let running = tokio::spawn(connection);
    client.batch_execute(sql).await.unwrap();
    drop(client);
    running.await.unwrap().unwrap();
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
