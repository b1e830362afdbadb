//! The pregnancy until the sixth month.

use super::{Measures, TERM_DAYS, at, last_period, measure, weeks};
use crate::calendar::Moment;
use crate::codes::{act, document, drug, illness, lab, vaccine, vital};
use crate::houses::HOSPITAL;
use crate::staff::{BENALI, COSTA, DUMONT, GARCIA, LEROUX, PICHON, ROUSSEL, SIMON, VASSEUR};
use crate::story::{By, Kind, Story, heading, paragraph, points};

/// Declared, asked and examined.
pub(super) fn begins(story: &mut Story) {
    let when = at(story, 6, 2);
    let note = "Retard de règles 2 semaines, test urinaire +. β-hCG cohérente. Nausées modérées. Adressée à la maternité, continuer l’acide folique. Pas d’AINS, pas d’automédication. Rappel toxoplasmose : crudités lavées, viande bien cuite, pas de litière du chat.";
    let visit = story.seen(Kind::Consultation, &VASSEUR, when, "Retard de règles", note);
    let by = By::during(&VASSEUR, when, &visit);
    story.result(by, &lab::HCG, 18_450.0);
    story.pressure(by, 110.0, 68.0);

    let when = at(story, 9, 3);
    story.problem(&LEROUX, &illness::PREGNANCY, last_period(story).plus(15), None);
    story.no_allergy(&LEROUX, when.day);
    let term = last_period(story).plus(TERM_DAYS);
    let note = format!(
        "G2P1, {} (DDR le {}, cycles réguliers de 28 j). Terme prévu le {}.\n\
        ATCD : accouchement voie basse il y a 4 ans, Louise, 3 480 g. Appendicectomie. Mère diabète de type 2. Groupe O RhD négatif, conjoint A positif. Pas de tabac, pas d’alcool, pas de toxique. Allergies : aucune connue, question posée.\n\
        EXAMEN : TA 11,2/6,8, poids 71,5 kg (71 avant la grossesse, IMC 26,4), BU négative. Seins RAS. Spéculum : col sain.\n\
        Déclaration de grossesse télétransmise. Bilan du 1er trimestre prescrit, glycémie à jeun en plus (IMC > 25, mère diabétique). Dépistage de la trisomie 21 expliqué, consentement signé. Violences : question posée, rien à signaler.",
        weeks(story, when.day),
        last_period(story).short(),
        term.long(),
    );
    let title = "Première consultation, déclaration de grossesse";
    let visit = story.seen(Kind::Outpatient, &LEROUX, when, title, &note);
    let measures = Measures { pressure: (112.0, 68.0), weight: 71.5, protein: "Négatif" };
    measure(story, &LEROUX, when, &visit, &measures);
    story.vital(By::during(&LEROUX, when, &visit), &vital::HEIGHT, 164.0);
    let members = [&LEROUX, &DUMONT, &BENALI];
    story.team(&HOSPITAL, "Suivi de grossesse", when.day, &members);
    story.relative(&HOSPITAL, ("HUSB", "conjoint"), ("Thomas", "Delaunay"), "06 39 98 41 83");
    story.relative(&HOSPITAL, ("MTH", "mère"), ("Martine", "Chartier"), "06 39 98 12 60");
    story.relative(&HOSPITAL, ("DAU", "fille"), ("Louise", "Delaunay"), "");
    let said = "RhD négatif : RAI à chaque étape, immunoglobulines anti-D après tout saignement, choc ou geste";
    story.alert(&LEROUX, when, said);
    first_analyses(story);
}

