//! André, whose heart fails, who reads badly and lives alone.
//!
//! Treatment of heart failure: ESC guidelines of 2021, HAS « Guide du parcours
//! de soins, insuffisance cardiaque »; telemonitoring: arrêté of 28 March 2022.

mod home;
mod stays;
mod years;

use super::{Introduction, Said};
use crate::Draw;
use crate::calendar::{Day, Moment};
use crate::codes::{Lab, lab};
use crate::person::Person;
use crate::staff::{ROCHE, SIMON};
use crate::story::{By, Story, Visit};
use crate::world::Record;

/// How visitors meet him.
pub const INTRODUCTION: Introduction = Introduction {
    key: "andre",
    name: "André Pasquier",
    title: Said { fr: "André, 79 ans, seul chez lui", en: "André, 79, alone at home" },
    situation: Said {
        fr: "André lit mal et son cœur fatigue : chaque matin l’infirmière prépare ses médicaments, mais la liste de son pilulier ne dit plus la même chose que la lettre de l’hôpital, et sa balance s’en aperçoit.",
        en: "André reads badly and his heart is tired: each morning the nurse prepares his medicines, but the list of his pill box no longer says what the letter from the hospital says, and his scales have noticed.",
    },
};

/// Age today.
const AGE: i64 = 79;
/// Days since the first stay began.
const FIRST_STAY: i64 = 266;
/// Days since the second stay began.
const SECOND_STAY: i64 = 22;
/// How many days each stay took.
const STAY_DAYS: i64 = 9;

/// A visit as it is told: days ago, reason, note, pressure in mmHg, weight in kg.
type Told = (i64, &'static str, &'static str, (f64, f64), f64);

/// His record.
pub fn records(seed: u64, today: Day) -> Vec<Record> {
    let mut draw = Draw::new(seed, "andre");
    let born = today.years_ago(AGE).plus(-211);
    let mut person = Person::drawn(&mut draw, false, born)
        .named(&["André", "Marcel"], "Pasquier")
        .known_as("andre");
    person.email = String::new();
    person.marital = "W";
    person.doctor = Some(&ROCHE);
    let mut story = Story::new(person, today, draw);
    years::known(&mut story);
    years::vaccinated(&mut story);
    years::treated(&mut story);
    years::heart(&mut story);
    years::alone(&mut story);
    stays::first(&mut story);
    home::telemonitored(&mut story);
    home::mornings(&mut story);
    stays::second(&mut story);
    home::back(&mut story);
    home::to_come(&mut story);
    vec![Record::of(story)]
}

/// What each blood sample looked at.
struct Blood {
    creatinine: f64,
    filtration: f64,
    potassium: f64,
    sodium: f64,
    peptide: f64,
    haemoglobin: f64,
}

fn blood(story: &mut Story, when: Moment, visit: Option<&Visit>, blood: &Blood, said: &str) {
    let results: [(&Lab, f64); 6] = [
        (&lab::CREATININE_M, blood.creatinine),
        (&lab::EGFR, blood.filtration),
        (&lab::POTASSIUM, blood.potassium),
        (&lab::SODIUM, blood.sodium),
        (&lab::NT_PROBNP, blood.peptide),
        (&lab::HB_M, blood.haemoglobin),
    ];
    let by = By { who: &SIMON, when, visit };
    story.panel(by, "Ionogramme, fonction rénale, NT-proBNP", &results, said);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::vital;
    use crate::people::tests::{medicines, of, values};

    fn record() -> Record {
        records(11, Day::of(2026, 11, 26)).swap_remove(0)
    }

    #[test]
    fn weight_rises_before_each_stay_and_again_now() {
        let record = record();
        let today = Day::of(2026, 11, 26);
        let weight = |ago: i64| {
            let day = today.plus(-ago).iso();
            of(&record, "Observation")
                .filter(|one| one["code"]["coding"][0]["code"] == vital::WEIGHT.loinc)
                .filter(|one| one["effectiveDateTime"].as_str().is_some_and(|at| at[..10] <= *day))
                .max_by_key(|one| one["effectiveDateTime"].as_str().map(str::to_owned))
                .and_then(|one| one["valueQuantity"]["value"].as_f64())
                .unwrap()
        };
        for (before, after) in [(FIRST_STAY + 25, FIRST_STAY), (SECOND_STAY + 25, SECOND_STAY)] {
            assert!(weight(after) > weight(before) + 2.0, "{} {}", weight(before), weight(after));
        }
        assert!(weight(0) > weight(8) + 1.5, "{} {}", weight(8), weight(0));
    }

    #[test]
    fn what_the_hospital_stopped_is_still_in_the_pill_box() {
        let record = record();
        assert!(medicines(&record).contains(&"spironolactone".to_owned()));
        let orders: Vec<_> = of(&record, "MedicationRequest")
            .filter(|one| one["status"] == "active" && one.to_string().contains("Furosémide"))
            .collect();
        assert_eq!(orders.len(), 2, "of the practice and of the hospital");
        let potassium = values(&record, lab::POTASSIUM.loinc);
        assert!(potassium.last() > Some(&5.4), "{potassium:?}");
    }
}
