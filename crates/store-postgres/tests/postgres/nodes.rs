//! Several nodes on one database.

use hygie_base::LogNo;
use hygie_store::{CellOp, Guard, IdToken, Outcome, Refusal, Store, Tag, TermToken, TokenOp};
use hygie_testkit::postgres::schema;
use tokio::task::JoinSet;

use super::{append, commit, done, open, record, sound};

#[tokio::test(flavor = "multi_thread")]
async fn writers_of_one_record_on_two_nodes_all_get_through() {
    const WRITERS: u64 = 8;
    const EACH: u64 = 10;
    let address = schema().await;
    let nodes = [open(&address).await, open(&address).await];
    let one = record(1);
    let mut writers = JoinSet::new();
    for writer in 0..WRITERS {
        let node = nodes[usize::try_from(writer % 2).unwrap()].clone();
        writers.spawn(async move {
            let mut at = 0;
            let mut written = 0;
            while written < EACH {
                match node.commit(append(one, at + 1, &[u8::try_from(writer).unwrap()])).await {
                    Ok(Outcome::Done(_)) => {
                        (at, written) = (at + 1, written + 1);
                    }
                    Ok(Outcome::Refused(Refusal::Head(head))) => at = head.seq,
                    other => panic!("{other:?}"),
                }
            }
        });
    }
    writers.join_all().await;
    let rows = nodes[1].entries(one, 1, 1000).await.unwrap();
    assert_eq!(rows.len() as u64, WRITERS * EACH);
    for writer in 0..WRITERS {
        let own = rows.iter().filter(|row| u64::from(row.body[0]) == writer).count();
        assert_eq!(own as u64, EACH, "no update of {writer} is lost");
    }
    assert_eq!(nodes[0].traces(LogNo(0), 0, 1000).await.unwrap().len(), rows.len());
    sound(&*nodes[0]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_node_acknowledged_the_other_sees() {
    let address = schema().await;
    let (here, there) = (open(&address).await, open(&address).await);
    for seq in 1..=50 {
        done(&*here, append(record(1), seq, b"x")).await;
        assert_eq!(there.head(record(1)).await.unwrap(), seq);
        let mut look = commit();
        look.watch = vec![record(1)];
        assert_eq!(done(&*there, look).await.heads[0].seq, seq, "told with a trace's commit");
    }
}

/// What two nodes both do on the condition that nobody did it before.
async fn one_of_two(condition: Guard, act: impl Fn(&mut hygie_store::Commit)) {
    let address = schema().await;
    let nodes = [open(&address).await, open(&address).await];
    let mut both = JoinSet::new();
    for node in &nodes {
        let mut next = commit();
        next.guards = vec![condition.clone()];
        act(&mut next);
        let node = node.clone();
        both.spawn(async move { node.commit(next).await.unwrap() });
    }
    let mut outcomes = both.join_all().await;
    outcomes.sort_by_key(|outcome| !matches!(outcome, Outcome::Done(_)));
    assert!(
        matches!(outcomes[..], [Outcome::Done(_), Outcome::Refused(Refusal::Guard(0))]),
        "{condition:?}: {outcomes:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_condition_lets_one_of_two_nodes_through() {
    for round in 0..20 {
        let token = [round; 16];
        one_of_two(Guard::IdAbsent(IdToken(token)), |next| {
            next.tokens = vec![TokenOp::PutId(IdToken(token), b"here".to_vec())];
        })
        .await;
        // Two rows that do not collide: only the condition keeps them apart.
        let tags = std::sync::atomic::AtomicU8::new(0);
        one_of_two(Guard::TermAbsent(TermToken(token)), |next| {
            let tag = Tag([tags.fetch_add(1, std::sync::atomic::Ordering::Relaxed); 8]);
            next.tokens = vec![TokenOp::PutTerm(TermToken(token), tag, b"here".to_vec())];
        })
        .await;
        let (table, key) = (1, b"key".to_vec());
        one_of_two(Guard::CellEquals { table, key: key.clone(), value: None }, |next| {
            next.cells = vec![CellOp::Put { table, key: key.clone(), value: b"mine".to_vec() }];
        })
        .await;
    }
}
