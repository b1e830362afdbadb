//! The move to adulthood: rights, decisions, places to visit.

use super::then;
use crate::codes::document;
use crate::staff::{CHEVALIER, FONTAINE, HADDAD, RENAUD, VASSEUR};
use crate::story::{By, Story, Visit, heading, paragraph, points};

/// What the commission decided, and what is to be asked.
pub(super) fn rights(story: &mut Story, home: &Visit) {
    let twenty = story.person.born.plus_months(240);
    let when = story.ago(640);
    let body = [
        paragraph("Maison départementale des personnes handicapées"),
        heading("Notification de décision de la CDAPH"),
        points(&[
            "Orientation en institut médico-éducatif (IME), internat : maintenue.",
            "AEEH et complément de 3e catégorie : accordés.",
            "Carte mobilité inclusion, mention invalidité : accordée.",
        ]),
        paragraph(&format!("Fin de validité : {}, vingtième anniversaire.", twenty.long())),
        paragraph("Voies et délais de recours au verso."),
    ];
    let by = By::during(&FONTAINE, when, home);
    story.scanned(by, &document::SOCIAL, "Décision de la CDAPH", &body);

    let by = then(story, &FONTAINE, 84, (14, 45), home);
    let text = "Visite du premier foyer de vie avec Théo et son père. Il a fait le tour du jardin deux fois, touché la serre, dit « oui jardin » avec la tablette. Le chef de service est prêt à un essai d’une semaine. Liste d’attente : dix-huit mois. Second foyer visité la semaine suivante : bruyant, Théo a gardé le casque et attendu dehors.";
    story.note(by, &document::SOCIAL, "Visites de foyers de vie", text);

    let when = story.ago(25);
    let body = [
        paragraph(
            "Rédigé pour Théo, ses parents et l’équipe. Mme Lemoine dispose d’une habilitation familiale générale (jugement rendu il y a dix mois).",
        ),
        heading("Où nous en sommes"),
        points(&[
            &format!(
                "Théo aura vingt ans le {}. La décision d’orientation en IME s’arrête ce jour-là.",
                twenty.long()
            ),
            "Dossier MDPH adulte : certificat médical et projet de vie à joindre. Le certificat du médecin aura plus d’un an au dépôt, il faut le refaire.",
            "AEEH : fin à vingt ans. AAH : à demander maintenant, quatre mois d’instruction au moins.",
            "Orientation souhaitée : foyer de vie, avec accueil de jour au jardin.",
        ]),
        heading("S’il n’y a pas de place"),
        paragraph(
            "L’article L. 242-4 du code de l’action sociale et des familles (« amendement Creton ») permet de rester à l’IME au-delà de vingt ans, si la CDAPH le décide. La demande doit être dans le dossier : elle n’y est pas encore.",
        ),
        heading("Ce que chacun fait"),
        points(&[
            "Dr Vasseur : certificat MDPH. Dr Haddad : trouver le relais de neurologie.",
            "Parents : projet de vie, avec les mots de Théo.",
            "Antoine Chevalier : bilan éducatif. Julie Fontaine : dossier, relance de la MDPH.",
        ]),
    ];
    let by = By::during(&FONTAINE, when, home);
    let title = "Passage à l’âge adulte : point d’étape";
    story.letter(by, &document::SOCIAL_ASSESSMENT, title, None, &body);

    let when = story.ago(11);
    let text = "Appel de la MDPH : dossier déclaré incomplet, certificat médical manquant. Laissé un message au secrétariat du Dr Vasseur. La maman croyait que l’IME l’avait envoyé, nous croyions que c’était elle. Personne ne l’a.";
    let by = By::during(&FONTAINE, when, home);
    story.note(by, &document::SOCIAL, "Dossier MDPH incomplet", text);
}

/// What is planned.
pub(super) fn to_come(story: &mut Story) {
    let day = |days: i64| story.today.plus(days).working();
    let (renaud, haddad, vasseur, meeting) = (day(4), day(33), day(9), day(46));
    let reason = "Agitation : rendez-vous avancé";
    story.appointment(&RENAUD, renaud.at(10, 0), 45, "booked", reason);
    let reason = "Certificat médical MDPH, examen annuel";
    story.appointment(&VASSEUR, vasseur.at(17, 0), 30, "booked", reason);
    let reason = "Épilepsie : contrôle, attestation valproate";
    story.appointment(&HADDAD, haddad.at(9, 30), 40, "booked", reason);
    let reason = "Bilan du projet avec Théo et ses parents";
    story.appointment(&CHEVALIER, meeting.at(16, 0), 60, "booked", reason);
    let missed = story.ago(160);
    let reason = "Bilan sanguin annuel";
    story.appointment(&VASSEUR, missed, 20, "noshow", reason);
    let by = By::alone(&VASSEUR, missed.plus(30));
    let text = "Absent au rendez-vous (bilan sanguin annuel). Secrétariat : l’IME pensait que les parents l’emmenaient. À reprogrammer.";
    story.note(by, &document::CONSULTATION, "Rendez-vous manqué", text);
}
