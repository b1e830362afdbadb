//! Pregnancies: from the folic acid to the visit after birth, or still under way.

use super::life::{Life, Tobacco, comma};
use crate::calendar::Day;
use crate::codes::{act, document, drug, illness, lab, vaccine, vital};
use crate::staff::{DUMONT, LEROUX, SIMON};
use crate::story::{By, Kind};

/// Chance of one within what is told, by age.
const CHANCE: &[(i64, f64)] = &[(0, 0.0), (20, 0.12), (25, 0.3), (32, 0.3), (38, 0.1), (43, 0.0)];
/// Days from the last period to the birth at term (41 SA in France).
const TERM: i64 = 287;
const REASON: &str = "grossesse";

/// The day on which one began, if there is one. Those who are chronically ill
/// are followed elsewhere.
pub(super) fn begin(life: &mut Life) -> Option<Day> {
    let chance = life.by_age(CHANCE);
    let ill = [
        &illness::HYPERTENSION,
        &illness::DIABETES_2,
        &illness::ANXIETY,
        &illness::RECURRENT_DEPRESSION,
    ];
    if !life.female() || ill.into_iter().any(|illness| life.has(illness)) || !life.chance(chance) {
        return None;
    }
    life.prone_to(&illness::PREGNANCY);
    let span = life.end.0 - life.from.0;
    let began = life.from.plus(life.between(span / 5, span - 60));
    // The midwife sees them, and nothing else is told until they are home again.
    life.stays(began.plus(35), began.plus(TERM));
    Some(began)
}

/// Writes it as far as it has come.
pub(super) fn write(life: &mut Life, began: Day) {
    let born = began.plus(TERM - life.between(0, 18));
    let until = (born <= life.end).then_some(born);
    let weeks = life.between(6, 8);
    let found = life.hour(began.plus(weeks * 7)).day;
    if found >= life.end {
        return;
    }
    life.story.problem(&LEROUX, &illness::PREGNANCY, found, until);
    life.stop("N02CC", found, "Grossesse");
    first(life, began, found);
    let second = life.hour(began.plus(22 * 7));
    if second.day < life.end {
        life.story.act(By::alone(&DUMONT, second), &act::OBSTETRIC_T2, "Biométries au 45e percentile, morphologie sans anomalie visible, placenta antérieur non inséré bas.");
    }
    middle(life, began);
    let third = life.hour(began.plus(32 * 7));
    if third.day < life.end {
        life.story.act(
            By::alone(&DUMONT, third),
            &act::OBSTETRIC_T3,
            "Présentation céphalique, croissance régulière, Doppler ombilical normal.",
        );
    }
    if until.is_some() {
        after(life, born);
    } else if let days @ 15.. = life.story.today.0 - began.0 {
        let when = life.story.today.plus(if days < 200 { 24 } else { 12 }).working().at(10, 15);
        life.story.appointment(&LEROUX, when, 30, "booked", "Consultation prénatale");
    }
}

