//! Random sequences of batches, erasures, rotations and openings against a
//! simple model of what a record is.

use std::collections::{BTreeMap, BTreeSet};

use hygie_base::{Clock as _, RecordNo, Timestamp};
use hygie_record::{Effect, PendingWrite, RecordError, State, Written};
use hygie_testkit::{World, batch, delete, observation, patient, put};
use hygie_trace::{Action, Outcome};
use proptest::prelude::*;

const PERSONS: usize = 3;

/// One step of a sequence. Persons, resources and custodians by number.
#[derive(Clone, Debug)]
enum Step {
    Person { person: usize, name: u8, custodian: u8 },
    Put { person: usize, values: BTreeMap<u8, u8>, custodian: u8 },
    Delete { person: usize, resource: u8, custodian: u8 },
    Settle,
    EraseCustodian { person: usize, custodian: u8 },
    Erase { person: usize },
    Rotate,
    Reopen,
}

fn step() -> impl Strategy<Value = Step> {
    let (person, custodian) = (0..PERSONS, 0..2_u8);
    let values = prop::collection::btree_map(0..4_u8, 0..3_u8, 1..4);
    prop_oneof![
        4 => (person.clone(), 0..2_u8, custodian.clone())
            .prop_map(|(person, name, custodian)| Step::Person { person, name, custodian }),
        8 => (person.clone(), values, custodian.clone())
            .prop_map(|(person, values, custodian)| Step::Put { person, values, custodian }),
        3 => (person.clone(), 0..4_u8, custodian.clone())
            .prop_map(|(person, resource, custodian)| Step::Delete { person, resource, custodian }),
        2 => Just(Step::Settle),
        2 => (person.clone(), custodian)
            .prop_map(|(person, custodian)| Step::EraseCustodian { person, custodian }),
        1 => person.prop_map(|person| Step::Erase { person }),
        1 => Just(Step::Rotate),
        2 => Just(Step::Reopen),
    ]
}

/// One version as the model keeps it; no text when it is a deletion.
#[derive(Clone, Debug)]
struct Version {
    name: String,
    number: u32,
    at: Timestamp,
    text: Option<String>,
    custodian: u8,
}

/// What became of a write.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Came {
    Written(Vec<Effect>),
    Absent,
    NotFound,
    Erased,
}

impl Came {
    fn of(result: Result<Written, RecordError>) -> Self {
        match result {
            Ok(written) => Self::Written(written.effects),
            Err(RecordError::AbsentPatient { .. }) => Self::Absent,
            Err(RecordError::NotFound) => Self::NotFound,
            Err(RecordError::Erased { .. }) => Self::Erased,
            Err(error) => unreachable!("{error}"),
        }
    }
}

/// One person as the model knows it.
#[derive(Clone, Default, Debug)]
struct Person {
    versions: Vec<Version>,
    numbers: BTreeMap<String, u32>,
    gone: BTreeSet<String>,
    writes: usize,
    /// Whether a part was erased, which leaves the system's own key behind.
    marked: bool,
}

impl Person {
    fn current(&self, name: &str) -> Option<&Version> {
        self.versions.iter().rev().find(|version| version.name == name)
    }

    /// What a change comes to, before any of its batch is applied.
    fn effect(&self, root: &str, name: &str, text: Option<&str>) -> Result<Effect, Came> {
        let current = self.current(name);
        // A deletion does not say whether what is not there was erased.
        if current.is_none() && text.is_some() && self.gone.contains(name) {
            return Err(Came::Erased);
        }
        match (text, current) {
            (None, None) => Err(Came::NotFound),
            (None, Some(current)) if current.text.is_none() => Ok(Effect::Unchanged),
            (None, Some(_)) => Ok(Effect::Deleted),
            (Some(_), _) if name != root && self.current(root).is_none() => Err(Came::Absent),
            (Some(_), None) => Ok(Effect::Created),
            (Some(text), Some(current)) if current.text.as_deref() == Some(text) => {
                Ok(Effect::Unchanged)
            }
            (Some(_), Some(_)) => Ok(Effect::Updated),
        }
    }

