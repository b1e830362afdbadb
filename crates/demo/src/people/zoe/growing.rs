//! What everybody knows: growth, vaccines, asthma, sport, headaches.

use crate::codes::document::{CERTIFICATE, DISCHARGE_LETTER, EMERGENCY, SCHOOL_PLAN};
use crate::codes::drug::{
    BECLOMETASONE, DESLORATADINE, PARACETAMOL_1000, PREDNISOLONE, SALBUTAMOL,
};
use crate::codes::{act, allergen, illness, vital};
use crate::people::childhood;
use crate::staff::{DIALLO, HADDAD, ROCHE, ROUSSEL, VASSEUR};
use crate::story::{By, Kind, Story, heading, paragraph, points};

/// Days since the attack that brought her to hospital.
const ATTACK: i64 = 1475;

pub(super) fn tell(story: &mut Story) {
    childhood::vaccines(story, &VASSEUR);
    examinations(story);
    asthma(story);
    attack(story);
    controlled(story);
    headaches(story);
    sport(story);
    teeth(story);
}

/// Age in years, height, weight and what the doctor wrote.
const EXAMINATIONS: &[(i64, f64, f64, &str)] = &[
    (2, 86.0, 12.0, "24 mois. Court, grimpe, phrases de 2 mots. Eczéma des plis, émollients. RAS."),
    (3, 95.0, 14.2, "Entrée à l’école. Vision et audition normales. Toux à l’effort cet hiver."),
    (4, 102.0, 16.0, "4 ans. Langage riche. Toux nocturne, sifflements x 3 dans l’année."),
    (6, 116.0, 20.6, "6 ans. Lit ses premiers mots. DTCaP fait. Asthme confirmé, voir EFR."),
    (8, 128.0, 26.0, "8 ans. Bon équilibre de l’asthme. Vit. D. RAS par ailleurs."),
    (10, 139.0, 33.0, "10 ans. Début de puberté S2. Handball depuis la rentrée, adore."),
    (12, 153.0, 43.0, "12 ans. Vaccin HPV terminé. Réglée depuis 3 mois. Rachis droit."),
    (14, 161.0, 51.0, "14 ans. Vue seule un moment. Collège : ça va. Sommeil : téléphone à poser."),
    (15, 163.0, 53.5, "15 ans. ACWY proposé. Moral bon, copines, hand 3 fois par semaine."),
    (16, 164.0, 55.2, "16 ans. Examen normal, TA 11/6. Vue seule la 2e partie, comme d’habitude."),
];

fn examinations(story: &mut Story) {
    for (years, height, weight, text) in EXAMINATIONS {
        let when = story.hour(story.person.born.plus_months(12 * years).plus(24));
        let visit =
            story.seen(Kind::Consultation, &VASSEUR, when, "Examen de santé de l’enfant", text);
        let by = By::during(&VASSEUR, when, &visit);
        story.vital(by, &vital::HEIGHT, *height);
        story.vital(by, &vital::WEIGHT, *weight);
        if *years >= 10 {
            story.pressure(by, 104.0, 62.0);
        }
    }
    let when = story.hour(story.person.born.plus_months(182));
    story.vaccine(&VASSEUR, &crate::codes::vaccine::MENINGOCOCCUS_ACWY_YOUTH, when.day, 1);
}

fn asthma(story: &mut Story) {
    let since = story.person.born.plus_months(70);
    story.problem(&VASSEUR, &illness::ALLERGIC_ASTHMA, since, None);
    story.problem(
        &VASSEUR,
        &illness::ECZEMA,
        story.person.born.plus_months(7),
        Some(story.person.born.plus_months(96)),
    );
    story.allergy(&VASSEUR, &allergen::MITES, since, ("Asthme", "moderate"));
    let when = story.hour(since.plus(20));
    let visit = story.seen(
        Kind::Outpatient,
        &HADDAD,
        when,
        "Toux et sifflements répétés",
        "Asthme allergique (acariens) confirmé : réversibilité VEMS + 14 %. Fluticasone 50 x 2/j \
         avec chambre d’inhalation, salbutamol à la demande. Technique montrée à Zoé et à sa mère. \
         Housse anti-acariens.",
    );
    story.act(
        By::during(&HADDAD, when, &visit),
        &act::SPIROMETRY,
        "VEMS 88 % de la théorique, + 14 % après salbutamol",
    );
    story.medicine(
        By::during(&HADDAD, when, &visit),
        &crate::codes::drug::FLUTICASONE_CHILD,
        "1 bouffée matin et soir avec la chambre d’inhalation",
        Some(story.today.plus(-ATTACK)),
        "Asthme",
    );
}

