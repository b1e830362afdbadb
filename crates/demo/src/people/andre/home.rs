//! At home: the nurse each morning, the scales, the pill box.

use super::{Blood, FIRST_STAY, SECOND_STAY, STAY_DAYS, blood};
use crate::calendar::Day;
use crate::codes::{document, lab, vital};
use crate::staff::{COLIN, LEGRAND, ROCHE, SIMON};
use crate::story::{By, Kind, Story, heading, paragraph, points};

/// Weight without water that does not belong, in kg.
const DRY: f64 = 72.5;

/// Weight so many days ago, in kg: points of the curve, straight lines between.
const CURVE: &[(i64, f64)] = &[
    (FIRST_STAY + 60, 72.9),
    (FIRST_STAY + 13, 73.2),
    (FIRST_STAY, 77.2),
    (FIRST_STAY - STAY_DAYS, DRY),
    (SECOND_STAY + 14, 72.4),
    (SECOND_STAY, 76.8),
    (SECOND_STAY - STAY_DAYS, 72.7),
    (9, 72.8),
    (5, 73.4),
    (0, 75.3),
];

fn weight(ago: i64) -> f64 {
    let spot = CURVE.windows(2).find_map(|pair| match pair {
        [(from, high), (to, low)] if (*to..=*from).contains(&ago) => {
            let share = part(from - ago) / part(from - to).max(1.0);
            Some(high + (low - high) * share)
        }
        _ => None,
    });
    spot.unwrap_or(DRY)
}

fn part(days: i64) -> f64 {
    i32::try_from(days).map_or(0.0, f64::from)
}

/// Before the scales the nurse weighed him; since the first stay he does.
pub(super) fn telemonitored(story: &mut Story) {
    let stays = [FIRST_STAY, SECOND_STAY];
    let mut ago = FIRST_STAY + 30;
    while ago >= 0 {
        let inside = stays.iter().any(|began| (began - STAY_DAYS..=*began).contains(&ago));
        if !inside {
            // The last days are told in notes too.
            let noise = if ago > 4 { story.draw.around(0.0, 0.12) } else { 0.0 };
            let minute = story.draw.between(0, 25);
            let when = story.today.plus(-ago).at(7, minute);
            story.vital(By::alone(&COLIN, when), &vital::WEIGHT, weight(ago) + noise);
            if ago < FIRST_STAY {
                story.self_measured();
            }
        }
        ago -= if (SECOND_STAY + 20..=FIRST_STAY).contains(&ago) { 12 } else { 2 };
    }
    let when = story.today.plus(-(SECOND_STAY + 1)).at(9, 5);
    let note = "Alerte poids télésurveillance : + 4,1 kg en 13 jours, dyspnée déclarée au questionnaire vocal. Patient rappelé : essoufflé au lit, jambes gonflées, a doublé les bouffées de lui-même. Conduite : urgences demain matin si pas d’amélioration, voisine prévenue.";
    story.note(
        By::alone(&LEGRAND, when),
        &document::TELEMEDICINE,
        "Alerte de télésurveillance",
        note,
    );
}

/// Some of her mornings, as she told them.
pub(super) fn mornings(story: &mut Story) {
    let told: [(i64, &str, &str, f64); 5] = [
        (
            FIRST_STAY + 3,
            "Transmission ciblée : essoufflement",
            "Cible : essoufflement\nDonnées : parle par phrases courtes, chaussures non lacées, 76,2 kg (+ 3 en 10 j). Toux grasse.\nActions : Dr Roche prévenu, poids tous les jours, jambes surélevées.\nRésultats : urgences si aggravation, Josette garde le téléphone.",
            146.0,
        ),
        (
            200,
            "Passage du matin",
            "Pilulier fait pour 7 jours. Jambes fines, dort à plat. Balance : il monte dessus pendant que le café passe, la voix annonce le poids, ça lui plaît.",
            122.0,
        ),
        (
            140,
            "Passage du matin",
            "Pilulier RAS. Lu le courrier de la caisse à voix haute. Ordonnance du Dr Roche en gros caractères sur le frigo.",
            118.0,
        ),
        (
            98,
            "Transmission ciblée : chute évitée",
            "Cible : risque de chute\nDonnées : s’est pris le pied dans le tapis, rattrapé au buffet. Pas de coup, apixaban.\nActions : tapis retiré avec son accord, veilleuse couloir.\nRésultats : marche sans gêne, surveillance ecchymoses.",
            124.0,
        ),
        (
            40,
            "Passage du matin",
            "Pilulier fait. Trouve que « la pilule de midi » lui retourne l’estomac, la prend quand même. Pas d’œdème.",
            116.0,
        ),
    ];
    for (ago, title, note, systolic) in told {
        let when = story.today.plus(-ago).at(8, 10);
        let visit = story.visit(Kind::Home, &COLIN, when, 20, title);
        let by = By::during(&COLIN, when, &visit);
        story.note(by, &document::PARAMEDICAL_CARE, title, note);
        story.pressure(by, systolic, 70.0);
    }
    let when = story.ago(60).day.at(8, 0);
    let sample = Blood {
        creatinine: 119.0,
        filtration: 50.0,
        potassium: 5.2,
        sodium: 138.0,
        peptide: 1_870.0,
        haemoglobin: 12.9,
    };
    blood(
        story,
        when,
        None,
        &sample,
        "Potassium au-dessus de la normale sous IEC et spironolactone.",
    );
}

