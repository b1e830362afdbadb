//! The kidney disease: how it began, the first treatment, two relapses.

use crate::calendar::Moment;
use crate::codes::document::{
    DISCHARGE_LETTER, EMERGENCY, HOSPITAL as STAY_REPORT, PARAMEDICAL_CARE,
};
use crate::codes::drug::{COLECALCIFEROL_DROPS, PREDNISOLONE};
use crate::codes::vaccine::{INFLUENZA, PNEUMOCOCCUS_23};
use crate::codes::{Lab, illness, lab, vital};
use crate::houses::PAEDIATRICS;
use crate::staff::{COLIN, HADDAD, MOREAU, PICHON, ROCHE, SIMON, WEBER};
use crate::story::{By, Kind, Story, Visit, heading, paragraph, points};

/// Days since the illness began.
pub(super) const ONSET: i64 = 660;
const FIRST_RELAPSE: i64 = 455;
const SECOND_RELAPSE: i64 = 305;

pub(super) fn tell(story: &mut Story) {
    misread(story);
    emergency(story);
    stay(story);
    first_treatment(story);
    protected(story);
    first_relapse(story);
    second_relapse(story);
}

/// Body weight, height and pressure at once.
pub(super) fn measured(
    story: &mut Story,
    by: By<'_>,
    (weight, height): (f64, f64),
    (systolic, diastolic): (f64, f64),
) {
    story.vital(by, &vital::WEIGHT, weight);
    story.vital(by, &vital::HEIGHT, height);
    story.pressure(by, systolic, diastolic);
}

/// What kidney doctors look at: albumin in g/L, protein over creatinine in urine
/// in mg/g, creatinine in µmol/L.
pub(super) fn sampled(
    story: &mut Story,
    when: Moment,
    (albumin, ratio, creatinine): (f64, f64, f64),
    more: &[(&Lab, f64)],
    conclusion: &str,
) {
    let by = By::alone(&SIMON, when);
    let mut results = vec![
        (&lab::ALBUMIN, albumin),
        (&lab::URINE_PROTEIN_RATIO, ratio),
        (&lab::CREATININE_CHILD, creatinine),
    ];
    results.extend_from_slice(more);
    story.panel(by, "Bilan néphrologique", &results, conclusion);
}

/// Dipsticks that the nurse read at home: days ago and what they showed.
pub(super) fn dipsticks(story: &mut Story, all: &[(i64, &str)]) {
    for (days, said) in all {
        let when = story.today.plus(-days).at(7, 40);
        story.finding(By::alone(&COLIN, when), &lab::DIPSTICK_PROTEIN, said);
    }
}

fn misread(story: &mut Story) {
    let when = story.ago(ONSET + 12);
    let visit = story.seen(
        Kind::Consultation,
        &ROCHE,
        when,
        "Paupières gonflées le matin",
        "Œdème palpébral bilatéral matinal depuis 3 j, apyrétique, yeux non rouges. Terrain \
         atopique familial (père). Évoque une allergie. Lavages, surveillance. Reconsulter si \
         persiste.",
    );
    story.vital(By::during(&ROCHE, when, &visit), &vital::WEIGHT, 11.9);
}

