//! The wound that brought him to hospital two years ago.

use crate::calendar::Moment;
use crate::codes::document::{DISCHARGE_LETTER, EMERGENCY, HOSPITAL, IMAGING, PARAMEDICAL_CARE};
use crate::codes::drug::CO_AMOXICLAV;
use crate::codes::{act, illness, lab, vital};
use crate::houses::MEDICINE;
use crate::staff::{BENALI, BESSON, COLIN, COSTA, FAURE, NGUYEN, PETIT, PICHON, SIMON};
use crate::story::{By, Kind, Story, Visit, heading, paragraph, points};

/// Days since he came with it.
const WOUND: i64 = 752;
const STAY_DAYS: i64 = 8;

pub(super) fn tell(story: &mut Story) {
    emergency(story);
    stay(story);
    home(story);
}

fn emergency(story: &mut Story) {
    let when = story.today.plus(-WOUND).at(15, 10);
    let visit = story.visit(Kind::Emergency, &PICHON, when, 260, "Plaie du pied droit, fièvre");
    let by = By::during(&PICHON, when.plus(30), &visit);
    story.vital(by, &vital::TEMPERATURE, 38.4);
    story.vital(by, &vital::HEART_RATE, 88.0);
    story.pressure(by, 142.0, 80.0);
    story.result(by, &lab::GLUCOSE_CAPILLARY, 2.64);
    story.note(
        By::during(&PICHON, when.plus(240), &visit),
        &EMERGENCY,
        "Compte rendu de passage aux urgences",
        "Motif : plaie du pied droit, fièvre.\n\
         Histoire : ampoule sous la tête du 1er métatarsien il y a 10 j (chaussures neuves, service \
         debout), non douloureuse. Pansement « maison ». Depuis hier rougeur, écoulement, 38,4 °C.\n\
         Examen : plaie 2 x 1,5 cm, fond fibrineux, érythème 3 cm, contact osseux négatif. Pouls \
         perçus. Monofilament 1/3, plaie indolore.\n\
         Biologie : CRP 96, GB 11,6. Radio : pas d’ostéite visible, pas de gaz.\n\
         Conclusion : plaie du pied diabétique infectée, grade 3 IWGDF. Prélèvement profond puis \
         amoxicilline-acide clavulanique. Décharge. Hospitalisation en médecine.",
    );
    let sampled = when.plus(50);
    story.panel(
        By::alone(&SIMON, sampled),
        "Bilan aux urgences",
        &[(&lab::CRP, 96.0), (&lab::LEUCOCYTES, 11.6), (&lab::CREATININE_M, 101.0)],
        "Syndrome inflammatoire.",
    );
    let read = By::alone(&COSTA, when.plus(110));
    story.note(
        read,
        &IMAGING,
        "Radiographie du pied droit",
        "Pas de lyse osseuse ni de réaction périostée. Pas de clarté gazeuse des parties molles. \
         Calcifications artérielles fines. À répéter dans 3 semaines si évolution défavorable.",
    );
}

fn stay(story: &mut Story) {
    let day = story.today.plus(-WOUND);
    let (from, to) = (day.at(19, 45), day.plus(STAY_DAYS).at(14, 0));
    let visit = story.stay(
        Kind::Stay,
        &MEDICINE,
        &BESSON,
        (from, Some(to)),
        "Plaie infectée du pied diabétique",
    );
    story.problem(&BESSON, &illness::DIABETIC_FOOT, day, Some(day.plus(120)));
    story.medicine(
        By::during(&BESSON, from.plus(30), &visit),
        &CO_AMOXICLAV,
        "1 sachet matin, midi et soir pendant 15 jours",
        Some(day.plus(15)),
        "Plaie infectée du pied",
    );
    transmissions(story, &visit);
    story.panel(
        By::during(&SIMON, day.plus(5).at(7, 0), &visit),
        "Contrôle",
        &[(&lab::CRP, 22.0), (&lab::LEUCOCYTES, 8.9), (&lab::CREATININE_M, 94.0)],
        "Amélioration.",
    );
    discharge(story, to, &visit);
}

