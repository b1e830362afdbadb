//! Emergency room and ward, from the fall until this morning.

use super::{FALL_DAYS, round, sample, then};
use crate::codes::{act, document, illness, lab, vital};
use crate::houses::MEDICINE;
use crate::staff::{BESSON, COSTA, DIALLO, FAURE, GARCIA, GUERIN, NGUYEN, PETIT, ROCHE};
use crate::story::{By, Kind, Story, Visit, heading, paragraph, points};

/// The emergency room; tells the stay that follows.
pub(super) fn emergency(story: &mut Story) -> Visit {
    let when = story.today.plus(-FALL_DAYS).at(6, 35);
    let reason = "Chute avec traumatisme crânien sous anticoagulant";
    let visit = story.visit(Kind::Emergency, &DIALLO, when, 285, reason);
    let by = By::during(&GARCIA, when.plus(8), &visit);
    round(story, by, (108.0, 58.0), 52.0);
    story.vital(by, &vital::TEMPERATURE, 36.2);
    story.vital(by, &vital::SATURATION, 94.0);
    let results = [
        (&lab::CREATININE_F, 131.0),
        (&lab::EGFR, 32.0),
        (&lab::POTASSIUM, 5.7),
        (&lab::SODIUM, 131.0),
        (&lab::HB_F, 10.8),
        (&lab::CRP, 14.0),
        (&lab::CK, 410.0),
        (&lab::TROPONIN_T, 19.0),
    ];
    sample(story, FALL_DAYS, "Bilan des urgences", &results, "Hyperkaliémie vérifiée.");
    story.act(
        By::during(&DIALLO, when.plus(15), &visit),
        &act::ECG,
        "FA lente à 50/min, pas d’onde T ample, QTc 462 ms.",
    );
    let by = By::during(&COSTA, when.plus(70), &visit);
    story.act(
        by,
        &act::HEAD_CT,
        "Pas d’hémorragie intracrânienne. Hématome sous-galéal frontal gauche.",
    );
    let said = "Pas de fracture visible. Prothèse droite en place. Col fémoral gauche de lecture difficile, déminéralisation diffuse.";
    story.act(by, &act::PELVIS_XRAY, said);
    story.act(
        By::during(&DIALLO, when.plus(110), &visit),
        &act::SUTURE,
        "Plaie frontale, 4 points.",
    );
    let note = "MOTIF : chute de sa hauteur à 5 h 20, EHPAD, non vue. TC sous apixaban (dernière prise la veille au soir).\n\
        ATCD : Alzheimer, FA, IC à FEVG préservée, MRC, PTH D. Allergie : aucune connue. 17 lignes de traitement.\n\
        EXAMEN : GCS 13 (Y3 V4 M6, désorientation habituelle), somnolente, réveillable. Pas de déficit. Plaie frontale G 3 cm. Douleur à la mobilisation de hanche G, pas de raccourcissement ni de rotation. TA 108/58, FC 52, SpO₂ 94 % AA, 36,2 °C.\n\
        EXAMENS : TDM cérébrale sans hémorragie. Radio de bassin : pas de fracture visible. K 5,7, créat. 131, Na 131, Hb 10,8.\n\
        CONDUITE : suture, apixaban du matin non donné, reprise à discuter à H24. K : ECG sans signe, pas de traitement d’urgence. Surveillance neurologique.\n\
        DEVENIR : hospitalisation en médecine polyvalente. Fille jointe. Directives lues.";
    let by = By::during(&DIALLO, when.plus(250), &visit);
    story.note(by, &document::EMERGENCY, "Traumatisme crânien sous anticoagulant", note);
    let day = when.day;
    story.problem(&DIALLO, &illness::HEAD_INJURY, day, None);
    let from = when.plus(300);
    let reason = "Chutes répétées, somnolence, hyperkaliémie";
    story.stay(Kind::Stay, &MEDICINE, &BESSON, (from, None), reason)
}

