//! Kill -9 at random moments.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output};
use std::sync::mpsc;
use std::time::Duration;

use serde_json::Value;

use crate::chance::Chance;
use crate::folder::{Place, is_tidy, write};
use crate::input::{Resources, lines, named, observation, patient, present, together, transaction};
use crate::owner::{Owner, start};
use crate::program::{Ran, ask, hygie, run, well};

const SIGKILL: i32 = 9;
/// Resources of one file that comes line by line.
const LINES: usize = 60;
/// Kills between two looks at everything.
const LOOK: usize = 20;

const PERSONS: [&str; 4] = ["carl", "dora", "emil", "fay"];

/// A file and what it brings.
struct Source {
    path: PathBuf,
    brings: Resources,
    /// Whether it is there whole or not at all.
    atomic: bool,
}

/// The files of a test, each a little different.
fn source(folder: &Path, number: usize) -> Source {
    let of = PERSONS[number % PERSONS.len()];
    let atomic = number % 5 == 4;
    if !atomic {
        let line = |n| named(observation(&format!("k{number}-{n}"), of, n));
        let brings: Resources = (0..LINES).map(line).collect();
        let path = folder.join(format!("{number}.ndjson"));
        write(&path, lines(brings.values()).as_bytes());
        return Source { path, brings, atomic };
    }
    let mut brings: Resources =
        (0..10).map(|n| named(observation(&format!("k{number}-{n}"), of, n))).collect();
    let letters = together(of).into_iter().filter(|(name, _)| name.starts_with("Document"));
    brings.extend(letters.map(|(_, mut letter)| {
        letter["id"] = format!("letter-{number}").into();
        named(letter)
    }));
    let path = folder.join(format!("{number}.json"));
    write(&path, transaction(&brings).to_string().as_bytes());
    Source { path, brings, atomic }
}

/// A folder in which the persons are.
fn begun() -> (Place, Resources) {
    let place = Place::made();
    let persons: Resources = PERSONS.iter().map(|id| named(patient(id))).collect();
    let file = place.input().join("persons.ndjson");
    write(&file, lines(persons.values()).as_bytes());
    ask(&place.data(), &["import", file.to_str().unwrap()]).done();
    (place, persons)
}

/// Runs a command and tells what it came to, after calling `meanwhile` once
/// this time has passed without its end.
fn run_while(command: Command, time: Duration, meanwhile: impl FnOnce(&mut Child)) -> Ran {
    let mut child = start(command);
    let (mut out, mut err) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
    let (told, ended) = mpsc::channel();
    let reader = std::thread::spawn(move || {
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        out.read_to_end(&mut stdout).unwrap();
        err.read_to_end(&mut stderr).unwrap();
        told.send(()).unwrap_or_default();
        (stdout, stderr)
    });
    if ended.recv_timeout(time).is_err() {
        meanwhile(&mut child);
    }
    let (stdout, stderr) = reader.join().unwrap();
    Ran::of(Output { status: child.wait().unwrap(), stdout, stderr })
}

/// What a test knows of a folder that it keeps killing the owners of.
struct Story {
    place: Place,
    chance: Chance,
    /// What is certainly there.
    acknowledged: Resources,
    sources: BTreeMap<usize, Source>,
    kills: usize,
    /// Kills come within so many microseconds: moved until half of them hit.
    within: usize,
}

impl Story {
    fn new(seed: u64) -> Self {
        let (place, acknowledged) = begun();
        let (chance, sources) = (Chance::new(seed), BTreeMap::new());
        Self { place, chance, acknowledged, sources, kills: 0, within: 60_000 }
    }

    fn source(&mut self, number: usize) -> &Source {
        let folder = self.place.input();
        self.sources.entry(number).or_insert_with(|| source(&folder, number))
    }

    fn acknowledge(&mut self, number: usize) {
        let brings = self.source(number).brings.clone();
        self.acknowledged.extend(brings);
    }

    fn moment(&mut self) -> Duration {
        Duration::from_micros(self.chance.below(self.within) as u64)
    }

    /// Notes whether a kill met the process, and aims the next one.
    fn met(&mut self, killed: bool) {
        self.kills += usize::from(killed);
        let aimed = if killed { self.within * 11 / 10 } else { self.within * 9 / 10 };
        self.within = aimed.clamp(5_000, 500_000);
    }

