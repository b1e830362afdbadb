//! What is done before anything is wrong: screening, contraception, certificates.

use super::consultation::Consultation;
use super::life::{Life, Tobacco};
use crate::codes::{act, drug, illness, lab};
use crate::staff::{COSTA, SIMON};
use crate::story::By;

/// At a follow-up, what the age calls for (organised screening: Institut national
/// du cancer).
pub(super) fn follow(life: &mut Life, at: &mut Consultation) {
    let age = life.story.age(at.day());
    let later = at.day().plus(life.between(20, 50));
    if later >= life.end || !life.is_free(later, 0) {
        return;
    }
    if (50..75).contains(&age) && life.chance(0.12) {
        let when = life.hour(later).day.at(9, 40);
        let found = life.chance(0.04);
        let said = if found { "Positif" } else { "Négatif" };
        life.story.finding(By::alone(&SIMON, when), &lab::STOOL_BLOOD, said);
        at.done("Test de dépistage colorectal remis.");
    }
    if life.female() && (50..75).contains(&age) && life.chance(0.12) {
        let when = life.hour(later.plus(4).min(life.end));
        let result = life.pick(&[
            "ACR 1 à droite et à gauche.",
            "ACR 2, kyste simple à gauche.",
            "Seins de densité B, ACR 2 bilatéral.",
        ]);
        life.story.act(By::alone(&COSTA, when), &act::MAMMOGRAPHY, result);
        at.done("Mammographie de dépistage prescrite.");
    }
    if life.female() && (25..65).contains(&age) && at.is_measured() && life.chance(0.07) {
        let said = if age < 30 {
            "Cytologie normale."
        } else {
            "Test HPV négatif, contrôle dans cinq ans."
        };
        life.story.act(at.by(), &act::CERVICAL_SMEAR, said);
        at.done("Prélèvement cervical de dépistage fait.");
    }
    if (8..40).contains(&age) && at.is_quiet() && life.chance(0.3) {
        let said = life.say(&[
            "Certificat pour le club, pas de contre-indication.",
            "Licence de foot : questionnaire sans réponse positive.",
            "Reprise du sport, aptitude sans réserve.",
        ]);
        at.done(said);
    }
}

/// The contraception of women who are not pregnant within what is told.
pub(super) fn contraception(life: &mut Life) {
    if !life.female() || !(17..45).contains(&life.age()) || life.has(&illness::PREGNANCY) {
        return;
    }
    // Oestrogens harm those who smoke from 35 on, have migraine or high pressure.
    let oestrogens = !(life.has(&illness::MIGRAINE)
        || life.has(&illness::HYPERTENSION)
        || (life.tobacco == Tobacco::Smokes && life.age() >= 35));
    let day = life.from.plus(life.between(0, 200)).min(life.end);
    let when = life.hour(day);
    match life.story.draw.share() {
        ..0.26 if oestrogens => {
            life.started(
                day,
                &drug::CONTRACEPTIVE_PILL,
                "1 comprimé par jour 21 jours sur 28",
                "contraception",
            );
        }
        ..0.12 => life.started(
            day,
            &drug::DESOGESTREL,
            "1 comprimé par jour à heure fixe, sans interruption",
            "contraception",
        ),
        0.26..0.46 => {
            life.story.act(
                By::alone(life.doctor, when),
                &act::IUD,
                "DIU au cuivre, pose sans difficulté.",
            );
        }
        0.46..0.52 => {
            life.story.act(
                By::alone(life.doctor, when),
                &act::IMPLANT,
                "Bras gauche, à retirer dans trois ans.",
            );
        }
        _ => {}
    }
}
