//! The new kidney, and what nearly costs it.

use super::{grafted, real};
use crate::calendar::Day;
use crate::codes::{Lab, act, document, drug, illness, lab, vital};
use crate::houses::MEDICINE;
use crate::staff::{FAURE, FERRY, GUERIN, LACROIX, ROCHE, SIMON};
use crate::story::{By, Kind, Story, heading, paragraph, points};

/// Weeks after the graft of the visits of the first year.
const FIRST_YEAR: &[i64] =
    &[2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 28, 32, 36, 40, 44, 48, 52];
/// Days between visits after that.
const INTERVAL: i64 = 60;
/// Days since he began to take the plant.
const PLANT: i64 = 230;

/// The night of the call.
pub(super) fn called(story: &mut Story) {
    let day = grafted(story);
    let (from, to) = (day.at(4, 20), day.plus(13).at(11, 0));
    let reason = "Transplantation rénale, donneur décédé";
    let visit = story.stay(Kind::Stay, &MEDICINE, &LACROIX, (from, Some(to)), reason);
    let outcome = "Rein gauche en fosse iliaque droite, ischémie froide 14 h, diurèse sur table. Créatinine en baisse dès le 1er jour, sans dialyse.";
    story.act(By::during(&LACROIX, day.at(9, 40), &visit), &act::KIDNEY_TRANSPLANT, outcome);
    let note =
        "Greffon rénal en fosse iliaque droite. Risque CMV : donneur positif, receveur positif.";
    story.problem_noted(&LACROIX, &illness::KIDNEY_GRAFT, day, None, note);
    let said = "GREFFÉ RÉNAL : tacrolimus à marge étroite, demander avant tout nouveau médicament, plante ou complément ; pas d’AINS, pas de vaccin vivant";
    story.alert(&LACROIX, day.plus(13).at(10, 0), said);
    for (after, creatinine) in
        [(1, 720.0), (2, 540.0), (4, 310.0), (6, 214.0), (9, 165.0), (12, 142.0)]
    {
        let by = By::during(&SIMON, day.plus(after).at(6, 30), &visit);
        story.result(by, &lab::CREATININE_M, creatinine);
        let by = By::during(&FAURE, day.plus(after).at(8, 0), &visit);
        story.vital(by, &vital::WEIGHT, 74.2 - real(after) * 0.25);
        story.pressure(by, 136.0, 78.0);
    }
    let by = By::during(&LACROIX, day.plus(13).at(10, 10), &visit);
    let why = "Prévention du rejet de greffe";
    let dose = "3 gélules le matin à heure fixe, à jeun, dose adaptée au taux résiduel";
    story.medicine(by, &drug::TACROLIMUS, dose, None, why);
    story.medicine(by, &drug::MYCOPHENOLATE, "1 comprimé matin et soir", None, why);
    let dose = "1 comprimé le matin";
    story.medicine(by, &drug::PREDNISONE, dose, None, why);
    let body = [
        paragraph("Cher Confrère,"),
        paragraph(
            "Monsieur Didier Carpentier a reçu un rein de donneur décédé après quatre ans d’hémodialyse. Les suites ont été simples : reprise de diurèse immédiate, créatinine de sortie 142 µmol/L, pas de rejet, sonde double J laissée six semaines.",
        ),
        heading("Traitement"),
        points(&[
            "Tacrolimus à libération prolongée 3 mg le matin : taux résiduel visé de 8 à 10 µg/L, puis de 5 à 8 après trois mois.",
            "Mycophénolate mofétil 500 mg matin et soir, prednisone 5 mg le matin.",
            "Prévention de la pneumocystose par aérosols de pentamidine pendant six mois, en raison de son allergie aux sulfamides.",
        ]),
        paragraph(
            "Il a bien compris ce qu’il faut éviter : anti-inflammatoires, pamplemousse, millepertuis, vaccins vivants. Consultation chaque semaine les deux premiers mois. Avec mes sentiments confraternels les meilleurs.",
        ),
    ];
    let title = "Lettre de liaison après transplantation rénale";
    story.cda_letter(by, &document::DISCHARGE_LETTER, title, Some(&ROCHE), &body);
}

/// Each visit: creatinine, level of tacrolimus and the rest.
pub(super) fn followed(story: &mut Story) {
    let day = grafted(story);
    let first = FIRST_YEAR.iter().map(|week| day.plus(7 * week));
    let mut all: Vec<Day> = first.collect();
    // Counted back from now, so that the last is this month's.
    let years = (super::GRAFT_YEARS - 1) * 365 / INTERVAL;
    all.extend((0..years).rev().map(|at| story.today.plus(-at * INTERVAL - 12)));
    for on in all {
        controlled(story, on);
    }
}

