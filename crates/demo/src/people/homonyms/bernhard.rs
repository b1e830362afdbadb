//! Catherine Bernhard: a mechanical valve, warfarin, and a result that went astray.
//!
//! Aims and intervals of INR: HAS, « Prise en charge des surdosages en AVK »;
//! dental care with a valve: ANSM, prophylaxis of infective endocarditis.

use super::{ASTRAY, FOUND, Told, catherine, town, vaccinated, visit, warned};
use crate::Draw;
use crate::calendar::Day;
use crate::codes::{act, document, drug, illness, lab, vaccine, vital};
use crate::houses::PRACTICE;
use crate::staff::{COLIN, DIALLO, GARCIA, LEGRAND, ROUSSEL, SIMON, VASSEUR};
use crate::story::{By, Kind, Story, heading, paragraph, points};
use crate::world::Record;

/// Days between two ordinary controls.
const INTERVAL: i64 = 28;
/// Ordinary controls until the result that went astray.
const CONTROLS: i64 = 30;

pub(super) fn record(seed: u64, today: Day) -> Record {
    let mut draw = Draw::new(seed, "catherine bernhard");
    let mut person = catherine(&mut draw, "Bernhard", 21, town("67482"), today);
    person.marital = "M";
    person.doctor = Some(&VASSEUR);
    let mut story = Story::new(person, today, draw);
    known(&mut story);
    valve(&mut story);
    visits(&mut story);
    controls(&mut story);
    overdose(&mut story);
    since(&mut story);
    Record::of(story)
}

fn known(story: &mut Story) {
    let today = story.today;
    story.no_allergy(&VASSEUR, today.years_ago(8).plus(-44));
    let all = [
        (
            &illness::AORTIC_STENOSIS,
            today.years_ago(9),
            Some(today.years_ago(8)),
            "Serré, symptomatique, opéré.",
        ),
        (&illness::OSTEOPOROSIS, today.years_ago(3), None, "T-score rachis −2,7, sans fracture."),
        (&illness::HYPERCHOLESTEROLAEMIA, today.years_ago(11), None, ""),
    ];
    for (illness, since, until, note) in all {
        story.problem_noted(&VASSEUR, illness, since, until, note);
    }
    let said = "PROTHÈSE VALVULAIRE AORTIQUE MÉCANIQUE sous warfarine (INR cible 2,5, de 2,0 à 3,0) : antibioprophylaxie avant soins dentaires invasifs, pas d’injection intramusculaire, pas d’AINS";
    story.alert(&VASSEUR, today.years_ago(8).plus(60).at(10, 0), said);
    story.relative(&PRACTICE, ("HUSB", "époux"), ("Gérard", "Bernhard"), "06 39 98 55 81");
    vaccinated(
        story,
        &VASSEUR,
        &[(&vaccine::DTP, 543, 1), (&vaccine::DTP, 781, 2), (&vaccine::PNEUMOCOCCUS_ADULT, 800, 1)],
    );
    let season = today.autumn();
    for year in (0..5).rev() {
        story.vaccine(&COLIN, &vaccine::INFLUENZA, season.years_ago(year), 5 - year);
    }
}

fn valve(story: &mut Story) {
    let today = story.today;
    let by = By::alone(&VASSEUR, today.years_ago(8).plus(40).working().at(11, 0));
    let dose = "Le soir à heure fixe selon INR, à ce jour 1 comprimé (5 mg)";
    story.medicine(by, &drug::WARFARIN, dose, None, "Prothèse aortique mécanique");
    let by = By::alone(&VASSEUR, today.years_ago(7).working().at(11, 0));
    story.medicine(by, &drug::ROSUVASTATIN, "1 comprimé le soir", None, "Hypercholestérolémie");
    let by = By::alone(&VASSEUR, today.years_ago(3).plus(15).working().at(11, 0));
    let dose = "1 comprimé une fois par semaine, à jeun, debout, grand verre d’eau";
    story.medicine(by, &drug::ALENDRONATE, dose, None, "Ostéoporose");
    let by = By::alone(&LEGRAND, today.years_ago(3).plus(-30).working().at(11, 0));
    story.act(by, &act::BONE_DENSITY, "T-score rachis −2,7, col fémoral −2,1.");
    for year in [6, 4, 2] {
        let when = today.years_ago(year).plus(25).working().at(15, 0);
        let visit =
            story.visit(Kind::Outpatient, &LEGRAND, when, 40, "Surveillance de la prothèse");
        let by = By::during(&LEGRAND, when, &visit);
        let outcome = "Prothèse aortique bien fonctionnelle, gradient moyen 12 mmHg, pas de fuite paraprothétique, FEVG 62 %.";
        story.act(by, &act::ECHOCARDIOGRAPHY, outcome);
        story.pressure(by, 126.0, 74.0);
    }
    let body = [
        paragraph("Chère Consœur,"),
        paragraph(
            "Je revois Madame Catherine Bernhard, porteuse d’une prothèse aortique mécanique depuis huit ans, pour sa surveillance annuelle. Elle se sent très bien, marche une heure par jour et tient son carnet d’INR avec un soin exemplaire.",
        ),
        heading("Examens"),
        points(&[
            "Bruits de prothèse bien frappés, souffle systolique 2/6. TA 124/72 mmHg. ECG : rythme sinusal 64/min.",
            "Échocardiographie : gradient moyen 12 mmHg, surface indexée stable, pas de fuite paraprothétique, FEVG 62 %.",
        ]),
        heading("Conclusion"),
        paragraph(
            "Tout va bien. INR cible 2,5 (de 2,0 à 3,0). Je rappelle l’antibioprophylaxie par amoxicilline 2 g une heure avant tout soin dentaire invasif : pas d’allergie. Prochain contrôle dans un an. Bien confraternellement.",
        ),
    ];
    let by = By::alone(&LEGRAND, story.ago(205));
    let title = "Surveillance de prothèse valvulaire aortique";
    story.letter(by, &document::CONSULTATION, title, Some(&VASSEUR), &body);
}