fn first(life: &mut Life, began: Day, found: Day) {
    let when = life.hour(found);
    let visit =
        life.story.visit(Kind::Outpatient, &LEROUX, when, 45, "Première consultation de grossesse");
    let by = By::during(&LEROUX, when, &visit);
    let weight = life.weight(when.day);
    life.story.vital(by, &vital::WEIGHT, weight);
    let (systolic, diastolic) = life.pressure();
    life.story.pressure(by, systolic, diastolic);
    life.story.medicine(
        by,
        &drug::FOLIC_ACID_04,
        "1 comprimé par jour jusqu’à 12 SA",
        Some(began.plus(84)),
        REASON,
    );
    let smokes = if life.tobacco == Tobacco::Smokes {
        " Tabac : réduit à cinq par jour, substituts proposés."
    } else {
        " Pas de tabac ni d’alcool."
    };
    let text = format!(
        "DDR le {}, terme prévu le {}. Nausées modérées. TA {systolic:.0}/{diastolic:.0}, poids {} kg.{smokes} Bilan prénatal prescrit, échographie du premier trimestre et dépistage combiné expliqués. Entretien prénatal proposé.",
        began.short(),
        began.plus(TERM).short(),
        comma(weight, 0),
    );
    life.story.note(by, &document::CONSULTATION, "Première consultation de grossesse", &text);
    let sampled = life.hour(found.plus(6));
    if sampled.day < life.end {
        let by = By::alone(&SIMON, sampled.day.at(8, 10));
        let group = life.pick(&["A", "O", "O", "A", "B", "AB"]);
        let rhesus = life.pick(&["Positif", "Positif", "Positif", "Positif", "Positif", "Négatif"]);
        let glucose = if life.chance(0.12) { 0.96 } else { 0.81 };
        let glucose = life.story.draw.around(glucose, 0.02);
        let results = vec![
            life.story.finding(by, &lab::ABO, group),
            life.story.finding(by, &lab::RHESUS, rhesus),
            life.story.finding(by, &lab::HBS_ANTIGEN, "Négatif"),
            life.story.finding(by, &lab::HIV, "Négatif"),
            life.story.result(by, &lab::GLUCOSE_FASTING, glucose),
        ];
        life.story.report(by, "Bilan prénatal", &results, "");
        if glucose >= 0.92 {
            let text = format!(
                "Glycémie à jeun {} g/L au 1er trimestre : diabète gestationnel. Autosurveillance, diététicienne, objectif < 0,95 g/L à jeun.",
                comma(glucose, 2)
            );
            let when = life.hour(sampled.day.plus(5));
            if when.day < life.end {
                life.story.problem(&LEROUX, &illness::GESTATIONAL_DIABETES, when.day, None);
                life.story.note(By::alone(&LEROUX, when), &document::CONSULTATION, "", &text);
            }
        }
    }
    let scan = life.hour(began.plus(86));
    if scan.day < life.end {
        let length = life.between(54, 63);
        life.story.act(
            By::alone(&DUMONT, scan),
            &act::OBSTETRIC_T1,
            &format!("Grossesse monofœtale évolutive, LCC {length} mm, clarté nucale 1,2 mm."),
        );
    }
}

/// The sixth month: vaccine against whooping cough, blood count.
fn middle(life: &mut Life, began: Day) {
    let when = life.hour(began.plus(27 * 7));
    if when.day >= life.end {
        return;
    }
    let visit =
        life.story.visit(Kind::Outpatient, &LEROUX, when, 30, "Consultation prénatale du 6e mois");
    let by = By::during(&LEROUX, when, &visit);
    let (systolic, diastolic) = life.pressure();
    life.story.pressure(by, systolic, diastolic);
    life.story.vaccine(&LEROUX, &vaccine::DTCAP_REDUCED, when.day, 1);
    let haemoglobin = life.story.draw.around(11.4, 0.7);
    life.story.result(By::alone(&SIMON, when.day.plus(-4).at(8, 5)), &lab::HB_F, haemoglobin);
    let mut text = format!(
        "27 SA. MAF perçus, HU {} cm, BDC 142/min. TA {systolic:.0}/{diastolic:.0}, BU négative. Coqueluche : vaccinée ce jour.",
        life.between(24, 27)
    );
    if haemoglobin < 11.0 {
        life.give(
            by,
            &drug::IRON,
            ("1 comprimé par jour pendant 3 mois", 90),
            "anémie de la grossesse",
        );
        text.push_str(&format!(" Hb {} g/dL : fer.", comma(haemoglobin, 1)));
    }
    life.story.note(by, &document::CONSULTATION, "Consultation prénatale", &text);
}

fn after(life: &mut Life, born: Day) {
    let weeks = life.between(6, 8);
    let when = life.hour(born.plus(weeks * 7));
    if when.day >= life.end {
        return;
    }
    let visit = life.story.visit(Kind::Outpatient, &LEROUX, when, 30, "Consultation postnatale");
    let by = By::during(&LEROUX, when, &visit);
    let child = life.pick(&["fille", "garçon"]);
    let way = life.pick(&[
        "voie basse sans déchirure",
        "voie basse, déchirure simple suturée",
        "césarienne en cours de travail pour anomalies du rythme",
    ]);
    let feeds = life.pick(&["Allaitement maternel poursuivi.", "Allaitement mixte.", "Biberons."]);
    let text = format!(
        "Accouchement le {} : {way}, {child} de {} g. {feeds} Périnée testé à 4, rééducation prescrite, 10 séances. Moral : EPDS {}/30. Contraception discutée.",
        born.short(),
        life.between(271, 402) * 10,
        life.between(2, 11),
    );
    life.story.note(by, &document::CONSULTATION, "Consultation postnatale", &text);
    if life.chance(0.6) {
        life.begin(
            by,
            &drug::DESOGESTREL,
            "1 comprimé par jour à heure fixe, sans interruption",
            "contraception",
        );
    }
}
