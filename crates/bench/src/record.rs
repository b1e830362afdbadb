//! The largest record of a data folder: how long it takes to open it in a fresh
//! service, and to search inside it once it is open.

use std::path::Path;
use std::time::Duration;

use anyhow::Context as _;
use hygie_base::RecordNo;
use hygie_gate::Gate;
use hygie_seal::Ring;
use tokio::runtime::Runtime;

use crate::service::{self, Service};
use crate::{median, timed};

/// Services opened afresh.
const OPENINGS: usize = 5;
/// Times each search is run once the record is open.
const SEARCHES: usize = 100;
/// Searches that a page of a record makes.
const QUERIES: &[(&str, &[(&str, &str)])] = &[
    ("Observation", &[("code", "http://loinc.org|8302-2"), ("_sort", "-date"), ("_count", "20")]),
    ("Observation", &[("category", "laboratory"), ("date", "ge2015-01-01")]),
    ("Condition", &[("clinical-status", "active")]),
    ("Encounter", &[("date", "ge2015-01-01"), ("_sort", "-date")]),
    ("MedicationRequest", &[("status", "active,completed")]),
];

/// Medians over the runs.
pub(crate) struct Measured {
    /// Entries of the record.
    pub(crate) entries: u64,
    /// Everything from a closed folder's first read to the released resources:
    /// seals opened, chain verified, trace durable.
    pub(crate) open: Duration,
    /// One search in memory, values extracted before.
    pub(crate) search: Duration,
    /// One search with its trace durable and its resources released.
    pub(crate) traced: Duration,
}

/// Measures the record with the most entries.
pub(crate) fn measure(data: &Path) -> anyhow::Result<Measured> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let mut openings = Vec::with_capacity(OPENINGS);
    for _ in 0..OPENINGS {
        let (service, record, _) = open_service(&runtime, data)?;
        let gate = Gate::open(&service.records).context("the mint was claimed")?;
        let permit = gate.command_line("bench");
        let opened = timed(|| {
            Ok(runtime.block_on(service.records.open(&permit, record, None))?.resources.len())
        });
        openings.push(opened?.1);
        runtime.block_on(service.store.close())?;
    }
    let (service, record, entries) = open_service(&runtime, data)?;
    let gate = Gate::open(&service.records).context("the mint was claimed")?;
    let (mut warm, mut traced) = (Vec::new(), Vec::new());
    for (kind, query) in QUERIES {
        let permit = gate.command_line("bench");
        let find = || Ok(runtime.block_on(service.records.search(&permit, record, kind, query))?);
        find()?;
        traced.push(timed(find)?.1);
        let count =
            || Ok(runtime.block_on(service.records.count_warm(&permit, record, kind, query))?);
        for _ in 0..SEARCHES {
            warm.push(timed(count)?.1);
        }
    }
    runtime.block_on(service.store.close())?;
    let (open, search, traced) = (median(openings), median(warm), median(traced));
    Ok(Measured { entries, open, search, traced })
}

/// A service with nothing in its caches, its largest record, and that record's entries.
fn open_service(runtime: &Runtime, data: &Path) -> anyhow::Result<(Service, RecordNo, u64)> {
    let ring = Ring::from_bytes(&std::fs::read(data.join("ring"))?)?;
    let service = service::open(runtime, service::SQLITE, data, ring)?;
    let (mut after, mut largest) = (RecordNo::REGISTRY, None);
    loop {
        let page = runtime.block_on(service.store.records(after, 10_000))?;
        let Some(last) = page.last() else { break };
        after = last.record;
        largest = largest.into_iter().chain(page).max_by_key(|head| head.seq);
    }
    let largest = largest.context("the folder holds no record")?;
    Ok((service, largest.record, largest.seq))
}
