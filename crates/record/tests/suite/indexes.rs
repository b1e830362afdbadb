//! Indexes across records that an operator adds: exact while they are filled,
//! written beside, cut off, taken away, and on several nodes.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use hygie_base::Clock as _;
use hygie_fhir::search::{Indexed, Query, parameters};
use hygie_record::limits::{INDEXES, REINDEX_TERMS, SEARCH_STEPS};
use hygie_record::{Mark, RecordError, Reindexed, Scope, Seek, Sought, Within};
use hygie_store::{Refusal, Store as _};
use hygie_testkit::{Builder, Look, Meddle, World, batch, delete, observation, patient, put};
use hygie_trace::{Action, Outcome};

const CODE: &str = "Observation.code";

fn indexed(names: &[&str]) -> Vec<Indexed> {
    names.iter().map(|name| Indexed::parse(name).unwrap()).collect()
}

async fn reindex(world: &World, names: &[&str]) -> Result<Reindexed, RecordError> {
    world.records.reindex(&world.all(), &indexed(names), &|_, _| {}).await
}

async fn seek(
    world: &World,
    params: &[(&str, &str)],
    from: Option<&Mark>,
    count: usize,
) -> Result<Sought, RecordError> {
    let query = Query::parse_wide("Observation", params, world.clock.now()).unwrap();
    let seek = Seek {
        queries: &[query],
        params,
        includes: &[],
        within: Within::Index,
        from,
        count,
        steps: SEARCH_STEPS,
    };
    world.records.seek(&world.all(), &seek).await
}

/// Ids found by a code, in order.
async fn coded(world: &World, code: &str) -> Vec<String> {
    let sought = seek(world, &[("code", code)], None, 500).await.unwrap();
    assert_eq!(sought.total, sought.found.len());
    sought.found.into_iter().map(|it| it.id).collect()
}

/// What a search without an index says.
async fn refused(world: &World, code: &str) -> String {
    let error = seek(world, &[("code", code)], None, 500).await.err().unwrap();
    assert!(matches!(error, RecordError::TooCostly(_)), "{error}");
    error.to_string()
}

/// An Observation of this code.
fn of_code(id: &str, patient: &str, code: &str) -> String {
    observation(id, patient, "1").replace("8480-6", code)
}

async fn write(world: &World, texts: &[String]) {
    let changes = texts.iter().map(|text| put(text)).collect();
    world.write(batch("a", changes)).await.unwrap();
}

/// Two persons with an Observation each.
async fn world() -> World {
    let world = World::new();
    fill(&world).await;
    world
}

async fn fill(world: &World) {
    for (person, one) in [("p", "o1"), ("q", "o2")] {
        write(world, &[patient(person, "Doe"), of_code(one, person, "x")]).await;
    }
}

#[tokio::test]
async fn an_index_is_named_filled_and_taken_away() {
    let world = world().await;
    let said = refused(&world, "x").await;
    assert!(said.contains("add `Observation.code` to `index` in hygie.toml"), "{said}");
    assert!(said.contains("run `hygie reindex`"), "{said}");
    let done = reindex(&world, &[CODE]).await.unwrap();
    assert_eq!((done.filled.as_slice(), done.dropped.len()), (&[CODE][..], 0));
    assert_eq!((done.records, done.resources, done.terms), (2, 2, 2));
    assert_eq!(coded(&world, "x").await, ["o1", "o2"]);
    assert_eq!(coded(&world, "http://loinc.org|x").await, ["o1", "o2"]);
    assert_eq!(coded(&world, "y,x").await, ["o1", "o2"]);
    assert_eq!(coded(&world, "http://other|x").await, Vec::<String>::new(), "the value decides");
    world.is_clean().await;
    let again = reindex(&world, &[CODE]).await.unwrap();
    assert_eq!(again, Reindexed::default(), "nothing is done twice");
    let world = world.reopen().await;
    assert_eq!(coded(&world, "x").await, ["o1", "o2"]);
    let before = world.store.stats().await.unwrap().terms;
    let done = reindex(&world, &[]).await.unwrap();
    assert_eq!((done.dropped.as_slice(), done.terms), (&[CODE][..], 2));
    assert_eq!(world.store.stats().await.unwrap().terms, before - 2);
    assert!(refused(&world, "x").await.contains("add `Observation.code`"));
    world.is_clean().await;
}

