//! Her mother and her father, whose records are ordinary.

use crate::Draw;
use crate::calendar::Day;
use crate::codes::drug::{CETIRIZINE, IRON, MOMETASONE_NASAL, SERTRALINE};
use crate::codes::vaccine::{DTCAP_REDUCED, INFLUENZA};
use crate::codes::{act, allergen, illness, lab, vital};
use crate::person::Person;
use crate::staff::{LEBLANC, LEROUX, ROCHE, SIMON};
use crate::story::{By, Kind, Story};
use crate::world::Record;

pub(super) fn mother(seed: u64, today: Day, person: Person) -> Record {
    let mut story = Story::new(person, today, Draw::new(seed, "lina mother"));
    story.no_allergy(&ROCHE, today.plus(-1900));
    let birth = today.years_ago(super::AGE_YEARS).plus(-super::AGE_DAYS);
    story.problem(&LEROUX, &illness::PREGNANCY, birth.plus(-240), Some(birth));
    story.act(By::alone(&LEROUX, birth.at(14, 20)), &act::BIRTH_FIRST, "Périnée intact");
    story.vaccine(&LEROUX, &DTCAP_REDUCED, birth.plus(-70), 1);
    flu(&mut story);
    tired(&mut story);
    let when = story.ago(96);
    let visit = story.seen(
        Kind::Consultation,
        &ROCHE,
        when,
        "Fatigue, suivi",
        "Va mieux. Dort 6 h. Reprise à 80 % acceptée. Sertraline arrêtée depuis 3 mois, pas de \
         rechute. Aide d’une voisine une semaine sur deux. TA 11/7. RAS.",
    );
    let by = By::during(&ROCHE, when, &visit);
    story.pressure(by, 112.0, 68.0);
    story.vital(by, &vital::WEIGHT, 58.4);
    let when = story.hour(today.plus(34));
    story.appointment(&LEROUX, when, 30, "booked", "Suivi gynécologique, test HPV");
    Record::of(story)
}

/// Both homes are vaccinated because of Lina.
fn flu(story: &mut Story) {
    let day = story.today.autumn().plus(2).working().min(story.today);
    story.vaccine(&ROCHE, &INFLUENZA, day, 1);
}

fn tired(story: &mut Story) {
    let when = story.ago(420);
    let visit = story.seen(
        Kind::Consultation,
        &ROCHE,
        when,
        "Épuisement",
        "Séparation récente, fille malade, dort 4 h. Pleure. Pas d’idée noire. Ferritine à \
         contrôler. On en parle, AT 10 j, revoir dans 15 j.",
    );
    story.vital(By::during(&ROCHE, when, &visit), &vital::WEIGHT, 55.1);
    let sampled = story.ago(416);
    story.panel(
        By::alone(&SIMON, sampled),
        "Bilan de fatigue",
        &[(&lab::HB_F, 11.4), (&lab::FERRITIN_F, 9.0), (&lab::TSH, 1.84)],
        "Carence martiale avec anémie modérée.",
    );
    story.problem(&ROCHE, &illness::IRON_ANAEMIA, when.day, Some(when.day.plus(150)));
    story.problem(&ROCHE, &illness::DEPRESSION, when.day, Some(when.day.plus(230)));
    let by = By::alone(&ROCHE, story.ago(405));
    let iron = Some(story.today.plus(-300));
    story.medicine(by, &IRON, "1 comprimé par jour à distance du thé", iron, "Carence martiale");
    let stop = Some(story.today.plus(-188));
    story.medicine(by, &SERTRALINE, "1 gélule le matin", stop, "Épisode dépressif");
}

pub(super) fn father(seed: u64, today: Day, person: Person) -> Record {
    let mut story = Story::new(person, today, Draw::new(seed, "lina father"));
    let spring = today.years_ago(12);
    story.problem(&ROCHE, &illness::ALLERGIC_RHINITIS, spring, None);
    story.allergy(&ROCHE, &allergen::GRASS_POLLEN, spring, ("Rhinoconjonctivite", "mild"));
    story.vaccine(&ROCHE, &DTCAP_REDUCED, today.years_ago(12).plus(-90), 1);
    flu(&mut story);
    let when = story.ago(182);
    let visit = story.seen(
        Kind::Consultation,
        &ROCHE,
        when,
        "Renouvellement, allergie",
        "Nez bouché dès qu’il tond. Cétirizine + mométasone en saison. TA 13/8, 82 kg. Tabac : \
         arrêté depuis la maladie de sa fille, tient bon.",
    );
    let by = By::during(&ROCHE, when, &visit);
    story.pressure(by, 128.0, 79.0);
    story.vital(by, &vital::WEIGHT, 82.0);
    story.medicine(by, &CETIRIZINE, "1 comprimé le soir si besoin", None, "Rhinite allergique");
    story.medicine(
        by,
        &MOMETASONE_NASAL,
        "2 pulvérisations dans chaque narine le matin",
        Some(today.plus(-92)),
        "Rhinite allergique",
    );
    let back = story.ago(240);
    story.problem(&ROCHE, &illness::LOW_BACK_PAIN, back.day, Some(back.day.plus(28)));
    story.seen(
        Kind::Consultation,
        &ROCHE,
        back,
        "Mal de dos",
        "Lumbago en portant Lina. Pas de signe neuro. Paracétamol, rester actif, kiné 6 séances.",
    );
    let care = story.ago(228);
    story.seen(
        Kind::Consultation,
        &LEBLANC,
        care,
        "Lombalgie, séance 3 sur 6",
        "Douleur 3/10 (6/10 au départ). Doigts-sol 10 cm. Gainage, porter près du corps.",
    );
    let when = story.hour(today.plus(58));
    story.appointment(&ROCHE, when, 15, "booked", "Renouvellement");
    Record::of(story)
}
