//! Didier, whose kidney was replaced by a machine and then by another: a record
//! of five thousand entries, to see that long lives stay easy to read.
//!
//! Course and aims: KDIGO guidelines on dialysis and on care after a graft; HAS
//! « Suivi ambulatoire de l’adulte transplanté rénal ».

mod dialysis;
mod graft;
mod kidney;

use super::{Introduction, Said};
use crate::Draw;
use crate::calendar::Day;
use crate::person::Person;
use crate::staff::ROCHE;
use crate::story::Story;
use crate::world::Record;

/// How visitors meet him.
pub const INTRODUCTION: Introduction = Introduction {
    key: "didier",
    name: "Didier Carpentier",
    title: Said { fr: "Didier, 63 ans, greffé du rein", en: "Didier, 63, with a grafted kidney" },
    situation: Said {
        fr: "Quatre années de dialyse, trois séances par semaine, puis six ans avec un rein greffé : dans ses cinq mille lignes, une courbe descend et une autre monte depuis qu’il prend une plante pour le moral.",
        en: "Four years of dialysis, three sessions a week, then six years with a grafted kidney: among its five thousand lines, one curve falls and another rises since he began taking a plant to lift his spirits.",
    },
};

/// Age today.
const AGE: i64 = 63;
/// Years since the graft.
const GRAFT_YEARS: i64 = 6;
/// Weeks of dialysis before it.
const WEEKS: i64 = 205;
/// Sessions of a week: Monday, Wednesday, Friday.
const WEEKDAYS: [i64; 3] = [0, 2, 4];

/// His record.
pub fn records(seed: u64, today: Day) -> Vec<Record> {
    let mut draw = Draw::new(seed, "didier");
    let born = today.years_ago(AGE).plus(-92);
    let mut person =
        Person::drawn(&mut draw, false, born).named(&["Didier"], "Carpentier").known_as("didier");
    person.marital = "M";
    person.doctor = Some(&ROCHE);
    let mut story = Story::new(person, today, draw);
    kidney::fails(&mut story);
    kidney::vaccinated(&mut story);
    dialysis::prepared(&mut story);
    dialysis::sessions(&mut story);
    dialysis::months(&mut story);
    graft::called(&mut story);
    graft::followed(&mut story);
    graft::plant(&mut story);
    graft::to_come(&mut story);
    vec![Record::of(story)]
}

/// The day of the graft.
fn grafted(story: &Story) -> Day {
    story.today.years_ago(GRAFT_YEARS).plus(-23)
}

/// The Monday of the first session.
fn first_monday(story: &Story) -> Day {
    let day = grafted(story).plus(-7 * (WEEKS + 1));
    day.plus(-day.weekday())
}

/// A whole number as a fraction is counted.
fn real(number: i64) -> f64 {
    i32::try_from(number).map_or(0.0, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::{lab, vital};
    use crate::people::tests::values;

    /// What the record is made for: between these many resources.
    const ENTRIES: std::ops::RangeInclusive<usize> = 5000..=5100;

    #[test]
    fn the_record_is_long_on_any_day() {
        for day in [0, 31, 400, 1003] {
            let records = records(9, Day::of(2026, 11, 26).plus(day));
            let entries = records.first().unwrap().entries.len();
            assert!(ENTRIES.contains(&entries), "{entries}");
        }
    }

    #[test]
    fn the_graft_suffers_as_the_level_falls() {
        let records = records(9, Day::of(2026, 11, 26));
        let record = records.first().unwrap();
        let level = values(record, lab::TACROLIMUS.loinc);
        let creatinine = values(record, lab::CREATININE_M.loinc);
        assert!(level.last() < Some(&4.5), "{level:?}");
        let before = creatinine[creatinine.len() - 8];
        assert!(creatinine.last().unwrap() - before > 25.0, "{creatinine:?}");
    }

    #[test]
    fn sessions_take_weight_away() {
        let records = records(9, Day::of(2026, 11, 26));
        let weights = values(records.first().unwrap(), vital::WEIGHT.loinc);
        let dropped = weights.windows(2).filter(|pair| pair[0] - pair[1] > 0.8).count();
        assert!(dropped > 500, "{dropped}");
    }
}
