//! Two homes, a school, and what has been new since yesterday.

use crate::codes::document::{CONSULTATION, PARAMEDICAL_CARE, SCHOOL_PLAN, SOCIAL, WISHES};
use crate::codes::{lab, vital};
use crate::staff::{COLIN, HADDAD, MOREAU, ROCHE, WEBER};
use crate::story::{By, Kind, Story, heading, paragraph, points};

pub(super) fn tell(story: &mut Story) {
    two_homes(story);
    school(story);
    two_doses(story);
    chickenpox(story);
    to_come(story);
}

fn two_homes(story: &mut Story) {
    let when = story.ago(412);
    story.note(
        By::alone(&MOREAU, when),
        &SOCIAL,
        "Entretien avec les parents : deux maisons",
        "Entretien avec la mère et le père de Lina, ensemble, à leur demande.\n\
         Ils vivent séparés depuis huit mois. Autorité parentale conjointe, résidence alternée une \
         semaine sur deux, échange le vendredi à 18 h à la sortie de la crèche puis de l’école \
         (convention homologuée par le juge, copie montrée, non conservée).\n\
         Chacun reçoit les mêmes informations et peut appeler le service. Pour un acte usuel, \
         l’accord d’un parent suffit ; pour un nouveau traitement, nous demandons les deux.\n\
         Ce qui les aide : un seul carnet, un seul calendrier, et une seule personne qui répond.",
    );
    let signed = story.ago(274);
    story.scanned(
        By::alone(&WEBER, signed),
        &WISHES,
        "Accord des deux parents pour le mycophénolate",
        &[
            paragraph(
                "Nous soussignés, mère et père de Lina, titulaires de l’autorité parentale, avons \
                 reçu du Dr Weber une information sur le mycophénolate mofétil : ce qu’on en \
                 attend, les effets indésirables, les prises de sang, les vaccins vivants interdits.",
            ),
            paragraph("Nous sommes d’accord pour que Lina reçoive ce traitement."),
            paragraph("Élodie Besnard            Romain Carpentier"),
        ],
    );
}

fn school(story: &mut Story) {
    let when = story.ago(74);
    story.letter(
        By::alone(&ROCHE, when),
        &SCHOOL_PLAN,
        "Projet d’accueil individualisé : conduite à tenir à l’école maternelle",
        None,
        &[
            paragraph(
                "Lina a une maladie du rein qui revient par poussées. Elle joue, court et mange \
                 comme les autres. Son traitement diminue ses défenses contre les infections.",
            ),
            heading("Tous les jours"),
            points(&[
                "Accès libre aux toilettes et à l’eau",
                "Cantine : pas de sel ajouté à table, pas de resucrage les semaines de cortisone",
                "Aucun médicament à donner à l’école",
            ]),
            heading("Appeler les parents le jour même"),
            points(&[
                "Paupières ou chevilles gonflées, ventre gonflé",
                "Vomissements ou diarrhée",
                "Cas de varicelle ou de rougeole dans l’école, même dans une autre classe",
            ]),
            heading("Appeler le 15, puis les parents"),
            points(&[
                "Fièvre de 38,5 °C ou plus avec frissons ou enfant abattue",
                "Mal de ventre intense",
                "Jambe gonflée et douloureuse, gêne pour respirer",
            ]),
            heading("Qui prévenir"),
            paragraph(
                "Toujours les deux parents, quelle que soit la semaine. Puis le service de pédiatrie \
                 du Centre hospitalier des Tilleuls.",
            ),
        ],
    );
}

fn two_doses(story: &mut Story) {
    let when = story.today.plus(-9).at(7, 35);
    let visit = story.visit(Kind::Home, &COLIN, when, 30, "Bandelette, pesée, carnet");
    let by = By::during(&COLIN, when, &visit);
    story.finding(by, &lab::DIPSTICK_PROTEIN, "Négatif");
    story.vital(by, &vital::WEIGHT, 15.1);
    story.pressure(by, 98.0, 58.0);
    story.note(
        by,
        &PARAMEDICAL_CARE,
        "Transmission ciblée",
        "Cible : dose de cortisone différente dans les deux maisons.\n\
         Données : chez son papa, l’ordonnance affichée dit 20 mg un matin sur deux (Dr Haddad). \
         Chez sa maman, 15 mg un matin sur deux (Dr Weber, plus récente). Lina prend donc l’une ou \
         l’autre selon la semaine. Bandelette négative, 15,1 kg.\n\
         Actions : message laissé au secrétariat de néphrologie, papa informé, photo des deux \
         ordonnances jointe.\n\
         Résultats : en attente d’une réponse écrite. À revoir au prochain passage.",
    );
    for (days, said) in [(16, "Négatif"), (12, "Négatif"), (4, "Négatif"), (2, "Traces")] {
        let when = story.today.plus(-days).at(7, 30);
        story.finding(By::alone(&COLIN, when), &lab::DIPSTICK_PROTEIN, said);
    }
}

fn chickenpox(story: &mut Story) {
    let when = story.today.plus(-1).at(17, 20);
    let visit = story.visit(Kind::Remote, &ROCHE, when, 15, "Varicelle dans la classe");
    let by = By::during(&ROCHE, when, &visit);
    story.note(
        by,
        &CONSULTATION,
        "Contact avec la varicelle",
        "Appel de la maman : une petite de la classe a la varicelle, boutons depuis ce matin, elles \
         ont joué ensemble ces deux derniers jours. Lina va bien, apyrétique, pas de lésion.\n\
         Sérologie VZV négative avant MMF, jamais vaccinée. Immunodéprimée (MMF + cortisone).\n\
         → URGENT : avis néphro dès demain matin, immunoglobulines anti-VZV dans les 96 h après le \
         contact, sinon antiviral. Ne pas arrêter la cortisone. Éviction. Pas d’aspirine ni d’AINS. \
         Papa à prévenir : c’est lui qui la récupère à la fin de la semaine. Et sa bandelette \
         d’hier matin est à « traces » : à refaire demain.",
    );
    story.alert(
        &ROCHE,
        when,
        "Contact avec la varicelle : immunoglobulines spécifiques à discuter dans les 96 heures",
    );
}

fn to_come(story: &mut Story) {
    let soon = story.hour(story.today.plus(1));
    story.appointment(&HADDAD, soon, 30, "booked", "Contact varicelle : avis et injection");
    let when = story.hour(story.today.plus(8));
    story.appointment(&COLIN, when, 20, "booked", "Numération et bandelette à domicile");
    let when = story.hour(story.today.plus(71));
    story.appointment(&WEBER, when, 30, "booked", "Consultation de néphrologie");
    let missed = story.ago(43);
    story.appointment(
        &WEBER,
        missed,
        30,
        "noshow",
        "Consultation de néphrologie : chaque parent pensait que l’autre l’emmenait",
    );
}
