//! Her prescriptions: who wrote which line when, and what was stopped.

use super::SEDATIVE_DAYS;
use crate::codes::{Drug, drug};
use crate::staff::{BESSON, Colleague, LEGRAND, MERCIER, ROCHE};
use crate::story::{By, Story};

/// Days ago, who, what, dosage, reason.
type Line = (i64, &'static Colleague, &'static Drug, &'static str, &'static str);

/// The seventeen that go on.
const LINES: &[Line] = &[
    (
        14 * 365,
        &ROCHE,
        &drug::LEVOTHYROXINE_75,
        "1 comprimé le matin à jeun, 30 minutes avant le petit-déjeuner",
        "Hypothyroïdie",
    ),
    (12 * 365, &ROCHE, &drug::RAMIPRIL, "1 comprimé le matin", "Hypertension artérielle"),
    (7 * 365 + 20, &LEGRAND, &drug::APIXABAN, "1 comprimé matin et soir", "Fibrillation atriale"),
    (
        7 * 365 + 20,
        &LEGRAND,
        &drug::BISOPROLOL,
        "1 comprimé le matin",
        "Fibrillation atriale, ralentissement",
    ),
    (
        5 * 365 + 90,
        &BESSON,
        &drug::DONEPEZIL,
        "1 comprimé le soir au coucher",
        "Maladie d’Alzheimer",
    ),
    (4 * 365 + 60, &LEGRAND, &drug::FUROSEMIDE, "1 comprimé le matin", "Insuffisance cardiaque"),
    (
        4 * 365 + 30,
        &ROCHE,
        &drug::POTASSIUM,
        "1 gélule matin et soir, au cours du repas",
        "Hypokaliémie sous furosémide",
    ),
    (3 * 365 + 200, &ROCHE, &drug::PANTOPRAZOLE, "1 comprimé le soir", "Épigastralgies"),
    (
        2 * 365 + 300,
        &BESSON,
        &drug::MEMANTINE,
        "1 comprimé par jour, le matin",
        "Maladie d’Alzheimer, stade modéré à sévère",
    ),
    (2 * 365 + 200, &MERCIER, &drug::COLECALCIFEROL, "1 ampoule par mois", "Carence en vitamine D"),
    (
        2 * 365 + 100,
        &ROCHE,
        &drug::MACROGOL,
        "1 sachet matin et soir dans un grand verre d’eau",
        "Constipation",
    ),
    (600, &ROCHE, &drug::SERTRALINE, "1 gélule le matin", "Épisode dépressif"),
    (
        430,
        &ROCHE,
        &drug::PARACETAMOL_1000,
        "1 comprimé matin, midi et soir",
        "Douleurs de hanche et de genoux",
    ),
    (260, &LEGRAND, &drug::SPIRONOLACTONE, "1 comprimé le matin", "Insuffisance cardiaque, œdèmes"),
    (
        160,
        &MERCIER,
        &drug::RISPERIDONE,
        "1 comprimé le soir, à réévaluer à 6 semaines",
        "Agressivité lors des soins",
    ),
    (
        96,
        &ROCHE,
        &drug::ZOPICLONE,
        "1 comprimé au coucher, pendant 4 semaines au maximum",
        "Insomnie",
    ),
    (
        SEDATIVE_DAYS,
        &ROCHE,
        &drug::OXAZEPAM,
        "1 comprimé à midi et 1 comprimé à 18 heures",
        "Agitation en fin de journée",
    ),
];

/// Writes them.
pub(super) fn prescribed(story: &mut Story) {
    for (days, who, what, dosage, reason) in LINES {
        let when = story.ago(*days);
        story.medicine(By::alone(who, when), what, dosage, None, reason);
    }
}

/// Those that were tried and given up, and short cures.
pub(super) fn stopped(story: &mut Story) {
    let when = story.ago(8 * 365);
    let end = (when.day.plus(340), "Fibrillation atriale : anticoagulant à la place");
    let dosage = "1 sachet par jour au repas de midi";
    story.stopped_medicine(By::alone(&ROCHE, when), &drug::ASPIRIN_75, dosage, end, "Prévention");

    let when = story.ago(330);
    let end = (when.day.plus(18), "Confusion, bouche sèche, rétention : effet anticholinergique");
    let dosage = "1 comprimé le soir";
    let why = "Agitation nocturne";
    story.stopped_medicine(By::alone(&ROCHE, when), &drug::HYDROXYZINE, dosage, end, why);

    let when = story.ago(700);
    let end = (when.day.plus(95), "Inefficace sur l’appétit, somnolence diurne");
    let dosage = "1 comprimé au coucher";
    let why = "Épisode dépressif, perte d’appétit";
    story.stopped_medicine(By::alone(&ROCHE, when), &drug::MIRTAZAPINE, dosage, end, why);

    let when = story.ago(205);
    let until = Some(when.day.plus(5));
    let by = By::alone(&ROCHE, when);
    let dosage = "2 comprimés matin et soir pendant 5 jours";
    story.medicine(by, &drug::PIVMECILLINAM, dosage, until, "Cystite");
}
