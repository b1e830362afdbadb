//! Marc Lefèvre, fifty-eight, head cook, with ten years of results of a diabetes
//! (HAS, Stratégie thérapeutique du patient vivant avec un diabète de type 2, 2024).

mod foot;
mod lately;
mod life;
mod numbers;
mod treatment;

use super::{Introduction, Said};
use crate::Draw;
use crate::calendar::Day;
use crate::houses::{HOSPITAL, PRACTICE};
use crate::person::Person;
use crate::staff::{BENALI, COLIN, LEGRAND, ROCHE};
use crate::story::Story;
use crate::towns;
use crate::world::Record;

/// How visitors meet him.
pub const INTRODUCTION: Introduction = Introduction {
    key: "cook",
    name: "Marc Lefèvre",
    title: Said { fr: "Marc, chef de cuisine, 58 ans", en: "Marc, head cook, 58" },
    situation: Said {
        fr: "Marc vit depuis onze ans avec un diabète qu’il surveille lui-même dans son espace : dix \
             ans de résultats, des étapes de traitement, et une courbe qui remonte depuis quelques \
             mois sans que personne sache encore pourquoi.",
        en: "Marc has lived with diabetes for eleven years and follows it in his own space: ten years \
             of results, steps of treatment, and a curve that has been rising for some months \
             without anybody knowing why yet.",
    },
};

/// Marc.
pub fn records(seed: u64, today: Day) -> Vec<Record> {
    let mut draw = Draw::new(seed, "cook");
    let born = today.years_ago(58).plus(-99);
    let mut marc = Person::drawn(&mut draw, false, born)
        .named(&["Marc", "Henri", "Louis"], "Lefèvre")
        .known_as("cook");
    marc.town = towns::called("Saint-Pierre-des-Corps");
    marc.street = "47 rue de la Rabaterie".to_owned();
    marc.marital = "M";
    marc.doctor = Some(&ROCHE);
    let phone = towns::phone(&mut draw, true);
    let mut story = Story::new(marc, today, Draw::new(seed, "cook story"));
    life::tell(&mut story);
    numbers::tell(&mut story);
    treatment::tell(&mut story);
    foot::tell(&mut story);
    lately::tell(&mut story);
    story.relative(&PRACTICE, ("SPS", "Épouse"), ("Nathalie", "Lefèvre"), &phone);
    story.team(&HOSPITAL, "Diabétologie", today.plus(-1560), &[&BENALI, &LEGRAND]);
    story.team(&PRACTICE, "Suivi du diabète en ville", today.plus(-4000), &[&ROCHE, &COLIN]);
    vec![Record::of(story)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::lab;
    use crate::people::tests::{days_of, medicines, values};

    fn marc() -> Record {
        records(2, Day::of(2026, 11, 26)).remove(0)
    }

    #[test]
    fn sugar_falls_with_each_step_and_rises_once_the_injections_stop() {
        let marc = marc();
        let glycated = values(&marc, lab::HBA1C.loinc);
        assert!(glycated.len() >= 30, "{}", glycated.len());
        let before = glycated.iter().rev().nth(numbers::SINCE_INJECTIONS).copied();
        let best = glycated.iter().copied().fold(f64::INFINITY, f64::min);
        let last = glycated.last().copied();
        assert_eq!(before, Some(8.4), "before the injections");
        assert!(best < 6.6 && last > Some(8.5), "{best} {last:?}");
    }

    #[test]
    fn his_kidneys_lose_a_little_each_year() {
        let marc = marc();
        let filtration = values(&marc, lab::EGFR.loinc);
        assert!(filtration.first() > filtration.last(), "{filtration:?}");
        assert!(values(&marc, lab::URINE_ALBUMIN_RATIO.loinc).last() > Some(&30.0));
    }

    #[test]
    fn two_doctors_give_different_doses_and_no_pneumococcus_is_recorded() {
        let marc = marc();
        let active = medicines(&marc);
        assert_eq!(active.iter().filter(|name| *name == "metformine").count(), 2, "{active:?}");
        assert_eq!(days_of(&marc, "Immunization", "J07AL02"), Vec::<String>::new());
    }
}
