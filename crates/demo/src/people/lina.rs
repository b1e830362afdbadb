//! Lina, three years old, whose kidneys lose protein; her parents live apart, and
//! both look after her (PNDS Syndrome néphrotique idiopathique de l’enfant, HAS).

mod first_years;
mod kidney;
mod lately;
mod parents;
mod sparing;

use super::{Introduction, Said};
use crate::Draw;
use crate::calendar::Day;
use crate::houses::{HOSPITAL, PRACTICE};
use crate::person::Person;
use crate::staff::{COLIN, HADDAD, MOREAU, ROCHE, WEBER};
use crate::story::Story;
use crate::towns;
use crate::world::Record;

/// How visitors meet her.
pub const INTRODUCTION: Introduction = Introduction {
    key: "lina",
    name: "Lina Carpentier",
    title: Said { fr: "Lina, 3 ans", en: "Lina, 3 years old" },
    situation: Said {
        fr: "Lina vit une semaine chez sa mère, une semaine chez son père, avec une maladie du \
             rein qui rechute quand on baisse la cortisone : tous ceux qui l’entourent doivent \
             lire la même chose, le même jour.",
        en: "Lina spends one week with her mother and one with her father, and has a kidney \
             disease that returns whenever cortisone is lowered: everybody around her has to \
             read the same thing on the same day.",
    },
};

const AGE_YEARS: i64 = 3;
const AGE_DAYS: i64 = 290;

/// Lina, her mother and her father.
pub fn records(seed: u64, today: Day) -> Vec<Record> {
    let mut draw = Draw::new(seed, "lina");
    let born = today.years_ago(AGE_YEARS).plus(-AGE_DAYS);
    let mother = mother(&mut draw, today);
    let father = father(&mut draw, today);
    let mut lina = Person::drawn(&mut draw, true, born)
        .named(&["Lina", "Rose", "Adèle"], "Carpentier")
        .known_as("lina");
    lina.street.clone_from(&mother.street);
    lina.town = mother.town;
    lina.phone.clone_from(&mother.phone);
    lina.email = String::new();
    lina.doctor = Some(&ROCHE);

    let mut story = Story::new(lina, today, Draw::new(seed, "lina story"));
    first_years::tell(&mut story);
    kidney::tell(&mut story);
    sparing::tell(&mut story);
    lately::tell(&mut story);
    around(&mut story, &mother, &father);
    let mut records = vec![Record::of(story)];
    records.push(parents::mother(seed, today, mother));
    records.push(parents::father(seed, today, father));
    records
}

fn mother(draw: &mut Draw, today: Day) -> Person {
    let born = today.years_ago(34).plus(-61);
    let mut mother = Person::drawn(draw, true, born).named(&["Élodie", "Marie"], "Besnard");
    mother.town = towns::called("Saint-Cyr-sur-Loire");
    mother.street = "14 rue du Coq".to_owned();
    mother.doctor = Some(&ROCHE);
    mother
}

fn father(draw: &mut Draw, today: Day) -> Person {
    let born = today.years_ago(38).plus(-203);
    let mut father = Person::drawn(draw, false, born).named(&["Romain", "Jacques"], "Carpentier");
    father.town = towns::called("Fondettes");
    father.street = "3 impasse des Noisetiers".to_owned();
    father.doctor = Some(&ROCHE);
    father
}

fn around(story: &mut Story, mother: &Person, father: &Person) {
    for house in [&HOSPITAL, &PRACTICE] {
        story.relative_of(house, ("MTH", "Mère, autorité parentale conjointe"), mother);
        story.relative_of(house, ("FTH", "Père, autorité parentale conjointe"), father);
    }
    let since = story.today.plus(-kidney::ONSET);
    story.team(&HOSPITAL, "Néphrologie pédiatrique", since, &[&WEBER, &HADDAD, &MOREAU]);
    story.team(&PRACTICE, "Suivi de Lina en ville", since, &[&ROCHE, &COLIN]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::{Lab, Vital, lab, vital};
    use crate::people::tests::{days_of, medicines, values};

    fn told() -> Vec<Record> {
        records(3, Day::of(2026, 11, 26))
    }

    #[test]
    fn each_relapse_shows_in_urine_and_goes_with_cortisone() {
        let lina = &told()[0];
        let ratio: &Lab = &lab::URINE_PROTEIN_RATIO;
        let ratios = values(lina, ratio.loinc);
        let relapses = ratios.windows(2).filter(|pair| pair[0] < 200.0 && pair[1] > 2000.0);
        assert_eq!(relapses.count(), 3, "{ratios:?}");
        assert!(ratios.last().is_some_and(|last| *last < 200.0), "in remission now");
    }

    #[test]
    fn she_grows_slower_under_cortisone() {
        let lina = &told()[0];
        let height: &Vital = &vital::HEIGHT;
        let heights = values(lina, height.loinc);
        assert!(heights.is_sorted(), "{heights:?}");
    }

    #[test]
    fn two_doses_of_cortisone_stand_side_by_side() {
        let active = medicines(&told()[0]);
        assert_eq!(active.iter().filter(|name| *name == "prednisolone").count(), 2, "{active:?}");
    }

    #[test]
    fn no_live_vaccine_follows_the_onset_of_the_illness() {
        let lina = &told()[0];
        let onset = Day::of(2026, 11, 26).plus(-kidney::ONSET).iso();
        for atc in ["J07BD52", "J07BH01", "J07BK01"] {
            assert!(days_of(lina, "Immunization", atc).iter().all(|day| *day < onset), "{atc}");
        }
    }

    #[test]
    fn her_parents_live_apart() {
        let all = told();
        assert_eq!(all.len(), 3);
        assert_ne!(all[1].person.street, all[2].person.street);
        assert!(all[1..].iter().all(|one| (10..=25).contains(&one.entries.len())));
    }
}
