//! Migraine of women above all, and what is taken when it comes.

use super::consultation::Consultation;
use super::course::{Course, Onset, Stage};
use super::life::Life;
use crate::codes::{drug, illness};

/// Share of women who see a doctor for it, by age; of men a third of that.
const CHANCE: &[(i64, f64)] = &[(0, 0.0), (14, 0.08), (25, 0.14), (50, 0.08), (65, 0.03)];
const REASON: &str = "migraine";

struct Migraine {
    onset: Onset,
}

pub(super) fn begin(life: &mut Life) -> Option<Box<dyn Course>> {
    let less = if life.female() { 1.0 } else { 0.33 };
    let chance = life.by_age(CHANCE) * less;
    if !life.chance(chance) {
        return None;
    }
    let onset = Onset::drawn(life, &illness::MIGRAINE, 14, 15);
    if let Some(since) = onset.before()
        && triptan(life)
    {
        life.started(
            since.max(life.from.plus(-400)),
            &drug::SUMATRIPTAN,
            "1 comprimé si besoin dès le début de la crise, 2 par jour au plus",
            REASON,
        );
    }
    Some(Box::new(Migraine { onset }))
}

/// Triptans are for adults whose vessels are sound, and not beside such antidepressants.
fn triptan(life: &Life) -> bool {
    (18..65).contains(&life.age()) && !life.has(&illness::HYPERTENSION) && !life.takes("N06A")
}

impl Course for Migraine {
    fn follow(&mut self, life: &mut Life, at: &mut Consultation) {
        match self.onset.stage(life, at) {
            Stage::Found => {
                at.told("Céphalées pulsatiles d’un côté avec nausées, au lit dans le noir, deux par mois.");
                at.seen("Examen neurologique normal.");
                if triptan(life) {
                    life.start(
                        at,
                        &drug::SUMATRIPTAN,
                        "1 comprimé si besoin dès le début de la crise, 2 par jour au plus",
                        REASON,
                    );
                    at.done("Migraine sans aura : triptan en crise, agenda des crises.");
                } else {
                    at.done(
                        "Migraine sans aura : paracétamol dès le début, repos, agenda des crises.",
                    );
                }
            }
            Stage::Known if life.chance(0.45) => {
                let said = life.say(&[
                    "Une à deux migraines par mois, calmées.",
                    "Moins de migraines depuis l’été.",
                    "Agenda : trois crises en trois mois, pas d’abus d’antalgiques.",
                ]);
                at.told(said);
            }
            Stage::Hidden | Stage::Known => {}
        }
    }
}
