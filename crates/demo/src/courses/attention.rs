//! Attention deficit of children: school, a medicine, growth that is watched.

use super::consultation::Consultation;
use super::course::{Course, Onset, Stage};
use super::life::Life;
use crate::calendar::Day;
use crate::codes::{drug, illness, vital};
use crate::staff::HADDAD;
use crate::story::{By, Kind};

const REASON: &str = "TDAH";

struct Attention {
    onset: Onset,
    treated: Option<Day>,
}

pub(super) fn begin(life: &mut Life) -> Option<Box<dyn Course>> {
    let age = life.age();
    let chance = match (age, life.female()) {
        (7..=19, true) => 0.025,
        (7..=19, false) => 0.065,
        _ => 0.0,
    };
    if !life.chance(chance) {
        return None;
    }
    let onset = Onset::drawn(life, &illness::ADHD, 6, 6);
    Some(Box::new(Attention { onset, treated: None }))
}

impl Attention {
    /// The paediatrician of the hospital writes the first prescription.
    fn begin_treatment(&mut self, life: &mut Life, after: Day) {
        let day = after.plus(life.between(20, 60));
        if day >= life.end {
            return;
        }
        self.treated = Some(day);
        let when = life.hour(day);
        let visit = life.story.visit(Kind::Outpatient, &HADDAD, when, 45, "Trouble de l’attention");
        let by = By::during(&HADDAD, when, &visit);
        let (weight, height) = (life.weight(day), life.height(day));
        life.story.vital(by, &vital::WEIGHT, weight);
        life.story.vital(by, &vital::HEIGHT, height);
        let dear = life.dear();
        let text = format!(
            "{dear},\n\nJ’ai reçu {} avec ses parents. Les difficultés d’attention et l’impulsivité sont présentes à l’école comme à la maison depuis le CP, le retentissement scolaire est net. Examen cardiovasculaire normal, pas d’antécédent familial de mort subite.\n\nLa guidance parentale et les aménagements en classe n’ayant pas suffi, je propose un essai de méthylphénidate 18 mg le matin. Poids, taille, pouls et tension seront contrôlés tous les six mois.\n\nBien cordialement,\n{}",
            life.story.person.given.first().cloned().unwrap_or_default(),
            HADDAD.name(),
        );
        life.begin(by, &drug::METHYLPHENIDATE, "1 comprimé le matin, sans croquer", REASON);
        life.story.note(
            by,
            &crate::codes::document::CONSULTATION,
            "Consultation de pédiatrie",
            &text,
        );
    }
}

impl Course for Attention {
    fn follow(&mut self, life: &mut Life, at: &mut Consultation) {
        match self.onset.stage(life, at) {
            Stage::Hidden => {}
            Stage::Found => {
                at.told("Ne tient pas en place, oublie ses affaires, l’école s’inquiète.");
                at.done(
                    "Bilan neuropsychologique et avis pédiatrique demandés, lettre pour l’école.",
                );
                if life.story.age(at.day()) < 18 {
                    self.begin_treatment(life, at.day());
                }
            }
            Stage::Known => {
                if self.treated.is_none() && life.story.age(at.day()) < 17 && life.chance(0.4) {
                    self.begin_treatment(life, at.day());
                } else if self.treated.is_some_and(|day| day < at.day()) {
                    let said = life.say(&[
                        "Mieux en classe sous méthylphénidate, mange peu le midi.",
                        "Bulletin en progrès, endormissement un peu tardif.",
                        "Pas de traitement le week-end ni pendant les vacances, courbe de poids suivie.",
                    ]);
                    at.told(said);
                }
            }
        }
    }
}