    fn apply(
        &mut self,
        root: &str,
        changes: &[(String, Option<String>)],
        custodian: u8,
        at: Timestamp,
    ) -> Came {
        let mut effects = Vec::new();
        for (name, text) in changes {
            match self.effect(root, name, text.as_deref()) {
                Ok(effect) => effects.push(effect),
                Err(came) => return came,
            }
        }
        self.writes += usize::from(effects.iter().any(|effect| *effect != Effect::Unchanged));
        for ((name, text), effect) in changes.iter().zip(&effects) {
            if *effect != Effect::Unchanged {
                let number = self.numbers.entry(name.clone()).or_default();
                *number += 1;
                let (name, number, text) = (name.clone(), *number, text.clone());
                self.versions.push(Version { name, number, at, text, custodian });
            }
        }
        Came::Written(effects)
    }

    /// Erases one custodian's part or all; tells how many resources are no
    /// longer found as they were, or that there is nothing to erase.
    fn erase(&mut self, custodian: Option<u8>) -> Option<usize> {
        let doomed = |version: &Version| custodian.is_none_or(|one| version.custodian == one);
        let nothing = !self.versions.iter().any(doomed);
        if nothing && !(custodian.is_none() && self.marked) {
            return None;
        }
        let names: BTreeSet<String> =
            self.versions.iter().map(|version| version.name.clone()).collect();
        let hit: Vec<_> =
            names.into_iter().filter(|name| self.current(name).is_some_and(doomed)).collect();
        self.versions.retain(|version| !doomed(version));
        for name in &hit {
            if self.current(name).is_none() {
                self.gone.insert(name.clone());
            }
        }
        self.marked = custodian.is_some();
        Some(hit.len())
    }

    /// What stood at an instant, by name.
    fn at(&self, at: Timestamp) -> BTreeMap<String, String> {
        let mut state = BTreeMap::new();
        for version in self.versions.iter().filter(|version| version.at <= at) {
            match &version.text {
                Some(text) => state.insert(version.name.clone(), text.clone()),
                None => state.remove(&version.name),
            };
        }
        state
    }
}

/// The service and the model side by side.
struct Pair {
    world: World,
    persons: Vec<Person>,
    records: Vec<Option<RecordNo>>,
    under_way: Vec<(Result<PendingWrite, RecordError>, Came)>,
    instants: Vec<Timestamp>,
}

fn custodian(number: u8) -> String {
    format!("org{number}")
}

impl Pair {
    fn new() -> Self {
        let (persons, records) = (vec![Person::default(); PERSONS], vec![None; PERSONS]);
        let (under_way, instants) = (Vec::new(), Vec::new());
        Self { world: World::new(), persons, records, under_way, instants }
    }

    async fn take(mut self, step: Step) -> Self {
        self.world.clock.advance(1000);
        self.instants.push(self.world.clock.now());
        match step {
            Step::Person { person, name, custodian } => {
                let id = format!("p{person}");
                let text = patient(&id, &format!("Doe{name}"));
                self.write(person, vec![(format!("Patient/{id}"), Some(text))], custodian).await;
            }
            Step::Put { person, values, custodian } => {
                let changes = values.into_iter().map(|(resource, value)| {
                    let id = format!("o{person}-{resource}");
                    let text = observation(&id, &format!("p{person}"), &value.to_string());
                    (format!("Observation/{id}"), Some(text))
                });
                self.write(person, changes.collect(), custodian).await;
            }
            Step::Delete { person, resource, custodian } => {
                let name = format!("Observation/o{person}-{resource}");
                self.write(person, vec![(name, None)], custodian).await;
            }
            Step::Settle => self.settle().await,
            Step::EraseCustodian { person, custodian } => self.erase(person, Some(custodian)).await,
            Step::Erase { person } => self.erase(person, None).await,
            Step::Rotate => self.rotate().await,
            Step::Reopen => {
                self.settle().await;
                self.world = self.world.reopen().await;
            }
        }
        self
    }

    /// Submits a batch without waiting, so that sequences run as a pipeline.
    async fn write(&mut self, person: usize, changes: Vec<(String, Option<String>)>, by: u8) {
        let rows = changes.iter().map(|(name, text)| match (text, name.split_once('/')) {
            (Some(text), _) => put(text),
            (None, Some((kind, id))) => delete(kind, id),
            (None, None) => unreachable!("names are Type/id"),
        });
        let batch = batch(&custodian(by), rows.collect());
        let pending = self.world.records.submit(&self.world.all(), batch).await;
        let root = format!("Patient/p{person}");
        let now = self.world.clock.now();
        let expect = self.persons[person].apply(&root, &changes, by, now);
        self.under_way.push((pending, expect));
    }

