//! What the trace costs: its wait at two hundred reads a second beside what the disk takes
//! to sync, how fast many readers are, how long it takes to verify what they left, and how
//! long the person waits for a page of it.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use hygie_base::{RecordNo, SystemRng};
use hygie_gate::{Asker, Gate, Role};
use hygie_record::{TraceQuery, TracesOf};
use hygie_seal::Ring;
use tokio::runtime::Runtime;

use crate::care::{self, physician};
use crate::disk;
use crate::service::{self, SQLITE, Service};
use crate::{median, timed};

/// Entries of each record beside who the person is.
const ENTRIES: usize = 20;
/// Reads at a steady pace, one each [`PACE`].
const PACED: usize = 2_000;
const PACE: Duration = Duration::from_millis(5);
/// Readers who wait for nothing but their own answers.
const READERS: usize = 32;
/// Traces of the person's record when their page is measured.
const OF_PERSON: usize = 10_000;
/// Traces of one page, as the pages have it.
const PAGE: usize = 50;
/// Times that a page is measured.
const PAGES: usize = 200;

/// Medians, but for what says otherwise.
pub(crate) struct Measured {
    /// The disk's own sync of a page.
    pub(crate) sync: disk::Sync,
    /// A read with its trace at the steady pace.
    pub(crate) paced: Duration,
    /// One in a hundred was slower.
    pub(crate) paced_worst: Duration,
    /// Reads by all readers, and how long they took.
    pub(crate) reads: usize,
    pub(crate) reading: Duration,
    /// Traces that were verified, and how long that took.
    pub(crate) verified: u64,
    pub(crate) verifying: Duration,
    /// The first page of who looked.
    pub(crate) page: Duration,
    /// All of it, page by page, once.
    pub(crate) all: Duration,
}

/// Measures in an empty folder, with so many traces by the readers.
pub(crate) fn measure(folder: &Path, traces: usize) -> anyhow::Result<Measured> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let service = service::open(&runtime, SQLITE, folder, Ring::generate(&SystemRng))?;
    let gate = Gate::open(&service.records).context("the mint was claimed")?;
    let of_person = runtime.block_on(care::fill(&service, &gate, "p", ENTRIES))?;
    let of_readers = runtime.block_on(care::fill(&service, &gate, "q", ENTRIES))?;
    let sync = disk::fdatasync(folder)?;
    let mut paced = at_pace(&runtime, &service, &gate, of_person)?;
    read(&runtime, &service, &gate, (of_person, "p"), OF_PERSON - PACED)?;
    let (page, all) = pages(&runtime, &service, &gate, of_person)?;
    let who = (of_readers, "q");
    let ((), reading) = timed(|| read(&runtime, &service, &gate, who, traces))?;
    let permit = gate.command_line("bench");
    let verify = || Ok(runtime.block_on(service.records.verify_logs(&permit, &[]))?);
    let (report, verifying) = timed(verify)?;
    anyhow::ensure!(report.findings.is_empty(), "the log verifies: {:?}", report.findings);
    let verified = report.logs.iter().map(|log| log.traces).sum();
    runtime.block_on(service.store.close())?;
    paced.sort_unstable();
    let paced_worst = paced.get(PACED * 99 / 100).copied().unwrap_or_default();
    let paced = median(paced);
    Ok(Measured {
        sync,
        paced,
        paced_worst,
        reads: traces,
        reading,
        verified,
        verifying,
        page,
        all,
    })
}

/// One read each [`PACE`], whether the one before was quick or slow.
#[expect(clippy::disallowed_methods, reason = "measuring is what this program is for")]
fn at_pace(
    runtime: &Runtime,
    service: &Service,
    gate: &Gate,
    record: RecordNo,
) -> anyhow::Result<Vec<Duration>> {
    let permit = runtime.block_on(gate.record(&physician(), record))?;
    let mut times = Vec::with_capacity(PACED);
    let mut next = Instant::now();
    for _ in 0..PACED {
        next += PACE;
        std::thread::sleep(next.saturating_duration_since(Instant::now()));
        let read = || Ok(runtime.block_on(service.records.read(&permit, "Observation", "p1"))?);
        times.push(timed(read)?.1);
    }
    Ok(times)
}

/// So many reads of a record by [`READERS`] at once, each with a permit of its own.
fn read(
    runtime: &Runtime,
    service: &Service,
    gate: &Gate,
    (record, name): (RecordNo, &str),
    count: usize,
) -> anyhow::Result<()> {
    let mut readers = Vec::with_capacity(READERS);
    for number in 0..READERS {
        let permit = runtime.block_on(gate.record(&physician(), record))?;
        let (records, id) = (Arc::clone(&service.records), format!("{name}1"));
        let own = count / READERS + usize::from(number < count % READERS);
        readers.push(runtime.spawn(async move {
            for _ in 0..own {
                records.read(&permit, "Observation", &id).await?;
            }
            anyhow::Ok(())
        }));
    }
    readers.into_iter().try_for_each(|reader| runtime.block_on(reader)?)
}

/// The first page of who looked, and all of it.
fn pages(
    runtime: &Runtime,
    service: &Service,
    gate: &Gate,
    record: RecordNo,
) -> anyhow::Result<(Duration, Duration)> {
    let person = Asker {
        id: "person".into(),
        name: "Bench".into(),
        person: Some(record),
        ..Asker::of(Role::Person, "bench")
    };
    let page = |before, limit| {
        runtime.block_on(async {
            let (permit, _) = gate.traces(&person, record).await?;
            let asked = TraceQuery { before, limit, of: TracesOf::Everyone };
            anyhow::Ok(service.records.traces_page(&permit, record, &asked).await?)
        })
    };
    let mut times = Vec::with_capacity(PAGES);
    for _ in 0..PAGES {
        times.push(timed(|| page(None, PAGE))?.1);
    }
    let whole = || {
        let (mut seen, mut before) = (0, None);
        while seen < OF_PERSON {
            let found = page(before, PAGE)?;
            anyhow::ensure!(!found.traces.is_empty(), "there are so many");
            seen += found.traces.len();
            before = found.traces.last().map(|last| (last.log, last.index));
        }
        Ok(())
    };
    Ok((median(times), timed(whole)?.1))
}
