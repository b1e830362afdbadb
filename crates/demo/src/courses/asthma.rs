//! Asthma: a preventer, a reliever, and a crisis now and then.

use super::consultation::Consultation;
use super::course::{Course, Onset, Stage};
use super::hospital::{Emergency, emergency};
use super::life::Life;
use crate::calendar::Day;
use crate::codes::{drug, illness};

/// Share of people, by age (Santé publique France).
const CHANCE: &[(i64, f64)] = &[(0, 0.0), (3, 0.07), (12, 0.09), (20, 0.065), (60, 0.05)];
/// From this age on the inhaled powder is the preventer.
const BREATHES_IN: i64 = 12;
const REASON: &str = "asthme";

struct Asthma {
    onset: Onset,
    crisis: Option<Day>,
}

pub(super) fn begin(life: &mut Life) -> Option<Box<dyn Course>> {
    let more = if life.has(&illness::ALLERGIC_RHINITIS) { 2.2 } else { 0.8 };
    let chance = life.by_age(CHANCE) * more;
    // Beta-blockers close what asthma narrows.
    let heart = life.has(&illness::ATRIAL_FIBRILLATION) || life.takes("C07");
    if heart || life.has(&illness::COPD) || !life.chance(chance) {
        return None;
    }
    let allergic = life.has(&illness::ALLERGIC_RHINITIS);
    let kind = if allergic { &illness::ALLERGIC_ASTHMA } else { &illness::ASTHMA };
    let onset = Onset::drawn(life, kind, 3, 14);
    if let Some(since) = onset.before() {
        let day = since.max(life.from.plus(-300));
        let (preventer, reliever) = treatment(life.story.age(day));
        life.started(day, preventer.0, preventer.1, REASON);
        life.started(day, &drug::SALBUTAMOL, reliever, REASON);
    }
    Some(Box::new(Asthma { onset, crisis: None }))
}

type Preventer = (&'static crate::codes::Drug, &'static str);

fn treatment(age: i64) -> (Preventer, &'static str) {
    if age >= BREATHES_IN {
        (
            (&drug::FORMOTEROL_BUDESONIDE, "1 inhalation matin et soir, rincer la bouche"),
            "1 à 2 bouffées si besoin",
        )
    } else {
        (
            (&drug::FLUTICASONE_CHILD, "1 bouffée matin et soir avec chambre d’inhalation"),
            "2 bouffées si besoin avec chambre d’inhalation",
        )
    }
}

fn crisis(life: &mut Life, day: Day) {
    let case = Emergency {
        reason: "Crise d’asthme",
        came: "Gêne respiratoire depuis la veille au soir, peu soulagée par six bouffées de salbutamol. Rhume depuis trois jours.",
        found: "Sibilants expiratoires bilatéraux, parle en phrases courtes, pas de signe de lutte majeur.",
        tests: "Débit de pointe à 55 % de la meilleure valeur, 82 % après trois nébulisations. Pas de radiographie.",
        conclusion: "Crise d’asthme modérée, bonne réponse au traitement.",
        leaves: "Retour à domicile avec prednisolone 4 jours, salbutamol toutes les 4 heures pendant 48 h, médecin traitant sous 5 jours.",
        signs: (37.3, 112.0, 93.0),
        hours: (1, 17),
    };
    emergency(life, day, &case);
}

impl Course for Asthma {
    fn follow(&mut self, life: &mut Life, at: &mut Consultation) {
        match self.onset.stage(life, at) {
            Stage::Hidden => {}
            Stage::Found => {
                at.told("Siffle à l’effort et la nuit, toux sèche depuis l’automne.");
                let (preventer, reliever) = treatment(life.story.age(at.day()));
                life.start(at, preventer.0, preventer.1, REASON);
                life.start(at, &drug::SALBUTAMOL, reliever, REASON);
                at.done("Asthme : traitement de fond et de secours, plan d’action écrit remis, spirométrie à prévoir.");
            }
            Stage::Known => {
                let rested = self.crisis.is_none_or(|day| at.day().0 - day.0 > 300);
                let day = at.day().plus(life.between(5, 40));
                if rested && day < life.end && life.is_free(day, 1) && life.chance(0.1) {
                    self.crisis = Some(day);
                    crisis(life, day);
                    return;
                }
                if let Some(day) = self.crisis
                    && (0..60).contains(&(at.day().0 - day.0))
                {
                    at.told(format!(
                        "Passage aux urgences le {} pour crise d’asthme, va mieux.",
                        day.short()
                    ));
                    at.done("Observance du traitement de fond reprise, plan d’action revu.");
                } else if life.chance(0.6) {
                    let said = life.say(&[
                        "Asthme contrôlé, secours moins d’une fois par semaine.",
                        "Pas de réveil nocturne, auscultation libre.",
                        "Utilise le salbutamol avant le sport, pas de crise.",
                        "Oublie souvent le traitement de fond, rappel de son intérêt.",
                    ]);
                    at.seen(said);
                }
            }
        }
    }
}