fn first_analyses(story: &mut Story) {
    let when = at(story, 10, 2).day.at(8, 10);
    let by = By::alone(&SIMON, when);
    let words = [
        (&lab::ABO, "O"),
        (&lab::RHESUS, "Négatif"),
        (&lab::ANTIBODY_SCREEN, "Négative"),
        (&lab::HBS_ANTIGEN, "Négatif"),
        (&lab::HCV_ANTIBODY, "Négatif"),
        (&lab::HIV, "Négatif"),
        (&lab::SYPHILIS, "Négative"),
        (&lab::DIPSTICK_PROTEIN, "Négatif"),
    ];
    let mut all: Vec<String> =
        words.iter().map(|(lab, said)| story.finding(by, lab, said)).collect();
    let numbers = [
        (&lab::GLUCOSE_FASTING, 0.87),
        (&lab::HB_F, 12.6),
        (&lab::PLATELETS, 236.0),
        (&lab::RUBELLA_IGG, 48.0),
        (&lab::TOXOPLASMA_IGG, 0.0),
        (&lab::HBS_ANTIBODY, 126.0),
        (&lab::URINE_PROTEIN_RATIO, 62.0),
    ];
    all.extend(numbers.iter().map(|(lab, value)| story.result(by, lab, *value)));
    let conclusion = "Rubéole : immunisée. Toxoplasmose : non immunisée, contrôle mensuel. Groupe O RH1 négatif, RAI négative. Glycémie à jeun normale (< 0,92 g/L).";
    story.report(by, "Bilan du 1er trimestre", &all, conclusion);
    first_scan(story);

    let when = at(story, 15, 0);
    let note = "Entretien prénatal précoce, en couple. Souhaits : péridurale, ambulation en début de travail, allaitement à nouveau. Louise est ravie, réveils nocturnes à surveiller. Travail : graphiste, écran 8 h, trajet 40 min en tram ; congés anticipés possibles. Logement stable, ressources correctes, bon entourage. Génotypage RHD fœtal sur sang maternel prélevé ce jour. Inscription aux 7 séances de préparation.";
    story.seen(Kind::Outpatient, &LEROUX, when, "Entretien prénatal précoce", note);
}

fn first_scan(story: &mut Story) {
    let when = at(story, 12, 3);
    let visit = story.visit(Kind::Outpatient, &COSTA, when, 30, "Échographie du 1er trimestre");
    let by = By::during(&COSTA, when.plus(30), &visit);
    story.act(by, &act::OBSTETRIC_T1, "LCC 59 mm, clarté nucale 1,4 mm. Terme confirmé.");
    let body = [
        paragraph(
            "Indication : échographie de dépistage du premier trimestre. Examen par voie abdominale, conditions techniques bonnes.",
        ),
        heading("Résultat"),
        points(&[
            "Grossesse intra-utérine monofœtale évolutive, activité cardiaque régulière à 158 battements par minute.",
            "Longueur cranio-caudale : 59 mm. Diamètre bipariétal : 19 mm.",
            "Clarté nucale : 1,4 mm, coupe de référence conforme.",
            "Pôle céphalique, ligne médiane, estomac, vessie et quatre membres vus. Paroi abdominale antérieure d’aspect normal.",
            "Trophoblaste antérieur. Quantité de liquide normale. Annexes sans particularité.",
        ]),
        heading("Conclusion"),
        paragraph(
            "Biométrie concordante avec le terme théorique, date de début de grossesse inchangée. Pas d’anomalie décelée à ce terme. Marqueurs sériques du premier trimestre à réaliser. Échographie morphologique à prévoir entre 20 et 25 SA.",
        ),
    ];
    let title = "Échographie obstétricale du 1er trimestre";
    story.letter(by, &document::IMAGING, title, Some(&LEROUX), &body);
}

