//! Steps of treatment, and those who watch over heart and eyes.

use crate::codes::document::{CONSULTATION, DIAGNOSTIC_ACT, OPHTHALMOLOGY, REFERRAL};
use crate::codes::drug::{
    AMLODIPINE, ATORVASTATIN, GLICLAZIDE, METFORMIN_500, METFORMIN_1000, RAMIPRIL, SEMAGLUTIDE,
};
use crate::codes::{act, illness};
use crate::staff::{BENALI, LEGRAND, ROCHE};
use crate::story::{By, Kind, Story, heading, paragraph, points};

pub(super) fn tell(story: &mut Story) {
    problems(story);
    tablets(story);
    others(story);
    injections(story);
    eyes(story);
    heart(story);
}

fn problems(story: &mut Story) {
    let ago = |story: &Story, months: i64| story.today.plus_months(-months);
    let since = ago(story, 132);
    story.problem_noted(
        &ROCHE,
        &illness::DIABETES_2,
        since,
        None,
        "ALD 8. Grade podologique 3 depuis la plaie du pied.",
    );
    let since = ago(story, 120);
    story.problem(&ROCHE, &illness::HYPERCHOLESTEROLAEMIA, since, None);
    let since = ago(story, 104);
    story.problem(&ROCHE, &illness::HYPERTENSION, since, None);
    let since = ago(story, 52);
    story.problem(&BENALI, &illness::OBESITY, since, Some(ago(story, 36)));
    let since = ago(story, 13);
    story.problem(&BENALI, &illness::DIABETIC_RETINOPATHY, since, None);
}

fn tablets(story: &mut Story) {
    let day = |story: &Story, months: i64| story.today.plus_months(-months);
    let by = By::alone(&ROCHE, day(story, 132).at(9, 30));
    let until = Some(day(story, 128));
    story.medicine(
        by,
        &METFORMIN_500,
        "1 comprimé matin et soir, pendant le repas",
        until,
        "Diabète",
    );
    let by = By::alone(&ROCHE, day(story, 128).at(9, 30));
    let until = Some(day(story, 5));
    story.medicine(
        by,
        &METFORMIN_1000,
        "1 comprimé matin et soir, pendant le repas",
        until,
        "Diabète",
    );
    let by = By::alone(&ROCHE, day(story, 88).at(10, 0));
    let until = Some(day(story, 60));
    story.medicine(by, &GLICLAZIDE, "1 comprimé le matin au petit-déjeuner", until, "Diabète");
    let by = By::alone(&ROCHE, day(story, 60).at(10, 0));
    story.stopped_medicine(
        by,
        &GLICLAZIDE,
        "2 comprimés le matin au petit-déjeuner",
        (day(story, 46), "Prise de poids et hypoglycémies ; sémaglutide efficace"),
        "Diabète",
    );
}

fn others(story: &mut Story) {
    let day = |story: &Story, months: i64| story.today.plus_months(-months);
    let by = By::alone(&ROCHE, day(story, 120).at(9, 0));
    story.medicine(by, &ATORVASTATIN, "1 comprimé le soir", None, "Cholestérol");
    let by = By::alone(&ROCHE, day(story, 104).at(9, 0));
    story.medicine(by, &RAMIPRIL, "1 comprimé le matin", None, "Tension et protection du rein");
    let by = By::alone(&ROCHE, day(story, 68).at(9, 0));
    story.medicine(by, &AMLODIPINE, "1 gélule le soir", None, "Tension");
}

