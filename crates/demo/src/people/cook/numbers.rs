//! Eleven years of samples, pressure and weight.

use crate::calendar::Day;
use crate::codes::document::CONSULTATION;
use crate::codes::{Lab, lab, vital};
use crate::people::formulas::egfr;
use crate::staff::{ROCHE, SIMON};
use crate::story::{By, Story};

/// A visit to his doctor with the sample that was taken for it.
struct Point {
    /// Months ago.
    months: i64,
    /// HbA1c in %.
    glycated: f64,
    /// Weight in kg.
    weight: f64,
    /// Creatinine in µmol/L.
    creatinine: f64,
    /// Blood pressure in mmHg.
    pressure: (f64, f64),
    /// What his doctor wrote.
    note: &'static str,
}

const fn point(
    months: i64,
    glycated: f64,
    weight: f64,
    creatinine: f64,
    pressure: (f64, f64),
    note: &'static str,
) -> Point {
    Point { months, glycated, weight, creatinine, pressure, note }
}

/// How many samples came after the last one before the injections.
#[cfg(test)]
pub(super) const SINCE_INJECTIONS: usize = 13;

const RENEWED: &str = "TA stable. Renouvellement 3 mois.";

const POINTS: &[Point] = &[
    point(
        132,
        7.9,
        92.0,
        77.0,
        (146.0, 88.0),
        "Bilan à 47 ans demandé par sa femme. Diabète de type 2. Soif depuis l’été, met ça sur les fourneaux. Metformine, marche, on reparle du pain. Revoir 3 mois.",
    ),
    point(
        128,
        7.0,
        90.6,
        78.0,
        (142.0, 86.0),
        "Bon début. – 1,4 kg. Metformine 500 x 2 → 1 000 x 2. Auto-surveillance inutile pour l’instant.",
    ),
    point(124, 6.8, 90.1, 78.0, (140.0, 86.0), "Bien. Renouvellement 3 mois. FO à faire."),
    point(120, 6.7, 90.4, 79.0, (138.0, 84.0), "RAS. LDL 1,62 : atorvastatine."),
    point(116, 6.8, 91.0, 79.0, (140.0, 84.0), RENEWED),
    point(
        112,
        6.9,
        91.8,
        80.0,
        (142.0, 86.0),
        "Goûte tout, toute la journée. Difficile à compter. Pieds OK, monofilament OK.",
    ),
    point(108, 7.0, 92.5, 80.0, (144.0, 88.0), "TA 14/9 au cabinet, idem à la maison."),
    point(
        104,
        7.1,
        93.4,
        81.0,
        (148.0, 90.0),
        "HTA confirmée à l’automesure. Ramipril 5. Créat + K dans 15 j.",
    ),
    point(100, 7.3, 94.2, 82.0, (136.0, 82.0), "K 4,4, créat stable. TA OK sous ramipril."),
    point(
        96,
        7.5,
        95.1,
        82.0,
        (134.0, 82.0),
        "Nouveau restaurant, 70 h/sem, mange debout à 23 h. On parle horaires.",
    ),
    point(
        92,
        7.7,
        96.0,
        82.0,
        (136.0, 84.0),
        "Monte doucement. Ne veut pas d’un 2e médicament. 3 mois pour voir.",
    ),
    point(
        88,
        7.9,
        96.8,
        83.0,
        (138.0, 84.0),
        "Pas descendu. OK pour gliclazide. Risque d’hypo expliqué : ne jamais sauter le repas.",
    ),
    point(
        84,
        7.3,
        98.0,
        83.0,
        (136.0, 82.0),
        "Mieux. 2 hypos à 11 h, avant le service. Collation.",
    ),
    point(80, 7.0, 99.3, 84.0, (136.0, 82.0), "7,0 mais + 2,5 kg depuis le gliclazide. Pieds OK."),
    point(76, 6.9, 100.4, 84.0, (138.0, 84.0), RENEWED),
    point(
        72,
        7.1,
        101.2,
        85.0,
        (140.0, 84.0),
        "Genoux, essoufflé dans l’escalier. ECG normal, vu par Dr Legrand.",
    ),
    point(
        68,
        7.2,
        101.9,
        86.0,
        (142.0, 86.0),
        "Restaurant fermé longtemps, a cuisiné à la maison. Amlodipine ajoutée.",
    ),
    point(64, 7.5, 102.6, 86.0, (134.0, 80.0), RENEWED),
    point(
        60,
        7.8,
        103.2,
        87.0,
        (136.0, 82.0),
        "Gliclazide 60. Apnées ? ronfle, ne dort pas. Polygraphie négative.",
    ),
    point(56, 8.1, 103.8, 88.0, (138.0, 82.0), "8,1. Fatigué. Avis diabéto demandé."),
    point(
        52,
        8.4,
        104.5,
        88.0,
        (140.0, 84.0),
        "8,4 et 104 kg. RDV Dr Benali dans 1 mois. Pieds : monofilament 2/3 à dte.",
    ),
    point(
        48,
        7.6,
        101.0,
        88.0,
        (134.0, 80.0),
        "Sémaglutide depuis 2 mois, nausées les 2 premières semaines. – 3,5 kg. Content.",
    ),
    point(
        44,
        7.0,
        98.2,
        89.0,
        (130.0, 78.0),
        "Gliclazide arrêté par Dr Benali. Plus d’hypo. Remet ses vieux pantalons.",
    ),
    point(40, 6.7, 96.1, 90.0, (128.0, 78.0), "Excellent. Renouvellement 3 mois."),
    point(36, 6.6, 94.6, 90.0, (128.0, 76.0), "RAC 34, 1re fois > 30 : à contrôler. TA OK."),
    point(32, 6.5, 93.4, 91.0, (126.0, 76.0), "Meilleur chiffre depuis 10 ans. RAS."),
    point(
        28,
        6.6,
        93.0,
        92.0,
        (128.0, 78.0),
        "Renouvellement. Chaussures de cuisine trop serrées : lui ai dit. A dit oui oui.",
    ),
    point(
        24,
        7.2,
        92.6,
        93.0,
        (126.0, 76.0),
        "Sort de l’hôpital, voir courrier. Plaie propre. IDE à domicile. AT prolongé.",
    ),
    point(
        20,
        6.7,
        93.5,
        93.0,
        (130.0, 78.0),
        "Cicatrisé. Semelles + chaussures de sécurité sur mesure. Reprise à mi-temps.",
    ),
    point(
        16,
        6.6,
        93.8,
        93.0,
        (130.0, 78.0),
        "Plein temps. Pieds : inspectés à chaque fois. Podologue tous les 2 mois.",
    ),
    point(
        12,
        6.6,
        94.1,
        94.0,
        (132.0, 80.0),
        "RAS. Pneumocoque ? pas retrouvé dans le carnet, à vérifier.",
    ),
    point(
        8,
        7.1,
        95.9,
        94.0,
        (134.0, 80.0),
        "7,1, + 1,8 kg. « Les fêtes et les banquets ». Renouvellement, on revoit dans 4 mois.",
    ),
    point(
        4,
        7.9,
        97.8,
        95.0,
        (136.0, 82.0),
        "7,9 !? Dit prendre tout. Pas d’infection, pas de corticoïde. RAC 48. Avancer RDV diabéto.",
    ),
];