/// Months four to six.
pub(super) fn second_trimester(story: &mut Story) {
    let when = at(story, 17, 1);
    let note = format!(
        "{}. Va bien, nausées terminées. Premiers mouvements perçus. HU 15 cm, BDC +. TA 10,8/6,4. Risque combiné de trisomie 21 : 1/4 200, faible. Génotypage RHD fœtal : POSITIF, donc anti-D à 28 SA. Toxo mensuelle, RAI au 6e mois.",
        weeks(story, when.day)
    );
    let visit = story.seen(Kind::Outpatient, &LEROUX, when, "Consultation du 4e mois", &note);
    let measures = Measures { pressure: (108.0, 64.0), weight: 72.8, protein: "Négatif" };
    measure(story, &LEROUX, when, &visit, &measures);

    faint(story);

    let when = at(story, 20, 4);
    let note = "Examen bucco-dentaire de prévention, 4e mois passé. Gingivite gravidique légère, pas de carie. Détartrage doux, brossage 2 min, fil. Pas de radio. Revoir après l’accouchement.";
    story.seen(Kind::Consultation, &ROUSSEL, when, "Examen bucco-dentaire de grossesse", note);

    let when = at(story, 21, 2);
    let note = format!(
        "{}. RAS. MAF +++. HU 20 cm. TA 11/6,6. Pas de contraction. Écho morpho la semaine prochaine. Vaccination coqueluche expliquée, faite ce jour. Certificat pour aménagement de poste remis.",
        weeks(story, when.day)
    );
    let visit = story.seen(Kind::Outpatient, &LEROUX, when, "Consultation du 5e mois", &note);
    let measures = Measures { pressure: (110.0, 66.0), weight: 74.6, protein: "Négatif" };
    measure(story, &LEROUX, when, &visit, &measures);
    story.vaccine(&LEROUX, &vaccine::DTCAP_REDUCED, when.day, 8);
    let season = story.today.autumn();
    if season > last_period(story).plus(30) {
        story.vaccine(&LEROUX, &vaccine::INFLUENZA, season, 1);
    }
    second_scan(story);
    toxoplasmosis(story);
    iron(story);
}

fn faint(story: &mut Story) {
    let when = at(story, 18, 5).day.at(11, 20);
    let visit = story.visit(Kind::Emergency, &PICHON, when, 160, "Malaise, grossesse de 4 mois");
    let by = By::during(&GARCIA, when.plus(6), &visit);
    story.pressure(by, 98.0, 58.0);
    story.vital(by, &vital::HEART_RATE, 84.0);
    story.vital(by, &vital::TEMPERATURE, 36.8);
    story.result(by, &lab::GLUCOSE_CAPILLARY, 0.82);
    let note = "Cible : malaise au travail\n\
        Données : s’est sentie partir debout à la photocopieuse, sueurs, voile noir, n’est pas tombée. Pas de douleur, pas de saignement, pas de perte de liquide. Petit déjeuner sauté. TA 9,8/5,8, FC 84, dextro 0,82 g/L. Inquiète pour le bébé.\n\
        Actions : installée en décubitus latéral gauche, collation, BDC entendus par la sage-femme. FRENCH 4.\n\
        Résultats : mieux à 12 h, TA 10,6/6,4. Rassurée.";
    story.note(by, &document::PARAMEDICAL_CARE, "Transmission ciblée : malaise", note);
    let by = By::during(&PICHON, when.plus(150), &visit);
    story.act(by, &act::ECG, "Rythme sinusal à 82/min, PR 150 ms, QTc 410 ms. Normal.");
    let note = "MOTIF : malaise sans perte de connaissance, G2P1, 18 SA passées.\n\
        HISTOIRE : prodromes vagaux en orthostatisme prolongé, à jeun. Pas de palpitation, pas de douleur thoracique, pas de dyspnée, pas de traumatisme abdominal.\n\
        EXAMEN : consciente, eupnéique, mollets souples, abdomen souple, pas de métrorragie. Pas d’hypotension orthostatique après réhydratation orale.\n\
        EXAMENS : ECG normal, Hb 11,5 g/dL, BDC présents.\n\
        CONCLUSION : malaise vagal. RhD négatif : ni chute ni saignement, pas d’indication d’anti-D ce jour.\n\
        DEVENIR : retour à domicile avec le conjoint, repas fractionnés, consultation maternité comme prévu.";
    story.note(by, &document::EMERGENCY, "Malaise vagal au deuxième trimestre", note);
    story.result(By::during(&SIMON, when.plus(50), &visit), &lab::HB_F, 11.5);
}