/// Two days and two nights.
pub(super) fn days_and_nights(story: &mut Story, stay: &Visit) {
    admission(story, stay);
    first_night(story, stay);
    yesterday(story, stay);
    last_night(story, stay);
    let results = [
        (&lab::CREATININE_F, 138.0),
        (&lab::EGFR, 30.0),
        (&lab::POTASSIUM, 5.9),
        (&lab::SODIUM, 130.0),
        (&lab::HB_F, 10.1),
        (&lab::ALBUMIN, 27.0),
        (&lab::CRP, 22.0),
    ];
    let said = "Kaliémie 5,9 mmol/L, prélèvement non hémolysé, téléphonée dans le service. Hémoglobine en baisse de 0,7 g/dL en 48 heures.";
    sample(story, 0, "Bilan de contrôle", &results, said);
}

fn admission(story: &mut Story, stay: &Visit) {
    let by = then(story, &BESSON, FALL_DAYS, (15, 20), stay);
    let note = "Entrée. Mme Delmas, 84 ans, connue de la consultation mémoire. Troisième chute en trois semaines. Somnolente, désorientée (habituel), pas de signe de localisation. Hypotension orthostatique probable, non testée (refus du lever). 46 kg, IMC 19.\n\
        Hypothèses : chutes iatrogènes (deux sédatifs et un neuroleptique), hypotension, bradycardie sous bisoprolol et donépézil.\n\
        À faire : conciliation médicamenteuse, dose d’apixaban, kaliémie, réévaluation douleur hanche G, tension debout dès que possible. Ordonnance de l’EHPAD reconduite ce soir dans l’attente. Apixaban suspendu 24 h, puis repris à la même dose.";
    story.note(by, &document::HOSPITAL, "Observation d’entrée", note);
    round(story, by, (112.0, 60.0), 54.0);
    let when = by.when;
    let said = "Chutes à répétition sous apixaban. Ni barrières ni contention (directives anticipées, projet personnalisé) : lit au plus bas, tapis de sol, porte entrouverte.";
    story.alert(&BESSON, when, said);
    story.problem(&BESSON, &illness::HYPERKALAEMIA, when.day, None);
    let by = then(story, &FAURE, FALL_DAYS, (18, 30), stay);
    story.vital(by, &vital::WEIGHT, 46.0);
    story.vital(by, &vital::PAIN, 4.0);
    let said = [
        "arrivée des urgences à 11 h 35. Somnolente, ouvre les yeux à la voix. Grimace quand on tourne à gauche. Algoplus 2/5.",
        "installation au calme, lit bas, sonnette à droite. Paracétamol donné à 12 h et à 18 h. Liste de l’EHPAD transmise à la pharmacie.",
        "a bu 200 mL de gélifié, trois cuillères de purée.",
    ];
    story.transmission(by, "Accueil dans le service", said);
}

fn first_night(story: &mut Story, stay: &Visit) {
    let by = then(story, &NGUYEN, FALL_DAYS - 1, (6, 40), stay);
    let said = [
        "oxazépam à 18 h, rispéridone et zopiclone à 21 h selon prescription. À 23 h trop endormie pour boire, FR 12, SpO₂ 91 %. À 4 h tentative de lever.",
        "tête relevée, surveillance toutes les 2 h, pupilles symétriques. Accompagnée aux toilettes à deux, appui gauche refusé.",
        "SpO₂ 94 % à 6 h. Pas de chute. Pas de contention.",
    ];
    story.transmission(by, "Nuit : somnolence et risque de chute", said);
    story.vital(by, &vital::SATURATION, 94.0);
    story.vital(by, &vital::RESPIRATORY_RATE, 12.0);
    round(story, by, (104.0, 56.0), 50.0);
}

fn yesterday(story: &mut Story, stay: &Visit) {
    let by = then(story, &PETIT, 1, (10, 40), stay);
    let said = [
        "toilette au lit à deux, crie au retournement côté gauche. Rougeur du talon gauche qui ne blanchit pas à la pression.",
        "talons déchargés, changements de position toutes les 3 h côté droit et dos.",
        "a souri à la photo de sa fille.",
    ];
    story.transmission(by, "Toilette et état cutané", said);
    let by = then(story, &BESSON, 1, (11, 30), stay);
    let note = "J1. Plus éveillée en fin de matinée. Apixaban repris ce soir. Hanche G : douleur à la rotation, appui impossible. Radio initiale dite normale. Scanner du bassin demandé, créneau à confirmer. TA couchée 106/58.\n\
        Conciliation demandée à l’officine : réponse reçue, à lire avec le Dr Roche.";
    story.note(by, &document::HOSPITAL, "Visite du matin", note);
    let by = then(story, &FAURE, 1, (18, 45), stay);
    let said = [
        "repas : un quart du plat, deux compléments laissés. Fille venue à 15 h, inquiète, demande « qui décide pour les médicaments ». Algoplus 3/5 au lever au fauteuil.",
        "paracétamol donné 3 fois. Message laissé à la tutrice pour le scanner. Bladder-scan 180 mL.",
        "fauteuil une heure, recouchée à 16 h 30.",
    ];
    story.transmission(by, "Alimentation, douleur, entourage", said);
    story.vital(by, &vital::PAIN, 6.0);
    conciliation(story);
}