fn transmissions(story: &mut Story, visit: &Visit) {
    let day = |days: i64| story.today.plus(-WOUND + days);
    let moments = (day(1).at(9, 30), day(2).at(6, 15), day(4).at(10, 0), day(6).at(11, 30));
    let (round, night, dressing, talk) = moments;
    story.note(
        By::during(&BESSON, round, visit),
        &HOSPITAL,
        "Observation d’entrée",
        "56 ans, cuisinier, DT2 bien équilibré jusqu’ici. Plaie plantaire infectée. État \
         général conservé. Décharge stricte : chaussure de Barouk, pas d’appui. Insuline rapide si \
         > 2,5 g/L. VAT à jour. Avis diabéto demandé.",
    );
    story.note(
        By::during(&NGUYEN, night, visit),
        &PARAMEDICAL_CARE,
        "Transmission ciblée",
        "Cible : risque d’appui sur la plaie.\n\
         Données : trouvé debout pieds nus à 22 h 30, « je vais juste fumer ». Pansement souillé.\n\
         Actions : pansement refait, explication, béquilles à portée, sonnette.\n\
         Résultats : se recouche, dort de 23 h à 6 h. T 37,8 °C à 6 h.",
    );
    story.note(
        By::during(&FAURE, dressing, visit),
        &PARAMEDICAL_CARE,
        "Transmission ciblée",
        "Cible : plaie du pied droit.\n\
         Données : 1,8 x 1,3 cm, bourgeonne à 60 %, érythème disparu, pas d’odeur.\n\
         Actions : détersion mécanique, hydrofibre, décharge.\n\
         Résultats : patient regarde la plaie pour la première fois, avec un miroir.",
    );
    story.note(
        By::during(&PETIT, talk, visit),
        &PARAMEDICAL_CARE,
        "Observation de l’aide-soignante",
        "A trouvé la soupe « sans âme » et a demandé à parler au cuisinier, ils ont bien ri. Fait sa \
         toilette seul assis. Sa femme apportera d’autres chaussures.",
    );
    for (when, celsius, sugar) in
        [(round, 38.1, 2.2), (night, 37.8, 1.9), (dressing, 36.9, 1.5), (talk, 36.7, 1.3)]
    {
        let by = By::during(&FAURE, when, visit);
        story.vital(by, &vital::TEMPERATURE, celsius);
        story.result(by, &lab::GLUCOSE_CAPILLARY, sugar);
    }
    let seen = By::during(&BENALI, talk.plus(120), visit);
    story.note(
        seen,
        &HOSPITAL,
        "Avis de diabétologie",
        "HbA1c 7,2 % (infection). Pas d’insuline à la sortie. Sémaglutide maintenu. IRM faite : pas \
         d’ostéite. Grade podologique 3 à vie : podologue remboursé, chaussage, semelles.",
    );
}

fn discharge(story: &mut Story, to: Moment, visit: &Visit) {
    story.cda_letter(
        By::during(&BESSON, to, visit),
        &DISCHARGE_LETTER,
        "Lettre de liaison à la sortie de médecine",
        Some(&crate::staff::ROCHE),
        &[
            paragraph("Cher confrère,"),
            paragraph(
                "Votre patient M. Lefèvre a été hospitalisé huit jours pour une plaie plantaire \
                 droite infectée, sur neuropathie diabétique, sans ostéite à l’IRM et sans \
                 artériopathie.",
            ),
            heading("Évolution"),
            paragraph(
                "Apyrexie en quarante-huit heures sous amoxicilline-acide clavulanique (Staphylococcus \
                 aureus sensible). CRP de 96 à 22 mg/L. Plaie propre, 1,6 x 1,2 cm à la sortie.",
            ),
            heading("À la sortie"),
            points(&[
                "Antibiothérapie jusqu’au quinzième jour",
                "Décharge totale de l’appui, chaussure de Barouk, six semaines au moins",
                "Pansement par infirmière à domicile un jour sur deux",
                "Traitement habituel inchangé",
                "Vaccination contre le pneumocoque à vérifier",
            ]),
            paragraph("Bien confraternellement,"),
        ],
    );
    let by = By::during(&BESSON, to, visit);
    story.act(by, &act::FOOT_MRI, "Pas d’ostéite");
}

/// Days after he went home, size of the wound and what the nurse wrote.
const DRESSINGS: &[(i64, &str)] = &[
    (2, "1,6 x 1,2 cm, bourgeonnante. Il appuie encore un peu sur le talon. Hydrofibre."),
    (12, "1,2 x 0,8 cm. Décharge respectée, sa femme veille. Fin des antibiotiques."),
    (26, "0,8 x 0,5 cm. Berges propres. S’ennuie de sa cuisine, écrit ses recettes."),
    (45, "0,3 cm. Épidermisation. Passages deux fois par semaine."),
    (70, "Fermée. Peau fragile : crème, miroir chaque soir. Fin des soins."),
];

fn home(story: &mut Story) {
    for (days, text) in DRESSINGS {
        let when = story.today.plus(-WOUND + STAY_DAYS + days).at(8, 30);
        let visit = story.visit(Kind::Home, &COLIN, when, 25, "Pansement du pied droit");
        let by = By::during(&COLIN, when, &visit);
        story.note(by, &PARAMEDICAL_CARE, "Suivi de plaie", text);
    }
}
