//! A treatment that spares cortisone, the growth it gives back, a third relapse.

use super::kidney::{dipsticks, measured, sampled};
use crate::codes::document::{CONSULTATION, PARAMEDICAL_CARE};
use crate::codes::drug::{MYCOPHENOLATE_CHILD, PREDNISOLONE, PREDNISOLONE_5};
use crate::codes::{illness, lab, vital};
use crate::staff::{COLIN, HADDAD, ROCHE, SIMON, WEBER};
use crate::story::{By, Kind, Story, heading, paragraph, points};

const DECISION: i64 = 275;
pub(super) const THIRD_RELAPSE: i64 = 62;
/// The day on which the paediatrician set 20 mg.
const HADDAD_DOSE: i64 = 34;
/// The day on which the kidney doctor set 15 mg.
const WEBER_DOSE: i64 = 20;

pub(super) fn tell(story: &mut Story) {
    decision(story);
    remission(story);
    third_relapse(story);
    tapering(story);
}

fn decision(story: &mut Story) {
    let when = story.ago(DECISION);
    let visit =
        story.visit(Kind::Outpatient, &WEBER, when, 45, "Discussion d’un traitement d’épargne");
    let by = By::during(&WEBER, when, &visit);
    measured(story, by, (14.9, 91.5), (102.0, 62.0));
    let immunity = By::alone(&SIMON, when.day.at(8, 0));
    sampled(
        story,
        when.day.at(8, 0),
        (37.0, 120.0, 27.0),
        &[(&lab::LEUCOCYTES, 9.8), (&lab::NEUTROPHILS, 5.4), (&lab::HB_F, 12.6)],
        "Rémission. Numération normale avant immunosuppresseur.",
    );
    story.finding(immunity, &lab::CHICKENPOX_IGG, "Négatif : patient non immunisé");
    story.cda_letter(
        by,
        &CONSULTATION,
        "Consultation de néphrologie : corticodépendance",
        Some(&ROCHE),
        &[
            paragraph("Cher confrère,"),
            paragraph(
                "J’ai reçu Lina avec ses deux parents. Elle a présenté deux rechutes en cinq mois, \
                 la seconde sous 15 mg un jour sur deux : le syndrome néphrotique est \
                 corticodépendant.",
            ),
            heading("Retentissement de la corticothérapie"),
            points(&[
                "Taille 91,5 cm, – 0,5 DS, pour + 0,5 DS avant la maladie",
                "Poids 14,9 kg, visage arrondi, colères les jours de prise",
                "Pression artérielle 102/62, fond d’œil à prévoir",
            ]),
            heading("Décision, avec l’accord des deux parents"),
            paragraph(
                "Mycophénolate mofétil 600 mg/m² deux fois par jour, soit 360 mg matin et soir, en \
                 suspension buvable. Prednisolone 1 jour sur 2 en décroissance lente. Numération \
                 à quinze jours, un mois, puis tous les trois mois.",
            ),
            heading("Vaccins"),
            paragraph(
                "La sérologie varicelle est négative. Les vaccins vivants sont contre-indiqués. En \
                 cas de contact avec la varicelle, merci de nous appeler le jour même : \
                 immunoglobulines spécifiques dans les 96 heures.",
            ),
            paragraph("Avec mes sentiments confraternels les meilleurs,"),
        ],
    );
    story.medicine(
        by,
        &MYCOPHENOLATE_CHILD,
        "1,8 mL (360 mg) matin et soir, toujours avec la seringue du flacon",
        None,
        "Épargne cortisonique, syndrome néphrotique corticodépendant",
    );
    story.alert(
        &WEBER,
        when,
        "Immunodéprimée, non immunisée contre la varicelle : vaccins vivants contre-indiqués, \
         avis néphrologique le jour même en cas de contact",
    );
}

/// Days ago, weight, height, leucocytes, neutrophils and what was written.
const CONTROLS: &[(i64, f64, f64, f64, f64, &str)] = &[
    (
        245,
        14.4,
        92.0,
        7.9,
        3.9,
        "MMF bien toléré, deux selles molles par jour au début, rentré dans l’ordre. NFS sans \
         particularité. Prednisolone 20 mg 1 j/2.",
    ),
    (
        155,
        14.3,
        93.5,
        7.1,
        3.2,
        "Rémission. Visage affiné, sommeil meilleur. + 1,5 cm en 3 mois. Prednisolone 10 mg 1 j/2.",
    ),
    (
        85,
        14.6,
        95.0,
        6.8,
        2.9,
        "Rémission 7 mois, record. Prednisolone 5 mg 1 j/2, on vise l’arrêt dans \
         six mois. Croissance repartie.",
    ),
];

fn remission(story: &mut Story) {
    for (days, weight, height, leucocytes, neutrophils, text) in CONTROLS {
        let when = story.ago(*days);
        let visit = story.seen(Kind::Outpatient, &WEBER, when, "Consultation de néphrologie", text);
        measured(story, By::during(&WEBER, when, &visit), (*weight, *height), (94.0, 54.0));
        sampled(
            story,
            when.day.at(7, 50),
            (40.0, 90.0, 28.0),
            &[(&lab::LEUCOCYTES, *leucocytes), (&lab::NEUTROPHILS, *neutrophils)],
            "Rémission, bonne tolérance hématologique.",
        );
    }
    let when = story.ago(155);
    story.medicine(
        By::alone(&WEBER, when),
        &PREDNISOLONE_5,
        "2 comprimés (10 mg) un matin sur deux, puis 1 comprimé un matin sur deux",
        Some(story.today.plus(-THIRD_RELAPSE)),
        "Syndrome néphrotique, décroissance",
    );
    dipsticks(story, &[(120, "Négatif"), (100, "Négatif"), (80, "Négatif"), (70, "Négatif")]);
}

