//! What can be put together now: two doses, a refill that nobody fetched.

use crate::codes::document::{CONSULTATION, IMAGING, MEDICATION_REVIEW};
use crate::codes::drug::METFORMIN_1000;
use crate::staff::{BENALI, COSTA, GUERIN, ROCHE, ROUSSEL};
use crate::story::{By, Kind, Story, heading, paragraph, points};

pub(super) fn tell(story: &mut Story) {
    two_doses(story);
    pharmacy(story);
    ultrasound(story);
    to_him(story);
    to_come(story);
}

fn two_doses(story: &mut Story) {
    let when = story.ago(108);
    let visit = story.seen(
        Kind::Remote,
        &BENALI,
        when,
        "Téléconsultation, HbA1c 7,9 %",
        "RDV avancé à la demande du Dr Roche. Caméra coupée, en plein service. Dit tout prendre. \
         Metformine portée à 3 g/j en attendant de le voir. Sémaglutide : reconduit, 1 mg à discuter. \
         Doit rapporter son carnet. RDV dans 3 semaines.",
    );
    story.medicine(
        By::during(&BENALI, when, &visit),
        &METFORMIN_1000,
        "1 comprimé matin, midi et soir, pendant les repas",
        None,
        "Diabète",
    );
    let missed = story.ago(86);
    story.appointment(&BENALI, missed, 30, "noshow", "Consultation de diabétologie");
    let when = story.ago(47);
    let visit = story.seen(
        Kind::Consultation,
        &ROCHE,
        when,
        "Renouvellement",
        "Entre deux services. TA 13/8. Pas reçu de courrier du diabéto. Renouvellement à l’identique \
         3 mois. HbA1c à refaire le mois prochain. Pieds OK.",
    );
    story.medicine(
        By::during(&ROCHE, when, &visit),
        &METFORMIN_1000,
        "1 comprimé matin et soir, pendant le repas",
        None,
        "Diabète",
    );
}

/// What his physician announces to him before he reads it himself.
fn ultrasound(story: &mut Story) {
    let before = story.len();
    let by = By::alone(&COSTA, story.ago(6));
    story.note(
        by,
        &IMAGING,
        "Échographie rénale et abdominale",
        "Demandée par le Dr Roche pour le bilan annuel. Stéatose hépatique modérée. Reins de taille \
         normale.\n\
         Au pôle inférieur du rein gauche, formation tissulaire de 22 mm, vascularisée au Doppler. \
         À caractériser par un scanner avec injection, après contrôle de la créatinine et en tenant \
         compte de la metformine.\n\
         Le patient n’en est pas informé : à lui annoncer en consultation. Dr Roche prévenu par \
         téléphone, absent jusqu’à lundi.",
    );
    story.wait_to_announce(before);
}

fn pharmacy(story: &mut Story) {
    let when = story.ago(19);
    story.note(
        By::alone(&GUERIN, when),
        &MEDICATION_REVIEW,
        "Point sur les médicaments",
        "Deux ordonnances en cours pour la metformine : 3 par jour (Dr Benali) et 2 par jour \
         (Dr Roche). M. Lefèvre prend 2, « celle de mon médecin ».\n\
         Sémaglutide : dernière boîte délivrée il y a neuf mois. Rupture de stock à l’époque, deux \
         mois sans stylo, puis il n’a plus redemandé : « j’avais peur de reprendre à zéro, avec les \
         nausées ». Il n’a pas osé le dire au médecin.\n\
         Statine et tension : régulières. Pneumocoque : jamais délivré ici.\n\
         Proposé d’en parler avec lui, il est d’accord pour que ce mot soit lu par les deux médecins.",
    );
}

fn to_him(story: &mut Story) {
    let when = story.ago(395);
    story.letter(
        By::alone(&BENALI, when),
        &CONSULTATION,
        "Ce que nous avons dit aujourd’hui",
        None,
        &[
            paragraph("Cher Monsieur Lefèvre,"),
            paragraph(
                "Votre diabète est bien équilibré : l’hémoglobine glyquée, qui résume trois mois de \
                 sucre dans le sang, est à 6,6 %. Notre but est de rester sous 7 %.",
            ),
            heading("Ce qui marche"),
            points(&[
                "L’injection du lundi : elle coupe la faim et protège le cœur",
                "La marche du lundi, huit kilomètres",
                "Regarder vos pieds chaque soir avec le miroir",
            ]),
            heading("Ce qui reste à faire"),
            points(&[
                "Vaccin contre le pneumocoque : nous ne trouvons pas la trace d’une dose",
                "Fond d’œil dans un an",
                "Prise de sang tous les quatre mois",
            ]),
            paragraph(
                "Si une boîte manque ou si un médicament vous gêne, appelez-nous avant d’arrêter. Il \
                 y a presque toujours une solution.",
            ),
        ],
    );
}

fn to_come(story: &mut Story) {
    let when = story.hour(story.today.plus(6));
    story.appointment(&ROCHE, when, 20, "booked", "Résultats de la prise de sang");
    let when = story.hour(story.today.plus(17));
    story.appointment(&BENALI, when, 30, "booked", "Consultation de diabétologie, fond d’œil");
    let when = story.hour(story.today.plus(40));
    story.appointment(&ROUSSEL, when, 30, "booked", "Maintenance des gencives");
}
