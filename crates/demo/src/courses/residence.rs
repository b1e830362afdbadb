//! Those who live in the residence: what the team writes of their days.

use super::life::Life;
use crate::calendar::Day;
use crate::codes::{document, illness, vital};
use crate::houses::{GARDEN, PARK, RESIDENCE};
use crate::staff::{BRUN, GIRARD, MERCIER, TRAORE};
use crate::story::{By, Kind};

/// Writes the entry, the dependence, the weights and some of the notes.
pub(super) fn write(life: &mut Life) {
    let entered = life.from;
    let memory = life.has(&illness::ALZHEIMER) || life.has(&illness::VASCULAR_DEMENTIA);
    let ward = if memory { &GARDEN } else { &PARK };
    let when = entered.at(14, 0);
    let until = life.story.person.died;
    let visit =
        life.story.stay(Kind::Accompaniment, ward, &MERCIER, (when, until), "Entrée en EHPAD");
    let group = if memory { life.between(1, 3) } else { life.between(2, 4) };
    let entry = format!(
        "Entrée le {}. {}. Traitement : {}. GIR {group}. {}",
        entered.short(),
        super::life::capital(&life.history()),
        life.treatment(),
        life.pick(&[
            "Marche avec déambulateur, appétit conservé.",
            "Fauteuil roulant, transferts avec une aide.",
            "Marche seul avec une canne, participe volontiers."
        ])
        .replace("seul ", if life.female() { "seule " } else { "seul " }),
    );
    let by = By::during(&MERCIER, when.plus(90), &visit);
    life.story.note(by, &document::SOCIAL_ASSESSMENT, "Évaluation à l’entrée", &entry);
    let mut members = vec![&MERCIER, &TRAORE, &GIRARD];
    if memory {
        members.push(&BRUN);
    }
    life.story.team(&RESIDENCE, "Équipe de la Résidence Les Glycines", entered, &members);
    let span = (life.end.0 - entered.0).max(1);
    let loses = life.chance(0.35);
    for quarter in 1..=6_i64 {
        let day = entered.plus(span * quarter / 7);
        if !life.is_free(day, 0) {
            continue;
        }
        if loses {
            life.body.gained -= 0.9;
        }
        let when = day.at(9, 20);
        let weight = life.weight(day);
        life.story.vital(By::during(&TRAORE, when, &visit), &vital::WEIGHT, weight);
    }
    notes(life, &visit, entered, span, memory);
    if loses {
        life.story.alert(
            &TRAORE,
            entered.plus(span * 6 / 7).at(10, 0),
            "Perte de poids : repas enrichis, pesée mensuelle",
        );
    }
}

fn notes(life: &mut Life, visit: &crate::story::Visit, entered: Day, span: i64, memory: bool) {
    let first = life.between(0, 3);
    for part in 1..=3_i64 {
        let day = entered.plus(span * (2 * part - 1) / 7);
        if !life.is_free(day, 0) {
            continue;
        }
        let (who, kind, title, text) = if part == 2 {
            let text = life.say(&[
                "A bien mangé à midi, a pris part à la chorale. S’est endormi{e} dans le fauteuil vers 15 h.",
                "Toilette acceptée aujourd’hui après un café et un peu de musique. A parlé de son jardin.",
                "A marché jusqu’au parc avec moi, contente de la balade. Pas voulu goûter.",
                "Cherchait son manteau pour rentrer, s’est apaisé{e} devant l’album de photos.",
            ]);
            let text = if life.female() { text } else { text.replace("contente", "content") };
            (&GIRARD, &document::PARAMEDICAL_CARE, "Observation", text)
        } else {
            let targets = [
                "Cible : déglutition\nDonnées : tousse avec l’eau, pas avec la soupe.\nActions : eau gélifiée, position assise à 90°, orthophoniste demandée.\nRésultats : pas de fausse route depuis trois jours.",
                "Cible : transit\nDonnées : pas de selles depuis quatre jours, ventre souple.\nActions : macrogol 2 sachets, hydratation, marche.\nRésultats : selles le lendemain.",
                "Cible : risque de chute\nDonnées : se lève sans appeler, chaussons ouverts.\nActions : chaussures fermées, tapis de sol lumineux, passage à 2 h.\nRésultats : appelle plus souvent, à réévaluer dans une semaine.",
                "Cible : douleur\nDonnées : grimace au transfert, Algoplus 3/5.\nActions : paracétamol avant la toilette, médecin informé.\nRésultats : Algoplus 1/5 à 10 h.",
            ];
            let text = life.say_nth(&targets, first + part / 2);
            (&TRAORE, &document::PARAMEDICAL_CARE, "Transmission ciblée", text)
        };
        let when = day.at(life.between(9, 18), life.between(0, 59));
        life.story.note(By::during(who, when, visit), kind, title, &text);
    }
    let day = entered.plus(span / 2 + 3);
    if memory && life.is_free(day, 0) && day < life.end {
        let text = life.say(&[
            "Entretien de 30 minutes. Discours appauvri mais présent{e} dans l’échange, évoque son métier avec plaisir. Ateliers de stimulation en petit groupe à poursuivre, éviter les consignes multiples.",
            "NPI-ES : agitation 4/12 en fin de journée, apathie 2/12. Proposer le jardin à 16 h, limiter le bruit. Équipe d’accord pour ne pas recourir aux psychotropes.",
        ]);
        life.story.note(
            By::during(&BRUN, day.working().min(life.end).at(11, 0), visit),
            &document::PSYCHOLOGY,
            "Synthèse psychologique",
            &text,
        );
    }
}
