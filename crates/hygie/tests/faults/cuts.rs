//! A loss of power at any moment, replayed: from what a run wrote and synced,
//! images in which what no sync covered is there, absent or torn.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::chance::Chance;
use crate::folder::{Place, write};
use crate::input::{Resources, lines, named, observation, together, transaction};
use crate::owner::Owner;
use crate::program::{ask, hygie, run, under};
use crate::strace::{Event, events, strace};
use crate::sync::end;
use crate::torn::unfolded;

/// What a disk writes whole.
const SECTOR: usize = 512;
const PAGE: usize = 4096;
const SEED: u64 = 0x6375_7473;
/// Images of the log, and of the file while the log is folded back.
const LOGS: usize = 200;
const FOLDS: usize = 40;

/// A run that was recorded.
struct Recorded {
    /// The folder before it.
    before: Place,
    /// The folder after it, the log not folded back.
    after: Place,
    /// What was written, synced and answered.
    events: Vec<Event>,
    /// The files that were imported, in order: one answer each.
    files: Vec<PathBuf>,
}

fn brings(number: usize) -> Resources {
    if number.is_multiple_of(3) {
        let of = ["gil", "hal", "ida", "jon"][number / 3];
        return together(of);
    }
    let of = ["gil", "gil", "gil", "hal", "hal", "hal", "ida", "ida", "ida", "jon", "jon"][number];
    let count = 1 + number;
    (0..count).map(|n| named(observation(&format!("c{number}-{n}"), of, n))).collect()
}

/// Eleven imports by one owner, which is then killed: the log is not folded back.
fn record() -> Recorded {
    let place = Place::made();
    let first = place.input().join("ada.json");
    ask(&place.data(), &["import", first.to_str().unwrap()]).done();
    let before = place.copy();
    let log = place.out().join("strace");
    let owner = Owner::start(&place, "ada", |data, args| under(strace(&log), data, args));
    let mut files = Vec::new();
    for number in 0..11 {
        let brings = brings(number);
        let (name, text) = if number.is_multiple_of(3) {
            (format!("{number}.json"), transaction(&brings).to_string())
        } else {
            (format!("{number}.ndjson"), lines(brings.values()))
        };
        let path = place.input().join(name);
        write(&path, text.as_bytes());
        ask(&place.data(), &["import", path.to_str().unwrap()]).done();
        files.push(path);
    }
    let events = events(&end(owner, &log));
    let exits = events.iter().filter(|event| matches!(event, Event::Exit(_))).count();
    assert_eq!(exits, files.len());
    Recorded { before, after: place, events, files }
}

/// What a disk may hold after a loss of power.
struct Image {
    log: Vec<u8>,
    blobs: Vec<PathBuf>,
    acknowledged: usize,
    /// Whether something that no sync covered is missing.
    torn: bool,
}

impl Recorded {
    fn image(&self, cut: usize, whole: &[u8], chance: &mut Chance) -> Image {
        let seen = &self.events[..cut];
        let (mut writes, mut named, mut acknowledged) = (Vec::new(), Vec::new(), 0);
        let mut synced = 0;
        let mut folders: BTreeMap<&str, usize> = BTreeMap::new();
        for event in seen {
            match event {
                Event::Log { at, bytes } => writes.push((*at, *bytes)),
                Event::Synced { writes } => synced = *writes,
                Event::Named(name) => named.push(PathBuf::from(name)),
                Event::Folder { path, named } => drop(folders.insert(path, *named)),
                Event::Exit(_) => acknowledged += 1,
                Event::Said(_) => {}
            }
        }
        let mut log = Vec::new();
        let mut torn = false;
        for (place, (at, bytes)) in writes.into_iter().enumerate() {
            let piece = &whole[at..at + bytes];
            let kept = if place < synced { 0 } else { chance.below(3) };
            torn |= kept > 0;
            match kept {
                0 => put(&mut log, at, piece),
                1 => {}
                _ => sectors(piece, chance, |from, part| put(&mut log, at + from, part)),
            }
        }
        let durable = |place: usize, path: &Path| {
            let folder = path.parent().and_then(Path::to_str).unwrap();
            folders.get(folder).is_some_and(|named| place < *named)
        };
        let kept = named.iter().enumerate();
        let kept = kept.filter(|(place, path)| durable(*place, path) || chance.below(2) == 0);
        let data = self.after.data();
        let blobs = kept.filter(|(_, path)| path.starts_with(&data));
        let blobs = blobs.map(|(_, path)| path.clone()).collect();
        Image { log, blobs, acknowledged, torn }
    }

