//! Search within a record agrees with a naive filter, warm and cold alike, and
//! counts only what the lens lets through.

use hygie_base::RecordNo;
use hygie_record::{Lens, Permit, RecordError, Scope};
use hygie_testkit::{Builder, World, batch, delete, patient, put};
use proptest::prelude::*;

use crate::with_patient;

/// What an Observation of these tests says.
#[derive(Clone, Debug)]
struct Sample {
    code: u8,
    is_final: bool,
    day: u8,
    value: i16,
    custodian: bool,
    deleted: bool,
}

impl Sample {
    fn text(&self, id: usize) -> String {
        let status = if self.is_final { "final" } else { "amended" };
        format!(
            r#"{{"resourceType":"Observation","id":"o{id}","status":"{status}","code":{{"coding":[{{"system":"urn:c","code":"c{}"}}]}},"subject":{{"reference":"Patient/p"}},"effectiveDateTime":"2026-01-{:02}","valueQuantity":{{"value":{},"system":"urn:u","code":"mm"}}}}"#,
            self.code, self.day, self.value
        )
    }

    fn custodian(&self) -> &'static str {
        if self.custodian { "a" } else { "b" }
    }
}

fn sample() -> impl Strategy<Value = Sample> {
    (0..3_u8, any::<bool>(), 1..6_u8, -3..4_i16, any::<bool>(), any::<bool>()).prop_map(
        |(code, is_final, day, value, custodian, deleted)| {
            let deleted = deleted && value == 0;
            Sample { code, is_final, day, value, custodian, deleted }
        },
    )
}

/// One parameter and the filter that it means.
#[derive(Clone, Debug)]
enum Asked {
    Code(u8),
    Status(bool),
    Day(&'static str, u8),
    Value(&'static str, i16),
    Id(usize),
}

impl Asked {
    fn param(&self) -> (&'static str, String) {
        match self {
            Self::Code(code) => ("code", format!("urn:c|c{code}")),
            Self::Status(true) => ("status", "final".to_owned()),
            Self::Status(false) => ("status", "amended".to_owned()),
            Self::Day(prefix, day) => ("date", format!("{prefix}2026-01-{day:02}")),
            Self::Value(prefix, value) => ("value-quantity", format!("{prefix}{value}|urn:u|mm")),
            Self::Id(id) => ("_id", format!("o{id}")),
        }
    }

    fn holds(&self, id: usize, sample: &Sample) -> bool {
        match self {
            Self::Code(code) => sample.code == *code,
            Self::Status(is_final) => sample.is_final == *is_final,
            Self::Day("lt", day) => sample.day < *day,
            Self::Day(_, day) => sample.day >= *day,
            // Bounds between whole numbers, so that R4's implicit precision of
            // a number does not blur the naive filter.
            Self::Value("lt", value) => sample.value < *value,
            Self::Value(_, value) => sample.value > *value,
            Self::Id(asked) => id == *asked,
        }
    }
}

fn asked() -> impl Strategy<Value = Asked> {
    prop_oneof![
        (0..3_u8).prop_map(Asked::Code),
        any::<bool>().prop_map(Asked::Status),
        (prop_oneof![Just("lt"), Just("ge")], 1..6_u8).prop_map(|(p, d)| Asked::Day(p, d)),
        (prop_oneof![Just("lt"), Just("gt")], -3..4_i16).prop_map(|(p, v)| Asked::Value(p, v)),
        (0..12_usize).prop_map(Asked::Id),
    ]
}

async fn search(
    world: &World,
    permit: &Permit,
    record: RecordNo,
    params: &[(&str, String)],
) -> (usize, Vec<String>) {
    let found = world.records.search(permit, record, "Observation", params).await.unwrap();
    (found.total, found.resources.into_iter().map(|resource| resource.id).collect())
}

async fn agrees(samples: Vec<Sample>, queries: Vec<Vec<Asked>>) {
    let world = World::new();
    world.write(batch("a", vec![put(&patient("p", "Doe"))])).await.unwrap();
    for (id, sample) in samples.iter().enumerate() {
        // An older version says something else.
        let older = Sample { code: 9, value: 99, ..sample.clone() };
        for text in [older.text(id), sample.text(id)] {
            world.write(batch(sample.custodian(), vec![put(&text)])).await.unwrap();
        }
        if sample.deleted {
            let gone = delete("Observation", &format!("o{id}"));
            world.write(batch(sample.custodian(), vec![gone])).await.unwrap();
        }
    }
    let record = world.record("p").await;
    let world = world.reopen().await;
    let through = world.permit("d", Scope::Record(record), Lens::custodians(vec!["a".into()]));
    for query in queries {
        let naive = |lens: bool| -> Vec<String> {
            let all = samples.iter().enumerate();
            let passing = all.filter(|(_, sample)| !sample.deleted && (!lens || sample.custodian));
            passing
                .filter(|(id, sample)| query.iter().all(|asked| asked.holds(*id, sample)))
                .map(|(id, _)| format!("o{id}"))
                .collect()
        };
        let mut params: Vec<_> = query.iter().map(Asked::param).collect();
        // Cold the first time, warm the second.
        for _ in 0..2 {
            for (permit, expect) in [(&world.all(), naive(false)), (&through, naive(true))] {
                let (total, mut found) = search(&world, permit, record, &params).await;
                found.sort_unstable();
                let mut expect = expect;
                expect.sort_unstable();
                assert_eq!((total, found), (expect.len(), expect), "{params:?}");
            }
        }
        params.push(("_count", "1".to_owned()));
        let (total, page) = search(&world, &through, record, &params).await;
        assert_eq!((total, page.len()), (naive(true).len(), naive(true).len().min(1)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 12, failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn a_search_agrees_with_a_naive_filter(
        samples in prop::collection::vec(sample(), 0..10),
        queries in prop::collection::vec(prop::collection::vec(asked(), 1..4), 1..6),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(agrees(samples, queries));
    }
}

#[tokio::test]
async fn a_search_that_cannot_be_read_is_refused() {
    let (world, record) = with_patient().await;
    for params in [[("no-such-parameter", "x")], [("date", "yesterday")]] {
        let refused = world.records.search(&world.all(), record, "Observation", &params).await;
        assert!(matches!(refused, Err(RecordError::Search(_))));
    }
}

#[tokio::test]
async fn a_search_that_the_cache_cannot_hold_is_answered_alike() {
    let world = Builder::default().cache_bytes(0).open();
    world.write(batch("a", vec![put(&patient("p", "Doe"))])).await.unwrap();
    let record = world.record("p").await;
    for _ in 0..2 {
        let (all, by) = (world.all(), [("family", "doe")]);
        let found = world.records.search(&all, record, "Patient", &by).await.unwrap();
        assert_eq!(found.total, 1);
    }
}