fn second_scan(story: &mut Story) {
    let when = at(story, 22, 2);
    let visit = story.visit(Kind::Outpatient, &COSTA, when, 40, "Échographie du 2e trimestre");
    let by = By::during(&COSTA, when.plus(40), &visit);
    story.act(by, &act::OBSTETRIC_T2, "EPF 505 g (52e percentile). Morphologie sans anomalie vue.");
    let body = [
        paragraph(
            "Indication : échographie morphologique de dépistage. Consentement recueilli. Voie abdominale, bonne échogénicité.",
        ),
        heading("Biométrie"),
        points(&[
            "Diamètre bipariétal 55 mm, périmètre céphalique 203 mm.",
            "Périmètre abdominal 178 mm. Longueur fémorale 39 mm.",
            "Estimation du poids fœtal : 505 g, 52e percentile.",
        ]),
        heading("Morphologie"),
        paragraph(
            "Structures cérébrales, face, cœur (quatre cavités, gros vaisseaux croisés), diaphragme, estomac, reins, vessie, rachis et membres vus, sans anomalie décelée. Dopplers utérins : pas d’incisure protodiastolique, index normaux.",
        ),
        heading("Annexes"),
        paragraph(
            "Placenta antérieur, normalement inséré. Liquide amniotique en quantité normale. Col mesuré à 38 mm. Sexe non communiqué à la demande du couple.",
        ),
        heading("Conclusion"),
        paragraph(
            "Croissance harmonieuse. Pas d’anomalie morphologique décelée. Prochain contrôle entre 30 et 35 SA.",
        ),
    ];
    let title = "Échographie obstétricale du 2e trimestre";
    story.letter(by, &document::IMAGING, title, Some(&LEROUX), &body);
}

/// Not immune: each month until birth.
fn toxoplasmosis(story: &mut Story) {
    for weeks in [14, 18, 22, 26] {
        let when: Moment = at(story, weeks, 1).day.at(8, 20);
        let said =
            "Toxoplasmose : IgG et IgM négatives, absence d’immunité. Contrôle dans un mois.";
        let by = By::alone(&SIMON, when);
        story.panel(by, "Toxoplasmose, contrôle mensuel", &[(&lab::TOXOPLASMA_IGG, 0.0)], said);
    }
}

fn iron(story: &mut Story) {
    let when = at(story, 24, 5).day.at(8, 25);
    let by = By::alone(&SIMON, when);
    let results =
        [(&lab::HB_F, 10.4), (&lab::MCV, 79.0), (&lab::FERRITIN_F, 9.0), (&lab::PLATELETS, 221.0)];
    story.panel(
        by,
        "Numération du 6e mois",
        &results,
        "Anémie microcytaire avec ferritine effondrée.",
    );
    let said = story.finding(by, &lab::ANTIBODY_SCREEN, "Négative");
    story.report(by, "RAI du 6e mois", &[said], "");

    let when = at(story, 25, 1);
    let note = format!(
        "{}. Fatiguée, essoufflée dans les escaliers. MAF +. HU 23 cm. TA 11,2/6,8, BU nég. Hb 10,4, ferritine 9 : fer + folates. HGPO prescrite, à jeun, rester 2 h au labo. Préparation à la naissance : dates données.",
        weeks(story, when.day)
    );
    let visit = story.seen(Kind::Outpatient, &LEROUX, when, "Consultation du 6e mois", &note);
    let measures = Measures { pressure: (112.0, 68.0), weight: 77.0, protein: "Négatif" };
    measure(story, &LEROUX, when, &visit, &measures);
    story.problem(&LEROUX, &illness::IRON_ANAEMIA, when.day, None);
    let by = By::during(&LEROUX, when, &visit);
    let dose = "1 comprimé par jour, à distance du thé et du café";
    story.medicine(by, &drug::IRON, dose, None, "Anémie ferriprive de la grossesse");
    let dose = "1 comprimé par jour";
    story.medicine(by, &drug::FOLIC_ACID_04, dose, None, "Grossesse, anémie");
}
