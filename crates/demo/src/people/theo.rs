//! Théo, nineteen, who lives with autism and epilepsy, and is about to leave childhood's institutions.
//!
//! Needs: nomenclature SERAFIN-PH (CNSA). Move to adulthood: CASF, article L. 242-4.
//! Valproate for boys and men: ANSM, attestation d’information partagée.

mod before;
mod grown;
mod lately;
mod passage;
mod passerelle;

use serde_json::json;

use super::{Introduction, Said};
use crate::Draw;
use crate::calendar::Day;
use crate::person::Person;
use crate::staff::{Colleague, VASSEUR};
use crate::story::{By, Story, Visit};
use crate::world::Record;

/// How visitors meet him.
pub const INTRODUCTION: Introduction = Introduction {
    key: "theo",
    name: "Théo Lemoine",
    title: Said { fr: "Théo, 19 ans, à l’IME", en: "Théo, 19, in a home for the young" },
    situation: Said {
        fr: "Théo vit à l’IME La Passerelle avec un autisme et une épilepsie ; depuis qu’un nouveau médicament a espacé ses crises, ses éducateurs ne le reconnaissent plus, mais ils ne l’écrivent pas avec les mots que cherchent les médecins, et il aura vingt ans dans quatre mois.",
        en: "Théo lives with autism and epilepsy in a specialised home for the young; since a new medicine made his fits rarer, his educators no longer recognise him, but they do not write it in the words that doctors look for, and he will be twenty in four months.",
    },
};

/// Age today.
const AGE: i64 = 19;
/// Days since he came to La Passerelle.
const ENTRY_DAYS: i64 = 7 * 365 + 85;
/// Days since levetiracetam was begun.
const NEW_DRUG_DAYS: i64 = 75;
/// Days since it was doubled.
const DOUBLED_DAYS: i64 = 40;

/// His record.
pub fn records(seed: u64, today: Day) -> Vec<Record> {
    let mut draw = Draw::new(seed, "theo");
    let born = today.years_ago(AGE).plus(-245);
    let mut person =
        Person::drawn(&mut draw, false, born).named(&["Théo", "Gabin"], "Lemoine").known_as("theo");
    person.marital = "S";
    person.doctor = Some(&VASSEUR);
    person.email.clear();
    let mut story = Story::new(person, today, draw);
    before::vaccines(&mut story);
    before::different(&mut story);
    before::epilepsy(&mut story);
    let home = passerelle::comes(&mut story);
    passerelle::plan(&mut story, &home);
    passerelle::days(&mut story, &home);
    grown::weight(&mut story, &home);
    grown::mind(&mut story);
    grown::teeth_and_body(&mut story);
    lately::fits(&mut story, &home);
    lately::new_medicine(&mut story, &home);
    lately::changed(&mut story, &home);
    lately::since_yesterday(&mut story, &home);
    passage::rights(&mut story, &home);
    passage::to_come(&mut story);
    vec![Record::of(story)]
}

/// By somebody of La Passerelle, so many days ago at an hour.
fn then<'v>(
    story: &Story,
    who: &'static Colleague,
    days: i64,
    (hour, minute): (i64, i64),
    home: &'v Visit,
) -> By<'v> {
    By::during(who, story.today.plus(-days).at(hour, minute), home)
}

/// What a team counts over a span of time that no nomenclature names.
const FITS: &str = "Crises d’épilepsie dans le mois";
/// Moments of a week that were hard, on the team's own sheet.
const HARD_MOMENTS: &str = "Moments difficiles dans la semaine";

fn counted(story: &mut Story, by: By<'_>, what: &str, count: i64) {
    let observation = json!({
        "resourceType": "Observation",
        "status": "final",
        "category": [{"coding": [{
            "system": "http://terminology.hl7.org/CodeSystem/observation-category",
            "code": "survey",
        }]}],
        "code": {"text": what},
        "subject": story.person.reference(),
        "effectiveDateTime": by.when.iso(),
        "performer": [by.who.reference()],
        "valueInteger": count,
    });
    story.put(by.who.house, observation);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::{drug, illness, lab, vaccine, vital};
    use crate::people::tests::{days_of, medicines, of, values};

    fn record() -> Record {
        records(3, Day::of(2026, 11, 26)).remove(0)
    }

    fn counts(record: &Record, what: &str) -> Vec<(String, i64)> {
        let mut all: Vec<_> = of(record, "Observation")
            .filter(|one| one["code"]["text"] == what)
            .filter_map(|one| {
                let when = one["effectiveDateTime"].as_str()?.to_owned();
                Some((when, one["valueInteger"].as_i64()?))
            })
            .collect();
        all.sort();
        all
    }

    #[test]
    fn fits_grow_rare_and_days_hard_since_the_same_medicine() {
        let record = record();
        let since = days_of(&record, "MedicationRequest", drug::LEVETIRACETAM.atc).remove(0);
        let mean = |what, after: bool| {
            let all = counts(&record, what);
            let some: Vec<i64> = all
                .iter()
                .filter(|(when, _)| (*when > since) == after)
                .map(|(_, count)| *count)
                .collect();
            some.iter().sum::<i64>() * 10 / i64::try_from(some.len()).unwrap()
        };
        assert!(mean(FITS, true) < mean(FITS, false));
        assert!(mean(HARD_MOMENTS, true) > 2 * mean(HARD_MOMENTS, false));
    }

    #[test]
    fn risperidone_weighs_and_nobody_looks_any_more() {
        let record = record();
        let kilograms = values(&record, vital::WEIGHT.loinc);
        assert!(kilograms.last() > kilograms.first());
        let year_ago = Day::of(2026, 11, 26).plus(-365).iso();
        let sugars = of(&record, "Observation")
            .filter(|one| one["code"]["coding"][0]["code"] == lab::GLUCOSE_FASTING.loinc)
            .filter(|one| one["effectiveDateTime"].as_str().is_some_and(|when| *when > *year_ago));
        assert_eq!(sugars.count(), 0);
        assert!(medicines(&record).iter().any(|one| one == "rispéridone"));
    }

    #[test]
    fn he_is_vaccinated_as_his_age_asks() {
        let record = record();
        assert_eq!(days_of(&record, "Immunization", vaccine::MMR.atc).len(), 2);
        assert_eq!(days_of(&record, "Condition", illness::EPILEPSY.cim10).len(), 1);
    }
}