#[tokio::test]
async fn what_is_written_later_keeps_an_index_right() {
    let world = world().await;
    reindex(&world, &[CODE, "Observation.status"]).await.unwrap();
    write(&world, &[of_code("o3", "p", "x"), of_code("o4", "q", "y")]).await;
    assert_eq!(coded(&world, "x").await, ["o1", "o2", "o3"]);
    world.is_clean().await;
    write(&world, &[of_code("o1", "p", "y")]).await;
    assert_eq!(coded(&world, "x").await, ["o2", "o3"]);
    assert_eq!(coded(&world, "y").await, ["o1", "o4"]);
    world.write(batch("a", vec![delete("Observation", "o2")])).await.unwrap();
    assert_eq!(coded(&world, "x").await, ["o3"]);
    // One keeper's part of a record goes: what another kept before is found again.
    world.write(batch("b", vec![put(&of_code("o4", "q", "z"))])).await.unwrap();
    assert_eq!(coded(&world, "z").await, ["o4"]);
    let record = world.record("q").await;
    world.records.erase(&world.all(), record, Some("b")).await.unwrap();
    assert_eq!(coded(&world, "z").await, Vec::<String>::new());
    assert_eq!(coded(&world, "y").await, ["o1", "o4"]);
    world.is_clean().await;
    // An index that is added now sees the version that stands.
    reindex(&world, &[CODE, "Observation.subject"]).await.unwrap();
    world.records.erase(&world.all(), record, None).await.unwrap();
    assert_eq!(coded(&world, "y").await, ["o1"]);
    world.is_clean().await;
}

#[tokio::test]
async fn pages_by_an_index_neither_skip_nor_repeat() {
    let world = world().await;
    reindex(&world, &[CODE]).await.unwrap();
    write(&world, &[of_code("o3", "p", "x"), of_code("o4", "q", "x")]).await;
    let first = seek(&world, &[("code", "x")], None, 3).await.unwrap();
    assert_eq!((first.total, first.found.len()), (4, 3));
    let next = seek(&world, &[("code", "x")], first.next.as_ref(), 3).await.unwrap();
    assert_eq!(next.found.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), ["o4"]);
}

#[tokio::test]
async fn an_index_that_is_not_complete_is_not_used_and_filling_goes_on() {
    let world = world().await;
    // The first commit says what is wanted, the second one is cut off.
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    world.store.meddle(move |commit| {
        let is_of_terms = !commit.cells.is_empty() && !commit.guards.is_empty();
        match is_of_terms && counted.fetch_add(1, Ordering::SeqCst) > 0 {
            true => Meddle::Fail,
            false => Meddle::Pass,
        }
    });
    assert!(reindex(&world, &[CODE]).await.is_err());
    world.store.behave();
    let said = refused(&world, "x").await;
    assert!(said.contains("`Observation.code` is not complete: run `hygie reindex`"), "{said}");
    let report = world.records.check(&world.all()).await.unwrap();
    assert_eq!((report.findings.as_slice(), report.unfinished.as_slice()), (&[][..], &[CODE][..]));
    // What is written meanwhile brings its terms, those of the version before too.
    write(&world, &[of_code("o3", "p", "x"), observation("o1", "p", "2").replace("8480-6", "x")])
        .await;
    assert!(refused(&world, "x").await.contains("is not complete"));
    world.is_clean().await;
    let world = world.reopen().await;
    let done = reindex(&world, &[CODE]).await.unwrap();
    assert_eq!(done.filled, [CODE]);
    assert_eq!(coded(&world, "x").await, ["o1", "o2", "o3"]);
    world.is_clean().await;
}

