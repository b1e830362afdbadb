//! Hay fever: every spring again.

use super::consultation::Consultation;
use super::course::{Course, Onset, Stage};
use super::life::Life;
use crate::calendar::Day;
use crate::codes::{allergen, drug, illness};

/// Share of people, by age (Inserm).
const CHANCE: &[(i64, f64)] = &[(0, 0.0), (6, 0.1), (16, 0.2), (50, 0.12), (70, 0.05)];
/// Days that a season of pollen lasts.
const SEASON: i64 = 60;
const REASON: &str = "rhinite allergique";

struct Rhinitis {
    onset: Onset,
    season: Option<Day>,
}

pub(super) fn begin(life: &mut Life) -> Option<Box<dyn Course>> {
    let chance = life.by_age(CHANCE);
    if !life.chance(chance) {
        return None;
    }
    let onset = Onset::drawn(life, &illness::ALLERGIC_RHINITIS, 5, 15);
    let pollen =
        life.pick(&[&allergen::GRASS_POLLEN, &allergen::GRASS_POLLEN, &allergen::BIRCH_POLLEN]);
    life.allergies.push(pollen);
    Some(Box::new(Rhinitis { onset, season: None }))
}

impl Course for Rhinitis {
    fn follow(&mut self, life: &mut Life, at: &mut Consultation) {
        if self.onset.stage(life, at) == Stage::Hidden {
            return;
        }
        let spring = (3..=6).contains(&at.day().civil().1);
        let again = self.season.is_none_or(|day| at.day().0 - day.0 > 250);
        if !(spring && again) || life.has(&illness::PREGNANCY) {
            return;
        }
        self.season = Some(at.day());
        let said = life.say(&[
            "Éternue, nez qui coule, yeux rouges depuis deux semaines.",
            "Rhinoconjonctivite comme chaque printemps.",
        ]);
        at.told(said);
        let (tablet, dosage) = if life.story.age(at.day()) >= 12 {
            (&drug::DESLORATADINE, "1 comprimé par jour pendant la saison pollinique")
        } else {
            (&drug::CETIRIZINE, "1/2 comprimé matin et soir pendant la saison pollinique")
        };
        life.give(at.by(), tablet, (dosage, SEASON), REASON);
        if life.chance(0.4) {
            life.give(
                at.by(),
                &drug::MOMETASONE_NASAL,
                ("1 pulvérisation dans chaque narine le matin", SEASON),
                REASON,
            );
        }
        at.done("Antihistaminique pour la saison, lavages de nez le soir.");
    }
}
