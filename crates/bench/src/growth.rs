//! How a store bears growth: the same acts on the same kind of records, of
//! which there are more and more. Each act goes the way of the pages: the gate
//! decides, the service acts, and the answer waits until its trace is durable.

mod note;
mod person;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use hygie_base::{RecordNo, SystemRng};
use hygie_gate::acts::Register;
use hygie_gate::rights::Party;
use hygie_gate::{Asker, Caps, Gate, Role};
use hygie_record::{Batch, Records, Wanted};
use hygie_seal::Ring;
use tokio::runtime::Runtime;

use self::person::Person;
pub(crate) use self::person::change;
use crate::service::{self, Service};
use crate::{median, timed};

/// Persons of whom the records are being written at the same time.
const WRITERS: u64 = 64;
/// Times that each act is measured, each on another person.
const ROUNDS: u64 = 200;
/// Who keeps the records.
const CUSTODIAN: &str = "bench";

/// What a store does with so many records; durations are medians.
pub(crate) struct Measured {
    pub(crate) records: u64,
    /// Finding somebody by a misspelt name and the birth date.
    pub(crate) find: Duration,
    /// Opening a record that this process did not open before.
    pub(crate) open: Duration,
    /// Writing a note, durable.
    pub(crate) commit: Duration,
    /// Bytes on the disk for each record.
    pub(crate) bytes: u64,
}

/// Fills an empty store up to each of these sizes, which ascend, and measures it there.
pub(crate) fn measure(
    address: &str,
    folder: &Path,
    sizes: &[u64],
    mut each: impl FnMut(&Measured) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    anyhow::ensure!(sizes.is_sorted(), "sizes must ascend");
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let ring = Ring::generate(&SystemRng).to_bytes();
    let open = || service::open(&runtime, address, folder, Ring::from_bytes(&ring)?);
    let mut written = 0;
    for &size in sizes {
        anyhow::ensure!(size >= ROUNDS, "fewer than {ROUNDS} records tell nothing");
        let bytes = runtime.block_on(fill(open()?, written, size))? / size;
        written = size;
        let service = open()?;
        let house = House::of(&runtime, &service, size)?;
        let find = house.median(|person| house.find(person))?;
        let open = house.median(|person| house.open(person))?;
        let commit = house.median(|person| house.commit(person))?;
        runtime.block_on(service.store.close())?;
        each(&Measured { records: size, find, open, commit, bytes })?;
    }
    Ok(())
}

/// Writes the persons after `from` up to `to`, each in a commit of their own;
/// the bytes that the store then has.
async fn fill(service: Service, from: u64, to: u64) -> anyhow::Result<u64> {
    let gate = Gate::open(&service.records).context("the mint was claimed")?;
    let permit = Arc::new(gate.command_line("bench"));
    let mut writers = tokio::task::JoinSet::new();
    for writer in 0..WRITERS {
        let (records, permit) = (Arc::clone(&service.records), Arc::clone(&permit));
        writers.spawn(async move {
            let mut number = from + writer;
            while number < to {
                let changes = Person::of(number).changes()?;
                records.write(&permit, Batch { changes, custodian: CUSTODIAN.into() }).await?;
                number += WRITERS;
            }
            anyhow::Ok(())
        });
    }
    writers.join_all().await.into_iter().collect::<anyhow::Result<()>>()?;
    service.store.checkpoint().await?;
    let bytes = service.store.stats().await?.bytes;
    service.store.close().await?;
    Ok(bytes)
}

/// Somebody of the care team at work.
struct House<'r> {
    runtime: &'r Runtime,
    records: Arc<Records>,
    gate: Gate,
    asker: Asker,
    size: u64,
}

impl<'r> House<'r> {
    fn of(runtime: &'r Runtime, service: &Service, size: u64) -> anyhow::Result<Self> {
        let asker = Asker {
            id: "physician".into(),
            name: "Dr Bench".into(),
            organisation: CUSTODIAN.into(),
            organisation_name: "Bench".into(),
            ..Asker::of(Role::Physician, "bench")
        };
        let records = Arc::clone(&service.records);
        // Nobody opens as many persons' records as are measured.
        let caps = Caps::parse(&["physician=off"])?;
        let gate = Gate::with_caps(&records, caps).context("the mint was claimed")?;
        let house = Self { runtime, records, gate, asker, size };
        // The first requests also make connections, prepare statements and open
        // the registry's keys. The last persons are not those who are measured.
        for number in size - 10..size {
            let person = Person::of(number);
            house.find(&person)?;
            house.open(&person)?;
            house.commit(&person)?;
        }
        Ok(house)
    }

    /// The median of an act on persons from everywhere in the store.
    fn median(
        &self,
        act: impl Fn(&Person) -> anyhow::Result<Duration>,
    ) -> anyhow::Result<Duration> {
        let step = (self.size - 10) / ROUNDS.min(self.size - 10);
        let numbers = (0..self.size - 10).step_by(usize::try_from(step)?);
        Ok(median(numbers.map(|number| act(&Person::of(number))).collect::<Result<_, _>>()?))
    }

    fn find(&self, person: &Person) -> anyhow::Result<Duration> {
        let typed = person.mistyped();
        let (found, time) = timed(|| {
            self.runtime.block_on(async {
                let permit = self.gate.find(&self.asker).await?;
                let wanted = Wanted::parse(&typed).context("nothing was typed")?;
                Ok(self.records.find_persons(&permit, &wanted).await?)
            })
        })?;
        let is_there = found.people.iter().any(|found| found.patient.id == person.id);
        anyhow::ensure!(is_there, "{} was not found by {typed:?}", person.id);
        Ok(time)
    }

    fn open(&self, person: &Person) -> anyhow::Result<Duration> {
        let record = self.record(person)?;
        let open = || {
            self.runtime.block_on(async {
                let permit = self.gate.record(&self.asker, record).await?;
                Ok(self.records.view(&permit, record, "synthesis").await?)
            })
        };
        let (view, time) = timed(open)?;
        anyhow::ensure!(view.patient().is_some(), "the record of {} is empty", person.id);
        Ok(time)
    }

    fn commit(&self, person: &Person) -> anyhow::Result<Duration> {
        let record = self.record(person)?;
        let write = || {
            self.runtime.block_on(async {
                let permit = self.gate.record(&self.asker, record).await?;
                let changes = vec![note::by(person)?];
                let batch = Batch { changes, custodian: CUSTODIAN.into() };
                Ok(self.records.write(&permit, batch).await?)
            })
        };
        Ok(timed(write)?.1)
    }

    fn record(&self, person: &Person) -> anyhow::Result<RecordNo> {
        let record = self.runtime.block_on(self.records.record_of(&person.id))?;
        let record = record.with_context(|| format!("{} has no record", person.id))?;
        let party = Party::organisation(&self.asker);
        let act = Register { end: None, informed: false, ..Register::default() };
        self.runtime.block_on(self.gate.register("bench", record, &party, &act))?;
        Ok(record)
    }
}
