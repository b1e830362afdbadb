//! Heart failure: weight that climbs, a stay, a treatment that holds.

use super::consultation::Consultation;
use super::course::{Course, Onset, Stage};
use super::hospital::{Emergency, emergency, stay};
use super::life::{Life, comma};
use crate::calendar::Day;
use crate::codes::{drug, illness, lab};

/// Share of people, by age (Santé publique France).
const CHANCE: &[(i64, f64)] = &[(0, 0.0), (60, 0.012), (70, 0.03), (80, 0.09), (90, 0.14)];
const REASON: &str = "insuffisance cardiaque";

struct HeartFailure {
    onset: Onset,
    tested: Option<Day>,
    decompensates: Option<Day>,
    after: Option<Day>,
}

pub(super) fn begin(life: &mut Life) -> Option<Box<dyn Course>> {
    let mut chance = life.by_age(CHANCE);
    for cause in [&illness::ATRIAL_FIBRILLATION, &illness::HYPERTENSION] {
        chance *= if life.has(cause) { 1.7 } else { 0.7 };
    }
    if !life.chance(chance) {
        return None;
    }
    let onset = Onset::drawn(life, &illness::HEART_FAILURE, 60, 6);
    if let Some(since) = onset.before() {
        life.started(since, &drug::FUROSEMIDE, "1 comprimé le matin", REASON);
        if !life.takes("A10BK") {
            life.started(since, &drug::DAPAGLIFLOZIN, "1 comprimé le matin", REASON);
        }
        if !life.takes("C07") {
            life.started(since, &drug::BISOPROLOL, "1 comprimé le matin", REASON);
        }
    }
    let span = life.end.0 - life.from.0;
    let day = life.from.plus(life.between(span / 4, span));
    let decompensates = (onset.before().is_some() && life.chance(0.5)).then_some(day);
    Some(Box::new(HeartFailure { onset, tested: None, decompensates, after: None }))
}

impl HeartFailure {
    fn tests(&mut self, life: &mut Life, at: &mut Consultation) {
        if self.tested.is_some_and(|day| at.day().0 - day.0 < 150) {
            return;
        }
        self.tested = Some(at.day());
        let recent = self.after.is_some_and(|day| at.day().0 - day.0 < 120);
        let stretched =
            life.story.draw.around(if recent { 2300.0 } else { 1150.0 }, 180.0).max(420.0);
        at.result(&lab::NT_PROBNP, stretched);
        for (lab, value) in life.kidneys(at.day()) {
            at.result(lab, value);
        }
        let (potassium, sodium) =
            (life.story.draw.around(4.2, 0.3), life.story.draw.around(138.0, 1.8));
        at.result(&lab::POTASSIUM, potassium);
        at.result(&lab::SODIUM, sodium);
    }

    fn decompensate(&mut self, life: &mut Life, day: Day) {
        let gained = life.between(3, 6);
        let came = format!(
            "Dyspnée croissante depuis une semaine, orthopnée avec trois oreillers, prise de {gained} kg. Écart de régime sans sel reconnu."
        );
        let nt = life.between(4200, 9800);
        let tests = format!(
            "NT-proBNP {nt} ng/L. Radiographie : syndrome alvéolo-interstitiel bilatéral, petit épanchement droit. ECG sans signe d’ischémie. Troponine stable à 2 h."
        );
        let case = Emergency {
            reason: "Dyspnée aiguë",
            came: &came,
            found: "Crépitants des deux bases jusqu’à mi-champs, OMI prenant le godet, turgescence jugulaire.",
            tests: &tests,
            conclusion: "Décompensation cardiaque gauche et droite.",
            leaves: "Furosémide IV, oxygène 2 L/min, hospitalisation en médecine polyvalente.",
            signs: (36.9, 102.0, 89.0),

            hours: (1, 17),
        };
        let (from, _) = emergency(life, day, &case);
        let lost = comma(life.story.draw.around(4.5, 0.8), 1);
        let went = format!(
            "Déplétion par furosémide IV, perte de {lost} kg, sevrage de l’oxygène à J3. Fonction rénale stable. Éducation au régime peu salé et à la pesée."
        );
        let days = life.between(5, 9);
        let out = stay(
            life,
            from,
            days,
            (
                "Décompensation cardiaque",
                &went,
                "Pesée quotidienne à domicile : rappeler si prise de plus de 2 kg en trois jours. Biologie de contrôle dans 10 jours.",
            ),
        );
        self.after = Some(out);
    }
}

impl Course for HeartFailure {
    fn follow(&mut self, life: &mut Life, at: &mut Consultation) {
        match self.onset.stage(life, at) {
            Stage::Hidden => {}
            Stage::Found => {
                at.told(
                    "Essoufflé{e} à l’étage, chevilles gonflées le soir."
                        .replace("{e}", if life.female() { "e" } else { "" }),
                );
                at.seen("Crépitants des bases, OMI bilatéraux.");
                self.tests(life, at);
                life.start(at, &drug::FUROSEMIDE, "1 comprimé le matin", REASON);
                if !life.takes("A10BK") {
                    life.start(at, &drug::DAPAGLIFLOZIN, "1 comprimé le matin", REASON);
                }
                at.done("Insuffisance cardiaque probable : furosémide, dapagliflozine, échographie cardiaque et avis du cardiologue demandés.");
            }
            Stage::Known => {
                if let Some(day) = self.decompensates
                    && day <= at.day()
                    && day.plus(12) < life.end
                {
                    self.decompensates = None;
                    if day > life.from {
                        let day = at.day().plus(life.between(3, 15)).min(life.end.plus(-10));
                        if day > at.day() && life.is_free(day, 10) {
                            self.decompensate(life, day);
                        }
                    }
                }
                if self.after.is_some_and(|day| day > at.day()) {
                    return;
                }
                self.tests(life, at);
                if let Some(day) = self.after
                    && at.day().0 - day.0 < 100
                {
                    at.told(
                        format!("Revu après l’hospitalisation, sorti le {}.", day.short())
                            .replace("sorti ", if life.female() { "sortie " } else { "sorti " })
                            .replace("Revu ", if life.female() { "Revue " } else { "Revu " }),
                    );
                }
                let said = life.say(&[
                    "NYHA II, pas d’OMI.",
                    "Se pèse tous les jours, pas de prise de poids. Poumons libres.",
                    "Pas d’orthopnée, discrets OMI vespéraux.",
                ]);
                at.seen(said);
            }
        }
    }
}
