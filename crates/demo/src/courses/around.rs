//! What surrounds the visits: allergies that were asked for, relatives,
//! appointments, the nurse who comes.

use super::life::{Home, Life};
use crate::calendar::Day;
use crate::codes::{Allergen, allergen, document, illness};
use crate::names;
use crate::staff::{BENALI, COLIN, Colleague, LEGRAND, ROUSSEL};
use crate::story::{By, Kind};

/// What people cannot stand, and the share of them (Inserm; ANSM).
const ALLERGENS: &[(&Allergen, f64)] = &[
    (&allergen::PENICILLINS, 0.055),
    (&allergen::NSAIDS, 0.012),
    (&allergen::SULFONAMIDES, 0.01),
    (&allergen::IODINATED_CONTRAST, 0.012),
    (&allergen::CODEINE, 0.01),
    (&allergen::NICKEL, 0.02),
    (&allergen::WASP, 0.01),
    (&allergen::LATEX, 0.006),
    (&allergen::CAT, 0.02),
    (&allergen::MITES, 0.03),
    (&allergen::SHELLFISH, 0.008),
    (&allergen::NUTS, 0.008),
];
/// Those of small children.
const OF_CHILDREN: &[(&Allergen, f64)] = &[
    (&allergen::PENICILLINS, 0.02),
    (&allergen::MILK, 0.02),
    (&allergen::EGG, 0.012),
    (&allergen::PEANUT, 0.012),
    (&allergen::MITES, 0.02),
];
/// Share of those without any who were asked.
const ASKED: f64 = 0.68;

/// Draws what somebody cannot stand, before anything is prescribed.
pub(super) fn draw_allergies(life: &mut Life) {
    let all = if life.age() < 8 { OF_CHILDREN } else { ALLERGENS };
    for (allergen, share) in all {
        if life.chance(*share) {
            life.allergies.push(allergen);
        }
    }
}

/// Writes them, or that there is none known, or nothing.
pub(super) fn write_allergies(life: &mut Life) {
    let born = life.story.person.born;
    let day = life.from.plus(life.between(0, 60)).min(life.end).max(born);
    if life.allergies.is_empty() {
        if life.chance(ASKED) {
            life.story.no_allergy(life.doctor, day);
        }
        return;
    }
    for allergen in life.allergies.clone() {
        let since = day.plus(-life.between(0, 365 * 12)).max(born.plus(60)).min(life.end);
        // The mildest first: what is worst is rare.
        let worst = life.chance(0.18);
        let (reaction, severity) = match (allergen.reactions, worst) {
            ([.., last], true) if allergen.reactions.len() > 1 => (*last, "severe"),
            ([first, ..], _) => (*first, if life.chance(0.6) { "mild" } else { "moderate" }),
            ([], _) => ("Réaction non précisée", "mild"),
        };
        life.story.allergy(life.doctor, allergen, since, (reaction, severity));
        if severity == "severe" {
            let said = format!("Allergie grave : {}", super::life::lowered(allergen.name));
            life.story.alert(life.doctor, since.at(11, 0), &said);
        }
    }
}

/// Parents of children, somebody close to the old.
pub(super) fn relatives(life: &mut Life) {
    let (age, year) = (life.age(), life.story.person.born.civil().0);
    let family = life.story.person.family.clone();
    let phone = |life: &mut Life| crate::towns::phone(&mut life.story.draw, true);
    if age < 18 {
        let mother = names::given(&mut life.story.draw, true, year - 31);
        let tel = phone(life);
        life.story.relative(life.doctor.house, ("MTH", "mère"), (mother, &family), &tel);
        if life.chance(0.5) {
            let father = names::given(&mut life.story.draw, false, year - 33);
            let tel = phone(life);
            life.story.relative(life.doctor.house, ("FTH", "père"), (father, &family), &tel);
        }
    } else if age >= 75 && life.chance(0.8) {
        let daughter = life.chance(0.6);
        let relation = if daughter { ("DAUC", "fille") } else { ("SONC", "fils") };
        let given = names::given(&mut life.story.draw, daughter, year + 28);
        let married =
            if daughter { names::family(&mut life.story.draw).to_owned() } else { family };
        let tel = phone(life);
        life.story.relative(life.doctor.house, relation, (given, &married), &tel);
    }
}

/// Appointments to come of those who live, and one that was missed now and then.
pub(super) fn appointments(life: &mut Life) {
    if life.chance(0.06) {
        let day = life.from.plus(life.between(30, (life.end.0 - life.from.0).max(31)));
        let when = life.hour(day.min(life.end));
        life.story.appointment(life.doctor, when, 20, "noshow", "Consultation de suivi");
    }
    if life.story.person.died.is_some() {
        return;
    }
    let book = |life: &mut Life, who: &'static Colleague, days: (i64, i64), reason: &str| {
        let day = life.story.today.plus(life.between(days.0, days.1));
        let when = life.hour(day);
        // Before a weekend that has begun there is nothing left to book.
        if when.day <= life.story.today {
            return;
        }
        life.story.appointment(who, when, 20, "booked", reason);
    };
    if life.pace <= 6 && life.chance(0.5) {
        let reason =
            life.pick(&["Renouvellement du traitement", "Suivi", "Consultation de contrôle"]);
        book(life, life.doctor, (4, 90), reason);
    }
    if life.has(&illness::ATRIAL_FIBRILLATION) && life.chance(0.4) {
        book(life, &LEGRAND, (10, 200), "Consultation de cardiologie");
    }
    if life.has(&illness::DIABETES_2) && life.chance(0.15) {
        book(life, &BENALI, (10, 150), "Consultation de diabétologie");
    }
    if life.chance(0.06) {
        book(life, &ROUSSEL, (5, 120), "Contrôle dentaire");
    }
}

/// The nurse who prepares the medicines of those who take many at home.
pub(super) fn nurse(life: &mut Life) {
    if life.home != Home::Own || life.age() < 79 || life.medicines() < 4 || !life.chance(0.6) {
        return;
    }
    let span = (life.end.0 - life.from.0).max(2);
    for part in 1..=2_i64 {
        let day: Day = life.from.plus(span * part / 3);
        if !life.is_free(day, 0) {
            continue;
        }
        let when = day.at(life.between(7, 11), life.between(0, 59));
        let visit =
            life.story.visit(Kind::Home, &COLIN, when, 15, "Préparation et contrôle du pilulier");
        let text = life.say(&[
            "Cible : observance\nDonnées : deux cases du soir non prises cette semaine.\nActions : pilulier refait pour 7 jours, rappel au moment du dîner, famille prévenue.\nRésultats : prises reprises, à recontrôler lundi.",
            "Cible : état cutané\nDonnées : rougeur des talons, peau sèche.\nActions : émollient, décharge des talons, chaussures vues avec la famille.\nRésultats : rougeur en régression à J5.",
            "Cible : tension\nDonnées : se plaint de vertiges au lever.\nActions : TA couchée puis debout, conseils de lever en deux temps, message au médecin.\nRésultats : pas de malaise depuis.",
            "Cible : isolement\nDonnées : ne sort plus depuis trois semaines, frigo peu rempli.\nActions : temps d’échange, portage de repas proposé, appel au CCAS.\nRésultats : accepte un essai de portage.",
        ]);
        life.story.note(
            By::during(&COLIN, when, &visit),
            &document::PARAMEDICAL_CARE,
            "Transmission ciblée",
            &text,
        );
    }
}
