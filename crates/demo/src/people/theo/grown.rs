//! What adolescence brought: risperidone, kilograms, teeth.

use super::then;
use crate::codes::{document, drug, illness, lab, vital};
use crate::staff::{HADDAD, MEUNIER, RENAUD, ROUSSEL, SIMON, VASSEUR};
use crate::story::{By, Kind, Story, Visit, heading, paragraph, points};

/// Days since risperidone was begun.
const RISPERIDONE_DAYS: i64 = 1940;

/// Kilograms by days ago.
const WEIGHTS: &[(i64, f64)] = &[
    (1950, 54.0),
    (1700, 59.6),
    (1440, 64.2),
    (1180, 67.9),
    (900, 71.4),
    (640, 75.3),
    (430, 79.0),
    (250, 81.8),
    (120, 84.2),
    (18, 85.6),
];

/// The scales, and the analyses that stopped.
pub(super) fn weight(story: &mut Story, home: &Visit) {
    for (days, kilograms) in WEIGHTS {
        let by = then(story, &MEUNIER, *days, (8, 50), home);
        story.vital(by, &vital::WEIGHT, *kilograms);
    }
    let by = then(story, &MEUNIER, 430, (8, 55), home);
    story.vital(by, &vital::HEIGHT, 174.0);
    story.pressure(by, 128.0, 76.0);
    let panels: [(i64, &str, [f64; 7]); 4] = [
        (1930, "Avant rispéridone", [58.0, 228.0, 21.0, 0.82, 0.88, 0.54, 4.9]),
        (1560, "Surveillance à un an", [63.0, 211.0, 24.0, 0.86, 1.12, 0.48, 5.0]),
        (930, "Surveillance annuelle", [66.0, 189.0, 31.0, 0.93, 1.54, 0.41, 5.3]),
        (428, "Surveillance annuelle", [71.0, 171.0, 44.0, 1.04, 1.96, 0.36, 5.6]),
    ];
    for (days, title, [level, platelets, alat, glucose, fats, hdl, hba1c]) in panels {
        let results = [
            (&lab::VALPROATE, level),
            (&lab::PLATELETS, platelets),
            (&lab::ALAT, alat),
            (&lab::GLUCOSE_FASTING, glucose),
            (&lab::TRIGLYCERIDES, fats),
            (&lab::HDL, hdl),
            (&lab::HBA1C, hba1c),
        ];
        let said = if days < 500 {
            "Triglycérides élevés, HDL bas, glycémie à jeun à la limite. À contrôler dans trois mois."
        } else {
            ""
        };
        let when = story.today.plus(-days).working().at(7, 50);
        story.panel(By::alone(&SIMON, when), title, &results, said);
    }
}

