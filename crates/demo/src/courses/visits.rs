//! The visits of a life in the order of their days.

use super::consultation::Consultation;
use super::course::Course;
use super::episodes;
use super::life::{Home, Life};
use super::{childhood, prevention};
use crate::calendar::Day;
use crate::codes::illness;

/// So many follow-ups are told, the last ones, less one for each illness.
const MOST: usize = 10;
/// But not fewer than so many.
const LEAST: usize = 5;

/// Why somebody comes.
enum Why {
    /// To be followed.
    Follow,
    /// A child's examination.
    Examination,
    /// Something acute.
    Acute(&'static episodes::Episode),
}

/// Plans and writes them.
pub(super) fn write(life: &mut Life, courses: &mut [Box<dyn Course>]) {
    life.pace = pace(life);
    let mut plan: Vec<(Day, Why)> = Vec::new();
    plan.extend(follow_ups(life).into_iter().map(|day| (day, Why::Follow)));
    plan.extend(childhood::days(life).into_iter().map(|day| (day, Why::Examination)));
    plan.extend(episodes::days(life).into_iter().map(|(day, what)| (day, Why::Acute(what))));
    plan.sort_by_key(|(day, _)| *day);
    for (day, why) in plan {
        if !life.is_free(day, 2) {
            continue;
        }
        match why {
            Why::Follow => follow(life, courses, day),
            Why::Examination => childhood::examine(life, day),
            Why::Acute(what) => episodes::write(life, day, what),
        }
    }
}

/// Months from one follow-up to the next.
fn pace(life: &mut Life) -> i64 {
    let age = life.age();
    match (life.burden(), age) {
        (0, ..50) => life.pick(&[13, 15, 18]),
        (0, _) => 12,
        (1, ..50) => life.pick(&[8, 10, 12]),
        (1 | 2, _) => 6,
        (3.., _) => life.pick(&[4, 4, 5]),
    }
}

fn follow_ups(life: &mut Life) -> Vec<Day> {
    let mut days = Vec::new();
    if life.age() < 6 {
        return days;
    }
    let mut day = life.from.plus(life.between(5, 30 * life.pace));
    while day <= life.end {
        days.push(day);
        day = day.plus(30 * life.pace + life.between(-10, 14));
    }
    // The more illnesses, the longer each visit, and the fewer are told.
    let most = MOST.saturating_sub(life.burden()).clamp(LEAST, MOST - 2);
    days.drain(..days.len().saturating_sub(most));
    // Somebody who was just missed came shortly before.
    if days.is_empty() {
        days.push(life.end.plus(-life.between(0, 20)).max(life.from));
    }
    days
}

fn follow(life: &mut Life, courses: &mut [Box<dyn Course>], day: Day) {
    let reason = match (life.medicines(), life.home) {
        (_, Home::Residence) => "Visite de suivi à la résidence",
        (0, _) if life.age() < 35 => {
            life.pick(&["Bilan de santé", "Demande de certificat", "Mise au point"])
        }
        (0, _) => life.pick(&["Bilan de santé", "Suivi", "Mise au point"]),
        (_, _) => {
            life.pick(&["Renouvellement du traitement", "Suivi", "Renouvellement d’ordonnance"])
        }
    };
    let mut at = Consultation::open_follow_up(life, day, reason);
    let adult = life.story.age(day) >= 18;
    if adult && at.is_measured() {
        at.pressure(life);
    }
    for course in courses {
        course.follow(life, &mut at);
    }
    prevention::follow(life, &mut at);
    rest(life, &mut at);
    at.close(life);
}

/// What is said when there is not much to say.
fn rest(life: &mut Life, at: &mut Consultation) {
    if at.is_quiet() {
        let said = life.say(&[
            "Pas de plainte.",
            "RAS depuis la dernière fois.",
            "Va bien.",
            "Se sent bien, sommeil et appétit corrects.",
            "Rien de nouveau.",
            "Se porte bien, pas de demande particulière.",
            "Pas d’événement depuis la dernière consultation.",
            "Sommeil moyen, le reste va.",
            "Bon moral, sort tous les jours.",
            "Demande surtout à faire le point.",
            "Un peu fatigué{e} en ce moment, sans plus.",
        ]);
        at.told(said);
    }
    if at.is_measured() && !at.is_examined() && life.chance(0.7) {
        let said = if life.has(&illness::ATRIAL_FIBRILLATION) {
            life.say(&["Pas d’OMI, poumons libres.", "Examen clinique inchangé."])
        } else {
            life.say(&[
                "ACP sans particularité.",
                "Cœur et poumons : RAS. Abdomen souple.",
                "Pas d’adénopathie, thyroïde non palpée.",
                "Auscultation cardiopulmonaire libre, pouls périphériques perçus.",
                "Peau et muqueuses normales, auscultation sans anomalie.",
                "Bruits du cœur réguliers, poumons libres.",
                "Examen sans particularité.",
                "Auscultation normale, abdomen souple.",
                "Mollets souples, pas d’OMI.",
                "Examen clinique inchangé.",
            ])
        };
        at.seen(said);
    }
    let said = if life.medicines() == 0 {
        life.say(&[
            "Pas de traitement au long cours.",
            "Rassuré{e}.",
            "À revoir si besoin.",
            "Vaccins vérifiés, à revoir dans un an.",
            "Pas d’examen complémentaire.",
            "Bilan à refaire l’an prochain.",
            "Conseils : bouger, dormir.",
        ])
    } else {
        let months = if life.pace < 6 { 3 } else { 6 };
        life.say(&[
            "Renouvellement",
            "Ordonnance renouvelée",
            "Traitement reconduit",
            "Même traitement,",
        ]) + &format!(" {months} mois.")
    };
    at.done(said);
}
