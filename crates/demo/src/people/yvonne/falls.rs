//! Four weeks: a second sedative, then three falls.

use super::{FALL_DAYS, SEDATIVE_DAYS, round, then};
use crate::codes::{document, illness, lab, vital};
use crate::staff::{GIRARD, LEGRAND, MERCIER, ROCHE, SIMON, TRAORE};
use crate::story::{By, Kind, Story, Visit, heading, paragraph, points};

/// From the line that was added to the night of the fall.
pub(super) fn before_hospital(story: &mut Story, home: &Visit) {
    spironolactone(story);
    let when = story.ago(SEDATIVE_DAYS);
    let note = "VAD Glycines, vue dans le couloir. L’équipe signale agitation à 18 h malgré rispéridone. TA 11/6, pouls 52. Oxazépam 10 midi et 18 h. Zopiclone maintenue, dort mieux. Renouvellement 3 mois.";
    let visit = story.seen(Kind::Home, &ROCHE, when, "Agitation vespérale, renouvellement", note);
    round(story, By::during(&ROCHE, when, &visit), (114.0, 62.0), 52.0);

    let by = then(story, &TRAORE, 21, (8, 10), home);
    let said = [
        "trouvée assise au sol dans la salle de bains à 4 h 10 par la veilleuse. Dit « je cherchais le couloir ». Hématome du coude gauche, pas de choc à la tête vu.",
        "TA 118/66 couchée, 98/54 debout. Pouls 50. Chaussons ouverts retirés. Dr Roche prévenu, fille prévenue.",
        "surveillance neurologique sans particularité depuis 4 h 10, à poursuivre 24 h.",
    ];
    story.transmission(by, "Chute n° 1", said);
    story.pressure(by, 98.0, 54.0);
    story.problem(&MERCIER, &illness::FALLS, story.today.plus(-21), None);

    let when = story.ago(17);
    let note = "Chute nocturne il y a quelques jours. Coude : hématome, mobilité libre. Un peu endormie, répond. TA 11/6. Chaussures fermées. Bilan.";
    story.seen(Kind::Home, &ROCHE, when, "Contrôle après chute", note);
    biology(story);

    let by = then(story, &GIRARD, 9, (19, 45), home);
    let said = [
        "glissée du fauteuil du salon à 15 h 40, à genoux, sans plaie. Très endormie depuis le repas, tête qui tombe dans l’assiette à midi.",
        "relevée à deux, constantes prises, réinstallée. Signalé à l’IDEC.",
        "a dormi jusqu’à 18 h. N’a presque rien mangé ce soir.",
    ];
    story.transmission(by, "Chute n° 2", said);
    let by = then(story, &TRAORE, 8, (9, 15), home);
    story.vital(by, &vital::WEIGHT, 46.2);
    let said = [
        "deux chutes en douze jours, somnolence dans la journée, 700 g de moins en trois semaines. Les deux chutes sont venues depuis le nouveau comprimé de 18 h.",
        "message au secrétariat du Dr Roche pour revoir les somnifères. Tapis de sol et lit bas vérifiés. Pas de contention, comme écrit dans son projet.",
        "en attente de réponse.",
    ];
    story.transmission(by, "Chutes répétées et somnolence", said);
    liaison(story, home);

    let by = then(story, &GIRARD, FALL_DAYS, (5, 50), home);
    let said = [
        "bruit à 5 h 20, trouvée sur le côté gauche au pied du lit. Bosse et plaie du front à gauche, crie quand on touche la hanche gauche. Ne répond que par oui ou non.",
        "non relevée, couverture, 15 appelé à 5 h 24. Anticoagulant signalé au régulateur. DLU et liste des dix-sept médicaments imprimés, remis aux ambulanciers.",
        "départ pour les urgences à 6 h 05. Astreinte, fille et tutrice prévenues (message laissé à la tutrice).",
    ];
    story.transmission(by, "Chute n° 3, départ aux urgences", said);
}

fn spironolactone(story: &mut Story) {
    let when = story.ago(260);
    let note = "OMI bilatéraux, plus essoufflée à l’habillage. FEVG 55 %, PA 126/68, FC 58. Spironolactone 25 ajoutée. Kaliémie et créatinine à J7, J30. Le médecin traitant verra s’il faut encore du potassium.";
    let reason = "Insuffisance cardiaque, suivi";
    let visit = story.seen(Kind::Outpatient, &LEGRAND, when, reason, note);
    round(story, By::during(&LEGRAND, when, &visit), (126.0, 68.0), 58.0);
}

fn biology(story: &mut Story) {
    let when = story.today.plus(-14).at(7, 40);
    let by = By::alone(&SIMON, when);
    let results = [
        (&lab::CREATININE_F, 121.0),
        (&lab::EGFR, 35.0),
        (&lab::POTASSIUM, 5.5),
        (&lab::SODIUM, 132.0),
        (&lab::ALBUMIN, 29.0),
        (&lab::HB_F, 10.9),
        (&lab::CRP, 8.2),
    ];
    let said = "Kaliémie en hausse sur quatre contrôles, résultat téléphoné au secrétariat. Hyponatrémie. DFG en baisse.";
    story.panel(by, "Bilan après chute", &results, said);
    let by = By::alone(&SIMON, when.plus(150));
    story.biology(by, &ROCHE, "Bilan après chute", &results, said);
}

fn liaison(story: &mut Story, home: &Visit) {
    let when = story.ago(7);
    let body = [
        heading("Pourquoi cette fiche"),
        paragraph("Mise à jour après deux chutes. À remettre aux secours, jour et nuit."),
        heading("Elle"),
        points(&[
            "Yvonne Delmas, 84 ans, maladie d’Alzheimer sévère. Répond à son prénom. Sursaute si on arrive par-derrière.",
            "GIR 2. Marche seule, sans aide technique. Appareil dentaire en haut.",
            "Aucune allergie connue.",
        ]),
        heading("Maladies et risques"),
        points(&[
            "Fibrillation atriale SOUS APIXABAN 5 mg matin et soir. Insuffisance cardiaque.",
            "Maladie rénale chronique, DFG 35. Potassium 5,5 au dernier bilan.",
            "Dénutrition : 46,2 kg. Chutes répétées. Troubles du comportement en fin de journée.",
            "Dix-sept médicaments : liste jointe.",
        ]),
        heading("Ce qu’elle veut, qui prévenir"),
        points(&[
            "Directives anticipées dans le dossier : pas de réanimation, pas de sonde, pas de contention.",
            "Personne de confiance : sa fille Sylvie Delmas, 06 39 98 41 17.",
            "Tutrice : Mme Catherine Le Gall, 02 61 91 33 08, aux heures de bureau.",
        ]),
    ];
    let by = By::during(&MERCIER, when, home);
    let title = "Document de liaison d’urgence";
    story.letter(by, &document::EMERGENCY_LIAISON, title, None, &body);
}