    /// All that was acknowledged is there, and nothing that was never sent.
    fn look(&self) {
        well(&self.place.data());
        let found = present(&self.place, &PERSONS);
        let lost: Vec<_> =
            self.acknowledged.iter().filter(|(name, of)| found.get(*name) != Some(of)).collect();
        assert!(lost.is_empty(), "lost after {} kills: {lost:?}", self.kills);
        let mut sent = self.acknowledged.clone();
        for source in self.sources.values() {
            sent.extend(source.brings.clone());
            let here = source.brings.keys().filter(|name| found.contains_key(*name)).count();
            let whole = here == 0 || here == source.brings.len();
            assert!(whole || !source.atomic, "{:?} is half there", source.path);
        }
        assert!(found.iter().all(|(name, of)| sent.get(name) == Some(of)));
    }

    /// In the end everything is imported, and everything equals its source.
    fn end(mut self) {
        let numbers: Vec<_> = self.sources.keys().copied().collect();
        let mut paths: Vec<_> =
            self.sources.values().map(|s| s.path.to_str().unwrap().to_owned()).collect();
        paths.insert(0, "import".to_owned());
        let args: Vec<_> = paths.iter().map(String::as_str).collect();
        ask(&self.place.data(), &args).done();
        numbers.into_iter().for_each(|number| self.acknowledge(number));
        self.look();
        assert!(present(&self.place, &PERSONS) == self.acknowledged);
        let attachments = self.sources.values().filter(|source| source.atomic).count();
        assert_eq!(well(&self.place.data())["attachments"], attachments);
        is_tidy(&self.place, attachments);
        assert!(crate::folder::files(&self.place.out()).is_empty());
    }
}

fn killed(ran: &Ran) -> bool {
    ran.status.signal() == Some(SIGKILL)
}

/// 160 kills of commands that own the folder.
#[test]
fn a_killed_command_loses_nothing_that_was_acknowledged() {
    let mut story = Story::new(0x6b69_6c6c);
    let mut number = 0;
    while story.kills < 160 {
        let path = story.source(number).path.clone();
        let out = story.place.out().join("carl.json");
        let (path, out) = (path.to_str().unwrap(), out.to_str().unwrap());
        let kind = story.chance.below(12);
        let args: &[&str] = match kind {
            0 => &["keys", "rotate"],
            1 => &["export", "carl", "--out", out],
            _ => &["import", path],
        };
        let (command, time) = (hygie(&story.place.data(), args), story.moment());
        let ran = run_while(command, time, |child| child.kill().unwrap());
        let killed = killed(&ran);
        if !killed {
            ran.done();
        }
        if kind == 1 {
            std::fs::remove_file(out).unwrap_or_default();
        }
        let before = story.kills;
        story.met(killed);
        if kind > 1 {
            if !killed {
                story.acknowledge(number);
            }
            // What was killed is imported again, or left for later.
            number += usize::from(!killed || story.chance.below(2) == 0);
        }
        if story.kills > before && story.kills.is_multiple_of(LOOK) {
            story.look();
        }
    }
    story.end();
}

/// 40 kills of an owner that imports for two others at once.
#[test]
fn a_killed_owner_loses_nothing_that_it_acknowledged() {
    let mut story = Story::new(0x6f77_6e65);
    let mut number = 0;
    while story.kills < 40 {
        let mut owner = Owner::start(&story.place, PERSONS[0], hygie);
        let mut killed = false;
        while !killed {
            let paths = [number, number + 1].map(|number| story.source(number).path.clone());
            let [beside, asked] =
                paths.map(|path| hygie(&story.place.data(), &["import", path.to_str().unwrap()]));
            let beside = start(beside);
            let time = story.moment();
            let ran = run_while(asked, time, |_| {
                owner.kill();
                killed = true;
            });
            let beside = Ran::of(beside.wait_with_output().unwrap());
            for (ran, number) in [(&beside, number), (&ran, number + 1)] {
                if ran.code() == 0 {
                    story.acknowledge(number);
                } else {
                    assert!(killed && !ran.err.is_empty(), "{ran:?}");
                }
            }
            number += 2;
            // Half of the kills should meet an answer that is under way.
            story.met(ran.code() == 1);
        }
        assert!(self::killed(&owner.end()));
        if story.kills.is_multiple_of(8) {
            story.look();
        }
    }
    story.end();
}

/// What an asker is told when nothing happens to the owner.
#[test]
fn an_owner_answers_others_and_ends_cleanly() {
    let (place, _) = begun();
    let owner = Owner::start_for(&place, PERSONS[0], 500, hygie);
    let source = source(&place.input(), 0);
    let asked = ["import", "--json", source.path.to_str().unwrap()];
    let report: Value = run(hygie(&place.data(), &asked)).done().json();
    assert_eq!(report["created"], LINES);
    owner.end().done();
    well(&place.data());
    is_tidy(&place, 0);
}
