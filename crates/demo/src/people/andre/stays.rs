//! Twice in hospital, twice for the same reason.

use super::{Blood, FIRST_STAY, SECOND_STAY, STAY_DAYS, blood};
use crate::calendar::{Day, Moment};
use crate::codes::{act, document, drug, illness, vital};
use crate::houses::MEDICINE;
use crate::staff::{BESSON, DIALLO, FAURE, NGUYEN, PETIT, PICHON, ROCHE};
use crate::story::{By, Kind, Story, Visit, heading, paragraph, points};

fn stay(story: &mut Story, began: i64, reason: &str) -> (Moment, Day, Visit) {
    let from = story.today.plus(-began).at(15, 40);
    let left = story.today.plus(STAY_DAYS - began);
    let time = (from, Some(left.at(14, 0)));
    let visit = story.stay(Kind::Stay, &MEDICINE, &BESSON, time, reason);
    (from, left, visit)
}

/// Weight and oxygen on each morning of a stay.
fn chart(story: &mut Story, from: Moment, visit: &Visit, weights: &[f64]) {
    let mut day = from.day;
    for weight in weights {
        day = day.plus(1);
        let by = By::during(&FAURE, day.at(7, 30), visit);
        story.vital(by, &vital::WEIGHT, *weight);
        let oxygen = story.draw.around(93.6, 0.6);
        story.vital(by, &vital::SATURATION, oxygen);
    }
}

/// Last winter.
pub(super) fn first(story: &mut Story) {
    let reason = "Décompensation cardiaque globale";
    let (from, left, visit) = stay(story, FIRST_STAY, reason);
    let emergency = story.visit(Kind::Emergency, &PICHON, from.plus(-300), 290, "Dyspnée");
    let note = "MOTIF : dyspnée depuis 4 jours, adressé par l’IDE (+ 4 kg en 13 jours).\n\
        EXAMEN : FR 26, SpO₂ 88 % AA, TA 148/84, FA 104. Crépitants à mi-champs, OMI aux genoux, TJ.\n\
        EXAMENS : NT-proBNP 6 840, créat 121, K 4,9, troponine stable. RP : redistribution, épanchement droit minime.\n\
        CONDUITE : furosémide 80 mg IVD, O₂ 2 L. Bonne réponse, 1,4 L en 4 h.\n\
        FACTEUR DÉCLENCHANT : bronchite, écart de sel (charcuterie du fils).\n\
        DEVENIR : médecine polyvalente.";
    let by = By::during(&PICHON, from.plus(-40), &emergency);
    story.note(by, &document::EMERGENCY, "Décompensation cardiaque", note);
    story.pressure(by, 148.0, 84.0);
    let sample = Blood {
        creatinine: 121.0,
        filtration: 49.0,
        potassium: 4.9,
        sodium: 134.0,
        peptide: 6_840.0,
        haemoglobin: 12.8,
    };
    blood(story, from.plus(-270), Some(&emergency), &sample, "");
    story.act(
        By::during(&PICHON, from.plus(-240), &emergency),
        &act::CHEST_XRAY,
        "Redistribution vasculaire, épanchement pleural droit minime.",
    );
    chart(story, from, &visit, &[76.6, 75.4, 74.3, 73.6, 73.0, 72.6, 72.5]);
    let sample = Blood {
        creatinine: 118.0,
        filtration: 50.0,
        potassium: 4.6,
        sodium: 137.0,
        peptide: 1_980.0,
        haemoglobin: 12.7,
    };
    blood(story, left.at(6, 40), Some(&visit), &sample, "NT-proBNP en nette baisse.");
    let body = [
        paragraph("Cher Confrère,"),
        paragraph(
            "Monsieur André Pasquier, 78 ans, a séjourné dans le service pour une décompensation cardiaque globale dans les suites d’une bronchite, avec un écart de régime sans sel.",
        ),
        heading("Évolution"),
        paragraph(
            "Évolution favorable sous furosémide intraveineux, 4,7 kg perdus. Échocardiographie : FEVG 41 %. Traitement d’entrée reconduit à l’identique.",
        ),
        heading("Traitement de sortie"),
        points(&[
            "furosémide 40 mg, 1 le matin ; spironolactone 25 mg, 1 à midi ;",
            "ramipril 5 mg, bisoprolol 2,5 mg, dapagliflozine 10 mg, 1 le matin ;",
            "apixaban 5 mg, 1 matin et soir ; tiotropium, 2 bouffées le matin.",
        ]),
        heading("Après"),
        paragraph(
            "Télésurveillance par balance connectée mise en place, alerte à + 2 kg. Poids sec : 72,5 kg. Les consignes ont été données à voix haute, en présence de sa voisine. Je vous remercie de la confiance que vous nous témoignez et vous prie de croire, Cher Confrère, à l’assurance de mes sentiments dévoués.",
        ),
    ];
    let title = "Lettre de liaison à la sortie";
    let by = By::during(&BESSON, left.at(11, 30), &visit);
    story.letter(by, &document::DISCHARGE_LETTER, title, Some(&ROCHE), &body);
}

