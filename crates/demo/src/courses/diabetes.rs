//! Type 2 diabetes: HbA1c climbs, a step of treatment brings it down again.

use super::consultation::Consultation;
use super::course::{Course, Onset, Stage};
use super::life::{Life, comma, de};
use crate::calendar::Day;
use crate::codes::{Drug, drug, illness, lab};
use crate::staff::BENALI;
use crate::story::{By, Kind};

/// Share of people treated, by age (Santé publique France, SNDS).
const CHANCE: &[(i64, f64)] =
    &[(0, 0.0), (40, 0.03), (50, 0.06), (60, 0.12), (70, 0.17), (80, 0.17)];
/// HbA1c to stay below in %, and the same in the old (HAS, 2024).
const AIM: f64 = 7.0;
const AIM_OF_OLD: f64 = 8.0;
/// Days until a new medicine has done what it does.
const SETTLING: f64 = 100.0;
/// Points of HbA1c that a year adds.
const DRIFT: f64 = 0.35;
/// Body mass index below which nothing is given that takes weight off.
const LEAN: f64 = 27.0;
/// Points above the aim from which on insulin is spoken of.
const FAR: f64 = 0.8;
const REASON: &str = "diabète de type 2";

/// A step: the medicine, how it is taken, what it replaces, how many points it takes off.
struct Step {
    drug: &'static Drug,
    dosage: &'static str,
    replaces: &'static str,
    relief: f64,
}

const STEPS: &[Step] = &[
    Step {
        drug: &drug::METFORMIN_500,
        dosage: "1 comprimé matin et soir au cours des repas",
        replaces: "",
        relief: 0.8,
    },
    Step {
        drug: &drug::METFORMIN_1000,
        dosage: "1 comprimé matin et soir au cours des repas",
        replaces: "A10BA",
        relief: 0.8,
    },
    Step { drug: &drug::DAPAGLIFLOZIN, dosage: "1 comprimé le matin", replaces: "", relief: 0.8 },
    Step {
        drug: &drug::SEMAGLUTIDE,
        dosage: "1 injection de 0,5 mg par semaine, le même jour",
        replaces: "",
        relief: 1.0,
    },
    Step {
        drug: &drug::INSULIN_GLARGINE,
        dosage: "12 unités le soir, à adapter de 2 unités tous les 3 jours selon la glycémie du matin",
        replaces: "",
        relief: 1.1,
    },
];

struct Diabetes {
    onset: Onset,
    level: f64,
    /// Points that treatment takes off, and the last step with its day.
    relief: f64,
    last: Option<(Day, f64)>,
    taken: usize,
    read: Option<(Day, f64)>,
    seen_by_specialist: bool,
}

pub(super) fn begin(life: &mut Life) -> Option<Box<dyn Course>> {
    let more = if life.has(&illness::OBESITY) { 2.0 } else { 0.85 };
    let chance = life.by_age(CHANCE) * more;
    if !life.chance(chance) {
        return None;
    }
    let onset = Onset::drawn(life, &illness::DIABETES_2, 38, 12);
    let level = life.story.draw.around(7.9, 0.4).max(7.2);
    let mut course = Diabetes {
        onset,
        level,
        relief: 0.0,
        last: None,
        taken: 0,
        read: None,
        seen_by_specialist: false,
    };
    if let Some(since) = course.onset.before() {
        let steps = usize::try_from(life.between(1, 3)).unwrap_or(1);
        // What was taken before: the dose that stands now, begun when it was known.
        for (at, step) in STEPS.iter().enumerate().take(steps) {
            let replaced =
                STEPS.get(at + 1).is_some_and(|next| !next.replaces.is_empty() && steps > at + 1);
            if !replaced {
                life.started(since, step.drug, step.dosage, REASON);
            }
            course.level += step.relief;
            course.relief += step.relief;
        }
        course.taken = steps;
        course.level += life.story.draw.around(-0.7, 0.3).min(0.0);
    }
    Some(Box::new(course))
}

impl Diabetes {
    /// HbA1c of a day: it climbs with the years and falls after a step, the more
    /// the longer ago, until that has settled.
    fn hba1c(&self, life: &mut Life, day: Day) -> f64 {
        let years = (day.0 - life.from.0) as f64 / 365.0;
        let pending = self.last.map_or(0.0, |(since, relief)| {
            relief * (1.0 - ((day.0 - since.0) as f64 / SETTLING).clamp(0.0, 1.0))
        });
        let value = self.level + DRIFT * years - self.relief + pending;
        life.story.draw.around(value, 0.1).clamp(5.6, 11.5)
    }

