//! Catherine Bernard: penicillin made her throat swell; no anticoagulant.

use super::{ASTRAY, FOUND, Told, catherine, town, vaccinated, visit, warned};
use crate::Draw;
use crate::calendar::Day;
use crate::codes::{Lab, act, allergen, document, drug, illness, lab, vaccine};
use crate::houses::PRACTICE;
use crate::staff::{COSTA, LAMBERT, LEBLANC, ROCHE, ROUSSEL, SIMON};
use crate::story::{By, Kind, Story, heading, paragraph};
use crate::world::Record;

pub(super) fn record(seed: u64, today: Day) -> Record {
    let mut draw = Draw::new(seed, "catherine bernard");
    let mut person =
        catherine(&mut draw, "Bernard", 12, town("37261"), today).known_as("catherine");
    person.marital = "D";
    person.doctor = Some(&ROCHE);
    let mut story = Story::new(person, today, draw);
    known(&mut story);
    thyroid(&mut story);
    visits(&mut story);
    screened(&mut story);
    stray(&mut story);
    to_come(&mut story);
    Record::of(story)
}

fn known(story: &mut Story) {
    let today = story.today;
    let since = today.years_ago(35);
    let reaction = ("Œdème de Quincke 40 minutes après la première prise d’amoxicilline", "severe");
    story.allergy(&ROCHE, &allergen::PENICILLINS, since, reaction);
    let said = "ALLERGIE GRAVE AUX PÉNICILLINES (œdème de Quincke) : aucune bêtalactamine sans avis allergologique";
    story.alert(&ROCHE, today.years_ago(12).at(9, 30), said);
    let body = [
        heading("Carte d’allergie"),
        paragraph(
            "Madame Catherine Bernard a présenté un œdème de Quincke après amoxicilline, ayant nécessité adrénaline et surveillance de nuit aux urgences.",
        ),
        paragraph(
            "Pénicillines et dérivés formellement contre-indiqués. Macrolides et pristinamycine utilisables. À garder sur soi.",
        ),
    ];
    let by = By::alone(&ROCHE, today.years_ago(12).working().at(9, 40));
    story.scanned(by, &document::CERTIFICATE, "Carte d’allergie", &body);
    let all = [
        (
            &illness::GALLSTONES,
            today.years_ago(15),
            Some(today.years_ago(15).plus(30)),
            "Cholécystectomie cœlioscopique.",
        ),
        (&illness::HYPERTENSION, today.years_ago(9), None, ""),
        (
            &illness::KNEE_ARTHROSIS,
            today.years_ago(6),
            None,
            "Gonarthrose fémorotibiale interne droite.",
        ),
    ];
    for (illness, since, until, note) in all {
        story.problem_noted(&ROCHE, illness, since, until, note);
    }
    let by = By::alone(&ROCHE, today.years_ago(9).working().at(10, 0));
    story.medicine(by, &drug::CANDESARTAN, "1 comprimé le matin", None, "Hypertension artérielle");
    let by = By::alone(&ROCHE, today.years_ago(6).working().at(10, 0));
    let dose = "1 comprimé si douleur, sans dépasser 3 par jour";
    story.medicine(by, &drug::PARACETAMOL_1000, dose, None, "Gonarthrose");
    story.relative(&PRACTICE, ("DAU", "fille"), ("Élodie", "Renault"), "06 39 98 33 52");
    vaccinated(
        story,
        &ROCHE,
        &[
            (&vaccine::DTP, 541, 1),
            (&vaccine::DTP, 782, 2),
            (&vaccine::PNEUMOCOCCUS_ADULT, 815, 1),
            (&vaccine::SHINGLES, 812, 1),
            (&vaccine::SHINGLES, 815, 2),
        ],
    );
    let season = today.autumn();
    for year in (0..4).rev() {
        story.vaccine(&ROCHE, &vaccine::INFLUENZA, season.years_ago(year), 4 - year);
    }
}

