//! A server that waits for a standby which is away: commits are durable on it and
//! nobody sees them.

use hygie_store::{Commit, Guard, Head, Outcome, Store, StoreError};
use hygie_testkit::Cluster;
use tokio_postgres::NoTls;

use super::{append, insist, open, record, sound};

async fn demand(cluster: &Cluster, standbys: &str) {
    let (client, connection) = tokio_postgres::connect(cluster.address(), NoTls).await.unwrap();
    tokio::spawn(connection);
    let set = format!("ALTER SYSTEM SET synchronous_standby_names = '{standbys}'");
    client.batch_execute(&set).await.unwrap();
    client.batch_execute("SELECT pg_reload_conf()").await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_that_waits_for_a_standby_is_unknown_until_it_is_there() {
    let cluster = Cluster::start().await;
    let store = open(cluster.address()).await;
    demand(&cluster, "ANY 1 (nobody)").await;
    let mut seq = 0;
    // The server takes a moment to know.
    let waiting = loop {
        seq += 1;
        let commit = append(record(1), seq, b"x");
        match store.commit(commit.clone()).await {
            Ok(Outcome::Done(_)) => {}
            Err(StoreError::Unknown(_)) => break commit,
            other => panic!("{other:?}"),
        }
    };
    // What a condition refuses that never holds, was never committed before.
    let mut asked = Commit::new(waiting.id);
    asked.guards.push(Guard::Head(Head { record: record(1), seq: u64::MAX }));
    let told = store.commit(asked).await;
    assert!(told.is_err(), "nobody may say no, or yes: {told:?}");
    demand(&cluster, "").await;
    assert_eq!(insist(&*store, &waiting).await, Outcome::Repeated);
    assert_eq!(store.head(record(1)).await.unwrap(), seq);
    sound(&*store).await;
}