fn conciliation(story: &mut Story) {
    let when = story.today.plus(-1).at(10, 15);
    let body = [
        paragraph(
            "Bilan fait à la demande du service, d’après l’historique des délivrances pour l’EHPAD.",
        ),
        heading("Ce qui est délivré"),
        paragraph("Dix-sept lignes, quatre prescripteurs. Préparation hebdomadaire en piluliers."),
        heading("Points à discuter"),
        points(&[
            "Zopiclone et oxazépam ensemble, avec rispéridone : sédation additive. Zopiclone prévue 4 semaines, délivrée depuis trois mois.",
            "Rispéridone prévue 6 semaines, en cours depuis plus de cinq mois, sans trace de réévaluation.",
            "Chlorure de potassium avec spironolactone et ramipril : hyperkaliémie.",
            "Apixaban 5 mg deux fois par jour : 84 ans, 46 kg. Deux critères de réduction à 2,5 mg sont réunis, et la clairance sous 30 mL/min y suffirait.",
            "Mémantine 20 mg : clairance (Cockcroft) voisine de 20 mL/min. Dose maximale 10 mg.",
            "Paracétamol 3 g par jour pour 46 kg : au-delà de 60 mg/kg/jour.",
            "Bisoprolol et donépézil : bradycardie. Sertraline et apixaban : saignement ; sertraline et diurétiques : hyponatrémie.",
        ]),
    ];
    let by = By::alone(&GUERIN, when);
    let title = "Bilan de médication avant conciliation";
    story.letter(by, &document::MEDICATION_REVIEW, title, Some(&BESSON), &body);
}

/// New since yesterday.
fn last_night(story: &mut Story, stay: &Visit) {
    let by = then(story, &NGUYEN, 0, (1, 15), stay);
    story.vital(by, &vital::SATURATION, 90.0);
    story.vital(by, &vital::RESPIRATORY_RATE, 10.0);
    let by = then(story, &NGUYEN, 0, (6, 45), stay);
    round(story, by, (96.0, 52.0), 48.0);
    story.vital(by, &vital::PAIN, 6.0);
    story.vital(by, &vital::TEMPERATURE, 36.0);
    let said = [
        "zopiclone et rispéridone données à 21 h (ordonnance inchangée). À 1 h 10 : ronfle, FR 10, SpO₂ 90 %, ne répond qu’à la stimulation forte. À 5 h 15 assise au bord du lit, cherche « le magasin », appui gauche impossible, Algoplus 4/5. TA 96/52, pouls 48.",
        "interne de garde appelé à 1 h 20 : position demi-assise, O₂ 1 L/min, surveillance horaire. Bisoprolol de 8 h laissé en attente de l’avis médical. Bilan prélevé à 6 h 30.",
        "SpO₂ 95 % sous 1 L à 6 h 30. Pas de chute, lit bas et tapis en place. À VOIR CE MATIN : somnifère de ce soir, scanner de hanche, pouls.",
    ];
    story.transmission(by, "Nuit : trop endormie, douleur de hanche gauche", said);
}

/// What is planned.
pub(super) fn to_come(story: &mut Story) {
    let scan = story.today.plus(1).working().at(9, 20);
    story.appointment(&COSTA, scan, 20, "booked", "Scanner du bassin, hanche gauche");
    let meeting = story.today.plus(2).working().at(14, 0);
    let said = "Réunion avec la fille et la tutrice : retour aux Glycines";
    story.appointment(&BESSON, meeting, 45, "booked", said);
    let after = story.today.plus(16).working().at(11, 0);
    story.appointment(
        &ROCHE,
        after,
        20,
        "booked",
        "Visite aux Glycines, relecture de l’ordonnance",
    );
}
