//! What a search has in memory, as a world that it is matched in.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use hygie_base::{Clock, RecordNo, Timestamp};
use hygie_fhir::search::{Query, Subject, Values, World};

use crate::opened::{AsOf, OpenRecord, Seen};
use crate::single::Single;
use crate::{Act, Lens, RecordError};

/// The home of what lies in no record that is searched: the registry.
pub(super) const ELSEWHERE: usize = usize::MAX;

/// Between how many steps the clock is looked at.
const CLOCK_STEPS: u64 = 256;

/// Type and id.
pub(super) type Name = (String, String);

/// One record that is searched.
pub(super) struct Home {
    pub record: RecordNo,
    pub opened: Option<Opened>,
}

/// As it stands, or as it stood at the head of the first page.
pub(super) struct Opened {
    pub record: Arc<OpenRecord>,
    pub as_of: Option<AsOf>,
}

/// A resource read by itself.
pub(super) struct Alone {
    pub record: RecordNo,
    pub home: usize,
    pub single: Single,
    pub values: Values,
}

/// Where a resource lies in memory.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Place {
    /// An entry of an opened record.
    Entry { home: usize, seq: u64 },
    /// One of those read by themselves.
    Alone(usize),
}

/// What a search came upon while it looked.
#[derive(Default)]
struct Noted {
    /// Resources that references lead to.
    names: BTreeSet<Name>,
    /// Homes to be opened.
    homes: BTreeSet<usize>,
    /// What does not verify.
    damage: Option<RecordError>,
}

/// What a search has in memory.
pub(super) struct Site {
    pub lens: Lens,
    pub homes: Vec<Home>,
    pub alone: Vec<Alone>,
    /// What was found by an index, of those alone.
    pub indexed: Vec<usize>,
    /// Where references led to, as far as they were followed.
    pub followed: BTreeMap<Name, Option<usize>>,
    noted: Mutex<Noted>,
    steps: AtomicU64,
    until: Timestamp,
    clock: Arc<dyn Clock>,
}

impl Site {
    pub fn new(lens: Lens, steps: u64, until: Timestamp, clock: Arc<dyn Clock>) -> Self {
        Self {
            lens,
            homes: Vec::new(),
            alone: Vec::new(),
            indexed: Vec::new(),
            followed: BTreeMap::new(),
            noted: Mutex::default(),
            steps: AtomicU64::new(steps),
            until,
            clock,
        }
    }

    /// The home of a record, made when it is new.
    pub fn home_of(&mut self, record: RecordNo) -> usize {
        if let Some(at) = self.homes.iter().position(|home| home.record == record) {
            return at;
        }
        self.homes.push(Home { record, opened: None });
        self.homes.len() - 1
    }

    /// How many entries are at hand.
    pub fn entries(&self) -> usize {
        let opened = self.homes.iter().filter_map(|home| home.opened.as_ref());
        let segments = opened.flat_map(|opened| &opened.record.segments);
        self.alone.len() + segments.map(|segment| segment.entries.len()).sum::<usize>()
    }

    pub fn wants_more(&self) -> bool {
        let noted = self.noted();
        !noted.names.is_empty() || !noted.homes.is_empty()
    }

    /// What is to be read before the search is done again.
    pub fn take_wanted(&self) -> (BTreeSet<Name>, BTreeSet<usize>) {
        let mut noted = self.noted();
        (std::mem::take(&mut noted.names), std::mem::take(&mut noted.homes))
    }

    fn noted(&self) -> MutexGuard<'_, Noted> {
        self.noted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// # Errors
    /// When the search took too long or met what does not verify.
    pub fn checked(&self) -> Result<(), RecordError> {
        if let Some(error) = self.noted().damage.take() {
            return Err(error);
        }
        if self.steps.load(Ordering::Relaxed) == 0 || self.clock.now() > self.until {
            return Err(RecordError::TooSlow);
        }
        Ok(())
    }