fn injections(story: &mut Story) {
    let when = story.ago(1590);
    story.letter(
        By::alone(&ROCHE, when),
        &REFERRAL,
        "Avis de diabétologie",
        Some(&BENALI),
        &[
            paragraph("Chère Yasmine,"),
            paragraph(
                "Merci de recevoir M. Lefèvre, chef de cuisine, diabétique de type 2 depuis sept ans. \
                 HbA1c 8,4 % sous metformine 2 g et gliclazide 60 mg, douze kilos pris en sept ans, \
                 horaires impossibles. Début de neuropathie au pied droit.",
            ),
            paragraph("Que penses-tu d’un analogue du GLP-1 ? Bien amicalement,"),
        ],
    );
    let when = story.ago(1535);
    let visit = story.seen(
        Kind::Outpatient,
        &BENALI,
        when,
        "Première consultation de diabétologie",
        "Diabète de type 2, 7 ans d’évolution, HbA1c 8,4 %, IMC 33. Pas de pancréatite, pas de \
         cancer médullaire de la thyroïde, FO de moins d’un an normal. Introduction du sémaglutide \
         0,25 mg/sem. 4 semaines puis 0,5 mg. Gliclazide diminué puis arrêté. Démonstration du \
         stylo, première injection faite ici par lui-même. Objectif 7 %.",
    );
    let by = By::during(&BENALI, when, &visit);
    story.medicine(
        by,
        &SEMAGLUTIDE,
        "1 injection par semaine, le lundi, son jour de repos",
        None,
        "Diabète",
    );
    let seen = [
        (
            1350,
            "HbA1c 7 %, – 6 kg, transit OK. Gliclazide arrêté. Éducation thérapeutique : atelier « manger quand on travaille le soir ».",
        ),
        (
            985,
            "HbA1c 6,5 %, – 11 kg. RAC 34 à contrôler. Il explique mieux que moi le stylo aux autres.",
        ),
        (
            395,
            "HbA1c 6,6 %. Grade podologique 3, podologue OK. Rétinopathie minime. RAS par ailleurs.",
        ),
    ];
    for (days, text) in seen {
        let when = story.ago(days);
        story.seen(Kind::Outpatient, &BENALI, when, "Consultation de diabétologie", text);
    }
}

fn eyes(story: &mut Story) {
    for (months, result, advice) in [
        (98, "Pas de rétinopathie diabétique, à droite comme à gauche.", "Contrôle dans deux ans."),
        (
            55,
            "Pas de rétinopathie diabétique, à droite comme à gauche.",
            "Contrôle dans un an, avant l’intensification du traitement.",
        ),
        (
            13,
            "Quelques microanévrismes à gauche : rétinopathie non proliférante minime. Macula sèche.",
            "Contrôle dans un an. L’équilibre de la glycémie et de la tension est le meilleur traitement.",
        ),
    ] {
        let when = story.hour(story.today.plus_months(-months));
        let by = By::alone(&BENALI, when);
        story.act(by, &act::FUNDUS, result);
        story.letter(
            by,
            &OPHTHALMOLOGY,
            "Rétinographies de dépistage",
            Some(&ROCHE),
            &[
                paragraph("Cher confrère,"),
                paragraph(
                    "Rétinographies des deux yeux faites en consultation de diabétologie, lues à \
                     distance par l’ophtalmologiste du réseau.",
                ),
                heading("Résultat"),
                points(&[result]),
                heading("Conduite"),
                paragraph(advice),
                paragraph("Cordialement,"),
            ],
        );
    }
}

fn heart(story: &mut Story) {
    let when = story.hour(story.today.plus_months(-72));
    let visit = story.visit(Kind::Outpatient, &LEGRAND, when, 40, "Essoufflement à l’effort");
    let by = By::during(&LEGRAND, when, &visit);
    story.act(by, &act::ECG, "Rythme sinusal 72/min, pas de trouble de la repolarisation");
    story.act(by, &act::ECHOCARDIOGRAPHY, "FEVG 62 %, pas d’hypertrophie, pressions normales");
    story.cda_letter(
        by,
        &CONSULTATION,
        "Consultation de cardiologie",
        Some(&ROCHE),
        &[
            paragraph("Mon cher Nicolas,"),
            paragraph(
                "J’ai vu M. Lefèvre pour un essoufflement dans les escaliers. L’examen, l’ECG et \
                 l’échographie sont normaux ; l’épreuve d’effort est maximale, négative. Je retiens \
                 le poids et le déconditionnement.",
            ),
            points(&[
                "Poursuivre ramipril et atorvastatine, LDL sous 0,70 g/L",
                "Pas d’aspirine en prévention primaire",
                "Me le réadresser au moindre doute : le diabétique n’a pas toujours mal",
            ]),
            paragraph("Amicalement,"),
        ],
    );
    let when = story.hour(story.today.plus_months(-21));
    let visit = story.seen(
        Kind::Outpatient,
        &LEGRAND,
        when,
        "Bilan cardiologique",
        "Asymptomatique, marche 8 km le lundi. ECG inchangé. Pouls distaux perçus, IPS 1,05 / 1,02. \
         Doppler TSA : plaque carotide dte < 30 %. LDL 0,71, tout près de l’objectif. Revoir dans 2 ans.",
    );
    let by = By::during(&LEGRAND, when, &visit);
    story.act(by, &act::ECG, "Rythme sinusal, inchangé");
    let said = "Plaque de la bifurcation carotidienne droite, sténose inférieure à 30 %";
    story.act(by, &act::NECK_DOPPLER, said);
    story.note(by, &DIAGNOSTIC_ACT, "Écho-Doppler des troncs supra-aortiques", said);
}
