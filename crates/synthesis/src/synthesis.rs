//! The synthesis: one record on one screen.

pub mod analytes;
pub mod events;
pub mod medications;
pub mod news;
pub mod problems;
pub mod results;
pub mod vaccinations;

mod lists;

use hygie_base::Timestamp;

use self::events::{Coming, Event};
use self::lists::Buckets;
use self::medications::Medications;
use self::news::News;
use self::problems::ProblemLine;
use self::results::Series;
use self::vaccinations::VaccinationLine;
use crate::allergies::{Allergies, allergies};
use crate::block::Block;
use crate::kind::{Kind, KindSet};
use crate::moment::Moment;
use crate::seen::Seen;

/// One record on one screen. Lines lead to their sources.
pub struct Synthesis<'a> {
    /// Alerts in force.
    pub alerts: Block<'a, Line<'a>>,
    /// Allergies; the banner shows the same.
    pub allergies: Allergies<'a>,
    /// Problems.
    pub problems: Block<'a, ProblemLine<'a>>,
    /// Medications, and what in them contradicts itself.
    pub medications: Medications<'a>,
    /// Vaccinations, one line a vaccine.
    pub vaccinations: Block<'a, VaccinationLine<'a>>,
    /// Key results and recent abnormal ones.
    pub results: Block<'a, Series<'a>>,
    /// What happened lately.
    pub events: Block<'a, Event<'a>>,
    /// What is to come, nearest first.
    pub coming: Block<'a, Coming<'a>>,
    /// Care plans in force.
    pub plans: Block<'a, Line<'a>>,
    /// Goals pursued.
    pub goals: Block<'a, Line<'a>>,
    /// Latest documents and notes.
    pub documents: Block<'a, Line<'a>>,
    /// Devices and implants in use.
    pub devices: Block<'a, Line<'a>>,
    /// Care teams at work.
    pub care_teams: Block<'a, Line<'a>>,
    /// What was written since the reader last looked; `None` without such an instant.
    pub news: Option<News<'a>>,
    /// How many entries of each kind the reader may see, for navigation.
    pub counts: Vec<(Kind, usize)>,
}

/// A line that needs no more than its source.
pub struct Line<'a> {
    /// Its source, the latest when there are several.
    pub source: Seen<'a>,
    /// What it is called.
    pub title: &'a str,
    /// Its date.
    pub at: Option<Moment>,
    /// When it ends or ended.
    pub until: Option<Moment>,
    /// Whether its own period is over although its status says that it holds.
    pub lapsed: bool,
}

impl<'a> Synthesis<'a> {
    /// Reads the facts of one record at `now`, through a lens that closes these
    /// kinds; `since` is when the reader last looked. The order of the facts does
    /// not matter.
    pub fn of(
        facts: impl IntoIterator<Item = Seen<'a>>,
        now: Timestamp,
        closed: KindSet,
        since: Option<Timestamp>,
    ) -> Self {
        let buckets = Buckets::of(facts, closed);
        Self {
            alerts: lists::alerts(&buckets, now),
            allergies: allergies(buckets.of_kind(Kind::Allergy), closed),
            problems: problems::problems(&buckets, now),
            medications: medications::medications(&buckets, now),
            vaccinations: vaccinations::vaccinations(&buckets),
            results: results::results(&buckets, now),
            events: events::events(&buckets),
            coming: events::coming(&buckets, now),
            plans: lists::plans(&buckets, now),
            goals: lists::goals(&buckets, now),
            documents: lists::documents(&buckets),
            devices: lists::devices(&buckets, now),
            care_teams: lists::care_teams(&buckets, now),
            news: since.map(|since| news::news(&buckets, since)),
            counts: buckets.counts(),
        }
    }
}