fn attack(story: &mut Story) {
    let when = story.today.plus(-ATTACK).at(19, 50);
    let visit = story.visit(Kind::Emergency, &DIALLO, when, 300, "Crise d’asthme");
    let by = By::during(&DIALLO, when.plus(10), &visit);
    story.vital(by, &vital::SATURATION, 93.0);
    story.vital(by, &vital::RESPIRATORY_RATE, 28.0);
    story.vital(by, &vital::HEART_RATE, 116.0);
    story.note(
        By::during(&DIALLO, when.plus(280), &visit),
        &EMERGENCY,
        "Compte rendu de passage aux urgences",
        "Motif : dyspnée.\n\
         Histoire : après un match en salle, rhume depuis 2 j. Avait oublié son spray. 10 bouffées \
         de salbutamol par le club, soulagement partiel.\n\
         Examen : SpO2 93 % AA, FR 28, FC 116, tirage sus-sternal, phrases courtes, sibilants \
         diffus. Pas de signe de détresse vitale. Apyrétique.\n\
         Prise en charge : O2 2 L/min, salbutamol nébulisé x 3, ipratropium, prednisolone 40 mg.\n\
         Évolution : à 4 h, SpO2 97 % AA, FR 20, parle sans gêne, DEP 82 %.\n\
         Conclusion : crise modérée. RAD avec corticoïdes 3 j, plan d’action écrit, \
         consultation du médecin traitant sous 8 jours.",
    );
    story.vital(By::during(&DIALLO, when.plus(270), &visit), &vital::SATURATION, 97.0);
    let by = By::during(&DIALLO, when.plus(285), &visit);
    story.medicine(
        by,
        &PREDNISOLONE,
        "2 comprimés (40 mg) le matin pendant 3 jours",
        Some(when.day.plus(3)),
        "Crise d’asthme modérée",
    );
    story.letter(
        by,
        &DISCHARGE_LETTER,
        "Passage aux urgences : crise d’asthme modérée",
        Some(&VASSEUR),
        &[
            paragraph("Chère consœur,"),
            paragraph(
                "Votre patiente a été prise en charge ce soir pour une crise d’asthme modérée au \
                 décours d’un effort, sur infection virale et traitement de fond pris un jour sur \
                 deux. L’évolution a été bonne en quatre heures.",
            ),
            points(&[
                "Corticothérapie orale trois jours",
                "Salbutamol 4 bouffées toutes les 4 heures pendant 24 heures, puis à la demande",
                "Traitement de fond à réévaluer avec vous",
            ]),
            paragraph("Bien cordialement,"),
        ],
    );
}

/// Days ago, FEV1 in per cent as words, and what was written.
const CONTROLS: &[(i64, &str, &str)] = &[
    (
        1466,
        "VEMS 84 % de la théorique",
        "Va mieux. Relais béclométasone 250 1 x 2. Technique revue : inspirait trop vite. Plan \
         d’action remis. Spray dans le sac de sport ET dans le casier.",
    ),
    (
        1290,
        "VEMS 92 % de la théorique",
        "ACT 22/25. Pas de réveil nocturne. Salbutamol avant le hand. On continue.",
    ),
    (
        930,
        "VEMS 95 % de la théorique",
        "ACT 23/25. 0 crise en 1 an. Pic un peu juste au printemps.",
    ),
    (560, "VEMS 96 % de la théorique", "ACT 24/25. Béclo 1 x 2 → 1 le soir. Essai 3 mois, OK."),
    (190, "VEMS 95 % de la théorique", "ACT 23/25. RAS. Renouvellement 6 mois. Certificat hand."),
];

