//! Arthrosis of knee and hip: pain that grows, and the physiotherapist.

use super::consultation::Consultation;
use super::course::{Course, Onset, Stage};
use super::life::{Home, Life};
use crate::calendar::Day;
use crate::codes::{act, document, drug, illness};
use crate::staff::{COSTA, LEBLANC};
use crate::story::{By, Kind};

/// Share of people who complain of it, by age (Inserm).
const CHANCE: &[(i64, f64)] = &[(0, 0.0), (45, 0.05), (55, 0.14), (65, 0.25), (75, 0.34)];

struct Joints {
    onset: Onset,
    reason: &'static str,
    joint: &'static str,
    side: &'static str,
    /// From when on nothing more is prescribed for a while.
    rests: Option<Day>,
    trained: bool,
}

pub(super) fn begin(life: &mut Life) -> Option<Box<dyn Course>> {
    let more = if life.has(&illness::OBESITY) { 1.5 } else { 0.9 };
    let chance = life.by_age(CHANCE) * more;
    if !life.chance(chance) {
        return None;
    }
    let knee = life.chance(0.65);
    let right = life.chance(0.5);
    let (kind, reason, joint) = if knee {
        (&illness::KNEE_ARTHROSIS, "gonarthrose", "genou")
    } else {
        (&illness::HIP_ARTHROSIS, "coxarthrose", "hanche")
    };
    let side = match (knee, right) {
        (true, true) => "droit",
        (false, true) => "droite",
        (_, false) => "gauche",
    };
    let onset = Onset::drawn(life, kind, 45, 10);
    Some(Box::new(Joints { onset, reason, joint, side, rests: None, trained: false }))
}

impl Joints {
    fn pain(&mut self, life: &mut Life, at: &mut Consultation) {
        self.rests = Some(at.day().plus(240));
        let told = life.pick(&[
            "Douleur à la marche et dans les escaliers",
            "Douleur mécanique, dérouillage de dix minutes",
            "Marche moins, douleur en fin de journée",
        ]);
        at.told(format!("{told}, {} {}.", self.joint, self.side));
        life.give(
            at.by(),
            &drug::PARACETAMOL_1000,
            ("1 comprimé si douleur, 3 par jour au plus, 6 heures entre les prises", 30),
            self.reason,
        );
        if life.stands_nsaids() {
            life.give(
                at.by(),
                &drug::IBUPROFEN,
                ("1 comprimé matin et soir au milieu des repas pendant 5 jours", 5),
                self.reason,
            );
            at.done("Paracétamol, AINS en cure courte, garder une activité.");
        } else if self.joint == "genou" && !life.takes("B01") {
            life.give(
                at.by(),
                &drug::DICLOFENAC_GEL,
                ("1 application matin et soir pendant 7 jours", 7),
                self.reason,
            );
            at.done("Pas d’AINS par voie orale. Paracétamol et gel, kinésithérapie.");
        } else {
            at.done("AINS contre-indiqués. Paracétamol, kinésithérapie, canne à proposer.");
        }
    }

    fn train(&mut self, life: &mut Life, after: Day) {
        let day = after.plus(life.between(30, 80));
        if self.trained || day > life.end {
            return;
        }
        self.trained = true;
        let when = life.hour(day);
        let kind = if life.home == Home::Residence { Kind::Home } else { Kind::Consultation };
        let visit = life.story.visit(kind, &LEBLANC, when, 30, "Rééducation");
        let text = format!(
            "Bilan de kinésithérapie ({}). Périmètre de marche {} m, lever de chaise 5 fois en {} s. Renforcement du quadriceps et des fessiers, vélo sans résistance, auto-exercices remis. {} séances faites, douleur passée de {}/10 à {}/10. Poursuivre les exercices à la maison.",
            self.reason,
            life.between(3, 12) * 100,
            life.between(11, 19),
            life.between(8, 15),
            life.between(5, 7),
            life.between(2, 4),
        );
        life.story.note(
            By::during(&LEBLANC, when, &visit),
            &document::PARAMEDICAL_CARE,
            "Bilan de kinésithérapie",
            &text,
        );
    }
}

impl Course for Joints {
    fn follow(&mut self, life: &mut Life, at: &mut Consultation) {
        match self.onset.stage(life, at) {
            Stage::Hidden => {}
            Stage::Found => {
                self.pain(life, at);
                let day = at.day().plus(8);
                if day < life.end {
                    let (xray, said) = if self.joint == "genou" {
                        (&act::KNEE_XRAY, "Pincement fémoro-tibial interne, ostéophytes marginaux.")
                    } else {
                        (&act::PELVIS_XRAY, "Pincement coxo-fémoral supéro-externe, ostéophytose.")
                    };
                    let when = life.hour(day);
                    life.story.act(By::alone(&COSTA, when), xray, said);
                }
            }
            Stage::Known => {
                let rested = self.rests.is_none_or(|day| at.day() > day);
                if rested && at.is_measured() && life.chance(0.5) {
                    self.pain(life, at);
                    if life.chance(0.5) {
                        self.train(life, at.day());
                    }
                }
            }
        }
    }
}