    async fn settle(&mut self) {
        for (pending, expect) in self.under_way.drain(..) {
            let came = match pending {
                Ok(pending) => pending.wait().await,
                Err(error) => Err(error),
            };
            assert_eq!(Came::of(came), expect);
        }
        for (number, record) in self.records.iter_mut().enumerate() {
            if record.is_none() && !self.persons[number].versions.is_empty() {
                *record = Some(self.world.record(&format!("p{number}")).await);
            }
        }
    }

    async fn erase(&mut self, person: usize, by: Option<u8>) {
        self.settle().await;
        let Some(record) = self.records[person] else { return };
        let name = by.map(custodian);
        let all = self.world.all();
        let erased = self.world.records.erase(&all, record, name.as_deref()).await;
        let erased = match erased {
            Ok(erased) => Some(usize::try_from(erased.resources).unwrap()),
            Err(RecordError::NotFound) => None,
            Err(error) => unreachable!("{error}"),
        };
        assert_eq!(erased, self.persons[person].erase(by));
    }

    async fn rotate(&mut self) {
        self.settle().await;
        let saved = std::sync::Mutex::new(Vec::new());
        let save = |bytes: &[u8]| {
            *saved.lock().unwrap() = bytes.to_vec();
            Ok(())
        };
        self.world.records.rotate_keys(&self.world.all(), &save).await.unwrap();
        self.world.save_ring(&saved.into_inner().unwrap());
    }

    async fn compare(&mut self) {
        self.settle().await;
        for number in 0..PERSONS {
            let Some(record) = self.records[number] else { continue };
            let person = &self.persons[number];
            let (records, all) = (&self.world.records, self.world.all());
            if person.versions.is_empty() && !person.marked {
                let opened = records.open(&all, record, None).await;
                assert!(crate::is_not_found(opened));
            } else {
                self.compare_states(record, person).await;
            }
            self.compare_histories(person).await;
            let traces = records.traces(&all, record).await.unwrap();
            let writes = traces.iter().filter(|seen| {
                seen.trace.action == Action::Write && seen.trace.outcome == Outcome::Granted
            });
            assert_eq!(writes.count(), person.writes);
        }
        self.world.is_clean().await;
    }

    async fn compare_states(&self, record: RecordNo, person: &Person) {
        let instants = self.instants.iter().copied().map(Some).chain([None]);
        for at in instants {
            let opened = self.world.records.open(&self.world.all(), record, at).await.unwrap();
            let found: BTreeMap<String, String> = opened
                .resources
                .iter()
                .map(|one| (format!("{}/{}", one.resource_type, one.id), crate::text(one).into()))
                .collect();
            assert_eq!(found, person.at(at.unwrap_or(Timestamp(i64::MAX))), "at {at:?}");
        }
    }

    async fn compare_histories(&self, person: &Person) {
        let names: BTreeSet<&String> = person.numbers.keys().collect();
        for name in names {
            let (kind, id) = name.split_once('/').unwrap();
            let history = self.world.records.history(&self.world.all(), kind, id).await;
            let found: Vec<_> = match history {
                Ok(history) => history
                    .iter()
                    .rev()
                    .map(|one| (one.version, one.state == State::Live, one.custodian.clone()))
                    .collect(),
                Err(RecordError::NotFound) => Vec::new(),
                Err(error) => unreachable!("{error}"),
            };
            let versions = person.versions.iter().filter(|version| version.name == *name);
            let expect: Vec<_> = versions
                .map(|one| (one.number, one.text.is_some(), custodian(one.custodian)))
                .collect();
            assert_eq!(found, expect, "{name}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 24, failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn a_journal_is_what_its_model_says(steps in prop::collection::vec(step(), 1..40)) {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            let mut pair = Pair::new();
            for step in steps {
                pair = pair.take(step).await;
            }
            pair.compare().await;
        });
    }
}
