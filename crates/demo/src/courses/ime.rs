//! Young people of the establishment: what educators, nurse and psychiatrist write.

use super::life::Life;
use crate::codes::{document, drug, illness, vital};
use crate::houses::{GROUP, IME};
use crate::staff::{CHEVALIER, FONTAINE, MEUNIER, PEREIRA, RENAUD};
use crate::story::{By, Kind};

/// Writes the accompaniment, the plan and some of the notes.
pub(super) fn write(life: &mut Life) {
    let kind = life.pick(&[
        &illness::AUTISM,
        &illness::INTELLECTUAL_DISABILITY,
        &illness::DOWN,
        &illness::AUTISM,
    ]);
    let born = life.story.person.born;
    life.prone_to(kind);
    life.known(kind, born.plus_months(if kind == &illness::DOWN { 0 } else { 40 }), "");
    let entered = life.from;
    let visit = life.story.stay(
        Kind::Accompaniment,
        &GROUP,
        &CHEVALIER,
        (entered.at(9, 0), None),
        "Accompagnement à l’IME",
    );
    life.story.team(
        &IME,
        "Groupe des Grands",
        entered,
        &[&CHEVALIER, &PEREIRA, &MEUNIER, &RENAUD, &FONTAINE],
    );
    plan(life, &visit);
    let span = (life.end.0 - entered.0).max(8);
    let first = life.between(0, 4);
    for part in 1..=4_i64 {
        let when = life.hour(entered.plus(span * part / 5));
        let who = life.pick(&[&CHEVALIER, &PEREIRA]);
        let seen = [
            "Bonne matinée à l’atelier cuisine, a épluché les pommes jusqu’au bout. Plus difficile au retour du bruit de la cour.",
            "A demandé une pause avec sa carte, pour la première fois sans qu’on le lui rappelle.",
            "Sortie à la piscine : est allé{e} dans le grand bain avec moi, très fier{e}.",
            "Journée agitée, a peu dormi selon la maman. Nous avons réduit les activités et proposé le coin calme.",
            "A rangé tout son vestiaire sans aide et l’a montré au groupe.",
        ];
        let text = life.say_nth(&seen, first + part).replace("fiere", "fière");
        life.story.note(By::during(who, when, &visit), &document::SOCIAL, "Observation", &text);
    }
    care(life, &visit, span);
}

fn plan(life: &mut Life, visit: &crate::story::Visit) {
    let entered = life.from;
    let given = life.story.person.given.first().cloned().unwrap_or_default();
    let plan = format!(
        "{given} aime {}. Il est convenu de travailler {} et {}. Les parents sont d’accord avec ce projet. Prochain point dans un an.",
        life.pick(&[
            "la musique et la piscine",
            "cuisiner et jardiner",
            "les trains et les puzzles",
            "danser et aider les plus jeunes"
        ]),
        life.pick(&[
            "les trajets en bus avec un adulte",
            "la demande d’aide par pictogrammes",
            "le rangement de son vestiaire"
        ]),
        life.pick(&[
            "l’attente de son tour",
            "la préparation d’un repas simple",
            "une demi-journée de stage par semaine"
        ]),
    );
    let plan = if life.female() {
        plan.replace("Il est convenu", "Il est convenu avec elle")
    } else {
        plan.replace("Il est convenu", "Il est convenu avec lui")
    };
    let day = entered.plus(90).min(life.end).working().min(life.end);
    life.story.note(
        By::during(&FONTAINE, day.at(14, 0), visit),
        &document::PERSONAL_PLAN,
        "Projet personnalisé",
        &plan,
    );
}

fn care(life: &mut Life, visit: &crate::story::Visit, span: i64) {
    for part in [1_i64, 3] {
        let when = life.hour(life.from.plus(span * part / 4));
        let weight = life.weight(when.day);
        life.story.vital(By::during(&MEUNIER, when, visit), &vital::WEIGHT, weight);
    }
    let when = life.hour(life.from.plus(span / 3));
    let text = life.say(&[
        "Cible : sommeil\nDonnées : s’endort en classe, coucher vers 23 h.\nActions : rituel du soir vu avec la famille, écrans coupés à 20 h.\nRésultats : mieux depuis deux semaines.",
        "Cible : soins dentaires\nDonnées : refuse la brosse, gencives rouges.\nActions : habituation avec l’éducatrice, brosse souple, rendez-vous au cabinet dentaire.\nRésultats : accepte trente secondes de brossage.",
    ]);
    life.story.note(
        By::during(&MEUNIER, when, visit),
        &document::PARAMEDICAL_CARE,
        "Transmission ciblée",
        &text,
    );
    if life.chance(0.6) {
        let when = life.hour(life.from.plus(span / 2));
        let text = "Vu avec son éducateur référent. Sommeil fragmenté, irritabilité en fin de journée, pas de trouble de l’humeur. Mélatonine en plus des mesures éducatives, réévaluation dans trois mois.";
        let text = if life.female() { text.replacen("Vu ", "Vue ", 1) } else { text.to_owned() };
        let by = By::during(&RENAUD, when, visit);
        life.story.note(by, &document::CONSULTATION, "Consultation de psychiatrie", &text);
        life.begin(
            by,
            &drug::MELATONIN,
            "2 comprimés le soir, 30 minutes avant le coucher",
            "troubles du sommeil",
        );
    }
}