fn emergency(story: &mut Story) {
    let when = story.today.plus(-ONSET).at(18, 25);
    let visit = story.visit(Kind::Emergency, &PICHON, when, 210, "Œdèmes du visage et des jambes");
    let by = By::during(&PICHON, when.plus(40), &visit);
    measured(story, by, (13.4, 85.5), (98.0, 58.0));
    story.vital(by, &vital::TEMPERATURE, 37.1);
    story.vital(by, &vital::HEART_RATE, 122.0);
    story.vital(by, &vital::SATURATION, 99.0);
    story.finding(by, &lab::DIPSTICK_PROTEIN, "+++");
    story.note(
        By::during(&PICHON, when.plus(190), &visit),
        &EMERGENCY,
        "Compte rendu de passage aux urgences",
        "Motif : œdèmes.\n\
         Antécédents : bronchiolite, OMA. Vaccins à jour. Pas d’allergie connue.\n\
         Histoire : œdème des paupières depuis deux semaines, majoré le matin, puis jambes et \
         abdomen. Prise de 1,5 kg. Diurèse diminuée (2 couches peu mouillées ce jour).\n\
         Examen : bon état général, T 37,1 °C, PA 98/58, FC 122, SpO2 99 % AA. Œdèmes blancs, \
         mous, prenant le godet. Ascite de moyenne abondance, abdomen souple, indolore. TRC < 3 s. \
         Pas de purpura.\n\
         Bandelette : protéines +++, sang traces, leucocytes et nitrites négatifs.\n\
         Avis néphrologie pédiatrique (Dr Weber) : hospitalisation, bilan, pas de perfusion \
         d’albumine en l’absence d’hypovolémie.\n\
         Conclusion : premier épisode de syndrome néphrotique. Transfert en pédiatrie à 21 h 40.",
    );
}

fn stay(story: &mut Story) {
    let from = story.today.plus(-ONSET).at(21, 55);
    let to = story.today.plus(-ONSET + 6).at(15, 0);
    let visit = story.stay(
        Kind::Stay,
        &PAEDIATRICS,
        &HADDAD,
        (from, Some(to)),
        "Premier épisode de syndrome néphrotique",
    );
    let since = story.today.plus(-ONSET);
    story.problem_noted(
        &WEBER,
        &illness::NEPHROTIC_SYNDROME,
        since,
        None,
        "Corticosensible puis corticodépendant. ALD 19.",
    );
    sampled(
        story,
        story.today.plus(-ONSET + 1).at(7, 30),
        (14.0, 8200.0, 24.0),
        &[
            (&lab::PROTEIN, 41.0),
            (&lab::CHOLESTEROL, 4.12),
            (&lab::SODIUM, 133.0),
            (&lab::POTASSIUM, 4.3),
            (&lab::HB_F, 13.4),
            (&lab::PLATELETS, 462.0),
        ],
        "Hypoalbuminémie profonde et protéinurie massive : syndrome néphrotique pur. Fonction \
         rénale normale pour l’âge.",
    );
    stay_notes(story, &visit);
    discharge(story, to, &visit);
}

fn stay_notes(story: &mut Story, visit: &Visit) {
    let day = |days: i64| story.today.plus(-ONSET + days);
    let (first, third, fifth) = (day(1).at(10, 15), day(3).at(20, 30), day(5).at(9, 0));
    story.note(
        By::during(&WEBER, first, visit),
        &STAY_REPORT,
        "Observation de néphrologie",
        "Enfant de 23 mois, œdèmes depuis 2 semaines. Syndrome néphrotique pur : PA normale, pas \
         d’hématurie macroscopique, créatinine 24 µmol/L, C3 normal. Pas d’argument pour une \
         forme secondaire. Pas de biopsie d’emblée. Corticothérapie selon protocole national : \
         60 mg/m²/j, soit 30 mg/j (SC 0,52 m²). Régime sans sel ajouté, restriction hydrique le \
         temps des œdèmes. Risque thrombotique : pas d’alitement, pas de ponction fémorale.",
    );
    story.note(
        By::during(&MOREAU, third, visit),
        &PARAMEDICAL_CARE,
        "Transmission ciblée",
        "Cible : œdèmes et alimentation.\n\
         Données : poids 13,1 kg (– 300 g). Paupières moins gonflées. Refuse le repas sans sel. \
         Papa présent cette nuit, maman la journée.\n\
         Actions : pesée à jeun chaque matin, bandelette apprise aux deux parents, passage de la \
         diététicienne demandé.\n\
         Résultats : maman lit la bandelette seule. Papa à revoir demain.",
    );
    story.note(
        By::during(&HADDAD, fifth, visit),
        &STAY_REPORT,
        "Visite",
        "J5. Reprise de la diurèse, 12,2 kg. Bandelette ++. PA 100/60. Bonne tolérance de la \
         prednisolone, appétit +++. Sortie demain si les deux parents sont à l’aise avec les \
         bandelettes.",
    );
    for (at, weight) in [(first, 13.4), (third, 13.1), (fifth, 12.2)] {
        story.vital(By::during(&MOREAU, at, visit), &vital::WEIGHT, weight);
    }
}