fn controlled(story: &mut Story, on: Day) {
    let on = if on.weekday() > 4 { on.plus(4 - on.weekday()) } else { on };
    let ago = story.today.0 - on.0;
    let age = on.0 - grafted(story).0;
    let aim = if age < 95 { 9.0 } else { 6.6 };
    let lost = plant_effect(ago);
    let mut near = |mean: f64, deviation: f64| story.draw.around(mean, deviation);
    let creatinine = near(124.0 + 16.0 * real(90 - age.min(90)) / 90.0 + 44.0 * lost, 3.0);
    let results: [(&Lab, f64); 8] = [
        (&lab::CREATININE_M, creatinine),
        (&lab::EGFR, 54.0 * (124.0 / creatinine).powf(1.209)),
        (&lab::TACROLIMUS, near(aim - 3.0 * lost, 0.3)),
        (&lab::POTASSIUM, near(4.5, 0.2)),
        (&lab::HB_M, near(13.4 - 0.8 * lost, 0.3)),
        (&lab::LEUCOCYTES, near(6.4, 0.7)),
        (&lab::GLUCOSE_FASTING, near(1.02, 0.05)),
        (&lab::URINE_PROTEIN_RATIO, near(160.0 + 240.0 * lost, 14.0)),
    ];
    let by = By::alone(&SIMON, on.at(7, 45));
    story.panel(by, "Suivi de greffe", &results, "");
    let mut note = (*story.draw.of(NOTES)).to_owned();
    note += &format!(" Créat {creatinine:.0}.");
    let when = on.at(14, 30);
    let visit = story.seen(Kind::Outpatient, &LACROIX, when, "Suivi de greffe rénale", &note);
    let by = By::during(&LACROIX, when, &visit);
    let systolic = story.draw.around(131.0, 5.0);
    let diastolic = story.draw.around(78.0, 3.0);
    story.pressure(by, systolic, diastolic);
    let weight = story.draw.around(75.0 + 3.0 * (real(age) / 900.0).min(1.0), 0.4);
    story.vital(by, &vital::WEIGHT, weight);
}

/// From 0 to 1: an inducer of CYP3A4 lowers the level, then the kidney shows it.
fn plant_effect(ago: i64) -> f64 {
    (real(PLANT - 10 - ago) / 170.0).clamp(0.0, 1.0)
}

const NOTES: &[&str] = &[
    "Va bien. Greffon indolore, souple. Pas d’œdème. Même traitement.",
    "Aucune plainte. Marche, jardine. Peau vue : RAS, crème solaire. Idem.",
    "TA correcte au domicile. Prend ses médicaments à 7 h, alarme du téléphone. Poursuivre.",
    "Un rhume, guéri seul. Pas de diarrhée. Tacro inchangé.",
    "RAS. Ordonnance 3 mois. Dermato une fois par an.",
    "Bien. Sel un peu libre depuis l’été. Contrôle prochain bilan.",
];

/// Who heard of it, and did not speak to each other.
pub(super) fn plant(story: &mut Story) {
    let when = story.ago(PLANT + 15);
    let note = "Moral en berne depuis la retraite, dort mal, pas d’idée noire. Ne veut pas « un cachet de plus ». Activité, revoir dans 1 mois. Dit qu’il essaiera les plantes de sa belle-sœur.";
    let visit = story.seen(Kind::Consultation, &ROCHE, when, "Moral bas", note);
    story.pressure(By::during(&ROCHE, when, &visit), 132.0, 78.0);
    let when = story.ago(PLANT - 40);
    let note = "Vient pour ses gélules de tacrolimus. Achète « Bonne humeur, millepertuis 300 mg », 3 par jour, conseillé par une parente : délivré par ma remplaçante samedi, vu ce jour sur le compte. Rappelé sur son portable, messagerie. Message à transmettre au néphrologue.";
    let by = By::alone(&GUERIN, when);
    story.note(by, &document::DISPENSATION, "Vente de plantes, à signaler", note);
    let when = story.ago(95);
    let note = "Beaucoup mieux, dort, rebricole. TA 13/8. Dit merci aux plantes. RAS, renouvellement 3 mois.";
    let visit = story.seen(Kind::Consultation, &ROCHE, when, "Renouvellement", note);
    story.pressure(By::during(&ROCHE, when, &visit), 130.0, 78.0);

    let when = story.today.at(7, 30);
    let results = [
        (&lab::CREATININE_M, 171.0),
        (&lab::EGFR, 36.0),
        (&lab::TACROLIMUS, 3.3),
        (&lab::URINE_PROTEIN_RATIO, 428.0),
        (&lab::POTASSIUM, 4.7),
    ];
    story.panel(By::alone(&SIMON, when), "Suivi de greffe", &results, "");
    let by = By::alone(&SIMON, when.plus(150));
    let said = "Tacrolimus résiduel sous la zone visée, en baisse depuis plusieurs mois à dose inchangée. Rechercher un défaut de prise ou un inducteur enzymatique.";
    story.biology(by, &LACROIX, "Suivi de greffe, tacrolimus", &results, said);
    let note = "Liste apportée par M. Carpentier sur une enveloppe, recopiée telle quelle pour le dossier : « Tacro 3 le matin, CellCept 1 + 1, cortisone 1, amlodipine 1 le soir. Les gélules de Monique : 1 matin midi et soir, depuis six ou huit mois, je ne sais plus. C’est naturel. » Original rendu.";
    let by = By::alone(&FERRY, story.ago(12));
    let title = "Liste de médicaments apportée par le patient";
    story.note(by, &document::PARAMEDICAL_CARE, title, note);
}

/// What is booked.
pub(super) fn to_come(story: &mut Story) {
    let today = story.today;
    let all = [(&LACROIX, 48, "Suivi de greffe rénale"), (&ROCHE, 13, "Renouvellement")];
    for (who, days, reason) in all {
        story.appointment(who, today.plus(days).working().at(14, 30), 20, "booked", reason);
    }
}
