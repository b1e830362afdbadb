//! From the pavement to the morning.

use crate::calendar::Moment;
use crate::codes::{Lab, act, document, drug, lab, vital};
use crate::staff::{COSTA, DIALLO, GARCIA, MARCHAND, SIMON};
use crate::story::{By, Story, Visit};

/// What the nurse of the entrance saw and measured.
pub(super) fn arrival(story: &mut Story, came: Moment, visit: &Visit) {
    let by = By::during(&GARCIA, came.plus(3), visit);
    story.pressure(by, 104.0, 61.0);
    let signs = [
        (&vital::HEART_RATE, 58.0),
        (&vital::RESPIRATORY_RATE, 8.0),
        (&vital::SATURATION, 86.0),
        (&vital::TEMPERATURE, 34.7),
        (&vital::GLASGOW, 9.0),
    ];
    for (sign, value) in signs {
        story.vital(by, sign, value);
    }
    story.result(by, &lab::GLUCOSE_CAPILLARY, 0.94);
    let note = "ACCUEIL – TRI FRENCH : 1 (bradypnée, altération de la conscience)\n\
        Amené par les sapeurs-pompiers, trouvé allongé sur le côté, sur un trottoir abrité, par un passant vers 4 h 20. Durée au sol inconnue. Seul. Ni papiers, ni téléphone, ni traitement sur lui.\n\
        Homme, 40-50 ans, environ 75 kg, cheveux courts poivre et sel, barbe de quelques jours, cicatrice ancienne sous-costale droite. Vêtements secs, odeur de bière sur le blouson, pas sur l’haleine.\n\
        Constantes : TA 104/61, FC 58, FR 8, SpO₂ 86 % AA, T° 34,7 °C, dextro 0,94 g/L. Glasgow 9 (Y2 V2 M5). Pupilles en myosis serré, symétriques.\n\
        O₂ 15 L au masque haute concentration, VVP 18G bras droit, couverture chauffante. Appel immédiat Dr Diallo.\n\
        Allergies, antécédents, traitements : impossible à recueillir.";
    let title = "Accueil et orientation, salle d’accueil des urgences vitales";
    story.note(by, &document::PARAMEDICAL_CARE, title, note);
    let said = "Identité provisoire : aucun antécédent, aucune allergie, aucun traitement n’a pu être recueilli";
    story.alert(&DIALLO, came.plus(12), said);
}

/// What was asked of the laboratory and of imaging.
pub(super) fn results(story: &mut Story, came: Moment, visit: &Visit) {
    let by = By::during(&SIMON, came.plus(16), visit);
    let gases = [
        (&lab::PH, 7.27),
        (&lab::PACO2, 61.0),
        (&lab::PAO2, 74.0),
        (&lab::BICARBONATE, 27.0),
        (&lab::LACTATE, 2.4),
    ];
    story.panel(by, "Gaz du sang artériel, sous O₂ 15 L/min", &gases, "Acidose respiratoire.");
    let blood: &[(&Lab, f64)] = &[
        (&lab::SODIUM, 139.0),
        (&lab::POTASSIUM, 4.3),
        (&lab::CREATININE_M, 98.0),
        (&lab::UREA, 6.1),
        (&lab::GLUCOSE, 0.98),
        (&lab::CK, 1_240.0),
        (&lab::TROPONIN_T, 9.0),
        (&lab::ETHANOL, 0.0),
        (&lab::CRP, 3.0),
        (&lab::HB_M, 14.2),
        (&lab::LEUCOCYTES, 9.6),
        (&lab::PLATELETS, 244.0),
        (&lab::ASAT, 41.0),
        (&lab::ALAT, 33.0),
    ];
    let said = "Éthanol non détecté. CK élevées : compression prolongée possible.";
    let by = By::during(&SIMON, came.plus(20), visit);
    story.panel(by, "Bilan d’urgence", blood, said);
    let by = By::during(&COSTA, came.plus(46), visit);
    let outcome = "Pas de saignement intra ni extra-axial, pas de fracture, ligne médiane en place. Sinus clairs.";
    story.act(by, &act::HEAD_CT, outcome);
    let by = By::during(&DIALLO, came.plus(10), visit);
    let outcome =
        "Rythme sinusal à 56/min, QRS fins, QTc 438 ms, pas de trouble de la repolarisation.";
    story.act(by, &act::ECG, outcome);
    let outcome =
        "Pas d’épanchement, lignes pleurales au contact. Abdomen : pas de liquide, vessie pleine.";
    story.act(By::during(&DIALLO, came.plus(14), visit), &act::ABDOMEN_ULTRASOUND, outcome);
}

