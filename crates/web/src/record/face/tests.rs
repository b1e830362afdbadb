use hygie_base::{RecordNo, Timestamp};
use hygie_fhir::json::parse;
use hygie_fhir::limits::JsonLimits;
use hygie_synthesis::{Banner, Fact, KindSet, Seen, allergies};

use super::{Face, face};
use crate::Lang;
use crate::page::promises::sample;
use crate::record::limits::PRINT_ROWS;
use crate::record::path::Path;

fn of(lang: Lang, patient: &str, entries: &[&str], closed: KindSet) -> Face {
    let json = |text: &str| parse(text.as_bytes(), &JsonLimits::default()).unwrap();
    let facts: Vec<Fact> = entries.iter().map(|text| Fact::read(&json(text)).unwrap()).collect();
    let ids: Vec<String> = (0..facts.len()).map(|at| format!("a{at}")).collect();
    let seen = facts.iter().zip(&ids).map(|(fact, id)| Seen {
        fact,
        resource_type: "AllergyIntolerance",
        id,
        version: 1,
        written: Timestamp(0),
        author: "",
        custodian: "",
    });
    let path = Path::of(RecordNo::from_u64(1).unwrap());
    let banner = Banner::of(&json(patient));
    face(&sample(lang), &path, &banner, &allergies(seen, closed))
}

fn who(lang: Lang, patient: &str) -> String {
    let Face { name, born_as, age, born, sex, identifier, identity, warnings, .. } =
        of(lang, patient, &[], KindSet::NONE);
    let parts = [name, born_as, age, born, sex, identifier, identity, warnings.join("+")];
    parts.join("|").replace('\u{a0}', " ")
}

#[test]
fn a_person_is_named_as_records_name_people() {
    let jeanne = r#"{"resourceType":"Patient","extension":[{"url":"https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-identity-reliability","extension":[{"url":"identityStatus","valueCoding":{"code":"QUAL"}}]}],"identifier":[{"system":"urn:oid:1.2.250.1.213.1.4.8","value":"242032432200491"}],"name":[{"use":"official","family":"Berthier","given":["Jeanne"]},{"use":"usual","family":"Morel","given":["Jeanne"]}],"gender":"female","birthDate":"1942-03-12"}"#;
    assert_eq!(
        who(Lang::Fr, jeanne),
        "MOREL Jeanne|née BERTHIER|84 ans|12/03/1942|femme|INS 2 42 03 24 322 004 91|identité qualifiée|"
    );
    assert_eq!(
        who(Lang::En, jeanne),
        "MOREL Jeanne|née BERTHIER|84 years|12 Mar 1942|female|INS 2 42 03 24 322 004 91|qualified identity|"
    );
}

#[test]
fn what_is_not_known_is_said_so() {
    let check = |patient: &str, expect: &str| assert_eq!(who(Lang::Fr, patient), expect);
    check(
        r#"{"resourceType":"Patient"}"#,
        "Nom non renseigné|||date de naissance non renseignée|sexe non renseigné|||",
    );
    check(
        r#"{"resourceType":"Patient","name":[{"text":"Inconnu"}],"gender":"unknown","birthDate":"1942","active":false}"#,
        "Inconnu||environ 84 ans|1942|sexe inconnu|||dossier signalé comme inactif ou remplacé",
    );
    check(
        r#"{"resourceType":"Patient","name":[{"family":"Mort"}],"gender":"male","birthDate":"1942-03-12","deceasedDateTime":"2020-03-11"}"#,
        "MORT||Décès le 11 mars 2020 à 77 ans|12/03/1942|homme|||",
    );
}

const PENICILLIN: &str = r#"{"resourceType":"AllergyIntolerance","clinicalStatus":{"coding":[{"code":"active"}]},"verificationStatus":{"coding":[{"code":"confirmed"}]},"criticality":"high","code":{"text":"Pénicillines"},"onsetDateTime":"2009","reaction":[{"manifestation":[{"text":"œdème"}]}]}"#;
const IODINE: &str = r#"{"resourceType":"AllergyIntolerance","clinicalStatus":{"coding":[{"code":"active"}]},"verificationStatus":{"coding":[{"code":"unconfirmed"}]},"code":{"text":"Iode"}}"#;
const NONE: &str = r#"{"resourceType":"AllergyIntolerance","clinicalStatus":{"coding":[{"code":"active"}]},"verificationStatus":{"coding":[{"code":"confirmed"}]},"code":{"coding":[{"system":"http://snomed.info/sct","code":"716186003"}]},"recordedDate":"2026-05-02","recorder":{"display":"Dr Roche"}}"#;

#[test]
fn paper_has_the_allergies_that_the_screen_counts() {
    let many = |count: usize| {
        let allergy = |at: usize| IODINE.replace("Iode", &format!("A{at:03}"));
        let entries: Vec<String> = (0..count).map(allergy).collect();
        let entries: Vec<&str> = entries.iter().map(String::as_str).collect();
        let face = of(Lang::Fr, r#"{"resourceType":"Patient"}"#, &entries, KindSet::NONE);
        (face.allergies.len(), face.paper.len(), face.unprinted)
    };
    assert_eq!(many(4), (4, 0, String::new()));
    assert_eq!(many(PRINT_ROWS), (4, PRINT_ROWS - 4, String::new()));
    assert_eq!(many(PRINT_ROWS + 2), (4, PRINT_ROWS - 4, "2 autres non imprimés".to_owned()));
}

fn chips(entries: &[&str], closed: KindSet) -> Vec<String> {
    let face = of(Lang::Fr, r#"{"resourceType":"Patient"}"#, entries, closed);
    let chip = |chip: &super::Chip| format!("{} [{}]", chip.words, chip.class);
    let more = face.more.map(|(words, _)| words);
    face.allergies.iter().chain(&face.state).map(chip).chain(more).collect()
}

#[test]
fn allergies_stand_in_text_in_each_of_their_states() {
    let check = |entries: &[&str], expect: &[&str]| {
        assert_eq!(chips(entries, KindSet::NONE), expect);
    };
    check(&[], &["Non renseignées [is-unknown]"]);
    check(
        &[PENICILLIN, IODINE],
        &["Pénicillines\u{a0}: œdème, 2009 []", "Iode\u{a0}: non confirmé [is-warn]"],
    );
    check(&[NONE], &["Aucune allergie connue (Dr Roche, noté le 2 mai 2026) [is-known-none]"]);
    check(
        &[NONE, PENICILLIN],
        &[
            "Pénicillines\u{a0}: œdème, 2009 []",
            "En conflit\u{a0}: «\u{a0}aucune allergie\u{a0}» est aussi écrit [is-warn]",
        ],
    );
    assert_eq!(chips(&[PENICILLIN], KindSet::ALL), ["Non accessibles pour vous [is-unknown]"]);
}

#[test]
fn many_allergies_are_counted() {
    let named: Vec<String> =
        (0..6).map(|at| PENICILLIN.replace("Pénicillines", &format!("P{at}"))).collect();
    let named: Vec<&str> = named.iter().map(String::as_str).collect();
    let chips = chips(&named, KindSet::NONE);
    assert_eq!((chips.len(), chips.last().map(String::as_str)), (5, Some("2 autres")));
}
