//! Three sessions a week for four years.

use super::{WEEKDAYS, WEEKS, first_monday, grafted, real};
use crate::calendar::Moment;
use crate::codes::{Lab, act, document, drug, lab, vital};
use crate::staff::{FERRY, LACROIX, SIMON};
use crate::story::{By, Kind, Story, heading, paragraph, points};

/// Weight that he should leave with, in kg: it came down over the first months.
fn dry(week: i64) -> f64 {
    74.0 - 2.5 * (real(week) / 40.0).min(1.0) - 0.4 * real(week) / real(WEEKS)
}

/// What a machine and its medicines need.
pub(super) fn prepared(story: &mut Story) {
    let start = first_monday(story);
    let graft = grafted(story);
    let by = By::alone(&LACROIX, start.at(12, 0));
    let why = "Anémie de la maladie rénale";
    let dose = "1 injection par semaine en fin de séance, dose adaptée à l’hémoglobine";
    story.medicine(by, &drug::DARBEPOETIN, dose, Some(graft), why);
    let dose = "1 comprimé au milieu de chacun des trois repas";
    story.medicine(by, &drug::CALCIUM, dose, Some(graft), "Hyperphosphatémie");
    let dose = "1 ampoule par mois";
    story.medicine(by, &drug::COLECALCIFEROL, dose, Some(graft.plus(300)), "Carence en vitamine D");
    let dose = "1 gélule le soir";
    story.medicine(by, &drug::AMLODIPINE, dose, None, "HTA");
    let body = [
        heading("Protocole de soins"),
        paragraph(
            "Affection de longue durée n° 19 : néphropathie chronique grave. Hémodialyse en centre trois fois par semaine, 4 heures, membrane haute perméabilité, fistule radio-céphalique gauche.",
        ),
        points(&[
            "Poids sec réévalué chaque mois, prise de poids entre deux séances inférieure à 3 kg.",
            "Bilan mensuel ; sérologies et anti-HBs deux fois par an.",
            "Inscription sur la liste nationale d’attente de greffe rénale.",
            "Bras gauche : ni tension, ni prise de sang, ni perfusion.",
        ]),
    ];
    let by = By::alone(&LACROIX, start.plus(9).at(17, 0));
    story.letter(by, &document::ALD_PROTOCOL, "Protocole de soins ALD 19", None, &body);
    let said =
        "Fistule artérioveineuse gauche : pas de tension, de garrot ni de prise de sang de ce côté";
    story.alert(&FERRY, start.plus(-100).at(9, 0), said);
}

/// Each session: two weights, two pressures, the act.
pub(super) fn sessions(story: &mut Story) {
    let monday = first_monday(story);
    for week in 0..WEEKS {
        for weekday in WEEKDAYS {
            let minute = story.draw.between(0, 35);
            let when = monday.plus(7 * week + weekday).at(7, minute);
            session(story, when, week, weekday);
        }
    }
}

fn session(story: &mut Story, when: Moment, week: i64, weekday: i64) {
    let reason = "Séance d’hémodialyse";
    let visit = story.visit(Kind::Outpatient, &FERRY, when, 265, reason);
    // Two days without a machine weigh more than one.
    let gain = if weekday == 0 { 2.9 } else { 2.1 };
    let gain = story.draw.around(gain, 0.35).max(0.9);
    let missed = story.draw.around(0.0, 0.12);
    let before = By::during(&FERRY, when.plus(5), &visit);
    story.vital(before, &vital::WEIGHT, dry(week) + gain);
    let systolic = story.draw.around(138.0 + 4.0 * gain, 7.0);
    let diastolic = story.draw.around(78.0, 4.0);
    story.pressure(before, systolic, diastolic);
    let after = By::during(&FERRY, when.plus(255), &visit);
    story.vital(after, &vital::WEIGHT, dry(week) + missed);
    let systolic = story.draw.around(124.0, 8.0);
    let diastolic = story.draw.around(72.0, 4.0);
    story.pressure(after, systolic, diastolic);
    let said = story.draw.of(SESSION);
    story.act(after, &act::HAEMODIALYSIS, said);
}

const SESSION: &[&str] = &[
    "4 h, bon débit de fistule, séance sans incident.",
    "4 h, sans incident. Compression 10 min.",
    "4 h, crampe du mollet à la 3e heure, cédée par sérum salé.",
    "3 h 45, arrêt avancé à sa demande (fils à chercher).",
    "4 h, pression veineuse limite, aiguille repositionnée.",
    "4 h, hypotension à 96/58 en fin de séance, jambes surélevées, remontée spontanée.",
    "4 h, RAS. A dormi.",
    "4 h, RAS. Lecture, bon moral.",
];

/// Each month: what the machine leaves in the blood.
pub(super) fn months(story: &mut Story) {
    let monday = first_monday(story);
    let months = WEEKS * 7 / 30;
    for month in 0..months {
        let when = monday.plus(30 * month);
        let when = when.plus((4 - when.weekday()).rem_euclid(7)).at(7, 2);
        let done = real(month) / real(months);
        let mut near = |mean: f64, deviation: f64| story.draw.around(mean, deviation);
        let results: [(&Lab, f64); 10] = [
            (&lab::HB_M, near(9.2 + 1.9 * (done * 6.0).min(1.0), 0.35)),
            (&lab::FERRITIN_M, near(310.0, 60.0)),
            (&lab::POTASSIUM, near(5.2, 0.35)),
            (&lab::BICARBONATE, near(22.5, 1.2)),
            (&lab::CALCIUM, near(2.24, 0.06)),
            (&lab::PHOSPHATE, near(1.95 - 0.3 * done, 0.16)),
            (&lab::PTH, near(420.0 - 130.0 * done, 45.0)),
            (&lab::ALBUMIN, near(38.0, 1.4)),
            (&lab::UREA, near(23.0, 2.2)),
            (&lab::CREATININE_M, near(790.0, 55.0)),
        ];
        let potassium = results.iter().find(|(lab, _)| **lab == lab::POTASSIUM);
        let high = potassium.is_some_and(|(_, value)| *value > 5.6);
        let said = if high { "Potassium élevé avant séance." } else { "" };
        story.panel(By::alone(&SIMON, when), "Bilan mensuel de dialyse", &results, said);
        monthly_note(story, when, high);
    }
}

fn monthly_note(story: &mut Story, when: Moment, high: bool) {
    let mut note = (*story.draw.of(MONTHLY)).to_owned();
    if high {
        note += " K élevé : bananes, chocolat et pommes de terre sautées revus ensemble.";
    }
    let by = By::alone(&LACROIX, when.plus(1440 * 3 + 190));
    story.note(by, &document::CONSULTATION, "Visite mensuelle de dialyse", &note);
}

const MONTHLY: &[&str] = &[
    "Bien. Poids sec inchangé. Fistule souple, thrill +. Kt/V 1,4. Même prescription.",
    "Poids sec baissé de 300 g, TA haute en début de séance. Sel revu.",
    "Fatigué les soirs de séance, sinon va bien. Hb dans la cible, EPO idem.",
    "Phosphore un peu haut, oublie le calcium au déjeuner. Diététicienne.",
    "Sur liste d’attente active. Bilan cardio à jour. Moral correct.",
    "Prurit modéré. PTH stable. Émollient. Continuer.",
    "Crampes en fin de séance, poids sec remonté de 200 g. Sodium dialysat inchangé.",
    "Pas de plainte. Vacances en août : place demandée au centre de Quimper.",
];
