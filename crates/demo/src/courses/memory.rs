//! Memory that goes: Alzheimer's disease and what the family tells.

use super::consultation::Consultation;
use super::course::{Course, Onset, Stage};
use super::life::{Home, Life};
use crate::codes::{document, illness};
use crate::staff::BESSON;
use crate::story::{By, Kind};

/// Share of people, by age (Santé publique France).
const CHANCE: &[(i64, f64)] = &[(0, 0.0), (70, 0.02), (78, 0.06), (85, 0.14), (90, 0.22)];
/// Share of those who live in the residence.
const OF_RESIDENTS: f64 = 0.55;

struct Memory {
    onset: Onset,
    score: i64,
    opinion: bool,
}

pub(super) fn begin(life: &mut Life) -> Option<Box<dyn Course>> {
    let chance = if life.home == Home::Residence { OF_RESIDENTS } else { life.by_age(CHANCE) };
    if !life.chance(chance) {
        return None;
    }
    let kind = life.pick(&[&illness::ALZHEIMER, &illness::ALZHEIMER, &illness::VASCULAR_DEMENTIA]);
    let onset = Onset::drawn(life, kind, 68, 5);
    let score = if onset.before().is_some() { life.between(12, 20) } else { life.between(20, 24) };
    Some(Box::new(Memory { onset, score, opinion: false }))
}

impl Memory {
    fn consult(&mut self, life: &mut Life, at: &Consultation) {
        let day = at.day().plus(life.between(40, 90));
        if self.opinion || life.home == Home::Residence || day > life.end {
            return;
        }
        self.opinion = true;
        let when = life.hour(day);
        let visit = life.story.visit(Kind::Outpatient, &BESSON, when, 60, "Consultation mémoire");
        let dear = life.dear();
        let text = format!(
            "{dear},\n\nMerci de m’avoir adressé {} {}, {} ans, pour une plainte mnésique rapportée surtout par l’entourage. Le MMSE est à {}/30 : désorientation dans le temps, rappel différé effondré peu aidé par l’indiçage. Pas de syndrome parkinsonien. Les actes complexes (papiers, courses) demandent de l’aide.\n\nJe propose une IRM si elle n’est pas faite, une orientation vers l’accueil de jour et un soutien de l’aidant. Je n’introduis pas de traitement spécifique. Il n’est plus raisonnable de conduire.\n\nBien confraternellement,\n{}",
            life.story.person.civility(),
            life.story.person.shown(),
            life.story.age(day),
            self.score,
            BESSON.name(),
        );
        life.story.note(
            By::during(&BESSON, when, &visit),
            &document::CONSULTATION,
            "Consultation mémoire",
            &text,
        );
    }
}

impl Course for Memory {
    fn follow(&mut self, life: &mut Life, at: &mut Consultation) {
        match self.onset.stage(life, at) {
            Stage::Found => {
                at.told(
                    "La famille signale des oublis, des papiers non payés, des mots qui manquent.",
                );
                at.done(format!(
                    "MMSE {}/30. Bilan biologique, imagerie et consultation mémoire.",
                    self.score
                ));
                self.consult(life, at);
            }
            Stage::Known if life.chance(0.4) => {
                self.score = (self.score - life.between(0, 1)).max(3);
                let said = life.say(&[
                    "Désorientation dans le temps, reconnaît ses proches.",
                    "Se perd dans le quartier une fois ce trimestre, famille très présente.",
                    "Moins d’initiatives, mange bien, nuits calmes.",
                    "Répète les mêmes questions, souriant{e}.",
                ]);
                at.told(said);
                if life.chance(0.3) {
                    at.seen(format!("MMSE {}/30.", self.score));
                }
            }
            Stage::Hidden | Stage::Known => {}
        }
    }
}