/// Observations of one Patient with this many distinct codes together.
async fn with_terms(count: usize) -> World {
    let world = World::new();
    let mut texts = vec![patient("p", "Doe")];
    let numbers: Vec<usize> = (0..count).collect();
    for (at, some) in numbers.chunks(200).enumerate() {
        let codings: Vec<String> = some.iter().map(|n| format!(r#"{{"code":"c{n}"}}"#)).collect();
        let whole = observation(&format!("o{at}"), "p", "1");
        let one = r#"{"system":"http://loinc.org","code":"8480-6"}"#;
        texts.push(whole.replace(one, &codings.join(",")));
    }
    write(&world, &texts).await;
    world
}

#[tokio::test]
async fn commits_are_bounded_and_nothing_is_done_twice() {
    // Commits that put terms, beside those that say only how far it came.
    let check = async |terms: usize, expect: usize| {
        let world = with_terms(terms).await;
        let commits = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&commits);
        world.store.meddle(move |commit| {
            assert!(commit.tokens.len() <= REINDEX_TERMS + 200);
            counted.fetch_add(usize::from(!commit.tokens.is_empty()), Ordering::SeqCst);
            Meddle::Pass
        });
        let done = reindex(&world, &[CODE]).await.unwrap();
        assert_eq!(usize::try_from(done.terms).unwrap(), terms);
        assert_eq!(commits.load(Ordering::SeqCst), expect, "{terms}");
        world.store.behave();
        world.is_clean().await;
    };
    check(REINDEX_TERMS, 1).await;
    check(REINDEX_TERMS + 1, 2).await;
}

#[tokio::test]
async fn filling_goes_on_behind_the_last_record_that_was_done() {
    let world = World::new();
    for n in 0..3 {
        let (person, one) = (format!("p{n}"), format!("o{n}"));
        write(&world, &[patient(&person, "Doe"), of_code(&one, &person, "x")]).await;
    }
    // A page is one record: the first is done, the second is cut off.
    world.store.short_pages(1);
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    world.store.meddle(move |commit| {
        let fails = !commit.tokens.is_empty() && counted.fetch_add(1, Ordering::SeqCst) > 0;
        if fails { Meddle::Fail } else { Meddle::Pass }
    });
    assert!(reindex(&world, &[CODE]).await.is_err());
    world.store.behave();
    let done = reindex(&world, &[CODE]).await.unwrap();
    assert_eq!((done.records, done.resources, done.terms), (2, 2, 2));
    assert_eq!(coded(&world, "x").await, ["o0", "o1", "o2"]);
    world.is_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_changes_while_it_is_looked_at_is_left_to_its_writer() {
    let world = Arc::new(world().await);
    let mut paused = world.store.pause_after(Look::Locate);
    let filling = {
        let world = Arc::clone(&world);
        tokio::spawn(async move { reindex(&world, &[CODE]).await })
    };
    paused.reached().await;
    // Both, whichever was being looked at: one keeps its code, one has another.
    write(&world, &[of_code("o1", "p", "x").replace("final", "amended")]).await;
    write(&world, &[of_code("o2", "q", "y")]).await;
    let said = reindex(&world, &[]).await.unwrap_err().to_string();
    assert_eq!(said, "another `hygie reindex` is under way");
    paused.go();
    filling.await.unwrap().unwrap();
    assert_eq!(coded(&world, "x").await, ["o1"]);
    assert_eq!(coded(&world, "y").await, ["o2"]);
    world.is_clean().await;
}

#[tokio::test]
async fn a_write_under_way_when_an_index_begins_goes_again_with_its_terms() {
    let world = world().await;
    // Prepared before the list changed, and committed after.
    world.store.meddle(|_| Meddle::Late);
    let draft = put(&of_code("o3", "p", "x"));
    let pending = world.records.submit(&world.all(), batch("a", vec![draft])).await.unwrap();
    world.store.behave();
    reindex(&world, &[CODE]).await.unwrap();
    assert_eq!(coded(&world, "x").await, ["o1", "o2"]);
    world.store.release();
    pending.wait().await.unwrap();
    assert_eq!(coded(&world, "x").await, ["o1", "o2", "o3"]);
    world.is_clean().await;
}

#[tokio::test]
async fn a_refused_list_is_read_again_by_writers() {
    let world = world().await;
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    world.store.meddle(move |_| match counted.fetch_add(1, Ordering::SeqCst) {
        0 => Meddle::Refuse(Refusal::Guard(0)),
        _ => Meddle::Pass,
    });
    write(&world, &[of_code("o3", "p", "x")]).await;
    assert_eq!(count.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn so_many_indexes_can_be_added() {
    let world = World::new();
    let named =
        |kind: &'static str| parameters().of(kind).map(move |it| format!("{kind}.{}", it.0));
    let all = named("Observation").chain(named("Condition")).chain(named("Encounter"));
    let all: Vec<Indexed> = all.filter_map(|name| Indexed::parse(&name).ok()).collect();
    let ask = async |count: usize| {
        world.records.reindex(&world.all(), &all[..count], &|_, _| {}).await.map(|_| ())
    };
    ask(INDEXES).await.unwrap();
    let refused = ask(INDEXES + 1).await;
    assert!(matches!(refused, Err(RecordError::TooLarge { most: INDEXES, .. })));
}

#[tokio::test]
async fn only_a_permit_for_everything_reindexes_and_it_is_traced() {
    let world = world().await;
    let record = world.record("p").await;
    for scope in [Scope::Record(record), Scope::Any] {
        let permit = world.permit("visitor", scope, hygie_record::Lens::everything());
        let tried = world.records.reindex(&permit, &indexed(&[CODE]), &|_, _| {}).await;
        assert!(crate::is_not_found(tried));
    }
    reindex(&world, &[CODE]).await.unwrap();
    let house = hygie_base::RecordNo::REGISTRY;
    let traces = world.records.traces(&world.all(), house).await.unwrap();
    let acts: Vec<_> = traces
        .iter()
        .map(|seen| &seen.trace)
        .filter(|trace| trace.action == Action::Reindex)
        .map(|trace| (trace.outcome, trace.what.as_str()))
        .collect();
    let (granted, no) = ((Outcome::Granted, CODE), (Outcome::Refused, ""));
    assert_eq!(acts.len(), 3);
    assert_eq!((acts.contains(&granted), acts.contains(&no)), (true, true));
}

#[tokio::test]
async fn a_search_by_an_added_index_is_traced_and_keeps_the_lens() {
    let world = world().await;
    reindex(&world, &[CODE]).await.unwrap();
    let lens = hygie_record::Lens::custodians(vec!["b".into()]);
    let permit = world.permit("visitor", Scope::Any, lens);
    let params = [("code", "x")];
    let query = Query::parse_wide("Observation", &params, world.clock.now()).unwrap();
    let ask = Seek {
        queries: &[query],
        params: &params,
        includes: &[],
        within: Within::Index,
        from: None,
        count: 9,
        steps: SEARCH_STEPS,
    };
    let sought = world.records.seek(&permit, &ask).await.unwrap();
    assert_eq!((sought.total, sought.found.len()), (0, 0), "what is hidden is not counted");
}

#[tokio::test(flavor = "multi_thread")]
async fn writers_on_every_node_bring_the_terms() {
    let here = Builder::on_postgres().open();
    fill(&here).await;
    let there = here.beside();
    write(&there, &[of_code("o3", "p", "x")]).await;
    assert!(refused(&there, "x").await.contains("add `Observation.code`"));
    reindex(&here, &[CODE]).await.unwrap();
    // The other node read the list before.
    write(&there, &[of_code("o4", "q", "x")]).await;
    for node in [&here, &there] {
        assert_eq!(coded(node, "x").await, ["o1", "o2", "o3", "o4"]);
    }
    reindex(&there, &[]).await.unwrap();
    for node in [&here, &there] {
        assert!(refused(node, "x").await.contains("add `Observation.code`"));
    }
    write(&here, &[of_code("o5", "p", "x")]).await;
    here.is_clean().await;
}