/// The dose was raised once: TSH follows.
fn thyroid(story: &mut Story) {
    let today = story.today;
    let since = today.years_ago(8);
    story.problem(&ROCHE, &illness::HASHIMOTO, since, None);
    let by = By::alone(&ROCHE, since.working().at(9, 15));
    let dose = "1 comprimé le matin à jeun, 30 minutes avant le petit déjeuner";
    let raised = today.years_ago(4).plus(-40);
    story.medicine(by, &drug::LEVOTHYROXINE_50, dose, Some(raised), "Hypothyroïdie");
    let by = By::alone(&ROCHE, raised.working().at(9, 15));
    story.medicine(by, &drug::LEVOTHYROXINE_75, dose, None, "Hypothyroïdie, TSH remontée");
    let levels = [
        (365 * 8 + 4, 11.8, "Hypothyroïdie périphérique."),
        (365 * 8 - 60, 4.6, ""),
        (365 * 7, 2.9, ""),
        (365 * 6, 3.4, ""),
        (365 * 5, 4.4, ""),
        (365 * 4 + 55, 7.2, "TSH élevée sous 50 µg."),
        (365 * 4 - 30, 2.6, "Objectif atteint sous 75 µg."),
        (365 * 3, 2.2, ""),
        (365 * 2, 2.4, ""),
        (370, 2.7, ""),
    ];
    for (ago, tsh, said) in levels {
        let when = story.ago(ago).day.at(7, 50);
        let creatinine = story.draw.around(68.0, 3.0);
        let potassium = story.draw.around(4.2, 0.15);
        let ldl = story.draw.around(1.32, 0.08);
        let results: [(&Lab, f64); 4] = [
            (&lab::TSH, tsh),
            (&lab::CREATININE_F, creatinine),
            (&lab::POTASSIUM, potassium),
            (&lab::LDL, ldl),
        ];
        story.panel(By::alone(&SIMON, when), "Bilan annuel", &results, said);
    }
}

const VISITS: &[Told] = &[
    (
        365 * 8 + 10,
        "Fatigue, frilosité",
        "Fatigue, prise de 4 kg, frileuse, peau sèche. Thyroïde ferme, non nodulaire. TSH demandée.",
        (142.0, 86.0),
        70.5,
    ),
    (
        365 * 7 - 12,
        "Renouvellement",
        "Va mieux, 67 kg. TSH 2,9. TA 13/8. Renouvellement 6 mois.",
        (132.0, 80.0),
        67.0,
    ),
    (
        365 * 6 + 30,
        "Genou droit",
        "Gonalgie mécanique droite, dérouillage 5 min. Genou sec. Rx : pincement interne. Paracétamol, kiné 12 séances, perte de 3 kg conseillée.",
        (136.0, 82.0),
        68.2,
    ),
    (
        365 * 4 + 40,
        "Résultats",
        "TSH 7,2 : prend son Lévo avec le café et le calcium. Expliqué, mais passage à 75. TSH 6 à 8 sem.",
        (134.0, 80.0),
        68.5,
    ),
    (
        365 * 3 + 100,
        "Sinusite",
        "Rhinite traînante, douleur maxillaire gauche pulsatile, T° 38,4. Sinusite maxillaire. PÉNICILLINE CI. Pristinamycine 4 j.",
        (138.0, 84.0),
        68.0,
    ),
    (
        365 * 2 - 30,
        "Renouvellement",
        "TA 13/8, RAS. Vaccins vus avec elle. Renouvellement 6 mois.",
        (130.0, 78.0),
        67.4,
    ),
    (
        365 + 60,
        "Brûlures mictionnelles",
        "BU leuco + nitrites +, apyrétique. Fosfomycine 1 sachet. Rappel : allergie pénicilline, donc pas de pivmécillinam.",
        (132.0, 80.0),
        67.8,
    ),
    (
        160,
        "Renouvellement",
        "TA 13/8. Genou stable. TSH dans l’objectif. Mammo OK. Renouvellement 6 mois.",
        (131.0, 79.0),
        67.2,
    ),
];

fn visits(story: &mut Story) {
    for (ago, reason, note, pressure, weight) in VISITS {
        let (when, seen) = visit(story, &ROCHE, (*ago, reason, note), *pressure, *weight);
        let by = By::during(&ROCHE, when, &seen);
        let day = when.day;
        if *reason == "Sinusite" {
            story.problem(&ROCHE, &illness::SINUSITIS, day, Some(day.plus(9)));
            let dose = "2 comprimés matin et soir pendant 4 jours";
            story.medicine(
                by,
                &drug::PRISTINAMYCIN,
                dose,
                Some(day.plus(4)),
                "Sinusite, allergie aux pénicillines",
            );
        } else if reason.starts_with("Brûlures") {
            story.problem(&ROCHE, &illness::CYSTITIS, day, Some(day.plus(3)));
            let dose = "1 sachet en prise unique, à distance du repas";
            story.medicine(by, &drug::FOSFOMYCIN, dose, Some(day), "Cystite aiguë simple");
        }
    }
    let when = story.ago(365 * 6 - 60);
    let note = "Fin des 12 séances. Genou droit : 0-0-130, quadriceps 4+/5, EVA 2/10 à la marche. Vélo d’appartement acquis, escaliers marche par marche. Auto-programme remis.";
    story.seen(Kind::Consultation, &LEBLANC, when, "Bilan de fin de rééducation du genou", note);
    let when = story.ago(250);
    let note = "Contrôle annuel. Détartrage, 16 composite repris. ALLERGIE PÉNICILLINE notée en rouge. Pas d’antibioprophylaxie nécessaire (pas de valvulopathie).";
    story.seen(Kind::Consultation, &ROUSSEL, when, "Contrôle annuel", note);
}

