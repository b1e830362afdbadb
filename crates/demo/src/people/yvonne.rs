//! Yvonne, who lives with Alzheimer's disease in a home, and is in hospital after a fall.
//!
//! Doses: résumés des caractéristiques du produit (ANSM), apixaban, mémantine,
//! paracétamol. Autonomy: grille AGGIR (CASF, annexe 2-1). Antipsychotics and
//! sleeping pills of the aged: HAS, « Maladie d’Alzheimer : prise en charge des
//! troubles du comportement perturbateurs ».

mod before;
mod falls;
mod garden;
mod lines;
mod ward;

use serde_json::json;

use super::{Introduction, Said};
use crate::Draw;
use crate::calendar::Day;
use crate::codes::{Lab, vital};
use crate::houses::RESIDENCE;
use crate::person::Person;
use crate::staff::{Colleague, ROCHE, SIMON};
use crate::story::{By, Story, Visit};
use crate::world::Record;

/// How visitors meet her.
pub const INTRODUCTION: Introduction = Introduction {
    key: "yvonne",
    name: "Yvonne Delmas",
    title: Said { fr: "Yvonne, 84 ans, vit en EHPAD", en: "Yvonne, 84, lives in a care home" },
    situation: Said {
        fr: "Yvonne vit avec la maladie d’Alzheimer à la Résidence Les Glycines ; hospitalisée depuis deux jours après une troisième chute, elle arrive avec dix-sept médicaments que plusieurs médecins ont prescrits et que personne n’a relus ensemble.",
        en: "Yvonne lives with Alzheimer’s disease in a care home; in hospital for two days after a third fall, she comes with seventeen medicines that several doctors prescribed and nobody has read side by side.",
    },
};

/// Age today.
const AGE: i64 = 84;
/// Days since she moved into the home.
const MOVED_DAYS: i64 = 3 * 365 + 40;
/// Days since oxazepam came on top of zopiclone.
const SEDATIVE_DAYS: i64 = 27;
/// Days since the fall that brought her to hospital.
const FALL_DAYS: i64 = 2;

/// Her record.
pub fn records(seed: u64, today: Day) -> Vec<Record> {
    let mut draw = Draw::new(seed, "yvonne");
    let born = today.years_ago(AGE).plus(-51);
    let mut person = Person::drawn(&mut draw, true, born)
        .named(&["Yvonne", "Marie"], "Garnier")
        .known_as("yvonne");
    person.used = Some("Delmas".to_owned());
    person.marital = "W";
    person.doctor = Some(&ROCHE);
    person.phone.clear();
    person.email.clear();
    let (street, postcode, _) = RESIDENCE.place();
    person.street = street.to_owned();
    if let Some(town) = crate::towns::HOME.iter().find(|town| town.postcode == postcode) {
        person.town = town;
    }
    let mut story = Story::new(person, today, draw);
    before::illnesses(&mut story);
    before::memory(&mut story);
    before::wishes(&mut story);
    before::vaccines(&mut story);
    lines::prescribed(&mut story);
    lines::stopped(&mut story);
    let home = garden::moves_in(&mut story);
    garden::first_years(&mut story, &home);
    garden::weight(&mut story, &home);
    garden::behaviour(&mut story, &home);
    falls::before_hospital(&mut story, &home);
    let stay = ward::emergency(&mut story);
    ward::days_and_nights(&mut story, &stay);
    ward::to_come(&mut story);
    vec![Record::of(story)]
}

/// What the laboratory found so many days ago, early.
fn sample(story: &mut Story, days: i64, title: &str, results: &[(&Lab, f64)], said: &str) {
    let when = story.today.plus(-days).at(7, 30);
    story.panel(By::alone(&SIMON, when), title, results, said);
}

/// What whoever holds a round of the ward or home measures: pressure, pulse.
fn round(story: &mut Story, by: By<'_>, (systolic, diastolic): (f64, f64), pulse: f64) {
    story.pressure(by, systolic, diastolic);
    story.vital(by, &vital::HEART_RATE, pulse);
}

/// A group of AGGIR (ANS, JDV_GIR): code, and the number of the group.
fn autonomy(story: &mut Story, who: &'static Colleague, on: Day, (code, group): (&str, i64)) {
    let coding = json!([{
        "system": "urn:oid:1.2.250.1.213.1.1.4.322",
        "code": code,
        "display": format!("GIR-{group}"),
    }]);
    let observation = json!({
        "resourceType": "Observation",
        "status": "final",
        "category": [{"coding": [{
            "system": "http://terminology.hl7.org/CodeSystem/observation-category",
            "code": "survey",
        }]}],
        "code": {"text": "Groupe iso-ressources (grille AGGIR)"},
        "subject": story.person.reference(),
        "effectiveDateTime": on.at(14, 30).iso(),
        "performer": [who.reference()],
        "valueCodeableConcept": {"coding": coding, "text": format!("GIR {group}")},
    });
    story.put(who.house, observation);
}

/// By somebody during a visit, so many days ago at an hour.
fn then<'v>(
    story: &Story,
    who: &'static Colleague,
    days: i64,
    (hour, minute): (i64, i64),
    visit: &'v Visit,
) -> By<'v> {
    By::during(who, story.today.plus(-days).at(hour, minute), visit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::{drug, lab, vaccine};
    use crate::people::tests::{days_of, medicines, of, values};

    fn record() -> Record {
        records(3, Day::of(2026, 11, 26)).remove(0)
    }

    #[test]
    fn seventeen_medicines_go_on() {
        let all = medicines(&record());
        assert_eq!(all.len(), 17, "{all:?}");
        for both in [["zopiclone", "oxazépam"], ["spironolactone", "chlorure de potassium"]] {
            assert!(both.iter().all(|name| all.iter().any(|one| one == name)), "{all:?}");
        }
    }

    #[test]
    fn potassium_rises_while_kidney_weight_and_albumin_fall() {
        let record = record();
        let ends = |loinc| {
            let all = values(&record, loinc);
            (*all.first().unwrap(), *all.last().unwrap())
        };
        let ((k_then, k_now), (egfr_then, egfr_now)) =
            (ends(lab::POTASSIUM.loinc), ends(lab::EGFR.loinc));
        let ((kg_then, kg_now), (albumin_then, albumin_now)) =
            (ends(vital::WEIGHT.loinc), ends(lab::ALBUMIN.loinc));
        assert!(k_then < 4.5 && k_now > 5.5 && egfr_then > 60.0 && egfr_now < 35.0);
        assert!(kg_now < 0.85 * kg_then && albumin_now < 30.0 && albumin_then > 35.0);
    }

    #[test]
    fn falls_follow_the_second_sedative() {
        let record = record();
        let added = days_of(&record, "MedicationRequest", drug::OXAZEPAM.atc).remove(0);
        let falls: Vec<&str> = of(&record, "DocumentReference")
            .filter(|one| {
                one["description"].as_str().is_some_and(|said| said.starts_with("Chute n°"))
            })
            .filter_map(|one| one["date"].as_str())
            .collect();
        assert_eq!(falls.len(), 3);
        assert!(falls.iter().all(|fall| *fall > added.as_str()), "{added} {falls:?}");
    }

    #[test]
    fn nobody_has_protected_her_from_shingles() {
        let record = record();
        assert!(days_of(&record, "Immunization", vaccine::SHINGLES.atc).is_empty());
        assert!(!days_of(&record, "Immunization", vaccine::INFLUENZA.atc).is_empty());
    }
}
