//! Eczema of the young and psoriasis of adults: flares and creams.

use super::consultation::Consultation;
use super::course::{Course, Onset, Stage};
use super::life::Life;
use crate::calendar::Day;
use crate::codes::{drug, illness};

struct Skin {
    onset: Onset,
    reason: &'static str,
    flared: Option<Day>,
}

pub(super) fn begin(life: &mut Life) -> Option<Box<dyn Course>> {
    let (kind, reason, youngest, chance) = if life.age() < 16 {
        (&illness::ECZEMA, "dermatite atopique", 0, 0.13)
    } else {
        let atopic = life.chance(0.5);
        let kind = if atopic { &illness::ECZEMA } else { &illness::PSORIASIS };
        (kind, if atopic { "dermatite atopique" } else { "psoriasis" }, 15, 0.05)
    };
    if !life.chance(chance) {
        return None;
    }
    let onset = Onset::drawn(life, kind, youngest, 12);
    Some(Box::new(Skin { onset, reason, flared: None }))
}

impl Course for Skin {
    fn follow(&mut self, life: &mut Life, at: &mut Consultation) {
        let stage = self.onset.stage(life, at);
        let rested = self.flared.is_none_or(|day| at.day().0 - day.0 > 300);
        if stage == Stage::Hidden || !(rested && life.chance(0.6)) {
            return;
        }
        self.flared = Some(at.day());
        let eczema = self.reason == "dermatite atopique";
        let seen = if eczema {
            life.say(&[
                "Plaques érythémateuses des plis des coudes et des genoux, lésions de grattage.",
                "Peau sèche, eczéma des joues et des poignets, non surinfecté.",
            ])
        } else {
            life.say(&[
                "Plaques érythémato-squameuses des coudes et du cuir chevelu.",
                "Psoriasis peu étendu, coudes et genoux, pas d’atteinte articulaire.",
            ])
        };
        at.seen(seen);
        life.give(
            at.by(),
            &drug::BETAMETHASONE_CREAM,
            ("1 application par jour sur les plaques, hors visage, jusqu’à amélioration", 30),
            self.reason,
        );
        life.give(
            at.by(),
            &drug::EMOLLIENT,
            ("1 application matin et soir sur tout le corps", 180),
            self.reason,
        );
        at.done("Dermocorticoïde sur les poussées, émollient tous les jours.");
    }
}