fn discharge(story: &mut Story, to: Moment, visit: &Visit) {
    let by = By::during(&HADDAD, to, visit);
    story.cda_letter(
        by,
        &DISCHARGE_LETTER,
        "Lettre de liaison à la sortie de pédiatrie",
        Some(&ROCHE),
        &[
            paragraph("Cher confrère,"),
            paragraph(
                "Votre petite patiente Lina a été hospitalisée six jours dans notre service pour \
                 un premier épisode de syndrome néphrotique, d’allure idiopathique.",
            ),
            heading("Évolution"),
            paragraph(
                "Albumine à l’entrée 14 g/L, protéinurie/créatininurie 8 200 mg/g, fonction \
                 rénale normale. Sous prednisolone 60 mg/m²/j, la diurèse a repris au quatrième \
                 jour ; Lina sort avec 12,0 kg, sans œdème du visage.",
            ),
            heading("Traitement de sortie"),
            points(&[
                "Prednisolone 30 mg le matin, 30 jours en tout, puis un jour sur deux selon le \
                 calendrier remis aux parents",
                "Vitamine D, 3 gouttes par jour",
                "Alimentation sans sel ajouté tant que la corticothérapie est quotidienne",
            ]),
            heading("Surveillance"),
            points(&[
                "Bandelette urinaire chaque matin, notée dans le carnet, chez l’un et l’autre parent",
                "Nous appeler si deux croix ou plus trois matins de suite, fièvre, douleur \
                 abdominale ou contact avec la varicelle",
                "Pas de vaccin vivant ; compléter la vaccination contre le pneumocoque en rémission",
            ]),
            paragraph("Bien confraternellement,"),
        ],
    );
    story.medicine(
        by,
        &PREDNISOLONE,
        "1 comprimé et demi (30 mg) le matin, avec le petit-déjeuner",
        Some(to.day.plus(24)),
        "Syndrome néphrotique, première poussée",
    );
    story.medicine(by, &COLECALCIFEROL_DROPS, "3 gouttes par jour", None, "Corticothérapie");
}

fn first_treatment(story: &mut Story) {
    dipsticks(
        story,
        &[(653, "++"), (651, "+"), (649, "Négatif"), (648, "Négatif"), (647, "Négatif")],
    );
    let when = story.ago(630);
    let visit = story.seen(
        Kind::Outpatient,
        &WEBER,
        when,
        "Consultation de néphrologie à un mois",
        "Rémission complète à J11 : forme corticosensible. Morphotype cushingoïde modéré, \
         irritabilité, appétit +++. PA 104/62 (< 95e p.). Passage à 1 jour sur 2 : 30 mg, puis \
         décroissance par paliers de 15 jours, arrêt prévu à 4 mois et demi.",
    );
    let by = By::during(&WEBER, when, &visit);
    measured(story, by, (12.9, 86.0), (104.0, 62.0));
    story.medicine(
        by,
        &PREDNISOLONE,
        "1 comprimé et demi (30 mg) un matin sur deux pendant 8 semaines, puis diminuer de 7,5 mg \
         tous les 15 jours",
        Some(story.today.plus(-525)),
        "Syndrome néphrotique, décroissance",
    );
    sampled(
        story,
        when.day.at(8, 0),
        (38.0, 110.0, 26.0),
        &[],
        "Normalisation de l’albumine, protéinurie négative.",
    );
}

