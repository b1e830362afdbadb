//! The years before the hospital.

use super::{Blood, Told, blood};
use crate::calendar::Day;
use crate::codes::{act, allergen, document, drug, illness, vaccine, vital};
use crate::houses::PRACTICE;
use crate::staff::{COLIN, GUERIN, LEBLANC, LEGRAND, ROCHE};
use crate::story::{By, Kind, Story, heading, paragraph, points};

/// What he has, and who stands by him.
pub(super) fn known(story: &mut Story) {
    let today = story.today;
    let born = story.person.born;
    let all = [
        (&illness::HYPERTENSION, today.years_ago(21), None, ""),
        (
            &illness::TOBACCO,
            born.plus_months(17 * 12),
            Some(today.years_ago(12)),
            "45 paquets-années, sevré.",
        ),
        (&illness::COPD, today.years_ago(13), None, "GOLD 2, VEMS à 61 % de la théorique."),
        (
            &illness::INGUINAL_HERNIA,
            today.years_ago(25),
            Some(today.years_ago(25).plus(40)),
            "Opérée à droite.",
        ),
        (
            &illness::CATARACT,
            today.years_ago(10),
            Some(today.years_ago(9)),
            "Opérée des deux côtés.",
        ),
        (
            &illness::DEAFNESS,
            today.years_ago(4),
            None,
            "Appareil auditif à droite, porté par intermittence.",
        ),
    ];
    for (illness, since, until, note) in all {
        story.problem_noted(&ROCHE, illness, since, until, note);
    }
    let since = today.years_ago(5).plus(-90);
    let note = "Atrophique, bilatérale. Ne lit plus les caractères ordinaires, même avec la loupe.";
    story.problem_noted(&ROCHE, &illness::MACULAR_DEGENERATION, since, None, note);
    let since = today.years_ago(9).plus(-20);
    let reaction = ("Prurit, plaques sur le tronc", "mild");
    story.allergy(&ROCHE, &allergen::IODINATED_CONTRAST, since, reaction);

    let said = "Ne lit pas les documents (école quittée à 12 ans, DMLA) : lire à voix haute, gros caractères, pictogrammes, faire redire";
    story.alert(&ROCHE, today.years_ago(5).plus(-60).at(11, 15), said);
    let near = ("NBOR", "voisine, personne de confiance");
    story.relative(&PRACTICE, near, ("Josette", "Bellanger"), "06 39 98 27 44");
    story.relative(&PRACTICE, ("SON", "fils"), ("Philippe", "Pasquier"), "06 39 98 70 05");
    story.team(&PRACTICE, "Maintien à domicile", today.years_ago(3), &[&ROCHE, &COLIN, &LEBLANC]);
}

/// The calendar of his age.
pub(super) fn vaccinated(story: &mut Story) {
    let born = story.person.born;
    for (what, months, dose) in [(&vaccine::DTP, 781, 1), (&vaccine::DTP, 902, 2)] {
        story.vaccine(&ROCHE, what, born.plus_months(months), dose);
    }
    story.vaccine(&ROCHE, &vaccine::PNEUMOCOCCUS_23, story.today.years_ago(8), 1);
    story.vaccine(&ROCHE, &vaccine::PNEUMOCOCCUS_ADULT, story.today.years_ago(1).plus(-62), 1);
    let season = story.today.autumn();
    for year in (0..6).rev() {
        story.vaccine(&COLIN, &vaccine::INFLUENZA, season.years_ago(year), 6 - year);
        if year < 4 {
            story.vaccine(&COLIN, &vaccine::COVID, season.years_ago(year), 6 - year);
        }
    }
    story.vaccine(&COLIN, &vaccine::RSV, season.years_ago(1).plus(14), 1);
}