fn visits(story: &mut Story) {
    let all: [Told; 6] = [
        (
            365 * 7 + 80,
            "Suivi après chirurgie valvulaire",
            "9 mois après RVA mécanique. Cicatrice propre, périmètre de marche illimité. INR 2,6. Carnet AVK compris. Allergies : aucune, reposé la question.",
            (124.0, 74.0),
            61.0,
        ),
        (
            365 * 5,
            "Renouvellement",
            "TA 12/7. INR stables. LDL 0,98. RAS. Renouvellement 3 mois.",
            (122.0, 72.0),
            61.5,
        ),
        (
            365 * 3 - 10,
            "Ostéodensitométrie",
            "T-score −2,7. Alendronate, vitamine D, calcium alimentaire. Bilan dentaire avant : fait, RAS.",
            (126.0, 74.0),
            60.8,
        ),
        (
            365 + 200,
            "Chute sans gravité",
            "Glissade au marché, ecchymose de hanche 4 cm. INR 2,4. Pas de TC. Surveillance.",
            (128.0, 76.0),
            60.4,
        ),
        (
            290,
            "Bronchite",
            "Toux 5 j, apyrétique, auscultation libre. Traitement symptomatique, pas d’antibiotique. AVK : INR dans 5 j.",
            (124.0, 72.0),
            60.6,
        ),
        (
            118,
            "Renouvellement",
            "TA 12/7, INR 2,3 – 2,7 – 2,5. Bien. Renouvellement 3 mois.",
            (122.0, 72.0),
            60.5,
        ),
    ];
    for (ago, reason, note, pressure, weight) in all {
        visit(story, &VASSEUR, (ago, reason, note), pressure, weight);
    }
}

/// A control each month: in range, as long as nothing else is taken.
fn controls(story: &mut Story) {
    for at in (1..=CONTROLS).rev() {
        let when = story.ago(ASTRAY + at * INTERVAL).day.at(7, 55);
        let value = story.draw.around(2.5, 0.2).clamp(1.9, 3.1);
        story.result(By::alone(&SIMON, when), &lab::INR, value);
    }
}

fn overdose(story: &mut Story) {
    let today = story.today;
    let when = today.plus(-ASTRAY - 5).working().at(18, 40);
    let reason = "Brûlures urinaires, fièvre";
    let note = "Vue en fin de journée. Pyélonéphrite simple, T° 38,6, ECBU parti. Ofloxacine 200 x 2, 7 jours. Sous AVK : INR dans 3 à 4 jours, prévenue du risque. Ordonnance remise.";
    let visit = story.seen(Kind::Consultation, &VASSEUR, when, reason, note);
    let by = By::during(&VASSEUR, when, &visit);
    story.vital(by, &vital::TEMPERATURE, 38.6);
    story.problem(&VASSEUR, &illness::PYELONEPHRITIS, when.day, Some(when.day.plus(10)));
    let dose = "1 comprimé matin et soir pendant 7 jours";
    story.medicine(by, &drug::OFLOXACIN, dose, Some(when.day.plus(7)), "Pyélonéphrite aiguë");
    let by = By::alone(&SIMON, today.plus(-ASTRAY).at(8, 5));
    story.result(by, &lab::INR, 4.8);

    let came = today.plus(-FOUND).at(20, 15);
    let visit = story.visit(Kind::Emergency, &DIALLO, came, 340, "Hématome sous AVK");
    let by = By::during(&GARCIA, came.plus(8), &visit);
    let note = "FRENCH 3A. Ecchymose de la cuisse droite 12 x 8 cm sans choc, gencives qui saignent depuis la veille. TA 132/76, FC 82. Sous Coumadine pour valve, antibiotique fini la veille. Attendait son INR d’il y a trois jours, « personne n’a appelé ».";
    story.note(by, &document::PARAMEDICAL_CARE, "Accueil et orientation", note);
    story.pressure(by, 132.0, 76.0);
    story.vital(by, &vital::HEART_RATE, 82.0);
    let blood = By::during(&SIMON, came.plus(40), &visit);
    let results = [(&lab::INR, 5.9), (&lab::HB_F, 11.9), (&lab::PLATELETS, 231.0)];
    story.panel(blood, "Bilan d’hémostase", &results, "INR à 5,9, téléphoné aux urgences.");
    let note = "MOTIF : hématome spontané de cuisse et gingivorragies sous AVK.\n\
        ATCD : prothèse aortique mécanique, ostéoporose. ALLERGIE : pénicilline (œdème de Quincke), d’après le dossier du cabinet.\n\
        HISTOIRE : ofloxacine 7 jours pour pyélonéphrite, finie hier. INR prélevé il y a 3 jours, résultat jamais reçu.\n\
        EXAMEN : TA 132/76, apyrétique, hématome souple, pas de syndrome des loges, neurologique normal, pas de céphalée.\n\
        EXAMENS : INR 5,9, Hb 11,9.\n\
        CONDUITE : saut d’une prise de warfarine, pas de vitamine K (INR < 6, prothèse mécanique), INR demain matin. Labo contacté : l’INR d’il y a trois jours (4,8) a été rendu dans le dossier d’une homonyme.\n\
        DEVENIR : domicile avec son époux, consignes de saignement.";
    let by = By::during(&DIALLO, came.plus(320), &visit);
    story.note(by, &document::EMERGENCY, "Hématome sous AVK", note);
    warned(story);
    let note = "INR du prélèvement d’il y a trois jours (4,8) rendu par erreur dans un autre dossier : étiquette éditée sur une patiente de nom et de date de naissance voisins. Résultat rattaché ce jour à Mme Bernhard. Cause : recherche par les trois premières lettres du nom. Action : lecture de la date de naissance à voix haute au prélèvement.";
    let by = By::alone(&SIMON, came.plus(400));
    story.note(by, &document::LABORATORY, "Rectification d’identité d’un résultat", note);
}

