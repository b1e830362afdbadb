//! What the gate costs: a decision with the rights read from the store, one whose rights
//! were read, and the lens over the entries of a large record.

use std::path::Path;
use std::time::Duration;

use anyhow::Context as _;
use hygie_base::{RecordNo, SystemRng, Timestamp};
use hygie_gate::acts::{Act as _, Register};
use hygie_gate::rights::Rights;
use hygie_gate::{Asker, Gate, weigh};
use hygie_policy::facts::Interaction;
use hygie_seal::Ring;
use tokio::runtime::Runtime;

use crate::care::{self, physician};
use crate::service::{self, SQLITE, Service};
use crate::{median, timed};

/// Entries of the record.
const ENTRIES: usize = 5_000;
/// Times that each is measured.
const ROUNDS: usize = 2_000;
/// Decisions timed together: one is below what a clock can tell.
const DECISIONS: u32 = 1_000;
/// Times that the lens goes over the record.
const LENSES: usize = 200;

/// Medians.
pub(crate) struct Measured {
    /// A decision whose rights are read from the store: how somebody stands.
    pub(crate) from_store: Duration,
    /// The permit made by that.
    pub(crate) permit: Duration,
    /// A decision whose rights were read before.
    pub(crate) kept: Duration,
    /// The lens of a permit over all entries.
    pub(crate) lens: Duration,
    /// How many of them pass.
    pub(crate) passing: usize,
}

/// Measures in an empty folder.
pub(crate) fn measure(folder: &Path) -> anyhow::Result<Measured> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let service = service::open(&runtime, SQLITE, folder, Ring::generate(&SystemRng))?;
    let gate = Gate::open(&service.records).context("the mint was claimed")?;
    let asker = physician();
    let record = runtime.block_on(care::fill(&service, &gate, "p", ENTRIES - 1))?;
    let (mut from_store, mut permits) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        from_store.push(timed(|| Ok(runtime.block_on(gate.standing(&asker, record))?))?.1);
        permits.push(timed(|| Ok(runtime.block_on(gate.record(&asker, record))?))?.1);
    }
    let (passing, lens) = lens(&runtime, &service, &gate, (&asker, record))?;
    let (from_store, permit) = (median(from_store), median(permits));
    let kept = kept(&gate, &asker)?;
    runtime.block_on(service.store.close())?;
    Ok(Measured { from_store, permit, kept, lens, passing })
}

/// Who asks is weighed against rights that are at hand, and the policy decides.
fn kept(gate: &Gate, asker: &Asker) -> anyhow::Result<Duration> {
    let (mut rights, now) = (Rights::default(), Timestamp(1_700_000_000_000));
    Register { end: None, informed: true, ..Register::default() }.apply(&mut rights, asker, now)?;
    let mut times = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        let decide = || {
            let mut allowed = 0_u32;
            for _ in 0..DECISIONS {
                let situation = weigh(asker, &rights, now).situation;
                allowed += u32::from(gate.policy().decide(&situation, Interaction::Read).allowed);
            }
            anyhow::ensure!(allowed == DECISIONS, "the care team reads");
            Ok(())
        };
        times.push(timed(decide)?.1 / DECISIONS);
    }
    Ok(median(times))
}

/// A permit's lens over every entry of the record, once its labels are read.
fn lens(
    runtime: &Runtime,
    service: &Service,
    gate: &Gate,
    (asker, record): (&Asker, RecordNo),
) -> anyhow::Result<(usize, Duration)> {
    let (mut passing, mut times) = (0, Vec::with_capacity(LENSES));
    for _ in 0..LENSES {
        // Each request has a permit, and a lens, of its own.
        let permit = runtime.block_on(gate.record(asker, record))?;
        let count = || Ok(runtime.block_on(service.records.admitted(&permit, record))?);
        let (found, time) = timed(count)?;
        passing = found;
        times.push(time);
    }
    anyhow::ensure!(passing > ENTRIES / 2, "the care team sees most of it");
    Ok((passing, median(times)))
}