/// Treatment as the family doctor has renewed it.
pub(super) fn treated(story: &mut Story) {
    let today = story.today;
    let by = |day: Day| By::alone(&ROCHE, day.working().at(10, 10));
    let (copd, pressure) = (today.years_ago(13), today.years_ago(21));
    story.medicine(by(copd), &drug::TIOTROPIUM, "2 bouffées le matin", None, "BPCO");
    let dose = "2 bouffées si besoin, jusqu’à 4 fois par jour";
    story.medicine(by(copd), &drug::SALBUTAMOL, dose, None, "BPCO");
    let why = "Insuffisance cardiaque : remplacée par un IEC et un bêtabloquant";
    let until = (today.years_ago(4), why);
    story.stopped_medicine(by(pressure), &drug::AMLODIPINE, "1 gélule le matin", until, "HTA");
    let visits: [Told; 4] = [
        (
            365 * 7 + 20,
            "Renouvellement",
            "TA 14/8, RAS. BPCO stable, mMRC 1, ne fume plus. Renouvellement 3 mois.",
            (142.0, 80.0),
            76.0,
        ),
        (
            365 * 6 + 10,
            "Palpitations",
            "Palpitations depuis 8 jours, pouls irrégulier 104. ECG : FA. CHA₂DS₂-VASc 2, HAS-BLED 1. Pas de signe congestif. Apixaban 5 x 2 (créat 92, 76 kg). Adressé au Dr Legrand. Lui ai dit tout haut pourquoi, il répète bien : « un le matin, un le soir, jamais sauter ».",
            (138.0, 82.0),
            76.0,
        ),
        (
            365 * 5 + 60,
            "Baisse de la vue",
            "N’a pas reconnu sa facture d’eau. DMLA atrophique confirmée par l’ophtalmo. Avoue, gêné, qu’il n’a jamais bien su lire (école quittée à 12 ans pour la ferme). C’était Simone qui lisait. Alerte posée au dossier. Ordonnances en gros caractères désormais.",
            (136.0, 78.0),
            75.5,
        ),
        (
            365 * 3 + 45,
            "Deuil",
            "Simone décédée il y a trois semaines. Dort peu, mange debout, pas d’idée noire. Ne sait pas ce qu’il y a dans les boîtes. IDE chaque matin, pilulier préparé. La voisine passe le soir. Revu dans 15 j.",
            (128.0, 72.0),
            72.4,
        ),
    ];
    for (ago, reason, note, (systolic, diastolic), weight) in visits {
        let when = story.ago(ago);
        let visit = story.seen(Kind::Consultation, &ROCHE, when, reason, note);
        let by = By::during(&ROCHE, when, &visit);
        story.pressure(by, systolic, diastolic);
        story.vital(by, &vital::WEIGHT, weight);
    }
    let since = today.years_ago(6).plus(-10);
    story.problem(&ROCHE, &illness::ATRIAL_FIBRILLATION, since, None);
    let dose = "1 comprimé matin et soir";
    story.medicine(by(since), &drug::APIXABAN, dose, None, "Fibrillation atriale");
}

/// Four years ago the heart began to fail; treatment brought the peptide down.
pub(super) fn heart(story: &mut Story) {
    let since = story.today.years_ago(4);
    let note =
        "Cardiopathie hypertensive et rythmique, FEVG 38 % au diagnostic, 44 % sous traitement.";
    story.problem_noted(&LEGRAND, &illness::HEART_FAILURE, since, None, note);
    let when = since.working().at(14, 20);
    let visit = story.visit(Kind::Outpatient, &LEGRAND, when, 45, "Essoufflement d’effort");
    let by = By::during(&LEGRAND, when.plus(30), &visit);
    story.act(by, &act::ECG, "FA à 88/min, QRS 104 ms, HVG électrique.");
    let outcome = "FEVG 38 %, VG modérément dilaté, OG 46 mL/m², PAPS 42 mmHg, pas de valvulopathie significative.";
    story.act(by, &act::ECHOCARDIOGRAPHY, outcome);
    story.pressure(by, 144.0, 82.0);
    story.vital(by, &vital::WEIGHT, 77.8);
    let body = [
        paragraph("Cher Ami,"),
        paragraph(
            "Merci de m’avoir adressé Monsieur André Pasquier pour une dyspnée d’effort d’installation progressive, avec orthopnée à deux oreillers depuis un mois.",
        ),
        heading("Examen"),
        paragraph(
            "TA 144/82 mmHg, FA bien ralentie, crépitants des deux bases, œdèmes prenant le godet jusqu’à mi-jambes, 77,8 kg. FEVG mesurée à 38 %. NT-proBNP 3 240 ng/L.",
        ),
        heading("Conclusion et traitement"),
        paragraph(
            "Insuffisance cardiaque à FEVG réduite, NYHA III, sur cardiopathie hypertensive et rythmique. Je propose :",
        ),
        points(&[
            "ramipril 5 mg le matin en remplacement de l’amlodipine, à titrer selon la créatinine ;",
            "bisoprolol 2,5 mg le matin, bien toléré chez ce BPCO ;",
            "furosémide 40 mg le matin, spironolactone 25 mg à midi, contrôle du potassium à une semaine puis à un mois ;",
            "dapagliflozine 10 mg le matin ;",
            "poids deux fois par semaine, appeler si plus de 2 kg en trois jours.",
        ]),
        paragraph(
            "Votre patient ne lit pas : je lui ai tout dit, et je remercie Mme Pasquier d’avoir pris des notes. Je le revois dans trois mois. Bien confraternellement.",
        ),
    ];
    let title = "Insuffisance cardiaque, bilan initial";
    story.letter(by, &document::CONSULTATION, title, Some(&ROCHE), &body);
    heart_treated(story, since);
}

