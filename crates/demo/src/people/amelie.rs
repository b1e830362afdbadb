//! Amélie, pregnant for the second time, twenty-nine weeks today.
//!
//! Calendar of the visits and analyses: HAS, « Suivi et orientation des femmes
//! enceintes »; gestational diabetes: CNGOF, « Diabète gestationnel ».

mod before;
mod pregnancy;
mod sugar;
mod watch;

use super::{Introduction, Said};
use crate::Draw;
use crate::calendar::{Day, Moment};
use crate::codes::{lab, vital};
use crate::person::Person;
use crate::staff::{Colleague, VASSEUR};
use crate::story::{By, Story, Visit};
use crate::world::Record;

/// How visitors meet her.
pub const INTRODUCTION: Introduction = Introduction {
    key: "amelie",
    name: "Amélie Delaunay",
    title: Said { fr: "Amélie, 31 ans, enceinte", en: "Amélie, 31, pregnant" },
    situation: Said {
        fr: "Au septième mois de sa deuxième grossesse, Amélie est suivie par une sage-femme, une obstétricienne et une diabétologue : mis bout à bout, leurs derniers chiffres racontent quelque chose que personne n’a encore dit.",
        en: "In the seventh month of her second pregnancy, Amélie is looked after by a midwife, an obstetrician and a diabetologist: put side by side, their latest figures tell something that nobody has said yet.",
    },
};

/// Age today.
const AGE: i64 = 31;
/// Days since her last period: twenty-nine weeks today.
const AMENORRHOEA_DAYS: i64 = 29 * 7;
/// Days from the last period to the expected birth: 41 weeks, as France counts.
const TERM_DAYS: i64 = 41 * 7;

/// Her record.
pub fn records(seed: u64, today: Day) -> Vec<Record> {
    let mut draw = Draw::new(seed, "amelie");
    let born = today.years_ago(AGE).plus(-137);
    let mut person = Person::drawn(&mut draw, true, born)
        .named(&["Amélie", "Rose"], "Chartier")
        .known_as("amelie");
    person.used = Some("Delaunay".to_owned());
    person.marital = "M";
    person.doctor = Some(&VASSEUR);
    let mut story = Story::new(person, today, draw);
    before::childhood(&mut story);
    before::youth(&mut story);
    before::louise(&mut story);
    before::between(&mut story);
    pregnancy::begins(&mut story);
    pregnancy::second_trimester(&mut story);
    sugar::screened(&mut story);
    sugar::followed(&mut story);
    watch::seventh_month(&mut story);
    watch::to_come(&mut story);
    vec![Record::of(story)]
}

/// First day of the last period.
fn last_period(story: &Story) -> Day {
    story.today.plus(-AMENORRHOEA_DAYS)
}

/// A working hour at so many weeks and days of amenorrhoea.
fn at(story: &mut Story, weeks: i64, days: i64) -> Moment {
    story.ago(AMENORRHOEA_DAYS - 7 * weeks - days)
}

/// `21 SA + 2 j`, as midwives count.
fn weeks(story: &Story, on: Day) -> String {
    let days = on.0 - last_period(story).0;
    match days % 7 {
        0 => format!("{} SA", days / 7),
        rest => format!("{} SA + {rest} j", days / 7),
    }
}

/// What every visit of a pregnancy measures.
struct Measures {
    pressure: (f64, f64),
    weight: f64,
    protein: &'static str,
}

fn measure(
    story: &mut Story,
    who: &'static Colleague,
    when: Moment,
    visit: &Visit,
    measures: &Measures,
) {
    let by = By::during(who, when.plus(5), visit);
    story.pressure(by, measures.pressure.0, measures.pressure.1);
    story.vital(by, &vital::WEIGHT, measures.weight);
    story.finding(by, &lab::DIPSTICK_PROTEIN, measures.protein);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::tests::{days_of, of, values};

    #[test]
    fn pressure_rises_where_nobody_compares() {
        let today = Day::of(2026, 11, 26);
        let records = records(3, today);
        let record = records.first().unwrap();
        let systolic: Vec<(String, f64)> = of(record, "Observation")
            .filter_map(|one| {
                let value = one["component"][0]["valueQuantity"]["value"].as_f64()?;
                Some((one["effectiveDateTime"].as_str()?.to_owned(), value))
            })
            .filter(|(when, _)| *when > today.plus(-AMENORRHOEA_DAYS).iso())
            .collect();
        let count = systolic.len();
        let [.., before, last] = systolic.as_slice() else { panic!("two visits") };
        assert!(last.1 > before.1 && before.1 > 125.0, "{systolic:?}");
        assert!(systolic.iter().take(count - 3).all(|(_, value)| *value < 120.0));
        let ratio = values(record, lab::URINE_PROTEIN_RATIO.loinc);
        assert!(ratio.first() < ratio.last(), "{ratio:?}");
    }

    #[test]
    fn anti_d_is_given_after_each_child_who_may_be_positive() {
        let records = records(3, Day::of(2026, 11, 26));
        let days = days_of(records.first().unwrap(), "MedicationRequest", "J06BB01");
        assert_eq!(days.len(), 2, "{days:?}");
    }

    #[test]
    fn diet_lowers_the_glucose_of_mornings() {
        let records = records(3, Day::of(2026, 11, 26));
        let mornings: Vec<f64> = of(records.first().unwrap(), "Observation")
            .filter(|one| one["code"]["coding"][0]["code"] == lab::GLUCOSE_CAPILLARY.loinc)
            .filter(|one| one["effectiveDateTime"].as_str().is_some_and(|at| at.contains("T07")))
            .filter_map(|one| one["valueQuantity"]["value"].as_f64())
            .collect();
        let mean = |some: &[f64]| some.iter().sum::<f64>() / 5.0;
        assert!(mean(&mornings[..5]) > mean(&mornings[mornings.len() - 5..]), "{mornings:?}");
    }
}
