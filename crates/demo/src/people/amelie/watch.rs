//! The seventh month: figures that rise, each seen by somebody else.

use super::{Measures, TERM_DAYS, at, last_period, measure, weeks};
use crate::codes::{document, drug, lab, vital};
use crate::staff::{BENALI, COSTA, DUMONT, LEROUX, SIMON};
use crate::story::{By, Kind, Story, heading, paragraph};

/// From the injection of anti-D to this morning.
pub(super) fn seventh_month(story: &mut Story) {
    anti_d(story);

    let when = at(story, 28, 3);
    let note = "Carnet lu avec elle. Glycémies à jeun dans la cible depuis le 6e jour. Reste 2 h après le dîner : 1,25 à 1,30 tous les soirs. Dîner à avancer à 19 h 30, féculents à réduire d’un quart, marche ensuite. Si encore > 1,20 dans une semaine : insuline rapide au dîner. Poids stable. Prochain contrôle dans 8 jours. TA prise par l’externe, notée sur la fiche.";
    let visit = story.seen(Kind::Outpatient, &BENALI, when, "Diabète gestationnel, contrôle", note);
    let by = By::during(&BENALI, when, &visit);
    story.pressure(by, 132.0, 84.0);
    story.vital(by, &vital::WEIGHT, 78.4);

    let when = story.ago(1);
    let note = format!(
        "{}. Fatiguée, dort mal, mal à la tête en fin de journée depuis trois jours « l’écran, sûrement ». MAF +. HU 28 cm. BDC 142. TA 13,8/8,6, reprise 13,4/8,4 au calme. Alliances serrées. BU : traces de protéines, protéinurie à doser au labo. Fer bien toléré. Séance n° 2 la semaine prochaine. Revoir dans 1 mois.",
        weeks(story, when.day)
    );
    let visit = story.seen(Kind::Outpatient, &LEROUX, when, "Consultation du 7e mois", &note);
    let measures = Measures { pressure: (138.0, 86.0), weight: 79.9, protein: "Traces" };
    measure(story, &LEROUX, when, &visit, &measures);
    this_morning(story);
}

fn anti_d(story: &mut Story) {
    let when = at(story, 27, 5).day.at(8, 5);
    let by = By::alone(&SIMON, when);
    let screen = story.finding(by, &lab::ANTIBODY_SCREEN, "Négative");
    let blood = story.result(by, &lab::HB_F, 10.9);
    let said = "RAI négative : injection d’anti-D possible. Hémoglobine en hausse sous fer.";
    story.report(by, "RAI avant immunoglobulines anti-D", &[screen, blood], said);

    let when = at(story, 28, 1);
    let note = format!(
        "{}. Anti-D 300 µg IM deltoïde droit après RAI négative du labo (RHD fœtal positif), bien tolérée, carte remise. TA 12,6/7,8. BU négative. Bébé bouge bien. Moral un peu bas avec le régime, encouragée.",
        weeks(story, when.day)
    );
    let visit = story.seen(Kind::Outpatient, &LEROUX, when, "Immunoglobulines anti-D", &note);
    let measures = Measures { pressure: (126.0, 78.0), weight: 78.2, protein: "Négatif" };
    measure(story, &LEROUX, when, &visit, &measures);
    let by = By::during(&LEROUX, when, &visit);
    let why = "Prévention de l’allo-immunisation, femme RhD négatif, RHD fœtal positif";
    story.medicine(by, &drug::ANTI_D, "300 µg, une injection intramusculaire", Some(when.day), why);
    let body = [
        paragraph(
            "Faire pratiquer une injection intramusculaire d’immunoglobulines anti-D 300 µg à 28 SA, après RAI de moins de huit jours.",
        ),
        heading("Traçabilité"),
        paragraph(
            "Médicament dérivé du sang : numéro de lot à reporter sur la carte de groupe sanguin et au dossier. RAI à ne pas interpréter seule dans les douze semaines qui suivent.",
        ),
    ];
    let title = "Prescription d’immunoglobulines anti-D";
    story.letter(by, &document::PRESCRIPTION, title, None, &body);
}

/// New since yesterday; nobody has read it.
fn this_morning(story: &mut Story) {
    let when = story.today.at(7, 20);
    let by = By::alone(&SIMON, when);
    let results = [
        (&lab::URINE_PROTEIN_RATIO, 224.0),
        (&lab::PLATELETS, 168.0),
        (&lab::HB_F, 11.2),
        (&lab::URATE_F, 338.0),
        (&lab::ASAT, 26.0),
        (&lab::ALAT, 24.0),
        (&lab::CREATININE_F, 61.0),
    ];
    story.panel(by, "Contrôle demandé par la sage-femme", &results, "");
    let by = By::alone(&SIMON, when.plus(150));
    let said = "Rapport protéinurie/créatininurie au-dessus de la normale, sous le seuil de 300 mg/g. À interpréter avec la pression artérielle.";
    let title = "Biologie du 7e mois, protéinurie";
    story.biology(by, &LEROUX, title, &results, said);
}

/// What is booked, as far as the term.
pub(super) fn to_come(story: &mut Story) {
    let today = story.today;
    for session in 2..=6 {
        let when = today.plus(7 * (session - 1)).working().at(17, 30);
        let title = format!("Préparation à la naissance et à la parentalité, séance {session}");
        story.appointment(&LEROUX, when, 60, "booked", &title);
    }
    let when = at(story, 28, 4).day.at(17, 30);
    let title = "Préparation à la naissance et à la parentalité, séance 1";
    story.appointment(&LEROUX, when, 60, "fulfilled", title);
    let when = today.plus(5).working().at(10, 0);
    story.appointment(&BENALI, when, 30, "booked", "Diabète gestationnel, carnet et décision");
    let when = today.plus(3 * 7 + 2).working().at(9, 15);
    story.appointment(&COSTA, when, 40, "booked", "Échographie du 3e trimestre");
    let when = today.plus(4 * 7 + 1).working().at(11, 0);
    story.appointment(&LEROUX, when, 30, "booked", "Consultation du 8e mois");
    let term = last_period(story).plus(TERM_DAYS);
    let when = term.plus(-3 * 7).working().at(14, 30);
    story.appointment(&DUMONT, when, 30, "booked", "Consultation du 9e mois, voie d’accouchement");
}