fn heart_treated(story: &mut Story, since: Day) {
    let by = By::alone(&ROCHE, since.plus(2).working().at(9, 40));
    let why = "Insuffisance cardiaque";
    let all = [
        (&drug::RAMIPRIL, "1 comprimé le matin"),
        (&drug::BISOPROLOL, "1 comprimé le matin"),
        (&drug::FUROSEMIDE, "1 comprimé le matin"),
        (&drug::SPIRONOLACTONE, "1 comprimé à midi"),
        (&drug::DAPAGLIFLOZIN, "1 comprimé le matin"),
    ];
    for (drug, dose) in all {
        story.medicine(by, drug, dose, None, why);
    }
    for (ago, sample, said) in SAMPLES {
        let when = story.ago(*ago).day.at(8, 0);
        blood(story, when, None, sample, said);
    }
}

/// Blood samples of those years: days ago, values, what the biologist added.
const SAMPLES: &[(i64, Blood, &str)] = &[
    (
        365 * 4 - 2,
        Blood {
            creatinine: 94.0,
            filtration: 67.0,
            potassium: 4.3,
            sodium: 138.0,
            peptide: 3_240.0,
            haemoglobin: 13.8,
        },
        "",
    ),
    (
        365 * 4 - 100,
        Blood {
            creatinine: 99.0,
            filtration: 63.0,
            potassium: 4.6,
            sodium: 139.0,
            peptide: 1_480.0,
            haemoglobin: 13.9,
        },
        "NT-proBNP divisé par deux depuis la mise en route du traitement.",
    ),
    (
        365 * 3,
        Blood {
            creatinine: 101.0,
            filtration: 61.0,
            potassium: 4.7,
            sodium: 139.0,
            peptide: 1_120.0,
            haemoglobin: 13.6,
        },
        "",
    ),
    (
        365 * 2,
        Blood {
            creatinine: 107.0,
            filtration: 57.0,
            potassium: 4.8,
            sodium: 138.0,
            peptide: 1_210.0,
            haemoglobin: 13.3,
        },
        "",
    ),
    (
        365 + 40,
        Blood {
            creatinine: 112.0,
            filtration: 53.0,
            potassium: 5.0,
            sodium: 138.0,
            peptide: 1_690.0,
            haemoglobin: 13.1,
        },
        "Potassium à la limite supérieure : à recontrôler.",
    ),
];