/// Back in range; the dentist reads the record.
fn since(story: &mut Story) {
    let today = story.today;
    for (ago, value) in
        [(FOUND - 1, 4.1), (FOUND - 3, 3.2), (FOUND - 6, 2.7), (20, 2.4), (8, 2.5), (0, 2.6)]
    {
        let by = By::alone(&SIMON, today.plus(-ago).at(7, 40));
        story.result(by, &lab::INR, value);
    }
    let by = By::alone(&SIMON, today.plus(-8).at(10, 10));
    let results = [(&lab::INR, 2.5)];
    let said = "Dans la zone thérapeutique pour un objectif de 2,0 à 3,0.";
    story.biology(by, &VASSEUR, "Contrôle d’INR", &results, said);
    let note = "Revue après l’épisode. Hématome en résorption, INR 2,7. Ofloxacine terminée. Fluoroquinolone + AVK : INR à J3 ET appel si pas de résultat. Carnet : elle demande qu’on écrive son nom en entier partout. On le fait.";
    visit(story, &VASSEUR, (FOUND - 7, "Après le surdosage en AVK", note), (124.0, 72.0), 60.1);
    let body = [
        paragraph("Carnet d’INR de Catherine BERNHARD, avec un H."),
        heading("Ces dernières semaines, recopié par mon mari"),
        points(&[
            "4,8 (celui qui s’est perdu)",
            "5,9 aux urgences : sauter le soir",
            "4,1 – 3,2 – 2,7 : reprendre 5 mg",
            "2,4 – 2,5",
        ]),
    ];
    let when = story.ago(6);
    let title = "Carnet de suivi AVK";
    story.scanned(By::alone(&COLIN, when), &document::PARAMEDICAL_CARE, title, &body);

    let when = story.ago(1);
    let note = "26 : fracture corono-radiculaire, avulsion indiquée. Prothèse valvulaire : haut risque d’endocardite, antibioprophylaxie amoxicilline 2 g 1 h avant. MAIS le compte rendu des urgences mentionne une allergie à la pénicilline, la patiente dit n’en avoir jamais eu et en avoir pris avant son détartrage. Prescrit amoxicilline comme d’habitude, à confirmer par le Dr Vasseur avant le rendez-vous. INR la veille.";
    let visit = story.seen(Kind::Consultation, &ROUSSEL, when, "Dent 26 fracturée", note);
    let by = By::during(&ROUSSEL, when, &visit);
    let dose = "2 comprimés (2 g) en une prise, 1 heure avant le soin";
    let until = Some(today.plus(12));
    let why = "Prévention de l’endocardite, avulsion dentaire";
    story.medicine(by, &drug::AMOXICILLIN, dose, until, why);
    story.appointment(
        &ROUSSEL,
        today.plus(6).working().at(14, 30),
        45,
        "booked",
        "Avulsion de la 26",
    );
    story.appointment(
        &VASSEUR,
        today.plus(21).working().at(9, 40),
        20,
        "booked",
        "Renouvellement, INR",
    );
    let when = today.plus(160).working().at(15, 0);
    story.appointment(&LEGRAND, when, 40, "booked", "Surveillance annuelle de la prothèse");
}