fn screened(story: &mut Story) {
    for (ago, last) in [(365 * 5 + 90, false), (365 * 3 + 95, false), (365 + 100, true)] {
        let when = story.ago(ago);
        let by = By::alone(&COSTA, when);
        story.act(by, &act::MAMMOGRAPHY, "ACR 2 bilatéral, densité b.");
        let stool = By::alone(&SIMON, when.plus(1440 * 9));
        story.finding(stool, &lab::STOOL_BLOOD, "Négatif");
        if last {
            let body = [
                paragraph(
                    "Indication : dépistage organisé du cancer du sein. Clichés de face et obliques externes, comparés aux examens précédents.",
                ),
                paragraph(
                    "Seins de densité de type b. Pas de masse, pas de foyer de microcalcifications suspect, pas de distorsion. Aires axillaires libres.",
                ),
                paragraph(
                    "Conclusion : ACR 2 des deux côtés. Seconde lecture effectuée dans le cadre du dépistage. Prochaine mammographie dans deux ans.",
                ),
            ];
            let title = "Mammographie de dépistage";
            story.letter(by, &document::IMAGING, title, Some(&ROCHE), &body);
        }
    }
    let by = By::alone(&COSTA, story.today.years_ago(6).plus(-25).working().at(11, 0));
    story.act(by, &act::KNEE_XRAY, "Pincement fémorotibial interne droit, ostéophytes débutants.");
}

/// The result of somebody else, and how it was taken back.
fn stray(story: &mut Story) {
    let when = story.today.plus(-ASTRAY).at(8, 5);
    let by = By::alone(&SIMON, when);
    let id = story.result(by, &lab::INR, 4.8);
    let why = "Erreur d’identification au prélèvement : résultat d’une autre patiente, retiré par le laboratoire";
    story.withdrawn(&id, why);

    let when = story.today.plus(1 - FOUND).working().at(8, 45);
    let note = "INR à 4,8 dans mes résultats de la semaine. Mme Bernard ne prend aucun anticoagulant. Labo appelé : tube d’une patiente au nom voisin, étiquette imprimée avec le mauvais dossier. Résultat retiré chez elle, rendu à ma consœur le Dr Vasseur. Patiente prévenue, rien reçu ni changé de son côté. Événement indésirable déclaré.";
    let by = By::alone(&ROCHE, when);
    let title = "Résultat classé par erreur dans ce dossier";
    story.note(by, &document::CONSULTATION, title, note);
    warned(story);
    let note = "Madame, comme convenu par téléphone, un résultat de sang qui ne vous appartenait pas a été rangé par erreur dans votre dossier puis retiré. Il n’a rien changé à vos soins. Nous vous demanderons désormais votre date de naissance à chaque passage : merci de votre patience. Paul Lambert, pour la maison de santé.";
    let by = By::alone(&LAMBERT, when.plus(95));
    story.note(by, &document::CERTIFICATE, "Information de la patiente", note);
}

fn to_come(story: &mut Story) {
    let when = story.today.plus(19).working().at(9, 20);
    story.appointment(&ROCHE, when, 20, "booked", "Renouvellement, résultats de TSH");
    let when = story.today.plus(110).working().at(14, 0);
    story.appointment(&ROUSSEL, when, 30, "booked", "Contrôle annuel");
    let by = By::alone(&SIMON, story.today.plus(-1).at(7, 45));
    let results = [(&lab::TSH, 2.5), (&lab::POTASSIUM, 4.3), (&lab::CREATININE_F, 70.0)];
    story.panel(by, "Bilan annuel", &results, "");
    let title = "Bilan annuel";
    story.biology(By { when: by.when.plus(150), ..by }, &ROCHE, title, &results, "");
}
