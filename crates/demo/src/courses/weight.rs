//! Obesity and the weight that comes and goes.

use super::consultation::Consultation;
use super::course::{Course, Onset, Stage};
use super::life::{Home, Life, Tobacco, comma};
use crate::codes::{illness, vital};

/// Body mass index from which on one speaks of obesity (OMS).
const OBESITY: f64 = 30.0;

struct Weight {
    obese: Option<Onset>,
    last: Option<f64>,
}

/// In every adult: whoever is weighed is weighed again.
pub(super) fn begin(life: &mut Life) -> Option<Box<dyn Course>> {
    // The residence weighs those who live there.
    if life.age() < 18 || life.home == Home::Residence {
        return None;
    }
    let obese = life.body.bmi >= OBESITY;
    let obese = obese.then(|| Onset::drawn(life, &illness::OBESITY, 16, 20));
    Some(Box::new(Weight { obese, last: None }))
}

impl Course for Weight {
    fn follow(&mut self, life: &mut Life, at: &mut Consultation) {
        let often = if self.obese.is_some() { 0.7 } else { 0.35 };
        if !at.is_measured() || !(life.chance(often) || self.last.is_none()) {
            return;
        }
        let drift = life.story.draw.around(0.1, 0.9);
        life.body.gained = (life.body.gained + drift).clamp(-6.0, 9.0);
        let weight = at.weight(life);
        if let Some(onset) = &mut self.obese
            && onset.stage(life, at) == Stage::Found
        {
            let metres = life.height(at.day()) / 100.0;
            let bmi = weight / (metres * metres);
            life.story.vital(at.by(), &vital::BMI, bmi);
            at.seen(format!("IMC {} kg/m².", comma(bmi, 1)));
            at.done("Obésité : conseils diététiques, activité physique adaptée, avis diététicienne proposé.");
        } else if let Some(last) = self.last {
            compare(life, at, weight - last);
        } else if life.tobacco == Tobacco::Smokes {
            let said = life.say(&[
                "Tabac : fume un paquet par jour, ne souhaite pas arrêter pour l’instant.",
                "Tabac une dizaine de cigarettes par jour, y pense. Conseil minimal.",
                "Sevrage tabagique évoqué, substituts proposés.",
            ]);
            at.told(said);
        }
        self.last = Some(weight);
    }
}

fn compare(life: &mut Life, at: &mut Consultation, change: f64) {
    if change <= -2.0 {
        let said = if life.age() >= 75 {
            ["Perte de poids à surveiller, appétit moyen.", "Mange moins, enrichir les repas."]
        } else {
            ["A perdu du poids, encouragements.", "Efforts alimentaires payants, continuer."]
        };
        let said = life.say(&said);
        at.seen(said);
    } else if change >= 2.5 {
        let said = life.say(&[
            "A repris du poids, grignote le soir.",
            "Prise de poids, bouge moins ces derniers mois.",
        ]);
        at.told(said);
    }
}