/// What the physician found, did and thought.
pub(super) fn examination(story: &mut Story, came: Moment, visit: &Visit) {
    let by = By::during(&DIALLO, came.plus(18), visit);
    let dose =
        "0,1 mg IV toutes les 2 minutes jusqu’à FR supérieure à 12/min, dose totale reçue 0,4 mg";
    let why = "Suspicion d’intoxication aux opioïdes";
    story.medicine(by, &drug::NALOXONE, dose, Some(came.day), why);
    let note = "MOTIF : trouble de conscience, homme non identifié, voie publique.\n\
        IDENTITÉ : inconnue. Répond « Alpha » quand on lui demande son prénom, après naloxone ; ne donne ni nom ni date de naissance.\n\
        ATCD / ALLERGIES / TRAITEMENT : inconnus, à ne pas considérer comme absents.\n\
        HISTOIRE : trouvé vers 4 h 20, pas de témoin de la chute.\n\
        EXAMEN À 5 H 00 :\n\
        A – voies aériennes libres, pas de corps étranger.\n\
        B – FR 8, SpO₂ 86 % AA puis 97 % sous 15 L, murmure vésiculaire symétrique.\n\
        C – TA 104/61, FC 58, extrémités froides, TRC 3 s, pas de marbrure.\n\
        D – Glasgow 9 (Y2 V2 M5), myosis punctiforme bilatéral, pas de signe de localisation, nuque souple, pas de morsure de langue.\n\
        E – T° 34,7 °C, pas de plaie ni d’hématome du scalp, pas de trace d’injection. Dispositif transdermique collé face externe du bras gauche, inscription effacée : RETIRÉ à 5 h 06, conservé sous sachet. Peau lavée.\n\
        EXAMENS : dextro normal. Gaz : pH 7,27, PaCO₂ 61. Éthanol nul malgré l’odeur des vêtements. TDM cérébrale sans injection normale. CK 1 240.\n\
        ÉVOLUTION : naloxone titrée 0,4 mg. À 5 h 20 Glasgow 13, FR 16, SpO₂ 98 % sous 3 L.\n\
        HYPOTHÈSES : 1. toxidrome opioïde, patch non identifié ; 2. autre toxique associé ; 3. traumatisme crânien, écarté à ce stade ; 4. hypothermie contributive.\n\
        CONDUITE : scope, réchauffement, toxiques urinaires en cours, contrôle CK et ionogramme à 8 h. Naloxone en seringue au lit du malade. Signalement identité au bureau des entrées, services de police avisés.";
    let title = "Observation médicale d’urgence";
    story.note(By::during(&DIALLO, came.plus(58), visit), &document::EMERGENCY, title, note);
}

/// One line of the monitor: minutes since he came, and what was read.
type Line = (i64, (f64, f64), [f64; 5]);

/// Heart, breath, oxygen, temperature, Glasgow. The antidote wears off before
/// what it fights: the last line is worse than the one before.
const MONITOR: &[Line] = &[
    (28, (112.0, 66.0), [72.0, 16.0, 98.0, 34.9, 13.0]),
    (48, (116.0, 70.0), [76.0, 16.0, 97.0, 35.3, 13.0]),
    (78, (114.0, 68.0), [70.0, 14.0, 97.0, 35.8, 14.0]),
    (98, (110.0, 66.0), [64.0, 12.0, 95.0, 36.1, 13.0]),
    (118, (106.0, 62.0), [60.0, 10.0, 93.0, 36.3, 12.0]),
];

/// Every twenty to thirty minutes.
pub(super) fn watch(story: &mut Story, came: Moment, visit: &Visit) {
    let signs = [
        &vital::HEART_RATE,
        &vital::RESPIRATORY_RATE,
        &vital::SATURATION,
        &vital::TEMPERATURE,
        &vital::GLASGOW,
    ];
    for (minutes, (systolic, diastolic), values) in MONITOR {
        let by = By::during(&GARCIA, came.plus(*minutes), visit);
        story.pressure(by, *systolic, *diastolic);
        for (sign, value) in signs.iter().zip(values) {
            story.vital(by, sign, *value);
        }
    }
}

/// What came to light while he slept.
pub(super) fn morning(story: &mut Story, came: Moment, visit: &Visit) {
    let note = "Cible : inventaire des effets, recherche d’identité\n\
        Données : fait à deux, 6 h 40. Blouson noir, pull gris, jean, chaussures de marche pointure 43. 12,40 euros en pièces. Bracelet en cordon rouge au poignet droit, prénom « ALPHA » brodé. Carte de bibliothèque sans photo, prénom « Alpha », nom illisible. Doublure du blouson : morceau de carton de boîte de médicament déchiré, on lit « …TANYL 50 mic… » et « 3 jours ».\n\
        Actions : effets sous enveloppe scellée au coffre, morceau de carton agrafé à la feuille de surveillance.\n\
        Résultats : bureau des identités prévenu à la prise de poste. Patient somnolent, se rendort entre les questions.";
    let by = By::during(&GARCIA, came.plus(112), visit);
    let title = "Transmission ciblée : inventaire";
    story.note(by, &document::PARAMEDICAL_CARE, title, note);
    let said = "Identité douteuse : dossier sous nom INCONNU, date de naissance fictive au 31/12 de l’année estimée. INSi non interrogé. Aucun rapprochement sur le seul prénom.";
    story.alert(&MARCHAND, came.plus(122), said);
}