/// Three weeks ago.
pub(super) fn second(story: &mut Story) {
    let reason = "Décompensation cardiaque, hyperkaliémie";
    let (from, left, visit) = stay(story, SECOND_STAY, reason);
    let emergency = story.visit(Kind::Emergency, &DIALLO, from.plus(-260), 250, "Dyspnée, OMI");
    let note = "MOTIF : dyspnée NYHA IV, alerte balance (+ 4,1 kg en 13 j).\n\
        ATCD : IC à FEVG altérée, FA anticoagulée, BPCO. Allergie : produit de contraste iodé.\n\
        EXAMEN : assis, FR 28, SpO₂ 87 % AA, TA 134/78, FC 98 irr. Crépitants bilatéraux, sibilants, OMI mous jusqu’aux cuisses. T° 37,2.\n\
        EXAMENS : NT-proBNP 8 210, créat 142, K 5,8 non hémolysé, ECG : FA 98, pas d’onde T pointue.\n\
        CONDUITE : furosémide 80 mg IV, O₂ 2 L, aérosols. Spironolactone SUSPENDUE ce jour.\n\
        COMMUNICATION : ne lit pas. Voisine présente, a tout entendu.\n\
        DEVENIR : hospitalisation, Dr Besson.";
    let by = By::during(&DIALLO, from.plus(-30), &emergency);
    story.note(by, &document::EMERGENCY, "Décompensation cardiaque, hyperkaliémie", note);
    story.pressure(by, 134.0, 78.0);
    story.act(by, &act::ECG, "FA à 98/min, pas d’onde T ample, QRS 106 ms.");
    let sample = Blood {
        creatinine: 142.0,
        filtration: 40.0,
        potassium: 5.8,
        sodium: 132.0,
        peptide: 8_210.0,
        haemoglobin: 12.4,
    };
    blood(
        story,
        from.plus(-230),
        Some(&emergency),
        &sample,
        "Potassium contrôlé, plasma non hémolysé, résultat téléphoné.",
    );
    story.problem(&BESSON, &illness::HYPERKALAEMIA, from.day, Some(left));
    chart(story, from, &visit, &[76.3, 75.4, 74.6, 73.8, 73.2, 72.8, 72.6, 72.7]);
    ward(story, from, &visit);
    let sample = Blood {
        creatinine: 126.0,
        filtration: 46.0,
        potassium: 4.7,
        sodium: 136.0,
        peptide: 3_080.0,
        haemoglobin: 12.5,
    };
    blood(story, left.at(6, 50), Some(&visit), &sample, "");
    leaves(story, left, &visit);
}