/// Since Simone died.
pub(super) fn alone(story: &mut Story) {
    let when = story.ago(365 * 3 - 20);
    let note = "Première visite à domicile pour pilulier hebdomadaire. Maison propre, cuisinière à gaz, tapis. M. Pasquier me tend les boîtes une à une : il les reconnaît à la couleur. Convenu : je passe chaque matin avant 8 h 30, pilulier fermé à clé, pèse-personne le lundi et le jeudi, cahier dessiné (soleil, midi, lune). Il redit bien les consignes. Numéro de la voisine noté en grand sur le frigo.";
    let visit = story.visit(Kind::Home, &COLIN, when, 40, "Mise en place des passages quotidiens");
    let by = By::during(&COLIN, when, &visit);
    let title = "Évaluation à domicile";
    story.note(by, &document::PARAMEDICAL_CARE, title, note);

    let when = story.ago(365 * 2 + 150);
    let note = "Bilan de kinésithérapie respiratoire. Toux productive le matin, expectoration claire. Test de marche 6 min : 345 m, SpO₂ min 91 %. 15 séances faites : drainage autonome acquis, geste du spray montré, puis refait devant moi jusqu’à ce qu’il soit bon. Marche jusqu’au jardin matin et soir. Il préfère qu’on lui montre plutôt qu’un papier.";
    story.seen(Kind::Consultation, &LEBLANC, when, "Bilan de kinésithérapie respiratoire", note);

    let when = story.ago(400);
    let note = "Bilan partagé de médication, avec sa voisine. 8 lignes. Observance bonne grâce au pilulier, inhalateurs bien utilisés après démonstration. Automédication : ibuprofène de feu son épouse, pris « pour le dos » deux fois le mois dernier : boîte reprise, contre-indiqué (IC, IRC, anticoagulant, IEC, diurétique). Plan de prise imprimé en pictogrammes, corps 28. Vigilance potassium : ramipril + spironolactone, dernier K 5,0.";
    let by = By::alone(&GUERIN, when);
    story.note(by, &document::MEDICATION_REVIEW, "Bilan partagé de médication", note);

    let notes: [(i64, &str, (f64, f64), f64); 4] = [
        (
            365 * 2 + 20,
            "TA 12/7, RAS. NYHA II. 73 kg, pas d’œdème. Renouvellement 3 mois, lu à voix haute.",
            (122.0, 70.0),
            73.0,
        ),
        (
            365 + 35,
            "NYHA II. K 5,0, créat 112 : on garde, contrôle dans 1 mois. Dos douloureux : paracétamol seul, jamais d’ibuprofène, redit trois fois. Pneumocoque 20-valent fait le mois dernier.",
            (118.0, 68.0),
            73.2,
        ),
        (
            180,
            "Va mieux depuis l’hôpital de cet hiver. 72,6 kg, sec. TA 11,8/6,8. Balance connectée adoptée, ça l’amuse. Personne de confiance : c’est Josette, papier signé. Renouvellement 3 mois.",
            (118.0, 68.0),
            72.6,
        ),
        (
            75,
            "NYHA II, 72,4 kg. Sels de régime retrouvés dans le placard (potassium !) : à jeter, expliqué, c’est le fils qui les avait apportés. Renouvellement 3 mois.",
            (116.0, 66.0),
            72.4,
        ),
    ];
    for (ago, note, (systolic, diastolic), weight) in notes {
        let when = story.ago(ago);
        let visit = story.seen(Kind::Home, &ROCHE, when, "Renouvellement à domicile", note);
        let by = By::during(&ROCHE, when, &visit);
        story.pressure(by, systolic, diastolic);
        story.vital(by, &vital::WEIGHT, weight);
    }
    let when = story.ago(181);
    let title = "Désignation de la personne de confiance";
    let body = [
        paragraph(
            "Je soussigné André Pasquier désigne comme personne de confiance ma voisine, Madame Josette Bellanger. Elle sait ce que je veux et ce que je ne veux pas. Elle m’accompagne aux rendez-vous et me lit les papiers.",
        ),
        paragraph(
            "Écrit par Inès Colin, infirmière, sous ma dictée et relu à voix haute devant deux témoins, car je ne peux pas écrire seul. Signé d’une croix et de mon nom.",
        ),
        paragraph(
            "Témoins : Philippe Pasquier, mon fils ; Roger Bellanger, mon voisin. J’accepte : Josette Bellanger.",
        ),
    ];
    story.scanned(By::alone(&COLIN, when), &document::WISHES, title, &body);
}
