//! Failures between the node and the server, and of the server itself.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use hygie_base::LogNo;
use hygie_store::{Outcome, Store, StoreError};
use hygie_testkit::Proxy;
use hygie_testkit::postgres::{database, run, server, through};
use tokio::task::JoinSet;

use super::{append, done, insist, open, record, sound};

/// Writers at the same time, each on a record of its own.
const WRITERS: u64 = 16;
const EACH: u64 = 40;

#[tokio::test(flavor = "multi_thread")]
async fn connections_that_are_cut_lose_nothing_and_double_nothing() {
    let address = database().await;
    let proxy = Arc::new(Proxy::start(server()).await);
    let store = open(&through(&address, proxy.address())).await;
    let acknowledged = Arc::new(AtomicU64::new(0));
    let mut writers = JoinSet::new();
    for writer in 1..=WRITERS {
        let (store, acknowledged) = (Arc::clone(&store), Arc::clone(&acknowledged));
        writers.spawn(async move {
            for seq in 1..=EACH {
                let next = append(record(writer), seq, &seq.to_be_bytes());
                match insist(&*store, &next).await {
                    Outcome::Done(_) | Outcome::Repeated => {}
                    Outcome::Refused(refusal) => panic!("{writer}/{seq}: {refusal:?}"),
                }
                acknowledged.fetch_add(1, Ordering::Relaxed);
            }
        });
    }
    // Cut each time some more were acknowledged.
    let mut seen = 0;
    while seen < WRITERS * EACH {
        let now = acknowledged.load(Ordering::Relaxed);
        if now >= seen + WRITERS * 2 || now == WRITERS * EACH {
            proxy.cut();
            proxy.open();
            seen = now;
        }
        tokio::task::yield_now().await;
    }
    writers.join_all().await;
    let straight = open(&address).await;
    for writer in 1..=WRITERS {
        let rows = straight.entries(record(writer), 1, EACH).await.unwrap();
        let seqs: Vec<u64> =
            rows.iter().map(|row| u64::from_be_bytes(row.body[..].try_into().unwrap())).collect();
        assert_eq!(seqs, (1..=EACH).collect::<Vec<_>>());
    }
    let traces = straight.traces(LogNo(0), 0, 10_000).await.unwrap();
    assert_eq!(traces.len() as u64, WRITERS * EACH, "one for each commit");
    sound(&*straight).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_does_not_answer_is_told_and_comes_back_unaided() {
    let address = database().await;
    let proxy = Proxy::start(server()).await;
    let store = open(&through(&address, proxy.address())).await;
    done(&*store, append(record(1), 1, b"before")).await;
    proxy.hold();
    let second = append(record(1), 2, b"held");
    let (written, read) = tokio::join!(store.commit(second.clone()), store.head(record(1)));
    let written = written.unwrap_err();
    assert!(matches!(written, StoreError::Unavailable(_) | StoreError::Unknown(_)), "{written:?}");
    assert!(matches!(read, Err(StoreError::Unavailable(_))), "{read:?}");
    proxy.open();
    assert!(matches!(insist(&*store, &second).await, Outcome::Done(_) | Outcome::Repeated));
    assert_eq!(store.head(record(1)).await.unwrap(), 2);
    sound(&*store).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_gone_is_told_and_comes_back_unaided() {
    let address = database().await;
    let proxy = Proxy::start(server()).await;
    let store = open(&through(&address, proxy.address())).await;
    done(&*store, append(record(1), 1, b"before")).await;
    proxy.cut();
    let second = append(record(1), 2, b"cut");
    let refused = store.commit(second.clone()).await.unwrap_err();
    assert!(matches!(refused, StoreError::Unavailable(_) | StoreError::Unknown(_)), "{refused:?}");
    assert!(matches!(store.head(record(1)).await, Err(StoreError::Unavailable(_))));
    proxy.open();
    assert!(matches!(insist(&*store, &second).await, Outcome::Done(_)));
    assert_eq!(store.head(record(1)).await.unwrap(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_that_the_server_ends_are_made_anew() {
    let address = database().await;
    let store = open(&address).await;
    done(&*store, append(record(1), 1, b"before")).await;
    assert_eq!(store.head(record(1)).await.unwrap(), 1);
    let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()";
    run(&address, end).await;
    assert_eq!(store.head(record(1)).await.unwrap(), 1);
    done(&*store, append(record(1), 2, b"after")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_without_a_free_connection_is_told() {
    let address = database().await;
    let role = hygie_testkit::unique("few_");
    run(
        &address,
        &format!(
            "CREATE ROLE {role} LOGIN PASSWORD 'few';
             GRANT CREATE, USAGE ON SCHEMA public TO {role}"
        ),
    )
    .await;
    let (start, rest) = address.split_once("://").unwrap();
    let few = format!("{start}://{role}:few@{}", rest.split_once('@').unwrap().1);
    let store = open(&few).await;
    done(&*store, append(record(1), 1, b"before")).await;
    let name = address.rsplit_once('/').unwrap().1.split_once('?').unwrap().0;
    run(&address, &format!("ALTER DATABASE {name} CONNECTION LIMIT 1")).await;
    // The writer has the one connection; nobody else gets another.
    let told = store.head(record(1)).await;
    assert!(matches!(told, Err(StoreError::Unavailable(_))), "{told:?}");
    done(&*store, append(record(1), 2, b"still")).await;
    run(&address, &format!("ALTER DATABASE {name} CONNECTION LIMIT -1")).await;
    assert_eq!(store.head(record(1)).await.unwrap(), 2);
}
