//! The emergency room and the stays that begin there.

use super::life::Life;
use crate::calendar::{Day, Moment};
use crate::codes::{document, vital};
use crate::houses::MEDICINE;
use crate::staff::{BESSON, DIALLO, FAURE, NGUYEN, PICHON};
use crate::story::{By, Kind, Visit};

/// What brings somebody to the emergency room.
pub(super) struct Emergency<'a> {
    /// In a few words.
    pub reason: &'a str,
    /// How it came about.
    pub came: &'a str,
    /// What is found.
    pub found: &'a str,
    /// What tests say.
    pub tests: &'a str,
    /// What it is.
    pub conclusion: &'a str,
    /// What becomes of them.
    pub leaves: &'a str,
    /// Temperature, heart rate and saturation.
    pub signs: (f64, f64, f64),
    /// Between which hours they come.
    pub hours: (i64, i64),
}

/// A passage at the emergency room; tells when it ended.
pub(super) fn emergency(life: &mut Life, day: Day, case: &Emergency<'_>) -> (Moment, Visit) {
    let who = life.pick(&[&DIALLO, &PICHON]);
    let when = day.at(life.between(case.hours.0, case.hours.1), life.between(0, 59));
    let minutes = life.between(95, 320);
    let visit = life.story.visit(Kind::Emergency, who, when, minutes, case.reason);
    let by = By::during(who, when, &visit);
    let (temperature, rate, saturation) = case.signs;
    if life.story.age(day) >= 16 {
        let (systolic, diastolic) = life.pressure();
        life.story.pressure(by, systolic, diastolic);
    }
    for (sign, value) in [
        (&vital::TEMPERATURE, temperature),
        (&vital::HEART_RATE, rate),
        (&vital::SATURATION, saturation),
    ] {
        let value = life.story.draw.around(value, value * 0.004);
        let value = if sign.loinc == vital::SATURATION.loinc { value.min(100.0) } else { value };
        life.story.vital(by, sign, value);
    }
    let (history, treatment) = (life.history(), life.treatment());
    let text = format!(
        "MOTIF : {}\nATCD : {history}.\nTRAITEMENT : {treatment}.\nHDM : {}\nEXAMEN : {}\nEXAMENS COMPLÉMENTAIRES : {}\nCONCLUSION : {}\nDEVENIR : {}",
        case.reason, case.came, case.found, case.tests, case.conclusion, case.leaves,
    );
    let end = when.plus(minutes);
    let by = By::during(who, when.plus(minutes - 10), &visit);
    life.story.note(by, &document::EMERGENCY, "Passage aux urgences", &text);
    (end, visit)
}

/// A stay of so many days in the medical ward, with a nurse's note and the letter
/// on leaving; tells the day on which it ended.
pub(super) fn stay(
    life: &mut Life,
    from: Moment,
    days: i64,
    (reason, went, leaves): (&str, &str, &str),
) -> Day {
    let last = life.story.person.died.map_or(life.end, |died| died.day.plus(-1));
    let out = from.day.plus(days).min(last).max(from.day.plus(1)).at(14, 30);
    life.stays(from.day, out.day);
    let visit = life.story.stay(Kind::Stay, &MEDICINE, &BESSON, (from, Some(out)), reason);
    let nurse = life.pick(&[&FAURE, &NGUYEN]);
    let hour = if nurse == &NGUYEN { 3 } else { 11 };
    let targets = [
        "Cible : risque de chute\nDonnées : se lève seul{e} la nuit pour aller aux toilettes, démarche hésitante.\nActions : sonnette à portée de main, barrières non demandées, veilleuse, aide au lever à 2 h et 5 h.\nRésultats : pas de chute cette nuit, patient{e} calme.",
        "Cible : alimentation\nDonnées : a mangé un tiers du repas de midi, se dit sans appétit.\nActions : collation enrichie à 15 h, pesée demain matin, diététicienne prévenue.\nRésultats : collation prise en entier.",
        "Cible : douleur\nDonnées : EN 5/10 à la mobilisation, 1/10 au repos.\nActions : paracétamol 1 g donné 30 minutes avant la toilette, installation au fauteuil.\nRésultats : EN 2/10 une heure après, toilette faite avec aide partielle.",
        "Cible : sortie\nDonnées : vit à domicile, famille présente, demande à rentrer vite.\nActions : ordonnances expliquées, rendez-vous remis, infirmière libérale appelée.\nRésultats : dit avoir compris les changements de traitement.",
    ];
    let text = life.say(&targets);
    let noted = By::during(nurse, from.day.plus(1).at(hour, 20), &visit);
    life.story.note(noted, &document::PARAMEDICAL_CARE, "Transmission ciblée", &text);
    let dear = life.dear();
    let person = &life.story.person;
    let text = format!(
        "{dear},\n\nVotre patient{} {} {}, {} ans, a séjourné dans le service du {} au {} pour : {}.\n\nAntécédents : {}.\n\nÉvolution : {went}\n\nTraitement de sortie : {}.\n\n{leaves}\n\nJe vous remercie de votre confiance et reste à votre disposition.\nBien confraternellement,\n{}",
        if person.female { "e" } else { "" },
        person.civility(),
        person.shown(),
        person.age(out.day),
        from.day.short(),
        out.day.short(),
        super::life::lowered(reason),
        life.history(),
        life.treatment(),
        BESSON.name(),
    );
    let by = By::during(&BESSON, out, &visit);
    life.story.note(by, &document::DISCHARGE_LETTER, "Lettre de liaison à la sortie", &text);
    out.day
}
