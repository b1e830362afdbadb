//! A man without papers, found in the street this night: a record that begins.
//!
//! Names and statuses of those who cannot say who they are: ANS, Référentiel
//! national d’identitovigilance (RNIV 1). Triage: SFMU, FRENCH.

mod night;

use super::{Introduction, Said};
use crate::Draw;
use crate::calendar::Day;
use crate::houses::{EMERGENCY, HOSPITAL};
use crate::person::{Identity, Person};
use crate::staff::{DIALLO, GARCIA};
use crate::story::{Kind, Story};
use crate::towns::Town;
use crate::world::Record;

/// How visitors meet him.
pub const INTRODUCTION: Introduction = Introduction {
    key: "inconnu",
    name: "Inconnu",
    title: Said {
        fr: "« X se disant Alpha », sans papiers",
        en: "“X calling himself Alpha”, without papers",
    },
    situation: Said {
        fr: "Trouvé sur un trottoir cette nuit, cet homme d’environ 45 ans a été pris en charge aux urgences sans nom, sans papiers et sans passé : tout ce qu’on ignore de lui compte autant que ce qu’on sait.",
        en: "Found on a pavement last night, this man of about 45 is cared for at the emergency department with no name, no papers and no past: what is not known about him matters as much as what is.",
    },
};

/// Age that he looks.
const LOOKS: i64 = 45;
/// Where he was born, as the RNIV has it written when nobody knows.
static NOWHERE: Town = Town { name: "", postcode: "", insee: "99999", country: "Inconnu" };

/// His record.
pub fn records(seed: u64, today: Day) -> Vec<Record> {
    let mut story = Story::new(stranger(seed, today), today, Draw::new(seed, "inconnu"));
    let came = today.at(4, 52);
    let reason = "Homme inconnu trouvé inconscient sur la voie publique";
    let visit = story.stay(Kind::Emergency, &EMERGENCY, &DIALLO, (came, None), reason);
    story.team(
        &HOSPITAL,
        "Urgences, salle d’accueil des urgences vitales",
        today,
        &[&DIALLO, &GARCIA],
    );
    night::arrival(&mut story, came, &visit);
    night::results(&mut story, came, &visit);
    night::examination(&mut story, came, &visit);
    night::watch(&mut story, came, &visit);
    night::morning(&mut story, came, &visit);
    vec![Record::of(story)]
}

/// Day and month unknown: 31 December of a year that fits (RNIV 1).
fn stranger(seed: u64, today: Day) -> Person {
    let mut draw = Draw::new(seed, "inconnu person");
    let (year, _, _) = today.years_ago(LOOKS + 1).civil();
    let born = Day::of(year, 12, 31);
    let given = ["X se disant Alpha"];
    let mut person =
        Person::drawn(&mut draw, false, born).named(&given, "Inconnu").known_as("inconnu");
    person.identity = Identity::Provisional;
    person.birthplace = &NOWHERE;
    person.street = String::new();
    person.phone = String::new();
    person.email = String::new();
    person
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::vital;
    use crate::people::tests::{of, values};

    #[test]
    fn nobody_knows_more_than_was_seen_tonight() {
        let today = Day::of(2026, 11, 26);
        let records = records(5, today);
        let record = records.first().unwrap();
        for kind in ["AllergyIntolerance", "Condition", "Immunization", "RelatedPerson"] {
            assert_eq!(of(record, kind).count(), 0, "{kind}");
        }
        assert_eq!(record.person.ins(), None);
        let patient = of(record, "Patient").next().unwrap();
        assert!(patient["address"].is_null() && patient["telecom"].is_null());
        let visit = of(record, "Encounter").next().unwrap();
        assert_eq!(visit["status"], "in-progress");
    }

    #[test]
    fn breathing_slows_again_once_naloxone_wears_off() {
        let records = records(5, Day::of(2026, 11, 26));
        let rates = values(records.first().unwrap(), vital::RESPIRATORY_RATE.loinc);
        let best = rates.iter().copied().fold(0.0, f64::max);
        assert!(rates.first() < Some(&best) && rates.last() < Some(&best), "{rates:?}");
    }
}