fn controlled(story: &mut Story) {
    for (days, spirometry, text) in CONTROLS {
        let when = story.ago(*days);
        let visit = story.seen(Kind::Consultation, &VASSEUR, when, "Suivi de l’asthme", text);
        let by = By::during(&VASSEUR, when, &visit);
        story.act(by, &act::SPIROMETRY, spirometry);
        story.vital(by, &vital::SATURATION, 98.0);
    }
    let by = By::alone(&VASSEUR, story.ago(190));
    story.medicine(by, &BECLOMETASONE, "1 bouffée le soir, se rincer la bouche", None, "Asthme");
    story.medicine(
        by,
        &SALBUTAMOL,
        "2 bouffées si besoin, et 15 minutes avant le sport",
        None,
        "Asthme",
    );
    story.medicine(
        by,
        &DESLORATADINE,
        "1 comprimé par jour au printemps",
        Some(story.today.plus(-100)),
        "Rhinite allergique",
    );
    let when = story.ago(1460);
    story.letter(
        By::alone(&VASSEUR, when),
        &SCHOOL_PLAN,
        "Projet d’accueil individualisé : asthme au collège",
        None,
        &[
            paragraph("Zoé a un asthme. Elle peut faire du sport, tout le sport."),
            heading("Si elle tousse, siffle ou respire mal"),
            points(&[
                "L’asseoir, la rassurer, desserrer les vêtements",
                "Salbutamol : 4 bouffées avec la chambre d’inhalation, à renouveler après 10 minutes",
                "Prévenir ses parents",
            ]),
            heading("Appeler le 15"),
            points(&[
                "Elle ne peut plus parler ni marcher, ou ses lèvres bleuissent",
                "Pas d’amélioration 20 minutes après la première prise",
            ]),
        ],
    );
}

fn headaches(story: &mut Story) {
    let when = story.ago(640);
    let visit = story.seen(
        Kind::Consultation,
        &ROCHE,
        when,
        "Maux de tête",
        "Vue en l’absence du Dr Vasseur. 4 crises en 6 mois, pulsatiles, à gauche, avec nausées. \
         Avant : 20 min de zigzags brillants et fourmillements de la main dte, toujours pareil. \
         Examen neuro normal, FO non fait, TA 11/6. = migraine AVEC AURA. Mère migraineuse aussi. \
         Ibuprofène 400 dès le début (toléré malgré l’asthme), agenda des crises.",
    );
    story.pressure(By::during(&ROCHE, when, &visit), 108.0, 62.0);
    story.problem_noted(
        &ROCHE,
        &illness::MIGRAINE,
        when.day,
        None,
        "Avec aura visuelle et sensitive.",
    );
    let by = By::during(&ROCHE, when, &visit);
    story.medicine(
        by,
        &crate::codes::drug::IBUPROFEN,
        "1 comprimé dès le début de la crise si besoin, au milieu d’un repas",
        None,
        "Migraine",
    );
    let when = story.ago(330);
    story.seen(
        Kind::Consultation,
        &VASSEUR,
        when,
        "Grippe",
        "39 °C, courbatures, 3 dans la classe. Auscultation claire. Paracétamol, repos, spray de \
         fond maintenu. Pas de hand cette semaine.",
    );
    story.problem(&VASSEUR, &illness::INFLUENZA, when.day, Some(when.day.plus(8)));
    story.medicine(
        By::alone(&VASSEUR, when),
        &PARACETAMOL_1000,
        "1 comprimé toutes les 6 heures si besoin, 3 par jour au plus",
        Some(when.day.plus(5)),
        "Grippe",
    );
}

fn sport(story: &mut Story) {
    let when = story.ago(190);
    story.letter(
        By::alone(&VASSEUR, when),
        &CERTIFICATE,
        "Certificat de non-contre-indication à la pratique du handball en compétition",
        None,
        &[
            paragraph(
                "Je soussignée, Dr Claire Vasseur, certifie avoir examiné ce jour Zoé Marchal et \
                 n’avoir pas constaté de contre-indication à la pratique du handball en \
                 compétition.",
            ),
            paragraph(
                "Certificat établi parce qu’une réponse au questionnaire de santé du jeune sportif \
                 était positive, et remis en main propre à sa mère.",
            ),
        ],
    );
    let when = story.ago(420);
    story.problem(&ROCHE, &illness::ANKLE_SPRAIN, when.day, Some(when.day.plus(30)));
    story.seen(
        Kind::Consultation,
        &ROCHE,
        when,
        "Entorse de cheville au hand",
        "Entorse LLE dte, réception sur le pied d’une autre. Ottawa négatif. Glace, chevillère, \
         appui selon douleur, reprise 3 sem.",
    );
}

fn teeth(story: &mut Story) {
    for (days, text) in [
        (1700, "M’T dents 12 ans. 1 carie débutante 36, scellement des sillons. Brossage revu."),
        (500, "M’T dents 15 ans. Pas de carie. Gouttières ortho terminées, contention collée."),
    ] {
        let when = story.ago(days);
        story.seen(Kind::Consultation, &ROUSSEL, when, "Examen bucco-dentaire", text);
    }
}