/// Since he came back: the pill box follows the old prescription.
pub(super) fn back(story: &mut Story) {
    let home = story.today.plus(STAY_DAYS - SECOND_STAY);
    pill_box(story, home.plus(2));
    let when = story.today.plus(-4).at(8, 5);
    let note = "Cible : poids\n\
        Données : 73,8 kg, + 1,1 depuis la sortie. Chevilles marquées le soir. Dit qu’à l’hôpital « ils ont parlé de deux le matin », je ne retrouve pas l’enveloppe. Ordonnance du frigo : 1 le matin.\n\
        Actions : pilulier laissé selon ordonnance du Dr Roche. Message au secrétariat pour demander le compte rendu.\n\
        Résultats : pas de réponse à ce jour.";
    let visit = story.visit(Kind::Home, &COLIN, when, 25, "Passage du matin");
    let by = By::during(&COLIN, when, &visit);
    story.note(by, &document::PARAMEDICAL_CARE, "Transmission ciblée : poids", note);
    story.pressure(by, 128.0, 74.0);

    let when = story.today.plus(-1).at(8, 0);
    let sample = Blood {
        creatinine: 131.0,
        filtration: 44.0,
        potassium: 5.6,
        sodium: 135.0,
        peptide: 4_650.0,
        haemoglobin: 12.4,
    };
    blood(story, when, None, &sample, "");
    let by = By::alone(&SIMON, when.plus(170));
    let results = [(&lab::POTASSIUM, 5.6), (&lab::CREATININE_M, 131.0), (&lab::NT_PROBNP, 4_650.0)];
    let said = "Potassium élevé, plasma non hémolysé. NT-proBNP en hausse par rapport à la sortie (3 080 ng/L).";
    story.biology(by, &ROCHE, "Contrôle après la sortie", &results, said);

    let when = story.today.at(7, 50);
    let note = "Cible : essoufflement\n\
        Données : a dormi dans le fauteuil. 75,3 kg à la balance, soit + 2,6 depuis la sortie. SpO₂ 91 %, FR 22. Gonflé au-dessus des chevilles. Pilulier pris en entier, rien d’oublié.\n\
        Actions : appel au cabinet, Dr Roche en visite, rappel demandé avant midi. Josette reste avec lui.\n\
        Résultats : en attente.";
    let visit = story.visit(Kind::Home, &COLIN, when, 25, "Passage du matin");
    let by = By::during(&COLIN, when.plus(8), &visit);
    story.note(by, &document::PARAMEDICAL_CARE, "Transmission ciblée : essoufflement", note);
    story.pressure(by, 136.0, 80.0);
    story.vital(by, &vital::SATURATION, 91.0);
    story.vital(by, &vital::RESPIRATORY_RATE, 22.0);
}

fn pill_box(story: &mut Story, day: Day) {
    let body = [
        heading("Pilulier de M. Pasquier, semaine en cours"),
        points(&[
            "Matin (soleil) : ramipril 5 – bisoprolol 2,5 – furosémide 40 : UN – dapagliflozine 10 – apixaban 5",
            "Midi (assiette) : spironolactone 25 : UN",
            "Soir (lune) : apixaban 5",
        ]),
        paragraph(
            "Préparé d’après l’ordonnance du Dr Roche collée sur le frigo. Spray bleu si besoin, spray gris 2 bouffées le matin.",
        ),
        paragraph(
            "Rentré de l’hôpital avant-hier : pas de papier trouvé, il dit que tout est pareil.",
        ),
    ];
    let title = "Fiche de préparation du pilulier";
    story.scanned(By::alone(&COLIN, day.at(8, 20)), &document::ADMINISTRATION, title, &body);
}

/// What is booked.
pub(super) fn to_come(story: &mut Story) {
    let today = story.today;
    let all = [
        (&ROCHE, 8, "Renouvellement à domicile"),
        (&LEGRAND, 17, "Cardiologie, contrôle après hospitalisation"),
        (&LEGRAND, 108, "Échocardiographie de contrôle"),
    ];
    for (who, days, reason) in all {
        let when = today.plus(days).working().at(10, 30);
        story.appointment(who, when, 30, "booked", reason);
    }
}
