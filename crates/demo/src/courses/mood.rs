//! Depression and anxiety: words first, then a medicine, then without it again.

use super::consultation::Consultation;
use super::course::{Course, Onset, Stage};
use super::life::{Life, capital};
use crate::calendar::Day;
use crate::codes::{Drug, drug, illness};

/// Share of people in a few years, by age (Santé publique France, Baromètre).
const CHANCE: &[(i64, f64)] = &[(0, 0.0), (18, 0.1), (40, 0.12), (60, 0.09), (80, 0.12)];
/// Months of treatment before it is taken back (HAS: six months after remission).
const TREATED: i64 = 10;

struct Mood {
    onset: Onset,
    drug: &'static Drug,
    reason: &'static str,
    since: Option<Day>,
    over: bool,
}

pub(super) fn begin(life: &mut Life) -> Option<Box<dyn Course>> {
    let more = if life.female() { 1.3 } else { 0.7 };
    let chance = life.by_age(CHANCE) * more;
    if !life.chance(chance) {
        return None;
    }
    let anxious = life.chance(0.35);
    let (kind, reason) = if anxious {
        (&illness::ANXIETY, "anxiété généralisée")
    } else {
        (&illness::RECURRENT_DEPRESSION, "épisode dépressif")
    };
    let onset = Onset::drawn(life, kind, 18, 4);
    // Escitalopram lengthens QT, and the old have hearts that mind.
    let drug = if life.age() >= 65 {
        &drug::SERTRALINE
    } else {
        life.pick(&[&drug::SERTRALINE, &drug::ESCITALOPRAM, &drug::VENLAFAXINE])
    };
    let mut course = Mood { onset, drug, reason, since: None, over: false };
    if let Some(since) = course.onset.before() {
        let recent = life.from.0 - since.0 < 30 * TREATED;
        if recent {
            life.started(since, drug, dosage(drug), reason);
            course.since = Some(since);
        } else {
            course.over = true;
        }
    }
    Some(Box::new(course))
}

fn dosage(drug: &Drug) -> &'static str {
    if drug.form_unit == "gélule" { "1 gélule le matin" } else { "1 comprimé le matin" }
}

impl Course for Mood {
    fn follow(&mut self, life: &mut Life, at: &mut Consultation) {
        match self.onset.stage(life, at) {
            Stage::Hidden => {}
            Stage::Found => {
                let told = life.say(&[
                    "Fatigué{e}, dort mal, pleure facilement depuis deux mois.",
                    "Perte d’élan depuis le décès d’un proche, ne sort plus. Pas d’idée suicidaire.",
                    "Ruminations, réveil à 4 h, perte d’appétit. Pas d’idée noire exprimée.",
                    "Angoisses quotidiennes, boule dans la gorge, n’arrive plus à se concentrer.",
                ]);
                at.told(told);
                life.start(at, self.drug, dosage(self.drug), self.reason);
                self.since = Some(at.day());
                at.done(format!("{} débutée, psychothérapie conseillée (Mon soutien psy), revoir dans 15 jours.", capital(self.drug.substance)).replace("Escitalopram débutée", "Escitalopram débuté"));
            }
            Stage::Known if self.over => {}
            Stage::Known => {
                let months = self.since.map_or(0, |day| (at.day().0 - day.0) / 30);
                if months >= TREATED && life.chance(0.7) {
                    at.told("Moral bon depuis plusieurs mois, souhaite arrêter.");
                    life.stop(self.drug.atc, at.day(), "Rémission depuis plus de six mois");
                    at.done("Arrêt progressif sur quatre semaines, à revoir si rechute.");
                    self.over = true;
                } else {
                    let said = life.say(&[
                        "Va mieux, sommeil plus régulier.",
                        "Moral fluctuant, a repris la marche.",
                        "Mieux depuis un mois, voit la psychologue tous les quinze jours.",
                        "Humeur stable, pas d’idée noire.",
                    ]);
                    at.told(said);
                }
            }
        }
    }
}
