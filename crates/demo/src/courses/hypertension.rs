//! High blood pressure: found, treated by steps, brought down.

use super::consultation::Consultation;
use super::course::{Course, Onset, Stage};
use super::life::{Life, comma, de};
use crate::calendar::Day;
use crate::codes::{Drug, drug, illness, lab};

/// Share of people treated, by age (Santé publique France, étude Esteban).
const CHANCE: &[(i64, f64)] =
    &[(0, 0.0), (30, 0.03), (40, 0.1), (50, 0.22), (60, 0.36), (70, 0.5), (80, 0.6)];
/// Systolic pressure to stay below, in mmHg, and the same in the old (HAS, 2016).
const AIM: f64 = 140.0;
const AIM_OF_OLD: f64 = 150.0;
/// What a further medicine takes off, in mmHg.
const RELIEF: f64 = 12.0;
const DAILY: &str = "1 comprimé le matin";
const REASON: &str = "hypertension artérielle";

struct Hypertension {
    onset: Onset,
    steps: Vec<&'static Drug>,
    /// Systolic pressure without treatment, in mmHg, once it has risen.
    peak: f64,
    taken: usize,
    changed: Option<Day>,
    tested: Option<Day>,
}

pub(super) fn begin(life: &mut Life) -> Option<Box<dyn Course>> {
    let more = if life.has(&illness::OBESITY) { 1.5 } else { 1.0 };
    let chance = life.by_age(CHANCE) * more;
    if !life.chance(chance) {
        return None;
    }
    let rise = life.story.draw.around(30.0, 6.0);
    let peak = (life.body.systolic + rise).clamp(146.0, 182.0);
    let onset = Onset::drawn(life, &illness::HYPERTENSION, 28, 15);
    let steps = steps(life);
    let mut course = Hypertension { onset, steps, peak, taken: 0, changed: None, tested: None };
    if let Some(since) = course.onset.before() {
        life.body.systolic = peak;
        let count = life.between(1, 2);
        for after in 0..count {
            let day = since.plus(after * 200).min(life.from.plus(-20)).max(since);
            if let Some(drug) = course.next(life) {
                life.started(day, drug, dosage(drug), REASON);
            }
        }
    }
    Some(Box::new(course))
}

/// Medicines in the order in which they are tried. Women who may be pregnant
/// take nothing that harms a child.
fn steps(life: &mut Life) -> Vec<&'static Drug> {
    let young = life.female() && life.age() < 46;
    if young {
        return vec![&drug::AMLODIPINE, &drug::NEBIVOLOL];
    }
    let first =
        life.pick(&[&drug::RAMIPRIL, &drug::PERINDOPRIL, &drug::IRBESARTAN, &drug::CANDESARTAN]);
    let second = life.pick(&[&drug::AMLODIPINE, &drug::AMLODIPINE, &drug::LERCANIDIPINE]);
    let third = life.pick(&[&drug::INDAPAMIDE, &drug::HYDROCHLOROTHIAZIDE]);
    if life.chance(0.6) { vec![first, second, third] } else { vec![second, first, third] }
}

fn dosage(drug: &Drug) -> &'static str {
    if drug.form_unit == "gélule" { "1 gélule le matin" } else { DAILY }
}

impl Hypertension {
    /// The next medicine, and what it takes off.
    fn next(&mut self, life: &mut Life) -> Option<&'static Drug> {
        let drug = self.steps.get(self.taken).copied()?;
        self.taken += 1;
        life.body.relief += life.story.draw.around(RELIEF, 2.0).max(6.0);
        Some(drug)
    }

    fn step(&mut self, life: &mut Life, at: &mut Consultation) {
        let Some(drug) = self.next(life) else {
            self.changed = Some(at.day().plus(180));
            at.done("HTA résistante : automesure, avis cardiologique.");
            return;
        };
        life.start(at, drug, dosage(drug), REASON);
        self.changed = Some(at.day());
        let said = life.pick(&["Introduction", "Ajout"]);
        at.done(format!("{said} {}, contrôle tensionnel dans un mois.", de(drug.substance)));
    }

    /// The dry cough that inhibitors of the converting enzyme give.
    fn cough(&mut self, life: &mut Life, at: &mut Consultation) {
        at.told("Toux sèche quinteuse depuis l’introduction de l’IEC.");
        life.stop("C09A", at.day(), "Toux sèche sous IEC");
        life.start(at, &drug::CANDESARTAN, DAILY, REASON);
        at.done("Toux iatrogène : relais par candésartan.");
        self.changed = Some(at.day());
    }

    fn tests(&mut self, life: &mut Life, at: &mut Consultation) {
        if self.tested.is_some_and(|day| at.day().0 - day.0 < 300) {
            return;
        }
        self.tested = Some(at.day());
        for (lab, value) in life.kidneys(at.day()) {
            at.result(lab, value);
        }
        let diuretic = life.takes("C03B") || life.takes("C03A");
        let potassium = life.story.draw.around(if diuretic { 3.8 } else { 4.3 }, 0.25);
        at.result(&lab::POTASSIUM, potassium);
        if potassium < 3.5 {
            at.done(format!(
                "Kaliémie {} : alimentation riche en potassium, contrôle à un mois.",
                comma(potassium, 1)
            ));
        }
    }
}

impl Course for Hypertension {
    fn follow(&mut self, life: &mut Life, at: &mut Consultation) {
        let stage = self.onset.stage(life, at);
        if stage == Stage::Hidden || !at.is_measured() {
            return;
        }
        if stage == Stage::Found {
            life.body.systolic = self.peak;
            at.told("Chiffres élevés à l’automesure, confirmés sur trois jours.");
            at.done("HTA confirmée. ECG normal. Règles hygiéno-diététiques, moins de sel.");
            self.tests(life, at);
            self.step(life, at);
            return;
        }
        self.tests(life, at);
        if life.takes("C09A") && self.changed.is_some() && life.chance(0.08) {
            self.cough(life, at);
            return;
        }
        let level = life.body.systolic - life.body.relief;
        let aim = if life.age() >= 80 { AIM_OF_OLD } else { AIM };
        let rested = self.changed.is_none_or(|day| at.day().0 - day.0 > 80);
        let often = if level > aim + 10.0 { 1.0 } else { 0.5 };
        if level > aim && rested && life.chance(often) {
            at.told("TA au-dessus de l’objectif aussi à la maison.");
            self.step(life, at);
        } else if life.chance(0.5) {
            let said = if level > aim {
                life.say(&[
                    "TA limite, automesure à apporter.",
                    "Insister sur l’observance et le sel.",
                ])
            } else {
                life.say(&[
                    "TA équilibrée.",
                    "Automesures à l’objectif.",
                    "Bon contrôle tensionnel.",
                    "Pas de céphalée ni de vertige, TA à l’objectif.",
                ])
            };
            at.done(said);
        }
    }
}