fn third_relapse(story: &mut Story) {
    let cold = story.ago(68);
    story.problem(&ROCHE, &illness::COMMON_COLD, cold.day, Some(cold.day.plus(7)));
    story.seen(
        Kind::Consultation,
        &ROCHE,
        cold,
        "Rhume, 38,1 °C",
        "Rhino. Tympans nx, gorge rose. Sous MMF + 5 mg : bandelettes tous les jours pendant 10 j. \
         Pas d’AINS. Parents prévenus, SMS aux deux.",
    );
    dipsticks(story, &[(65, "Traces"), (64, "++"), (63, "+++"), (62, "+++")]);
    let when = story.ago(THIRD_RELAPSE - 1);
    let visit = story.seen(
        Kind::Outpatient,
        &WEBER,
        when,
        "Troisième rechute",
        "Rechute sous MMF et 5 mg 1 j/2, déclenchée par l’infection. Aucun œdème. Doses de MMF \
         vérifiées : 3 prises oubliées en 15 jours, au moment des échanges entre les deux maisons. \
         Reprise 40 mg/j. Un seul carnet, qui voyage avec Lina.",
    );
    let by = By::during(&WEBER, when, &visit);
    measured(story, by, (16.0, 95.0), (104.0, 60.0));
    story.medicine(
        by,
        &PREDNISOLONE,
        "2 comprimés (40 mg) le matin jusqu’à 6 jours sans protéine à la bandelette",
        Some(story.today.plus(-48)),
        "Syndrome néphrotique, troisième rechute",
    );
    sampled(
        story,
        when.day.at(8, 0),
        (23.0, 3900.0, 29.0),
        &[(&lab::LEUCOCYTES, 8.4)],
        "Rechute néphrotique.",
    );
    dipsticks(story, &[(58, "++"), (56, "+"), (54, "Négatif"), (53, "Négatif"), (52, "Négatif")]);
}

fn tapering(story: &mut Story) {
    let home = story.today.plus(-52).at(8, 0);
    let visit = story.visit(Kind::Home, &COLIN, home, 25, "Surveillance de la rechute");
    story.note(
        By::during(&COLIN, home, &visit),
        &PARAMEDICAL_CARE,
        "Transmission ciblée",
        "Cible : rechute, retour à la normale.\n\
         Données : 3e bandelette négative de suite. PA 100/58. Joues rondes, faim toute la \
         journée, deux colères ce matin. Chez sa maman cette semaine.\n\
         Actions : carnet relu, calendrier de cortisone collé au réfrigérateur, Dr Weber prévenue.\n\
         Résultats : baisse possible dans 4 jours. Prochain passage chez son papa.",
    );
    story.vital(By::during(&COLIN, home, &visit), &vital::WEIGHT, 15.8);
    let when = story.ago(HADDAD_DOSE);
    story.medicine(
        By::alone(&HADDAD, when),
        &PREDNISOLONE,
        "1 comprimé (20 mg) un matin sur deux",
        None,
        "Syndrome néphrotique, décroissance",
    );
    story.note(
        By::alone(&HADDAD, when),
        &CONSULTATION,
        "Avis téléphonique",
        "Appel du papa : bandelettes négatives depuis 3 semaines, demande s’il peut baisser. Accord \
         pour 20 mg 1 j/2. Ordonnance envoyée chez lui. Consultation avec le Dr Weber maintenue.",
    );
    let when = story.ago(WEBER_DOSE);
    let visit = story.seen(
        Kind::Outpatient,
        &WEBER,
        when,
        "Consultation de néphrologie",
        "Rémission depuis 5 semaines. Venue avec sa maman. 15,2 kg, 96 cm. On descend à 15 mg 1 j/2 \
         et on y reste 3 mois. MMF inchangé (360 mg x 2), dosage si nouvelle rechute. Ordonnance \
         remise à la maman.",
    );
    let by = By::during(&WEBER, when, &visit);
    measured(story, by, (15.2, 96.0), (98.0, 56.0));
    story.medicine(
        by,
        &PREDNISOLONE_5,
        "3 comprimés (15 mg) un matin sur deux",
        None,
        "Syndrome néphrotique, décroissance",
    );
    story.biology(
        By::alone(&SIMON, when.day.at(11, 0)),
        &WEBER,
        "Bilan néphrologique",
        &[
            (&lab::ALBUMIN, 39.0),
            (&lab::URINE_PROTEIN_RATIO, 85.0),
            (&lab::CREATININE_CHILD, 28.0),
            (&lab::LEUCOCYTES, 6.2),
            (&lab::NEUTROPHILS, 2.7),
        ],
        "Rémission. Numération à surveiller sous mycophénolate.",
    );
    sampled(
        story,
        when.day.at(8, 0),
        (39.0, 85.0, 28.0),
        &[(&lab::LEUCOCYTES, 6.2), (&lab::NEUTROPHILS, 2.7)],
        "Rémission.",
    );
}