    /// The folder as it comes back after the loss of power.
    fn place(&self, image: &Image) -> Place {
        let place = self.before.copy();
        write(&place.log(), &image.log);
        for blob in &image.blobs {
            let within = blob.strip_prefix(self.after.data()).unwrap();
            let to = place.data().join(within);
            std::fs::create_dir_all(to.parent().unwrap()).unwrap();
            std::fs::copy(blob, to).unwrap();
        }
        place
    }
}

fn put(log: &mut Vec<u8>, at: usize, piece: &[u8]) {
    // What lies between, nobody wrote: a disk gives zeros there.
    if log.len() < at + piece.len() {
        log.resize(at + piece.len(), 0);
    }
    log[at..at + piece.len()].copy_from_slice(piece);
}

/// Some of the sectors of a piece.
fn sectors(piece: &[u8], chance: &mut Chance, mut put: impl FnMut(usize, &[u8])) {
    for (number, sector) in piece.chunks(SECTOR).enumerate() {
        if chance.below(2) == 0 {
            put(number * SECTOR, sector);
        }
    }
}

/// The folder opens, is well, and holds what was acknowledged.
fn check(place: &Place, acknowledged: &[PathBuf], what: &str) {
    let ran = ask(&place.data(), &["doctor", "--json"]);
    assert_eq!(ran.code(), 0, "{what}: {ran:?}");
    let said = ran.json();
    assert_eq!(
        (&said["findings"], &said["orphans"]),
        (&serde_json::json!([]), &0.into()),
        "{what}"
    );
    let sent: usize = (0..acknowledged.len()).map(|number| brings(number).len()).sum();
    let here = usize::try_from(said["resources"].as_u64().unwrap()).unwrap();
    let first = together("ada").len() + 1;
    assert!(here >= first + sent, "{what}: {here} resources, {sent} acknowledged");
    if acknowledged.is_empty() {
        return;
    }
    let paths = acknowledged.iter().map(|path| path.to_str().unwrap());
    let args: Vec<&str> = ["import", "--json"].into_iter().chain(paths).collect();
    let report = run(hygie(&place.data(), &args)).done().json();
    assert_eq!(report["unchanged"], sent, "{what}: {report}");
}

#[test]
fn power_lost_at_any_moment_costs_nothing_acknowledged() {
    let recorded = record();
    let whole = std::fs::read(recorded.after.log()).unwrap();
    let cuts: Vec<usize> = {
        let mut chance = Chance::new(SEED);
        (0..LOGS).map(|_| chance.below(recorded.events.len() + 1)).collect()
    };
    let torn = std::sync::atomic::AtomicUsize::new(0);
    in_parallel(cuts, |number, cut| {
        let seed = SEED + number as u64;
        let image = recorded.image(cut, &whole, &mut Chance::new(seed));
        torn.fetch_add(usize::from(image.torn), std::sync::atomic::Ordering::Relaxed);
        let what = format!("seed {seed:x}, cut after {cut} events");
        check(&recorded.place(&image), &recorded.files[..image.acknowledged], &what);
    });
    let torn = torn.into_inner();
    assert!(torn > LOGS / 4, "only {torn} images were torn");
}

/// While the log is folded back it is still whole, and the file is between two
/// states: any of its pages old, new or torn.
#[test]
fn power_lost_while_folding_costs_nothing() {
    let template = unfolded();
    let old = std::fs::read(template.store()).unwrap();
    let folded = template.copy();
    let db = rusqlite::Connection::open(folded.store()).unwrap();
    db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    db.close().unwrap();
    let new = std::fs::read(folded.store()).unwrap();
    assert!(new.len() > old.len());
    in_parallel((0..FOLDS).collect(), |_, number| {
        let seed = SEED + 0x1000 + number as u64;
        let mut chance = Chance::new(seed);
        let mut file = old.clone();
        for (page, piece) in new.chunks(PAGE).enumerate() {
            match chance.below(3) {
                0 => put(&mut file, page * PAGE, piece),
                1 => {}
                _ => sectors(piece, &mut chance, |from, part| {
                    put(&mut file, page * PAGE + from, part);
                }),
            }
        }
        let place = template.copy();
        write(&place.store(), &file);
        let ran = ask(&place.data(), &["doctor", "--json"]);
        assert_eq!(ran.code(), 0, "seed {seed:x}: {ran:?}");
        assert_eq!(ran.json()["findings"], serde_json::json!([]), "seed {seed:x}");
        let found = crate::input::present(&place, &crate::input::PERSONS);
        assert!(found == crate::input::all(), "seed {seed:x}");
    });
}

/// Runs these a few at a time: most of their time is waiting for the disk.
pub fn in_parallel<T: Send>(work: Vec<T>, run: impl Fn(usize, T) + Sync) {
    let work = std::sync::Mutex::new(work.into_iter().enumerate());
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                loop {
                    let next = work.lock().unwrap().next();
                    let Some((number, one)) = next else { break };
                    run(number, one);
                }
            });
        }
    });
}
