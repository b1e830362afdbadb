//! Two women of nearly the same name and birth, whom a result once confused.

mod bernard;
mod bernhard;

use super::{Introduction, Said};
use crate::Draw;
use crate::calendar::{Day, Moment};
use crate::codes::Vaccine;
use crate::person::Person;
use crate::staff::{Colleague, LAMBERT};
use crate::story::{By, Kind, Story, Visit};
use crate::towns::{BIRTHPLACES, Town};
use crate::world::Record;

/// How visitors meet them.
pub const INTRODUCTION: Introduction = Introduction {
    key: "catherine",
    name: "Catherine Bernard",
    title: Said {
        fr: "Catherine Bernard et Catherine Bernhard, 69 ans",
        en: "Catherine Bernard and Catherine Bernhard, both 69",
    },
    situation: Said {
        fr: "Nées à neuf jours d’écart et suivies dans le même cabinet, l’une ne supporte pas la pénicilline, l’autre vit sous anticoagulant : un résultat a déjà pris le chemin de l’autre dossier, et toutes les traces n’en sont pas effacées.",
        en: "Born nine days apart and patients of the same practice, one cannot stand penicillin, the other lives on an anticoagulant: a result has already gone to the other’s record, and not every trace of it has been cleared.",
    },
};

/// Age of both today, give or take the month.
const AGE: i64 = 69;
/// Days since the result went astray.
const ASTRAY: i64 = 36;
/// Days since it was found.
const FOUND: i64 = 33;

/// A visit as it is told: days ago, reason, note, pressure in mmHg, weight in kg.
type Told = (i64, &'static str, &'static str, (f64, f64), f64);

/// Their records.
pub fn records(seed: u64, today: Day) -> Vec<Record> {
    vec![bernard::record(seed, today), bernhard::record(seed, today)]
}

/// One of the two, born on a day of March.
fn catherine(draw: &mut Draw, family: &str, day: i64, place: &'static Town, today: Day) -> Person {
    let (year, month, today) = today.civil();
    let year = if (month, today) > (3, 20) { year } else { year - 1 };
    let born = Day::of(year - AGE, 3, day);
    let mut person = Person::drawn(draw, true, born).named(&["Catherine"], family);
    person.birthplace = place;
    person
}

/// A town of birth by its code of Insee.
fn town(insee: &str) -> &'static Town {
    static TOURS: Town =
        Town { name: "Tours", postcode: "37000", insee: "37261", country: "France" };
    BIRTHPLACES.iter().find(|town| town.insee == insee).unwrap_or(&TOURS)
}

/// What the practice put on top of both records once it knew. It names nobody:
/// the other one has her secrets too.
fn warned(story: &mut Story) {
    let when = story.ago(FOUND - 1);
    let said = "HOMONYME au cabinet : une autre patiente a presque le même nom, née le même mois. Vérifier nom de naissance lettre à lettre, date et lieu de naissance avant tout classement et toute prescription";
    story.alert(&LAMBERT, when, said);
}

/// A visit to a doctor with pressure and, where it was taken, weight.
fn visit(
    story: &mut Story,
    who: &'static Colleague,
    (ago, reason, note): (i64, &str, &str),
    (systolic, diastolic): (f64, f64),
    weight: f64,
) -> (Moment, Visit) {
    let when = story.ago(ago);
    let visit = story.seen(Kind::Consultation, who, when, reason, note);
    let by = By::during(who, when, &visit);
    story.pressure(by, systolic, diastolic);
    story.vital(by, &crate::codes::vital::WEIGHT, weight);
    (when, visit)
}

/// One dose for each age in months that has passed.
fn vaccinated(story: &mut Story, who: &'static Colleague, all: &[(&Vaccine, i64, i64)]) {
    for (vaccine, months, dose) in all {
        let day = story.person.born.plus_months(*months).plus(16);
        if day <= story.today {
            story.vaccine(who, vaccine, day, *dose);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::lab;
    use crate::people::tests::{medicines, of, values};

    #[test]
    fn the_stray_result_is_marked_and_stands_where_it_belongs() {
        let today = Day::of(2026, 11, 26);
        let both = records(2, today);
        let [bernard, bernhard] = both.as_slice() else { panic!("two") };
        let stray: Vec<_> = of(bernard, "Observation")
            .filter(|one| one["code"]["coding"][0]["code"] == lab::INR.loinc)
            .collect();
        assert_eq!(stray.len(), 1);
        assert_eq!(stray[0]["status"], "entered-in-error");
        assert!(!medicines(bernard).contains(&"warfarine".to_owned()));
        assert!(values(bernhard, lab::INR.loinc).contains(&4.8));
        assert!(medicines(bernhard).contains(&"warfarine".to_owned()));
    }

    #[test]
    fn they_differ_by_a_letter_and_nine_days() {
        let both = records(2, Day::of(2026, 2, 3));
        let [one, other] = both.as_slice() else { panic!("two") };
        assert_eq!(other.person.born.0 - one.person.born.0, 9);
        assert_eq!(one.person.given, other.person.given);
        assert_ne!(one.person.ins(), other.person.ins());
    }
}
