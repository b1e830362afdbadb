//! How lives end: at home, in the residence or in hospital.

use super::hospital::{Emergency, emergency};
use super::life::{Home, Life};
use crate::calendar::Moment;
use crate::codes::{document, illness};
use crate::houses::MEDICINE;
use crate::staff::{BESSON, NGUYEN, TRAORE};
use crate::story::{By, Kind};

/// Writes the last of those who died; nothing follows it.
pub(super) fn write(life: &mut Life) {
    let Some(died) = life.story.person.died else { return };
    if life.home == Home::Residence {
        in_the_residence(life, died);
    } else if life.chance(0.55) {
        in_hospital(life, died);
    } else {
        at_home(life, died);
    }
}

fn in_the_residence(life: &mut Life, died: Moment) {
    let text = format!(
        "Cible : fin de vie\nDonnées : ne s’alimente plus depuis trois jours, respiration encombrée, visage détendu.\nActions : soins de bouche, installation, morphine selon le protocole, famille présente.\nRésultats : décès à {}, sans signe d’inconfort. Médecin et famille prévenus.",
        died.clock(),
    );
    life.story.note(
        By::alone(&TRAORE, died),
        &document::PARAMEDICAL_CARE,
        "Transmission ciblée",
        &text,
    );
}

fn at_home(life: &mut Life, died: Moment) {
    let text = life.say(&[
        "Appelé par la famille : décès constaté à domicile, mort naturelle. Certificat établi, famille entourée.",
        "Décès à domicile, attendu, dans le calme. Certificat de décès rempli en ligne. Visite à la famille.",
    ]);
    life.story.note(By::alone(life.doctor, died), &document::CONSULTATION, "", &text);
}

fn in_hospital(life: &mut Life, died: Moment) {
    let heart = life.has(&illness::HEART_FAILURE);
    let (reason, came, conclusion, went) = if heart {
        (
            "Détresse respiratoire",
            "Dyspnée majeure depuis la nuit, insuffisance cardiaque évoluée.",
            "Œdème aigu du poumon.",
            "Malgré les diurétiques à forte dose, évolution vers un état de choc. Décision collégiale de ne pas recourir à la réanimation, soins de confort.",
        )
    } else {
        (
            "Fièvre et confusion",
            "Toux, fièvre et somnolence depuis trois jours, ne s’alimente plus.",
            "Pneumopathie hypoxémiante.",
            "Aggravation sous antibiothérapie, détresse respiratoire. Limitation des traitements décidée en équipe avec la famille, soins de confort.",
        )
    };
    let days = life.between(2, 6);
    let day = died.day.plus(-days);
    let case = Emergency {
        reason,
        came,
        found: "Polypnée à 30/min, crépitants bilatéraux, marbrures des genoux.",
        tests: "Lactates 3,1 mmol/L, créatinine en hausse. Radiographie : opacités bilatérales.",
        conclusion,
        leaves: "Oxygène, traitement intraveineux, hospitalisation en médecine polyvalente.",
        signs: (if heart { 36.6 } else { 38.7 }, 114.0, 86.0),
        hours: (1, 17),
    };
    let (from, _) = emergency(life, day, &case);
    let visit = life.story.stay(Kind::Stay, &MEDICINE, &BESSON, (from, Some(died)), reason);
    let noted = died.day.plus(-1).at(4, 10);
    if noted > from {
        let text = "Cible : confort\nDonnées : patient agité par moments, encombrement, famille présente.\nActions : aspiration douce, positionnement demi-assis, midazolam et morphine selon prescription, lit d’appoint pour un proche.\nRésultats : apaisé à 5 h, visage détendu.";
        let text = if life.female() {
            text.replace("patient agité", "patiente agitée").replace("apaisé ", "apaisée ")
        } else {
            text.to_owned()
        };
        life.story.note(
            By::during(&NGUYEN, noted, &visit),
            &document::PARAMEDICAL_CARE,
            "Transmission ciblée",
            &text,
        );
    }
    let dear = life.dear();
    let person = &life.story.person;
    let text = format!(
        "{dear},\n\nNous avons le regret de vous informer du décès de votre patient{} {} {}, survenu dans le service le {} à {}.\n\nMotif d’admission : {}\n\nÉvolution : {went}\n\nLa famille était présente.\n\nBien confraternellement,\n{}",
        if person.female { "e" } else { "" },
        person.civility(),
        person.shown(),
        died.day.long(),
        died.clock(),
        came,
        BESSON.name(),
    );
    life.story.note(
        By::during(&BESSON, died.day.plus(1).at(11, 15), &visit),
        &document::DISCHARGE_LETTER,
        "Lettre au médecin traitant",
        &text,
    );
}