    /// The live resources of a type in an opened home that the lens shows.
    pub fn shown<'a>(&'a self, home: usize, kind: &str) -> Vec<Seen<'a>> {
        let opened = self.homes.get(home).and_then(|home| home.opened.as_ref());
        let Some(opened) = opened else { return Vec::new() };
        let all = opened.record.currents_as_of(opened.as_of.as_ref(), kind);
        all.filter(|seen| self.shows(opened, seen)).collect()
    }

    /// How many entries there are to look at for these queries.
    pub fn weight(&self, queries: &[Query]) -> usize {
        let coded = queries.iter().map(|query| {
            let (param, codes) = query.codes().filter(|_| query.is_narrow())?;
            let opened = self.homes.iter().filter_map(|home| home.opened.as_ref());
            let weights = opened.map(|it| {
                let weight = it.record.coded_weight(query.kind(), param, &codes);
                weight.filter(|_| it.as_of.is_none())
            });
            weights.sum::<Option<usize>>()
        });
        let coded = coded.sum::<Option<usize>>();
        coded.map_or_else(|| self.entries(), |coded| coded + self.alone.len())
    }

    /// Of the live resources that the lens shows, those that may meet a query.
    pub fn candidates<'a>(&'a self, home: usize, query: &Query) -> Vec<Seen<'a>> {
        let opened = self.homes.get(home).and_then(|home| home.opened.as_ref());
        match (opened, query.codes()) {
            (Some(opened), Some((param, codes))) if opened.as_of.is_none() => {
                let mut found = opened.record.coded(query.kind(), param, &codes);
                found.retain(|seen| self.shows(opened, seen));
                found
            }
            _ => self.shown(home, query.kind()),
        }
    }

    fn shows(&self, opened: &Opened, seen: &Seen<'_>) -> bool {
        // Whoever may not see what stands now sees nothing of what stood.
        let now = || {
            let header = &seen.entry.header;
            let now = opened.record.current(&header.resource_type, &header.id);
            now.is_some_and(|now| now.shows(&self.lens))
        };
        seen.is_live() && seen.shows(&self.lens) && (opened.as_of.is_none() || now())
    }

    /// A resource of an opened home as the search sees it.
    pub fn subject<'a>(&'a self, home: usize, seen: Seen<'a>) -> Option<Subject<'a>> {
        let opened = self.homes.get(home)?.opened.as_ref()?;
        match opened.record.values(seen) {
            Ok(values) => {
                Some(Subject { home, id: &seen.entry.header.id, values, text: seen.short() })
            }
            Err(error) => {
                self.noted().damage = Some(error);
                None
            }
        }
    }

    pub fn subject_alone(&self, at: usize) -> Option<Subject<'_>> {
        let alone = self.alone.get(at)?;
        let (id, text) = (alone.single.header.id.as_str(), alone.single.short.as_slice());
        Some(Subject { home: alone.home, id, values: &alone.values, text })
    }

    pub fn subject_at(&self, place: Place) -> Option<Subject<'_>> {
        match place {
            Place::Alone(at) => self.subject_alone(at),
            Place::Entry { home, seq } => {
                let opened = self.homes.get(home)?.opened.as_ref()?;
                self.subject(home, opened.record.by_seq(seq)?)
            }
        }
    }

    /// Where a reference from `home` leads, as far as the lens shows it. What
    /// was not followed yet is noted.
    pub fn find(&self, home: usize, kind: &str, id: &str) -> Option<Place> {
        // Not even looked for: whether it is there would show in how long it takes.
        if self.lens.closes(kind) {
            return None;
        }
        if let Some(opened) = self.homes.get(home).and_then(|home| home.opened.as_ref())
            && let Some(seen) = opened.record.current_as_of(opened.as_of.as_ref(), kind, id)
        {
            return self.shows(opened, &seen).then_some(Place::Entry { home, seq: seen.seq });
        }
        let name = (kind.to_owned(), id.to_owned());
        match self.followed.get(&name) {
            Some(found) => {
                let alone = self.alone.get((*found)?)?;
                // What an open home does not have as of its head is not there.
                let open = self.homes.get(home).is_some_and(|home| home.opened.is_some());
                let near = alone.home == ELSEWHERE || (alone.home == home && !open);
                near.then_some(Place::Alone((*found)?))
            }
            None => {
                self.noted().names.insert(name);
                None
            }
        }
    }

    /// Notes that a home is to be opened, unless it is.
    pub fn is_open(&self, home: usize) -> bool {
        let known = self.homes.get(home);
        let open = known.is_none_or(|home| home.opened.is_some());
        if !open {
            self.noted().homes.insert(home);
        }
        open
    }
}

impl World for Site {
    fn target<'a>(&'a self, home: usize, kind: &str, id: &str) -> Option<Subject<'a>> {
        // What may only be read is not searched by, one hop away or more.
        if !self.lens.allows(Act::Search, kind) || !self.lens.allows(Act::Read, kind) {
            return None;
        }
        self.find(home, kind, id).and_then(|place| self.subject_at(place))
    }

    fn all<'a>(&'a self, home: usize, kind: &str) -> Vec<Subject<'a>> {
        if !self.lens.allows(Act::Search, kind) || !self.is_open(home) {
            return Vec::new();
        }
        self.shown(home, kind).into_iter().filter_map(|seen| self.subject(home, seen)).collect()
    }

    fn goes_on(&self) -> bool {
        let left = self.steps.load(Ordering::Relaxed).saturating_sub(1);
        let late = left.is_multiple_of(CLOCK_STEPS) && self.clock.now() > self.until;
        self.steps.store(if late { 0 } else { left }, Ordering::Relaxed);
        left > 0 && !late
    }
}

#[cfg(test)]
mod tests {
    use hygie_base::FixedClock;
    use hygie_fhir::search::World as _;

    use super::*;
    use crate::limits::SEARCH_MILLIS;

    #[test]
    fn a_search_has_so_much_time_and_so_many_steps() {
        let clock = Arc::new(FixedClock::new(Timestamp(0)));
        let until = Timestamp(SEARCH_MILLIS);
        let site = |steps| Site::new(Lens::everything(), steps, until, Arc::clone(&clock) as _);
        let one = site(1024);
        clock.set(until);
        assert!((0..600).all(|_| one.goes_on()) && one.checked().is_ok());
        clock.set(Timestamp(until.0 + 1));
        assert!(matches!(one.checked(), Err(RecordError::TooSlow)));
        assert!(!(0..CLOCK_STEPS).all(|_| one.goes_on()), "noticed while it looks");
        clock.set(Timestamp(0));
        let other = site(4);
        assert!((0..3).all(|_| other.goes_on()) && other.checked().is_ok());
        assert!(!other.goes_on());
        assert!(matches!(other.checked(), Err(RecordError::TooSlow)));
    }
}