/// What the psychiatrist saw.
pub(super) fn mind(story: &mut Story) {
    let when = story.ago(RISPERIDONE_DAYS);
    let visit =
        story.visit(Kind::Consultation, &RENAUD, when, 45, "Automutilations, crises de colère");
    let by = By::during(&RENAUD, when, &visit);
    let body = [
        paragraph("Chère Consœur,"),
        paragraph(
            "Théo, 14 ans, se mord et se frappe la tête depuis plusieurs mois, de nombreuses fois par jour. Cause somatique recherchée avec vous : constipation traitée, dents contrôlées, pas d’otite. L’évaluation fonctionnelle de l’équipe montre des crises lors des attentes et du bruit ; les aménagements ont réduit leur nombre sans suffire.",
        ),
        heading("Proposition"),
        points(&[
            "Rispéridone, palier de 0,5 mg jusqu’à 1 mg matin et soir.",
            "Poids, périmètre abdominal, tension, glycémie à jeun et lipides avant, à 3 mois, puis tous les ans.",
            "Réévaluation de l’intérêt du traitement tous les six mois, avec l’équipe éducative.",
        ]),
        paragraph("Les parents sont informés et d’accord. Bien confraternellement."),
    ];
    let title = "Instauration de la rispéridone";
    story.letter(by, &document::CONSULTATION, title, Some(&VASSEUR), &body);
    let dosage = "1 comprimé matin et soir";
    story.medicine(by, &drug::RISPERIDONE, dosage, None, "Irritabilité, automutilations");

    let followed = [
        (
            1740,
            "Automutilations : une par semaine au lieu de plusieurs par jour. + 5 kg. Pas de raideur, pas de mouvements anormaux. Poursuite.",
        ),
        (
            1090,
            "Stable. Poids en hausse régulière, diététique travaillée avec la cuisine. Réduction à proposer l’an prochain si le calme dure.",
        ),
        (
            700,
            "Endormissement à 1 h. Mélatonine. Rispéridone inchangée : équipe et parents préfèrent ne rien toucher avant le stage.",
        ),
        (
            330,
            "Va bien. Stage investi. + 26 kg depuis l’instauration. Bilan métabolique à refaire, ordonnance donnée. Diminution de la rispéridone envisagée dans six mois.",
        ),
    ];
    for (days, note) in followed {
        let when = story.ago(days);
        let reason = "Suivi psychiatrique à l’IME";
        let visit = story.seen(Kind::Consultation, &RENAUD, when, reason, note);
        if days == 700 {
            let by = By::during(&RENAUD, when, &visit);
            let dosage = "4 comprimés le soir, une heure avant le coucher";
            story.medicine(by, &drug::MELATONIN, dosage, None, "Insomnie d’endormissement");
        }
    }
}

/// Teeth, bowels, ordinary illnesses.
pub(super) fn teeth_and_body(story: &mut Story) {
    let when = story.ago(396);
    let note = "Théo vient avec son éducateur, casque sur les oreilles. Fauteuil non accepté, examen assis par terre. Cellulite débutante sur 36. Amoxicilline 7 jours, puis soin sous MEOPA. Prévoir 3 visites blanches.";
    let reason = "Douleur dentaire";
    let visit = story.seen(Kind::Consultation, &ROUSSEL, when, reason, note);
    let by = By::during(&ROUSSEL, when, &visit);
    let until = Some(when.day.plus(7));
    story.medicine(by, &drug::AMOXICILLIN, "1 comprimé matin et soir", until, "Infection dentaire");

    let when = story.ago(385);
    let note = "Soin de 36 sous MEOPA, 20 minutes, bien toléré. Il a tenu le masque lui-même. Contrôle à 6 mois.";
    story.seen(Kind::Consultation, &ROUSSEL, when, "Soin dentaire sous MEOPA", note);

    let constipation = story.today.plus(-2010);
    story.problem(&VASSEUR, &illness::CONSTIPATION, constipation, None);
    let by = By::alone(&VASSEUR, constipation.at(16, 15));
    story.medicine(
        by,
        &drug::MACROGOL,
        "1 sachet le matin dans le jus de pomme",
        None,
        "Constipation",
    );
    let by = By::alone(&VASSEUR, story.today.plus(-1100).at(15, 40));
    let dosage = "1 ampoule tous les 3 mois";
    let why = "Carence sous antiépileptique, peu d’exposition";
    story.medicine(by, &drug::COLECALCIFEROL, dosage, None, why);

    let when = story.ago(330 + 60);
    let note = "18 ans, certificat pour la MDPH. Ausculté debout, dos au mur, 2 min gagnées avec la tablette. RAS. TA 12/7. 80 kg. Poids : en parler au psychiatre.";
    let reason = "Examen annuel, certificat";
    let visit = story.seen(Kind::Consultation, &VASSEUR, when, reason, note);
    story.pressure(By::during(&VASSEUR, when, &visit), 124.0, 74.0);

    let when = story.ago(365 * 3);
    let note = "16 ans. Deux crises cette année, toujours au réveil. Valproate bien toléré, tremblement fin. Même dose. Relais en neurologie adulte à anticiper dès 17 ans.";
    story.seen(Kind::Outpatient, &HADDAD, when, "Épilepsie, suivi", note);
}
