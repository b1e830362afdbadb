//! The timeline: by encounter or day, filtered, counted, paged.

use hygie_synthesis::timeline::Filter;
use hygie_synthesis::{Kind, KindSet, Timeline};

use crate::record::Record;

const VISIT: &str = r#"{"resourceType":"Encounter","id":"visit","status":"finished","class":{"code":"AMB"},"period":{"start":"2026-11-04T09:00:00+01:00"}}"#;
const WEIGHT: &str = r#"{"resourceType":"Observation","id":"weight","status":"final","category":[{"coding":[{"code":"vital-signs"}]}],"code":{"text":"Poids"},"encounter":{"reference":"Encounter/visit"},"effectiveDateTime":"2026-11-04T09:10:00+01:00","valueQuantity":{"value":53.0,"unit":"kg"}}"#;
const LOST: &str = r#"{"resourceType":"Procedure","id":"lost","status":"completed","code":{"text":"Pansement"},"encounter":{"reference":"Encounter/elsewhere"},"performedDateTime":"2026-11-05"}"#;
const SAME_DAY: &str = r#"{"resourceType":"Immunization","id":"flu","status":"completed","vaccineCode":{"text":"Grippe"},"occurrenceDateTime":"2026-11-05T10:00:00Z"}"#;
const OLD: &str =
    r#"{"resourceType":"Condition","id":"old","code":{"text":"Rougeole"},"onsetDateTime":"1950"}"#;
const RECORDED: &str = r#"{"resourceType":"Condition","id":"recorded","code":{"text":"HTA"},"recordedDate":"2025-02-01"}"#;
const UNDATED: &str =
    r#"{"resourceType":"Device","id":"device","status":"active","type":{"text":"Stimulateur"}}"#;

fn entries(record: &Record, closed: KindSet, filter: Filter) -> Vec<String> {
    let timeline = Timeline::of(record.seen(), closed, filter);
    let entry = |entry: &hygie_synthesis::timeline::Entry<'_>| {
        let at = entry.at.map_or_else(|| "undated".to_owned(), |at| at.date().to_string());
        let items: Vec<String> = entry
            .items
            .iter()
            .map(|item| format!("{}{}", item.source.id, "+".repeat(item.also.len())))
            .collect();
        let encounter = entry.encounter.map(|seen| format!(" [{}]", seen.id)).unwrap_or_default();
        format!("{at}{encounter} {}", items.join(" ")).trim().to_owned()
    };
    timeline.entries.iter().map(entry).collect()
}

#[test]
fn newest_first_by_encounter_or_day_undated_last() {
    let record = Record::of(&[UNDATED, OLD, WEIGHT, SAME_DAY, LOST, VISIT, RECORDED]);
    assert_eq!(
        entries(&record, KindSet::NONE, Filter::default()),
        [
            "2026-11-05 flu lost",
            "2026-11-04 [visit] weight",
            "2025-02-01 recorded",
            "1950 old",
            "undated device",
        ]
    );
}

#[test]
fn filters_keep_the_encounter_and_count_what_is_left() {
    let record = Record::of(&[UNDATED, OLD, WEIGHT, SAME_DAY, LOST, VISIT, RECORDED]);
    let vitals = Filter { kinds: KindSet::of(&[Kind::Vital]), ..Filter::default() };
    assert_eq!(entries(&record, KindSet::NONE, vitals), ["2026-11-04 [visit] weight"]);
    let year = Filter { year: Some(2025), ..Filter::default() };
    assert_eq!(entries(&record, KindSet::NONE, year), ["2025-02-01 recorded"]);
    let timeline = Timeline::of(record.seen(), KindSet::NONE, year);
    assert_eq!((timeline.total, timeline.facts), (1, 1));
    assert_eq!(timeline.kinds, [(Kind::Problem, 1)]);
    assert_eq!(timeline.years, [(Some(2026), 4), (Some(2025), 1), (Some(1950), 1), (None, 1)]);
}

#[test]
fn what_is_closed_is_neither_shown_nor_counted() {
    let record = Record::of(&[WEIGHT, VISIT, SAME_DAY]);
    let closed = KindSet::of(&[Kind::Encounter, Kind::Vaccination]);
    assert_eq!(entries(&record, closed, Filter::default()), ["2026-11-04 weight"]);
    let timeline = Timeline::of(record.seen(), closed, Filter::default());
    assert_eq!(timeline.kinds, [(Kind::Vital, 1)]);
    assert_eq!(timeline.years, [(Some(2026), 1)]);
}

#[test]
fn only_the_very_same_is_grouped() {
    let check = |change: (&str, &str), expect: &str| {
        let again =
            WEIGHT.replace("\"id\":\"weight\"", "\"id\":\"weight2\"").replace(change.0, change.1);
        let record = Record::of(&[VISIT, WEIGHT, &again]);
        assert_eq!(entries(&record, KindSet::NONE, Filter::default()), [expect], "{change:?}");
    };
    check(("", ""), "2026-11-04 [visit] weight+");
    check(("53.0", "54.0"), "2026-11-04 [visit] weight weight2");
    check(("kg", "g"), "2026-11-04 [visit] weight2 weight");
    check(("09:10:00", "09:09:00"), "2026-11-04 [visit] weight weight2");
    check(("final", "cancelled"), "2026-11-04 [visit] weight weight2");
}

#[test]
fn pages_follow_one_another() {
    let resources: Vec<String> = (1..=9)
        .map(|day| {
            SAME_DAY.replace("flu", &format!("d{day}")).replace("-05T", &format!("-0{day}T"))
        })
        .collect();
    let record = Record::of(&resources.iter().map(String::as_str).collect::<Vec<_>>());
    let page = |offset, limit| {
        entries(&record, KindSet::NONE, Filter { offset, limit, ..Filter::default() })
    };
    assert_eq!(page(0, 2), ["2026-11-09 d9", "2026-11-08 d8"]);
    assert_eq!(page(8, 2), ["2026-11-01 d1"]);
    assert_eq!(page(9, 2), Vec::<String>::new());
    assert_eq!(page(usize::MAX, usize::MAX), Vec::<String>::new());
}
