//! What is prescribed for a few days, by age and by what somebody can stand.

use super::super::life::Life;
use crate::calendar::Day;
use crate::codes::{Drug, Illness, allergen, drug, illness};

/// A medicine for some days.
pub(super) struct Remedy {
    pub drug: &'static Drug,
    pub dosage: &'static str,
    pub days: i64,
}

const fn remedy(drug: &'static Drug, dosage: &'static str, days: i64) -> Remedy {
    Remedy { drug, dosage, days }
}

/// From this age on doses are those of adults.
const GROWN: i64 = 15;

/// Below this age an otitis is treated for twice as long.
const INFANT: i64 = 2;

/// For an episode (SPILF and HAS, « Choix et durées d’antibiothérapie », 2021).
pub(super) fn remedies(life: &mut Life, illness: &Illness, day: Day) -> Vec<Remedy> {
    let grown = life.story.age(day) >= GROWN;
    let is = |other: &Illness| other.cim10 == illness.cim10;
    let mut given = Vec::new();
    let painful = [
        &illness::OTITIS,
        &illness::TONSILLITIS,
        &illness::INFLUENZA,
        &illness::COVID,
        &illness::CHICKENPOX,
        &illness::SINUSITIS,
        &illness::ANKLE_SPRAIN,
        &illness::LOW_BACK_PAIN,
        &illness::SCIATICA,
        &illness::SHOULDER,
        &illness::SHINGLES,
        &illness::PNEUMONIA,
        &illness::PYELONEPHRITIS,
    ];
    if painful.into_iter().any(is) || (is(&illness::COMMON_COLD) && life.chance(0.4)) {
        given.push(paracetamol(grown));
    }
    given.extend(antibiotic(life, illness, life.story.age(day)));
    let inflamed =
        [&illness::ANKLE_SPRAIN, &illness::LOW_BACK_PAIN, &illness::SHOULDER, &illness::SCIATICA];
    if grown && inflamed.into_iter().any(is) && life.stands_nsaids() && life.chance(0.55) {
        given.push(remedy(
            &drug::IBUPROFEN,
            "1 comprimé 3 fois par jour au milieu des repas pendant 5 jours",
            5,
        ));
    }
    if is(&illness::GASTROENTERITIS) && grown {
        given.push(remedy(
            &drug::DIOSMECTITE,
            "1 sachet 3 fois par jour pendant 3 jours, à distance des autres médicaments",
            3,
        ));
        if life.chance(0.5) {
            given.push(remedy(
                &drug::PHLOROGLUCINOL,
                "2 comprimés si besoin, 6 par jour au plus",
                4,
            ));
        }
    }
    if is(&illness::SHINGLES) {
        given.push(remedy(&drug::VALACICLOVIR, "2 comprimés 3 fois par jour pendant 7 jours", 7));
    }
    if is(&illness::URTICARIA) {
        given.push(if life.story.age(day) >= 12 {
            remedy(&drug::DESLORATADINE, "1 comprimé par jour pendant 7 jours", 7)
        } else {
            remedy(&drug::CETIRIZINE, "1/2 comprimé matin et soir pendant 5 jours", 5)
        });
    }
    given
}

fn paracetamol(grown: bool) -> Remedy {
    if grown {
        remedy(
            &drug::PARACETAMOL_1000,
            "1 comprimé si douleur ou fièvre, 3 par jour au plus, 6 heures entre les prises",
            5,
        )
    } else {
        remedy(&drug::PARACETAMOL_CHILD, "1 dose-poids (15 mg/kg) toutes les 6 heures si besoin", 4)
    }
}

fn antibiotic(life: &Life, illness: &Illness, age: i64) -> Option<Remedy> {
    let grown = age >= GROWN;
    let penicillins = !life.allergic(&allergen::PENICILLINS);
    let is = |other: &Illness| other.cim10 == illness.cim10;
    if is(&illness::CYSTITIS) {
        return Some(remedy(&drug::FOSFOMYCIN, "1 sachet en dose unique, à distance du repas", 1));
    }
    if is(&illness::PYELONEPHRITIS) {
        return Some(remedy(&drug::OFLOXACIN, "1 comprimé matin et soir pendant 7 jours", 7));
    }
    if is(&illness::OTITIS) {
        // Without penicillin the two days of waiting are tried first.
        let (dosage, days) = if age < INFANT {
            ("80 mg/kg/jour en 2 prises pendant 10 jours", 10)
        } else {
            ("80 mg/kg/jour en 2 prises pendant 5 jours", 5)
        };
        return penicillins.then(|| remedy(&drug::AMOXICILLIN_CHILD, dosage, days));
    }
    if is(&illness::TONSILLITIS) {
        return match (grown, penicillins) {
            (true, true) => {
                Some(remedy(&drug::AMOXICILLIN, "1 comprimé matin et soir pendant 6 jours", 6))
            }
            (true, false) => Some(remedy(
                &drug::AZITHROMYCIN,
                "2 comprimés en une prise par jour pendant 3 jours",
                3,
            )),
            (false, true) => Some(remedy(
                &drug::AMOXICILLIN_CHILD,
                "50 mg/kg/jour en 2 prises pendant 6 jours",
                6,
            )),
            (false, false) => None,
        };
    }
    if is(&illness::SINUSITIS) || is(&illness::PNEUMONIA) {
        return Some(if penicillins {
            remedy(&drug::AMOXICILLIN, "1 comprimé 3 fois par jour pendant 7 jours", 7)
        } else if is(&illness::SINUSITIS) {
            remedy(&drug::PRISTINAMYCIN, "2 comprimés matin et soir pendant 4 jours", 4)
        } else {
            remedy(&drug::PRISTINAMYCIN, "2 comprimés matin, midi et soir pendant 7 jours", 7)
        });
    }
    None
}
