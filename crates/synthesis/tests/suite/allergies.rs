//! Allergies: value, none known, not recorded, not accessible, conflict.

use hygie_synthesis::{Criticality, Kind, KindSet, State, allergies};

use crate::record::{Record, moment};

const NKA: &str = r#"{"resourceType":"AllergyIntolerance","id":"nka","clinicalStatus":{"coding":[{"code":"active"}]},"code":{"coding":[{"system":"http://snomed.info/sct","code":"716186003","display":"No known allergy"}]},"recordedDate":"2026-01-01"}"#;
const NKDA: &str = r#"{"resourceType":"AllergyIntolerance","id":"nkda","clinicalStatus":{"coding":[{"code":"active"}]},"code":{"coding":[{"system":"http://snomed.info/sct","code":"409137002"}]}}"#;
const LATEX: &str = r#"{"resourceType":"AllergyIntolerance","id":"no-latex","clinicalStatus":{"coding":[{"code":"active"}]},"code":{"coding":[{"system":"http://snomed.info/sct","code":"1003774007","display":"No Known Latex Allergy"}]}}"#;
const PENICILLIN: &str = r#"{"resourceType":"AllergyIntolerance","id":"penicillin","clinicalStatus":{"coding":[{"code":"active"}]},"category":["medication"],"criticality":"high","code":{"text":"Pénicillines"},"onsetDateTime":"2009","reaction":[{"manifestation":[{"text":"œdème de Quincke"}],"severity":"severe"}]}"#;
const PEANUT: &str = r#"{"resourceType":"AllergyIntolerance","id":"peanut","clinicalStatus":{"coding":[{"code":"active"}]},"category":["food"],"code":{"text":"Arachide"}}"#;
const UNCATEGORISED: &str = r#"{"resourceType":"AllergyIntolerance","id":"iodine","clinicalStatus":{"coding":[{"code":"active"}]},"code":{"text":"Iode"}}"#;
const RESOLVED: &str = r#"{"resourceType":"AllergyIntolerance","id":"milk","clinicalStatus":{"coding":[{"code":"resolved"}]},"code":{"text":"Lait"}}"#;
const STATUSLESS: &str =
    r#"{"resourceType":"AllergyIntolerance","id":"bee","code":{"text":"Abeille"}}"#;
const REFUTED: &str = r#"{"resourceType":"AllergyIntolerance","id":"refuted","clinicalStatus":{"coding":[{"code":"active"}]},"verificationStatus":{"coding":[{"code":"refuted"}]},"code":{"text":"Iode"}}"#;
const MODIFIED: &str = r#"{"resourceType":"AllergyIntolerance","id":"modified","clinicalStatus":{"coding":[{"code":"active"}]},"code":{"text":"Iode"},"modifierExtension":[{"url":"http://a"}]}"#;
const NO_INFORMATION: &str = r#"{"resourceType":"AllergyIntolerance","id":"no-info","clinicalStatus":{"coding":[{"code":"active"}]},"code":{"coding":[{"system":"http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips","code":"no-allergy-info"}]}}"#;
const NKA_INACTIVE: &str = r#"{"resourceType":"AllergyIntolerance","id":"nka-old","clinicalStatus":{"coding":[{"code":"inactive"}]},"code":{"coding":[{"system":"http://snomed.info/sct","code":"716186003"}]}}"#;
const NKA_STATUSLESS: &str = r#"{"resourceType":"AllergyIntolerance","id":"nka-bare","code":{"coding":[{"system":"http://snomed.info/sct","code":"716186003"}]}}"#;
const NKA_IN_WORDS: &str = r#"{"resourceType":"AllergyIntolerance","id":"words","clinicalStatus":{"coding":[{"code":"active"}]},"code":{"text":"Aucune allergie connue"}}"#;
const NKA_OTHER_SYSTEM: &str = r#"{"resourceType":"AllergyIntolerance","id":"other","clinicalStatus":{"coding":[{"code":"active"}]},"code":{"coding":[{"system":"http://other","code":"716186003","display":"Chat"}]}}"#;

#[test]
fn none_known_needs_a_coded_statement_and_nothing_against_it() {
    let check = |resources: &[&str], expect: State| {
        let record = Record::of(resources);
        let block = allergies(record.seen(), KindSet::NONE);
        assert_eq!(block.state, expect, "{resources:?}");
        let turned = allergies(record.seen().rev(), KindSet::NONE);
        assert_eq!((turned.state, turned.lines.len()), (block.state, block.lines.len()));
    };
    check(&[], State::NotRecorded);
    check(&[NKA], State::NoneKnown);
    check(&[NKA, NKDA], State::NoneKnown);
    check(&[NKDA], State::PartlyNone);
    check(&[LATEX], State::PartlyNone);
    check(&[PENICILLIN], State::Known);
    check(&[NKA, PENICILLIN], State::Conflict);
    check(&[NKDA, PENICILLIN], State::Conflict);
    check(&[NKDA, PEANUT], State::Known);
    check(&[NKDA, UNCATEGORISED], State::Conflict);
    check(&[LATEX, UNCATEGORISED], State::Known);
    check(&[NKA, STATUSLESS], State::Conflict);
    check(&[NKA, RESOLVED], State::NoneKnown);
    check(&[RESOLVED], State::Known);
    check(&[NKA, REFUTED], State::NoneKnown);
    check(&[REFUTED], State::NotRecorded);
    check(&[NKA, MODIFIED], State::Unclear);
    check(&[NO_INFORMATION], State::NotRecorded);
    check(&[NKA_INACTIVE], State::NotRecorded);
    check(&[NKA_STATUSLESS], State::Unclear);
    check(&[NKA_IN_WORDS], State::Known);
    check(&[NKA_OTHER_SYSTEM], State::Known);
}

#[test]
fn closed_is_not_the_same_as_not_recorded() {
    let closed = KindSet::of(&[Kind::Allergy]);
    for resources in [&[][..], &[NKA], &[PENICILLIN, NKA]] {
        let record = Record::of(resources);
        let block = allergies(record.seen(), closed);
        assert_eq!((block.state, block.total, block.denials.len()), (State::Closed, 0, 0));
    }
}

#[test]
fn the_gravest_comes_first_with_its_reactions() {
    let record = Record::of(&[PEANUT, PENICILLIN, UNCATEGORISED]);
    let block = record.synthesis().allergies;
    let titles: Vec<&str> = block.lines.iter().map(|line| line.title).collect();
    assert_eq!(titles, ["Pénicillines", "Arachide", "Iode"]);
    let first = block.lines.first().unwrap();
    assert_eq!(first.reactions, ["œdème de Quincke"]);
    assert_eq!((first.criticality, first.since), (Criticality::High, moment("2009")));
}

#[test]
fn the_same_substance_said_twice_is_one_line_of_the_graver() {
    let mild = r#"{"resourceType":"AllergyIntolerance","id":"again","clinicalStatus":{"coding":[{"code":"active"}]},"criticality":"low","code":{"text":"pénicillines"},"onsetDateTime":"2020","reaction":[{"manifestation":[{"text":"urticaire"}]}]}"#;
    let record = Record::of(&[mild, PENICILLIN]);
    let block = record.synthesis().allergies;
    let [line] = &block.lines[..] else { panic!("one line expected") };
    assert_eq!((line.sources.len(), line.criticality), (2, Criticality::High));
    assert_eq!(line.reactions, ["urticaire", "œdème de Quincke"]);
    assert_eq!(line.source.id, "penicillin");
}
