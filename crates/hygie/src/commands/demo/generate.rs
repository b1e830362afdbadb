//! `hygie demo generate`: a population of any size as NDJSON, for an import.

use std::io::{self, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use anyhow::{Context as _, bail};
use hygie_base::Clock;
use hygie_demo::lines::{Keeper, Lines, registry};
use hygie_demo::world::World;
use hygie_folder::{FolderError, durable_stream};

use crate::args::Generate;
use crate::console::{Console, Exit, counted};

/// Files of a population, in the order in which an import takes them.
const FILES: [&str; 3] = ["1-registry.ndjson", "2-persons.ndjson", "3-records.ndjson"];
/// Inhabitants made in one go: some megabytes.
const CHUNK: u64 = 256;
/// Chunks that wait for the disk, for each thread that makes them.
const WAITING: usize = 2;
/// Threads that make them; past this the disk is what waits.
const MAKERS: usize = 8;

/// Writes the population.
pub fn run(asked: &Generate, clock: &dyn Clock, console: &dyn Console) -> anyhow::Result<Exit> {
    let world = super::world::told_now(asked.seed, clock);
    let out = &asked.out;
    ready(out)?;
    let [registry_file, persons_file, records_file] = FILES.map(|name| out.join(name));
    let (mut resources, mut fault) = (0, None);
    // Each file gets its name once it is whole, the registry's last of all.
    let written = durable_stream(&registry_file, |to| {
        let inner = durable_stream(&persons_file, |persons| {
            let inner = durable_stream(&records_file, |records| {
                resources = write(world, asked, persons, records, console)?;
                Ok(())
            });
            first(&mut fault, inner)
        });
        first(&mut fault, inner)?;
        to.write_all(&all(&registry(Keeper::One)))
    });
    written.map_err(|error| fault.unwrap_or(error))?;
    console.progress_end();
    console.line(&format!(
        "Wrote {} and {} of fictional data to {}, seed {}. Take it in with: hygie --data DIR import {}",
        counted(asked.people, "inhabitant"),
        counted(resources, "resource"),
        out.display(),
        asked.seed,
        out.display()
    ));
    Ok(Exit::Done)
}

/// Keeps the first fault: those around it only say it again.
fn first(fault: &mut Option<FolderError>, done: Result<(), FolderError>) -> io::Result<()> {
    done.map_err(|error| {
        fault.get_or_insert(error);
        io::Error::other("a file beside it could not be written")
    })
}

/// An empty folder, made when there is none.
fn ready(out: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(out).with_context(|| format!("cannot make {}", out.display()))?;
    let mut there =
        std::fs::read_dir(out).with_context(|| format!("cannot read {}", out.display()))?;
    if there.next().is_some() {
        bail!("{} is not empty: nothing was touched. Name a new folder with --out", out.display());
    }
    Ok(())
}

fn all(lines: &std::collections::BTreeMap<&'static str, Vec<u8>>) -> Vec<u8> {
    lines.values().flatten().copied().collect()
}

/// Makes chunks on every processor and writes them in order; tells how many
/// resources there are.
fn write(
    world: World,
    asked: &Generate,
    persons: &mut dyn Write,
    records: &mut dyn Write,
    console: &dyn Console,
) -> io::Result<u64> {
    let chunks = asked.people.div_ceil(CHUNK);
    let makers = thread::available_parallelism().map_or(1, usize::from).min(MAKERS);
    let (mut persons, mut records) = (io::BufWriter::new(persons), io::BufWriter::new(records));
    let mut resources = 0;
    thread::scope(|scope| {
        let makers: Vec<Receiver<Lines>> = (0..makers as u64)
            .map(|maker| {
                let (to, from) = sync_channel(WAITING);
                let step = makers;
                scope.spawn(move || {
                    let mine = (maker..chunks).step_by(step);
                    // Whoever writes has gone away when this fails, and says why.
                    mine.map(|chunk| lines(world, chunk, asked.people))
                        .try_for_each(|made| to.send(made))
                });
                from
            })
            .collect();
        for chunk in 0..chunks {
            let maker = usize::try_from(chunk).unwrap_or(0) % makers.len();
            let made = makers.get(maker).and_then(|maker| maker.recv().ok());
            let made = made.ok_or_else(|| io::Error::other("a thread that makes people ended"))?;
            made.persons.values().try_for_each(|bytes| persons.write_all(bytes))?;
            made.records.values().try_for_each(|bytes| records.write_all(bytes))?;
            resources += made.resources;
            console.progress(chunk + 1, chunks, "making people");
        }
        persons.flush()?;
        records.flush()?;
        Ok(resources)
    })
}

fn lines(world: World, chunk: u64, people: u64) -> Lines {
    let mut lines = Lines::new(Keeper::One);
    let numbers = chunk * CHUNK..people.min((chunk + 1) * CHUNK);
    world.inhabitants(numbers).for_each(|record| lines.add(&record));
    lines
}
