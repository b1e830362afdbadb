//! The ten synthetic records of the samples, whole.

use std::collections::{BTreeMap, HashMap};
use std::io::Read as _;
use std::path::Path;

use hygie_fhir::json::{Json, parse};
use hygie_fhir::limits::JsonLimits;
use hygie_synthesis::synthesis::problems::ProblemRank;
use hygie_synthesis::{Banner, Details, Fact, Kind, KindSet, State, Timeline, note_text};

use crate::record::{NOW, Record, told};

fn bundles() -> Vec<Json> {
    let archive = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/synthea-10.tar.zst");
    let file = std::fs::File::open(archive).unwrap();
    let mut archive = tar::Archive::new(zstd::Decoder::new(file).unwrap());
    let mut bundles = Vec::new();
    for entry in archive.entries().unwrap() {
        let mut entry = entry.unwrap();
        if entry.path().unwrap().extension().is_some_and(|end| end == "json") {
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            bundles.push(parse(&bytes, &JsonLimits::DEFAULT).unwrap());
        }
    }
    bundles
}

fn resources(bundle: &Json) -> Vec<Json> {
    let entries = bundle.get("entry").and_then(Json::as_array).unwrap();
    let mut resources: Vec<Json> =
        entries.iter().filter_map(|one| one.get("resource").cloned()).collect();
    let names: HashMap<String, String> = resources
        .iter()
        .map(|one| {
            let (resource_type, id) = (one.resource_type().unwrap(), one.id().unwrap());
            (format!("urn:uuid:{id}"), format!("{resource_type}/{id}"))
        })
        .collect();
    resources.iter_mut().for_each(|one| resolve(one, &names));
    resources
}

/// References as they are once imported: `Type/id`.
fn resolve(json: &mut Json, names: &HashMap<String, String>) {
    match json {
        Json::Object(object) => {
            for (name, value) in object.iter_mut() {
                match value {
                    Json::String(to) if name == "reference" => {
                        if let Some(known) = names.get(&**to) {
                            *to = known.as_str().into();
                        }
                    }
                    inner => resolve(inner, names),
                }
            }
        }
        Json::Array(items) => items.iter_mut().for_each(|one| resolve(one, names)),
        _ => {}
    }
}

#[test]
fn ten_records_read_in_full() {
    let mut kinds: BTreeMap<Kind, usize> = BTreeMap::new();
    let (mut notes, mut birth_names, mut bytes, mut facts) = (0, 0, 0, 0);
    for bundle in bundles() {
        let resources = resources(&bundle);
        let mut record = Record::default();
        for resource in &resources {
            let details = Details::of(resource);
            assert!(!details.lines.is_empty(), "{:?}", resource.id());
            assert_eq!(
                Fact::read(resource).is_some(),
                Fact::interests(resource.resource_type().unwrap())
            );
            notes += usize::from(note_text(resource).is_some());
            record.add(resource, NOW);
        }
        for seen in record.seen() {
            *kinds.entry(seen.fact.kind).or_default() += 1;
            bytes += seen.fact.bytes();
            facts += 1;
            assert!(seen.fact.standing.is_fact(), "{seen:?} {:?}", seen.fact.standing);
            let named = !seen.fact.title.is_empty()
                || seen.fact.kind == Kind::Device
                || matches!(seen.fact.kind, Kind::CareTeam | Kind::Report);
            assert!(named, "{seen:?}");
        }
        one_screen(&record);
        let patient = resources.iter().find(|one| one.resource_type() == Some("Patient")).unwrap();
        let banner = Banner::of(patient);
        assert!(banner.age(NOW).is_some() && !banner.name.is_empty());
        birth_names += usize::from(banner.birth_name.is_some());
        assert_eq!((banner.identity, banner.ins().is_none()), (None, true));
    }
    let count = |kind| kinds.get(&kind).copied().unwrap_or_default();
    assert_eq!(count(Kind::Problem), 1_128);
    assert_eq!(count(Kind::Note), 983);
    assert_eq!(count(Kind::Medication), 413);
    assert_eq!(count(Kind::Vaccination), 651);
    assert_eq!(count(Kind::Allergy), 10);
    assert_eq!(count(Kind::Result) + count(Kind::Vital) + count(Kind::Finding), 11_523);
    assert_eq!((notes, birth_names), (983, 3));
    assert!(bytes / facts < 520, "{} bytes a fact", bytes / facts);
}

/// What a synthesis of a real record must hold.
fn one_screen(record: &Record) {
    let synthesis = record.synthesis();
    let problems = &synthesis.problems;
    assert!(problems.lines.windows(2).all(|pair| match pair {
        [one, other] => one.rank <= other.rank,
        _ => false,
    }));
    let circumstances = |title: &str| title == "Medication review due" || title == "Refugee";
    for line in &problems.lines {
        assert!(!circumstances(line.title) || line.rank == ProblemRank::Circumstance);
        assert_eq!(line.count, line.sources.len());
    }
    let mut titles: Vec<&str> = problems.lines.iter().map(|line| line.title).collect();
    titles.sort_unstable();
    titles.dedup();
    assert_eq!(titles.len(), problems.lines.len(), "each problem is one line");
    assert!(matches!(synthesis.allergies.state, State::Known | State::NotRecorded));
    assert!(!synthesis.events.lines.is_empty() && !synthesis.vaccinations.lines.is_empty());
    let labels: Vec<&str> =
        synthesis.results.lines.iter().filter_map(|line| Some(line.analyte?.english)).collect();
    for wanted in ["Blood pressure", "Weight", "Height", "Heart rate"] {
        assert!(labels.contains(&wanted), "{wanted} in {labels:?}");
    }
    assert!(!labels.contains(&"Systolic"), "{labels:?}");
    for line in &synthesis.results.lines {
        assert!(
            line.points.windows(2).all(|pair| matches!(pair, [one, other] if one.at <= other.at))
        );
        assert!(line.sparkline(120.0, 24.0).is_some() || line.last.number().is_none());
    }
    let turned: Vec<_> = record.seen().rev().collect();
    let other = hygie_synthesis::Synthesis::of(
        turned,
        NOW,
        KindSet::NONE,
        synthesis.news.as_ref().map(|news| news.since),
    );
    assert_eq!(told(&synthesis), told(&other));
    let timeline = Timeline::of(record.seen(), KindSet::NONE, Default::default());
    let counted: usize = timeline.kinds.iter().map(|(_, count)| count).sum();
    assert_eq!((counted, timeline.facts), (record.seen().len(), record.seen().len()));
    let encounters = synthesis.counts.iter().find(|(kind, _)| *kind == Kind::Encounter);
    assert!(encounters.is_some_and(|(_, count)| timeline.total >= *count));
}
