//! The others: ordinary inhabitants of any age, drawn one at a time. What each
//! has follows from age, sex and what they have already; each illness has its
//! course, and every visit is written in the words of whoever saw them.

mod around;
mod asthma;
mod attention;
mod body;
mod bones;
mod childhood;
mod consultation;
mod copd;
mod course;
mod death;
mod diabetes;
mod episodes;
mod fibrillation;
mod heart_failure;
mod hospital;
mod hypertension;
mod ime;
mod inhabitant;
mod joints;
mod life;
mod lipids;
mod memory;
mod migraine;
mod mood;
mod pregnancy;
mod prevention;
mod prostate;
mod residence;
mod rhinitis;
mod skin;
mod sleep;
mod thyroid;
mod vaccination;
mod visits;
mod weight;

use self::life::{Home, Life};
use crate::calendar::Day;
use crate::world::Record;

/// The inhabitant of this number: the same whenever it is asked with this seed
/// and day, whoever else is drawn.
pub fn record(seed: u64, number: u64, today: Day) -> Record {
    let mut life = inhabitant::life(seed, number, today);
    around::draw_allergies(&mut life);
    let mut courses = course::all(&mut life);
    let pregnancy = pregnancy::begin(&mut life);
    around::write_allergies(&mut life);
    around::relatives(&mut life);
    prevention::contraception(&mut life);
    vaccination::all(&mut life);
    visits::write(&mut life, &mut courses);
    beyond(&mut life, pregnancy);
    death::write(&mut life);
    Record::of(life.told())
}

/// What does not happen at the doctor's.
fn beyond(life: &mut Life, pregnancy: Option<Day>) {
    if let Some(began) = pregnancy {
        pregnancy::write(life, began);
    }
    match life.home {
        Home::Residence => residence::write(life),
        Home::Ime => ime::write(life),
        Home::Own => around::nurse(life),
    }
    around::appointments(life);
}
