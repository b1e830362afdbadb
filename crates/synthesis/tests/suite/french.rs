//! A French record: CIM-10, LOINC, ATC, French texts and units.

use hygie_fhir::json::Json;
use hygie_synthesis::synthesis::medications::Contradiction;
use hygie_synthesis::synthesis::results::Direction;
use hygie_synthesis::{Banner, Flag, IdentityStatus, Kind, State};

use crate::record::{NOW, Record, json, moment, value};

const FIXTURE: &str = include_str!("morel.json");

fn record() -> (Record, Json) {
    let bundle = json(FIXTURE);
    let mut record = Record::default();
    let mut patient = None;
    for entry in bundle.get("entry").and_then(Json::as_array).unwrap() {
        let resource = entry.get("resource").unwrap();
        record.add(resource, NOW);
        if resource.resource_type() == Some("Patient") {
            patient = Some(resource.clone());
        }
    }
    (record, patient.unwrap())
}

#[test]
fn madame_morel_is_known_at_a_glance() {
    let (_, patient) = record();
    let banner = Banner::of(&patient);
    assert_eq!((&*banner.name.family, banner.age(NOW).map(|age| age.value)), ("MOREL", Some(84)));
    assert_eq!(banner.birth_name.as_ref().map(|name| &*name.family), Some("BERTHIER"));
    assert_eq!(banner.identity, Some(IdentityStatus::Qualified));
    assert_eq!(banner.ins().map(|ins| &*ins.value), Some("242032432200491"));
}

#[test]
fn her_synthesis_says_what_matters() {
    let (record, _) = record();
    let synthesis = record.synthesis();
    let allergies: Vec<_> =
        synthesis.allergies.lines.iter().map(|line| (line.title, line.since)).collect();
    assert_eq!(allergies, [("Pénicillines", moment("2009")), ("Iode", moment("2016"))]);
    assert_eq!(synthesis.allergies.state, State::Known);
    let problems: Vec<_> = synthesis.problems.lines.iter().map(|line| line.title).collect();
    assert_eq!(
        problems,
        [
            "Insuffisance rénale, stade 3b",
            "Maladie d’Alzheimer",
            "Fibrillation atriale",
            "Chutes à répétition"
        ]
    );
    assert_eq!(synthesis.problems.past_total, 1);
    let taken: Vec<_> = synthesis
        .medications
        .block
        .lines
        .iter()
        .map(|line| {
            let text = line.dosages.first().and_then(|dosage| dosage.text.as_deref());
            (line.title, text.unwrap_or_default(), line.reason.unwrap_or_default())
        })
        .collect();
    assert_eq!(
        taken,
        [
            ("Zopiclone 7,5 mg", "1 au coucher", ""),
            ("Furosémide 40 mg", "1 le matin", "insuffisance cardiaque"),
            ("Apixaban 2,5 mg", "1 matin, 1 soir", "FA"),
            ("LASILIX 20 mg, comprimé", "1 le matin", ""),
        ]
    );
    let conflicts: Vec<_> = synthesis
        .medications
        .conflicts
        .iter()
        .map(|one| (one.what, one.one.source.id, one.other.source.id))
        .collect();
    assert_eq!(
        conflicts,
        [
            (Contradiction::Stopped, "zopiclone-sortie", "zopiclone-arret"),
            (Contradiction::Substance, "furosemide-40", "lasilix-20"),
        ]
    );
}

#[test]
fn her_numbers_go_somewhere() {
    let (record, _) = record();
    let synthesis = record.synthesis();
    let told: Vec<_> = synthesis
        .results
        .lines
        .iter()
        .map(|line| {
            let label = line.analyte.map_or(line.title, |one| one.french);
            (label, value(line.last.value), line.last.flag, line.direction)
        })
        .collect();
    assert_eq!(
        told,
        [
            ("Créatinine", "128 µmol/L".to_owned(), Flag::High, Direction::Rising),
            ("Potassium", "5.0 mmol/L".to_owned(), Flag::Normal, Direction::Unknown),
            ("Tension", "152 mmHg".to_owned(), Flag::None, Direction::Unknown),
            ("Poids", "53.0 kg".to_owned(), Flag::None, Direction::Falling),
        ]
    );
    let creatinine = synthesis.results.lines.first().unwrap();
    assert_eq!(creatinine.previous.map(|point| value(point.value)), Some("98 umol/L".to_owned()));
    let plot = creatinine.sparkline(132.0, 26.0).unwrap();
    assert!(plot.band.is_some() && plot.line.split(' ').count() == 2);
}

#[test]
fn her_days_are_told_by_encounter() {
    let (record, _) = record();
    let synthesis = record.synthesis();
    let event = synthesis.events.lines.first().unwrap();
    assert_eq!((event.title, event.reason), ("Passage aux urgences", Some("chute")));
    assert_eq!(event.diagnoses, ["Chutes à répétition"]);
    assert_eq!(event.members, [(Kind::Problem, 1), (Kind::Result, 2), (Kind::Document, 1)]);
    let coming: Vec<_> = synthesis.coming.lines.iter().map(|line| (line.title, line.at)).collect();
    assert_eq!(coming, [("Cardiologie", moment("2026-12-03T09:30:00+01:00"))]);
    let vaccines: Vec<_> =
        synthesis.vaccinations.lines.iter().map(|line| (line.title, line.count)).collect();
    assert_eq!(vaccines, [("Grippe 2026-2027", 2)]);
    assert_eq!(synthesis.plans.state, State::NotRecorded);
}