pub(super) fn tell(story: &mut Story) {
    for point in POINTS {
        visit(story, point);
    }
    latest(story);
}

fn visit(story: &mut Story, point: &Point) {
    let day = story.today.plus_months(-point.months).plus(-6);
    sample(story, day, point);
    let when = story.hour(day.plus(4));
    let by = By::alone(&ROCHE, when);
    if point.months % 8 == 0 || point.months < 12 {
        story.vital(by, &vital::WEIGHT, point.weight);
        story.pressure(by, point.pressure.0, point.pressure.1);
    }
    if point.note != RENEWED {
        story.note(by, &CONSULTATION, "Suivi du diabète", point.note);
    }
}

fn sample(story: &mut Story, day: Day, point: &Point) {
    let when = day.working().at(7, 20);
    let by = By::alone(&SIMON, when);
    // Once a year kidney and lipids as well, and when something is wrong.
    if point.months % 12 != 0 && point.months != 4 {
        story.result(by, &lab::HBA1C, point.glycated);
        return;
    }
    let results = [
        (&lab::HBA1C, point.glycated),
        (&lab::CREATININE_M, point.creatinine),
        (&lab::EGFR, egfr(point.creatinine, story.age(day), false)),
        (&lab::URINE_ALBUMIN_RATIO, albumin(point.months)),
        (&lab::LDL, cholesterol(point.months)),
    ];
    story.panel(by, "Bilan annuel du diabète", &results, "");
}

/// Albumin over creatinine in urine, in mg/g, so many months ago.
fn albumin(months: i64) -> f64 {
    match months {
        ..=4 => 48.0,
        5..=12 => 41.0,
        13..=36 => 34.0,
        37..=72 => 22.0,
        _ => 12.0,
    }
}

/// LDL in g/L: the statin began ten years ago.
fn cholesterol(months: i64) -> f64 {
    match months {
        120.. => 1.62,
        73..=119 => 0.92,
        25..=72 => 0.84,
        _ => 0.71,
    }
}

/// What came from the laboratory yesterday, which nobody has looked at yet.
fn latest(story: &mut Story) {
    let when = story.today.plus(-1).at(7, 15);
    let results: Vec<(&'static Lab, f64)> = vec![
        (&lab::HBA1C, 8.8),
        (&lab::GLUCOSE_FASTING, 1.92),
        (&lab::CREATININE_M, 96.0),
        (&lab::EGFR, egfr(96.0, story.age(when.day), false)),
        (&lab::POTASSIUM, 4.6),
        (&lab::URINE_ALBUMIN_RATIO, 52.0),
        (&lab::LDL, 0.74),
        (&lab::ALAT, 48.0),
    ];
    let comment = "HbA1c en hausse de 0,9 point en quatre mois. Albuminurie modérément augmentée, \
                   confirmée sur trois prélèvements.";
    story.panel(By::alone(&SIMON, when), "Bilan du diabète", &results, comment);
    let by = By::alone(&SIMON, when.plus(480));
    story.biology(by, &ROCHE, "Bilan du diabète", &results, comment);
}