fn protected(story: &mut Story) {
    let when = story.ago(590);
    story.vaccine(&ROCHE, &PNEUMOCOCCUS_23, when.day, 1);
    story.seen(
        Kind::Consultation,
        &ROCHE,
        when,
        "Vaccination et point de la maladie",
        "En rémission. VPP23 fait ce jour (2 mois au moins après le dernier conjugué). Grippe à \
         l’automne, pour elle et pour les deux foyers. Pas de varicelle connue : vivant, donc \
         non. ALD 19 acceptée.",
    );
    let autumn = story.today.autumn();
    let autumns = [autumn.years_ago(1), autumn];
    for (dose, day) in (1..).zip(autumns.iter().filter(|day| **day > when.day)) {
        let day = day.plus(2).working().min(story.today);
        story.vaccine(&ROCHE, &INFLUENZA, day, dose);
    }
}

fn first_relapse(story: &mut Story) {
    dipsticks(story, &[(458, "Traces"), (457, "++"), (456, "+++"), (455, "+++")]);
    let when = story.ago(FIRST_RELAPSE - 1);
    let visit = story.seen(
        Kind::Outpatient,
        &WEBER,
        when,
        "Première rechute",
        "Rechute 70 jours après l’arrêt, au décours d’une rhinopharyngite. Pas d’œdème : \
         dépistée par les bandelettes, bravo aux parents. Reprise 60 mg/m²/j jusqu’à 6 jours de \
         négativité, puis 1 jour sur 2, décroissance plus lente.",
    );
    let by = By::during(&WEBER, when, &visit);
    measured(story, by, (14.6, 88.5), (100.0, 60.0));
    story.medicine(
        by,
        &PREDNISOLONE,
        "35 mg le matin (1 comprimé de 20 mg et 3 de 5 mg) jusqu’à 6 jours sans protéine à la \
         bandelette, puis un matin sur deux",
        Some(story.today.plus(-SECOND_RELAPSE + 2)),
        "Syndrome néphrotique, première rechute",
    );
    sampled(story, when.day.at(8, 10), (24.0, 3400.0, 27.0), &[], "Rechute néphrotique.");
    dipsticks(story, &[(449, "+"), (446, "Négatif"), (445, "Négatif"), (444, "Négatif")]);
    let control = story.ago(395);
    sampled(story, control, (39.0, 95.0, 27.0), &[], "Rémission.");
    let visit = story.seen(
        Kind::Outpatient,
        &WEBER,
        control,
        "Consultation de néphrologie",
        "Rémission à J8. 22,5 mg 1 j/2. Taille 90 cm : infléchissement (– 0,5 DS en 9 mois). \
         Sommeil difficile les jours de cortisone. On poursuit la décroissance.",
    );
    measured(story, By::during(&WEBER, control, &visit), (13.9, 90.0), (96.0, 56.0));
}

fn second_relapse(story: &mut Story) {
    dipsticks(story, &[(308, "+"), (307, "++"), (306, "+++"), (305, "+++")]);
    let when = story.ago(SECOND_RELAPSE - 1);
    let visit = story.seen(
        Kind::Outpatient,
        &HADDAD,
        when,
        "Deuxième rechute",
        "Rechute sous 15 mg 1 j/2 : corticodépendance. Œdème des paupières ce matin, 15,3 kg \
         (+ 900 g). Pas de fièvre, ventre souple. Repris 60 mg/m²/j après accord du Dr Weber, qui \
         reçoit les deux parents dans un mois pour discuter d’un traitement d’épargne.",
    );
    let by = By::during(&HADDAD, when, &visit);
    measured(story, by, (15.3, 91.0), (106.0, 64.0));
    story.medicine(
        by,
        &PREDNISOLONE,
        "35 mg le matin (1 comprimé de 20 mg et 3 de 5 mg) jusqu’à 6 jours sans protéine à la \
         bandelette, puis un matin sur deux",
        Some(story.today.plus(-200)),
        "Syndrome néphrotique, deuxième rechute",
    );
    sampled(story, when.day.at(8, 5), (19.0, 5600.0, 28.0), &[], "Rechute néphrotique.");
    dipsticks(story, &[(300, "+"), (297, "Négatif"), (296, "Négatif"), (295, "Négatif")]);
}
