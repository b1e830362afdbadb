//! Servers and databases that are refused when the store is opened, with what
//! to do about it.

use std::path::PathBuf;

use hygie_store::{Store, StoreError};
use hygie_store_postgres::{Options, PostgresStore};
use hygie_testkit::postgres::{address, database, run, server};

use super::open;

async fn why(options: &Options) -> String {
    match PostgresStore::open(options).await {
        Ok(_) => panic!("{} was taken", options.shown()),
        Err(error) => error.to_string(),
    }
}

async fn says(address: &str, expected: &str) {
    let why = why(&Options::new(address)).await;
    assert!(why.contains(expected), "{why:?} does not say {expected:?}");
}

#[tokio::test]
async fn a_way_in_that_is_wrong() {
    let at = server();
    says(&format!("postgres://hygie:wrong@{at}/postgres"), "the user or the password is wrong")
        .await;
    says(&address("absent"), "there is no such database").await;
    // Nothing listens there.
    let free = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap();
    says(&format!("postgres://hygie@{free}/postgres"), "is not reached").await;
}

#[tokio::test]
async fn a_database_that_is_not_ours() {
    let foreign = database().await;
    run(&foreign, "CREATE TABLE theirs (a integer)").await;
    says(&foreign, "tables of another program").await;

    let newer = database().await;
    open(&newer).await.close().await.unwrap();
    run(&newer, "UPDATE hygie SET version = 99").await;
    match PostgresStore::open(&Options::new(&newer)).await.err() {
        Some(StoreError::Schema { found: 99, .. }) => {}
        other => panic!("{other:?}"),
    }

    let damaged = database().await;
    let store = open(&damaged).await;
    run(&damaged, "DROP TABLE entries").await;
    let told = store.entries(super::record(1), 1, 9).await;
    assert!(matches!(told, Err(StoreError::Damaged(_))), "{told:?}");
}

#[tokio::test]
async fn a_database_that_cannot_hold_a_store() {
    let read_only = database().await;
    let name = read_only.rsplit_once('/').unwrap().1.split_once('?').unwrap().0.to_owned();
    let alter = format!("ALTER DATABASE {name} SET default_transaction_read_only = on");
    run(&address("postgres"), &alter).await;
    says(&read_only, "the server is read-only").await;

    let name = hygie_testkit::unique("ascii_");
    let create =
        format!("CREATE DATABASE {name} ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0");
    run(&address("postgres"), &create).await;
    says(&address(&name), "encoding is SQL_ASCII").await;

    let closed = database().await;
    let role = hygie_testkit::unique("guest_");
    run(&closed, &format!("CREATE ROLE {role} LOGIN PASSWORD 'guest'")).await;
    let (start, rest) = closed.split_once("://").unwrap();
    let guest = format!("{start}://{role}:guest@{}", rest.split_once('@').unwrap().1);
    says(&guest, "the user lacks a right").await;
}

#[tokio::test]
#[expect(clippy::disallowed_methods, reason = "told by the test runner, not by the product")]
async fn a_certificate_that_nobody_vouches_for() {
    let ca = std::env::var("HYGIE_TEST_POSTGRES_CA")
        .expect("HYGIE_TEST_POSTGRES_CA must name the certificate of the server's authority");
    let url = database().await;
    let vouched = Options { ca: Some(PathBuf::from(&ca)), ..Options::new(&url) };
    let store = PostgresStore::open(&vouched).await.unwrap();
    assert_eq!(store.head(super::record(1)).await.unwrap(), 0);

    let folder = tempfile::tempdir().unwrap();
    let other = folder.path().join("other.crt");
    std::io::Write::write_all(&mut std::fs::File::create(&other).unwrap(), b"no certificate")
        .unwrap();
    let told = why(&Options { ca: Some(other), ..Options::new(&url) }).await;
    assert!(told.contains("holds no certificate"), "{told}");
    let absent = folder.path().join("absent.crt");
    let told = why(&Options { ca: Some(absent), ..Options::new(&url) }).await;
    assert!(told.contains("cannot be read"), "{told}");
}