fn ward(story: &mut Story, from: Moment, visit: &Visit) {
    let note = "Cible : dyspnée nocturne\n\
        Données : 2 h 10, assis au bord du lit, dit « je bois la tasse ». FR 24, SpO₂ 90 % sous 2 L, TA 128/74.\n\
        Actions : installé demi-assis, aérosol de salbutamol prescrit, O₂ à 3 L, présence. Appel interne de garde : furosémide 40 mg IV.\n\
        Résultats : 600 mL à 4 h, FR 20, s’est rendormi à 4 h 30.";
    let by = By::during(&NGUYEN, from.day.plus(2).at(5, 0), visit);
    story.note(by, &document::PARAMEDICAL_CARE, "Transmission ciblée : dyspnée", note);
    let note = "Toilette au lavabo avec aide pour les pieds. A mangé la moitié, dit que c’est fade sans sel. Il ne lit pas le menu : je le lui lis, il choisit, et là il mange. Pieds encore gonflés mais les plis reviennent. Demande à téléphoner à Josette, fait.";
    let by = By::during(&PETIT, from.day.plus(4).at(13, 15), visit);
    story.note(by, &document::PARAMEDICAL_CARE, "Aide à la toilette et au repas", note);
    let note = "Cible : préparation de la sortie\n\
        Données : sort demain. Traitement modifié : furosémide augmenté, spironolactone arrêtée, bisoprolol augmenté. Pilulier tenu par l’IDE libérale. Ne lit pas.\n\
        Actions : nouvelles boîtes montrées, consignes redites. Message laissé au répondeur du cabinet pour Mme Colin. Ordonnance remise au patient dans l’enveloppe.\n\
        Résultats : M. Pasquier répète « deux le matin, un à midi ». Pas de rappel de l’IDE à 17 h.";
    let by = By::during(&FAURE, from.day.plus(STAY_DAYS - 1).at(17, 10), visit);
    story.note(by, &document::PARAMEDICAL_CARE, "Transmission ciblée : sortie", note);
}

fn leaves(story: &mut Story, left: Day, visit: &Visit) {
    let body = [
        paragraph("Cher Confrère,"),
        paragraph(
            "Votre patient, Monsieur André Pasquier, 79 ans, quitte ce jour le service où il était hospitalisé depuis neuf jours pour une nouvelle décompensation cardiaque, avec insuffisance rénale aiguë fonctionnelle et hyperkaliémie à 5,8 mmol/L.",
        ),
        heading("Évolution"),
        paragraph(
            "Déplétion de 4,1 kg sous furosémide intraveineux. À la sortie : 72,7 kg, SpO₂ 94 % en air ambiant, créatinine 126 µmol/L, potassium 4,7 mmol/L, NT-proBNP 3 080 ng/L. FEVG 39 %.",
        ),
        heading("Modifications du traitement"),
        points(&[
            "Spironolactone 25 mg : ARRÊTÉE, hyperkaliémie sous ramipril. Ne pas reprendre.",
            "Furosémide 40 mg : 2 comprimés le matin et 1 à midi (au lieu de 1 le matin).",
            "Bisoprolol 2,5 mg : 1 comprimé et demi le matin (au lieu de 1).",
            "Inchangés : ramipril, dapagliflozine, apixaban, tiotropium, salbutamol.",
        ]),
        heading("À faire"),
        paragraph(
            "Créatinine et potassium à une semaine. Poids quotidien, poids sec 72,5 kg. Consultation du Dr Legrand dans le mois. Merci de bien vouloir actualiser l’ordonnance du pilulier : Monsieur Pasquier ne lit pas et son infirmière prépare d’après la dernière ordonnance du cabinet.",
        ),
        paragraph(
            "Nous restons à votre disposition et vous prions de croire, Cher Confrère, à nos sentiments les meilleurs.",
        ),
    ];
    let title = "Lettre de liaison à la sortie";
    let by = By::during(&BESSON, left.at(12, 15), visit);
    story.cda_letter(by, &document::DISCHARGE_LETTER, title, Some(&ROCHE), &body);
    let by = By::during(&BESSON, left.at(12, 20), visit);
    let why = "Insuffisance cardiaque, dose augmentée à la sortie";
    story.medicine(by, &drug::FUROSEMIDE, "2 comprimés le matin et 1 comprimé à midi", None, why);
    story.medicine(by, &drug::BISOPROLOL, "1 comprimé et demi le matin", None, why);
    let body = [
        paragraph("Furosémide 40 mg : 2 comprimés le matin et 1 comprimé à midi, 28 jours."),
        paragraph("Bisoprolol 2,5 mg : 1 comprimé et demi le matin, 28 jours."),
        paragraph("NE PLUS PRENDRE la spironolactone (Aldactone)."),
        paragraph("Faire pratiquer à domicile dans une semaine : créatinine, ionogramme sanguin."),
    ];
    story.letter(by, &document::PRESCRIPTION, "Ordonnance de sortie", None, &body);
}