    fn step(&mut self, life: &mut Life, at: &mut Consultation) {
        // What others gave already, or what makes the thin thinner, is passed over.
        while let Some(step) = STEPS.get(self.taken) {
            let thin = step.drug.atc == drug::SEMAGLUTIDE.atc && life.body.bmi < LEAN;
            let held = step.replaces.is_empty() && life.takes(step.drug.atc);
            if !(thin || held) {
                break;
            }
            self.taken += 1;
        }
        let Some(step) = STEPS.get(self.taken) else {
            at.done("Insuline glargine à majorer, avis diabétologique demandé.");
            return;
        };
        self.taken += 1;
        if !step.replaces.is_empty() {
            life.stop(step.replaces, at.day(), "Dose insuffisante, augmentée");
        }
        life.start(at, step.drug, step.dosage, REASON);
        self.relief += step.relief;
        self.last = Some((at.day(), step.relief));
        let name = de(step.drug.substance);
        at.done(if step.replaces.is_empty() {
            format!("Objectif non atteint : ajout {name}. HbA1c dans 3 mois.")
        } else {
            "Metformine augmentée à 2 g par jour. HbA1c dans 3 mois.".to_owned()
        });
        if step.drug.atc == drug::SEMAGLUTIDE.atc {
            life.body.gained -= 3.0;
        }
    }

    fn tests(&mut self, life: &mut Life, at: &mut Consultation, value: f64) {
        at.result(&lab::HBA1C, value);
        let yearly = self.read.is_none_or(|(day, _)| day.civil().0 != at.day().civil().0);
        if yearly {
            for (lab, value) in life.kidneys(at.day()) {
                at.result(lab, value);
            }
            let albumin = life.story.draw.around(18.0, 9.0).max(3.0);
            at.result(&lab::URINE_ALBUMIN_RATIO, albumin);
            let said = life.say(&[
                "Pieds : pas de lésion, monofilament normal, pouls perçus.",
                "Examen des pieds normal. Fond d’œil de l’année fait, pas de rétinopathie.",
                "Monofilament perçu. Fond d’œil et dentiste à prévoir.",
            ]);
            at.seen(said);
        }
    }

    /// What the doctor says of a value and the one before.
    fn compare(&mut self, at: &mut Consultation, value: f64) {
        let shown = comma(value, 1);
        let said = match self.read {
            Some((day, before)) if value < before - 0.2 => {
                format!("HbA1c {shown} %, en baisse ({} % en {}).", comma(before, 1), day.month())
            }
            Some((day, before)) if value > before + 0.2 => {
                format!("HbA1c {shown} % contre {} % en {}.", comma(before, 1), day.month())
            }
            Some(_) => format!("HbA1c {shown} %, stable."),
            None => format!("HbA1c {shown} %."),
        };
        at.seen(said);
        self.read = Some((at.day(), value));
    }

    /// Once, the opinion of the diabetologist before or after the injections.
    fn specialist(&mut self, life: &mut Life, day: Day, value: f64) {
        let day = day.plus(life.between(30, 70));
        if self.seen_by_specialist || day > life.end {
            return;
        }
        self.seen_by_specialist = true;
        let when = life.hour(day);
        let visit = life.story.visit(
            Kind::Outpatient,
            &BENALI,
            when,
            30,
            "Avis sur l’équilibre d’un diabète de type 2",
        );
        let dear = life.dear();
        let text = format!(
            "{dear},\n\nJ’ai vu en consultation {} {}, {} ans, pour un diabète de type 2 dont l’équilibre se dégrade (HbA1c {} %). Traitement actuel : {}.\n\nL’injection est bien acceptée, la technique est acquise, pas d’hypoglycémie. Je propose de poursuivre ce schéma et de recontrôler l’HbA1c dans trois mois, avec un fond d’œil si le dernier date de plus d’un an.\n\nBien confraternellement,\n{}",
            life.story.person.civility(),
            life.story.person.shown(),
            life.story.age(day),
            comma(value, 1),
            life.treatment(),
            BENALI.name(),
        );
        life.story.note(
            By::during(&BENALI, when, &visit),
            &crate::codes::document::CONSULTATION,
            "Consultation de diabétologie",
            &text,
        );
    }
}

impl Course for Diabetes {
    fn follow(&mut self, life: &mut Life, at: &mut Consultation) {
        let stage = self.onset.stage(life, at);
        if stage == Stage::Hidden {
            return;
        }
        let value = self.hba1c(life, at.day());
        if stage == Stage::Found {
            at.result(&lab::GLUCOSE_FASTING, 1.28 + (value - 7.0) * 0.25);
            self.tests(life, at, value);
            at.told("Glycémies à jeun supérieures à 1,26 g/L à deux reprises.");
            self.compare(at, value);
            at.done("Annonce du diabète, demande d’ALD, éducation thérapeutique proposée.");
            self.step(life, at);
            return;
        }
        self.tests(life, at, value);
        self.compare(at, value);
        let aim = if life.age() >= 78 { AIM_OF_OLD } else { AIM };
        let rested = self.last.is_none_or(|(day, _)| at.day().0 - day.0 > 110);
        let late = if self.taken + 1 >= STEPS.len() { FAR } else { 0.0 };
        if value > aim + late && rested && life.chance(0.75) {
            self.step(life, at);
            if self.taken >= 4 {
                self.specialist(life, at.day(), value);
            }
        } else if life.chance(0.5) {
            let said = if value <= aim {
                life.say(&[
                    "Diabète équilibré.",
                    "Objectif atteint, on continue.",
                    "Pas d’hypoglycémie ressentie.",
                ])
            } else {
                life.say(&[
                    "Laisser le temps au traitement, revoir avec l’HbA1c.",
                    "Écarts alimentaires, revoir les repas avant de majorer.",
                ])
            };
            at.done(said);
        }
    }
}
