//! Nothing of a record is found in the data folder, in what commands say, or in
//! a process that has died.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hygie_fhir::json::Json;

use super::world::{HYGIE, Running, World, copy_folder, parse, samples, ten_records};

/// Bytes by which needles are told apart; every needle is at least as long.
const START: usize = 6;

/// What must not be found: every string of the records, in the ways in which it
/// could be written.
struct Needles {
    /// By their first bytes.
    by_start: HashMap<[u8; START], BTreeSet<Vec<u8>>>,
    /// Which first three bytes any of them has: one bit each.
    begun: Vec<u64>,
}

impl Needles {
    fn of(bundles: &[Json]) -> Self {
        let mut words = BTreeSet::new();
        for bundle in bundles {
            strings(bundle, "", &mut |member, text| {
                // FHIR's own words say nothing of anybody.
                let own = matches!(member, "resourceType" | "reference" | "type" | "method");
                if !own && text.len() >= START {
                    words.insert(text.to_owned());
                    if member == "fullUrl" || member == "id" {
                        let uuid = text.trim_start_matches("urn:uuid:");
                        words.insert(uuid.to_owned());
                        words.insert(uuid.replace('-', ""));
                    }
                }
                dates(text, &mut words);
            });
        }
        let mut needles = Self { by_start: HashMap::new(), begun: vec![0; 1 << 18] };
        for word in &words {
            needles.add(word.as_bytes().to_vec());
            needles.add(word.to_uppercase().into_bytes());
            needles.add(word.to_lowercase().into_bytes());
            needles.add(word.encode_utf16().flat_map(u16::to_le_bytes).collect());
            needles.add(word.encode_utf16().flat_map(u16::to_be_bytes).collect());
            if word.len() >= 12 {
                // Whole groups only: what follows would change the last ones. Base64
                // shifts with the offset, so each of the three is looked for.
                for skip in 0..3 {
                    let rest = &word.as_bytes()[skip..];
                    needles.add(STANDARD.encode(&rest[..rest.len() / 3 * 3]).into_bytes());
                }
            }
        }
        needles
    }

    /// The needles without the words that a folder without records holds, such
    /// as those of the store's schema.
    fn beside(mut self, folder: &Path) -> Self {
        while let Some(word) = fs::read_dir(folder).expect("a folder").find_map(|entry| {
            let path = entry.expect("an entry").path();
            self.find(&fs::read(path).unwrap_or_default())
        }) {
            let start = word.first_chunk::<START>().expect("as long");
            self.by_start.get_mut(start).expect("known").remove(&word);
        }
        self
    }

    fn add(&mut self, needle: Vec<u8>) {
        let Some(start) = needle.first_chunk::<START>() else { return };
        let (word, bit) = begin(start);
        self.begun[word] |= bit;
        self.by_start.entry(*start).or_default().insert(needle);
    }

    /// A needle that is in these bytes.
    fn find(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        bytes.windows(START).enumerate().find_map(|(at, window)| {
            let (word, bit) = begin(window);
            if self.begun[word] & bit == 0 {
                return None;
            }
            let mut needles = self.by_start.get(window)?.iter();
            needles.find(|needle| bytes[at..].starts_with(needle)).cloned()
        })
    }

    /// Asserts that none is in a text.
    #[track_caller]
    fn absent(&self, bytes: &[u8], place: &str) {
        if let Some(needle) = self.find(bytes) {
            panic!("{:?} is in {place}", String::from_utf8_lossy(&needle));
        }
    }

    /// Asserts that none is in any file of a folder, nor in any file's name;
    /// tells how many bytes were looked at.
    #[track_caller]
    fn absent_from(&self, folder: &Path) -> usize {
        let mut bytes = 0;
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            self.absent(name.as_bytes(), &format!("the name of {}", path.display()));
            if path.is_dir() {
                bytes += self.absent_from(&path);
            } else if path.is_file() {
                let content = fs::read(&path).expect("a file");
                self.absent(&content, &path.display().to_string());
                bytes += content.len();
            }
        }
        bytes
    }
}

/// Where the bit of three first bytes is.
fn begin(start: &[u8]) -> (usize, u64) {
    let number = start[..3].iter().fold(0, |number, byte| number << 8 | usize::from(*byte));
    (number / 64, 1 << (number % 64))
}

/// Every string of a value, with the name of the member that holds it.
fn strings(value: &Json, member: &str, visit: &mut impl FnMut(&str, &str)) {
    match value {
        Json::String(text) => visit(member, text),
        Json::Array(items) => items.iter().for_each(|item| strings(item, member, visit)),
        Json::Object(object) => {
            object.iter().for_each(|(name, value)| strings(value, name, visit));
        }
        Json::Number(_) | Json::Bool(_) | Json::Null => {}
    }
}

/// A date in the notations in which programs write it.
fn dates(text: &str, words: &mut BTreeSet<String>) {
    let Some(date) = text.get(..10) else { return };
    let parts: Vec<&str> = date.split('-').collect();
    let digits = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    if let [year, month, day] = parts[..]
        && parts.iter().all(digits)
        && (year.len(), month.len(), day.len()) == (4, 2, 2)
    {
        words.insert(date.to_owned());
        words.insert(format!("{year}{month}{day}"));
        for between in ["/", "."] {
            words.insert([day, month, year].join(between));
            words.insert([month, day, year].join(between));
            words.insert([year, month, day].join(between));
        }
    }
}

fn ten_needles() -> Needles {
    let bundles: Vec<Json> = samples().iter().map(|(_, text)| parse(text)).collect();
    Needles::of(&bundles).beside(&World::new().data())
}

#[test]
fn needles_are_found_where_they_are() {
    let person = parse(br#"{"resourceType":"Patient","id":"one-two-three","birthDate":"1961-11-04","name":[{"family":"Lindgren-Ostrander"}]}"#);
    let needles = Needles::of(&[person]);
    let found = |bytes: &[u8]| needles.find(&[b"\0\x01before", bytes, b"after"].concat()).is_some();
    let utf16: Vec<u8> = "Lindgren-Ostrander".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for hidden in
        ["Lindgren-Ostrander", "LINDGREN-OSTRANDER", "04/11/1961", "19611104", "onetwothree"]
    {
        assert!(found(hidden.as_bytes()), "{hidden}");
    }
    assert!(found(&utf16));
    for before in ["", "x", "xy"] {
        assert!(found(STANDARD.encode(format!("{before}Lindgren-Ostrander")).as_bytes()));
    }
    assert!(!found(b"Patient Lindgre 1961-11"));
}

#[test]
fn nothing_of_the_records_is_in_the_folder_or_in_what_is_said() {
    let needles = ten_needles();
    let world = ten_records();
    assert!(needles.absent_from(&world.data()) > 5 << 20);

    // What commands other than export say, and what they leave behind.
    let person = parse(&samples()[0].1);
    let id = person.get("entry").and_then(Json::as_array).unwrap()[0].get("resource").unwrap();
    let id = id.id().unwrap().to_owned();
    let exported = world.hygie(["export", &id, "--out", "out.json", "--json"]);
    let record = exported.json()["record"].as_str().unwrap().to_owned();
    for words in [
        &["doctor"][..],
        &["doctor", "--json"],
        &["trace", "list", "--record", &record],
        &["trace", "list", "--record", &record, "--json"],
        &["keys", "rotate"],
        &["keys", "erase", &record],
        &["doctor"],
    ] {
        let answer = world.hygie(words);
        assert_eq!(answer.code, Some(0), "{words:?}: {}", answer.err);
        for said in [&answer.out, &answer.err] {
            needles.absent(said.as_bytes(), &format!("{words:?}: {said}"));
        }
    }
    needles.absent_from(&world.data());
}

#[test]
fn nothing_is_in_clear_while_an_import_runs() {
    let needles = ten_needles();
    let world = World::new();
    for (name, content) in samples() {
        world.file(&format!("in/{name}"), content);
    }
    let mut running =
        world.start("store.commit=delay:100;store.checkpoint=delay:100", ["import", "in"]);
    let mut looked = 0;
    while !running.ended() {
        let copy = world.path("copy");
        copy_folder(&world.data(), &copy);
        // The write-ahead log is where a change is first.
        let log = fs::metadata(copy.join("hygie.db-wal")).map_or(0, |about| about.len());
        needles.absent_from(&copy);
        fs::remove_dir_all(&copy).expect("the copy");
        looked = looked.max(log);
    }
    let answer = running.end();
    assert_eq!(answer.code, Some(0));
    for said in [&answer.out, &answer.err] {
        needles.absent(said.as_bytes(), said);
    }
    assert!(looked > 1 << 20, "the log was seen with {looked} bytes at most");
}

/// An import that waits inside its first commit.
fn waiting(world: &World) -> Running {
    world.file("p.json", super::world::patient("p"));
    world.start("store.commit=delay:2000", ["import", "p.json"])
}

/// Waits until the process has set its own limits, which it does first.
fn status(running: &mut Running) -> (String, u32) {
    use std::os::unix::fs::MetadataExt;
    let proc = format!("/proc/{}", running.id());
    while !running.ended() {
        let limits = fs::read_to_string(format!("{proc}/limits")).unwrap_or_default();
        let core = limits.lines().find(|line| line.starts_with("Max core file size"));
        let owner = fs::metadata(format!("{proc}/mem")).map_or(u32::MAX, |about| about.uid());
        let name = fs::read_link(format!("{proc}/exe"));
        if let Some(line) = core
            && line.split_whitespace().filter(|word| *word == "0").count() == 2
            && name.is_ok_and(|name| name.ends_with("hygie"))
        {
            return (line.to_owned(), owner);
        }
    }
    panic!("it ended with its core limit as it was");
}

#[test]
fn core_dumps_are_disabled() {
    let world = World::new();
    let mut running = waiting(&world);
    let (line, owner) = status(&mut running);
    assert!(line.contains("Max core file size        0                    0"), "{line}");
    // What may not be dumped belongs to root, so that no other process of the
    // same user reads its memory (proc(5)).
    assert_eq!(owner, 0);
}

#[test]
fn a_process_that_aborts_leaves_no_core() {
    let world = World::new();
    world.file("p.json", super::world::patient("p"));
    let script = "ulimit -c unlimited && exec \"$@\"";
    let mut command = Command::new("bash");
    command.args(["-c", script, "bash", HYGIE, "--data"]).arg(world.data());
    command.args(["import", "p.json"]).current_dir(world.path(""));
    command.env("HYGIE_FAILPOINTS", "store.commit=abort");
    let output = command.output().expect("it starts");
    assert_eq!(output.status.signal(), Some(6), "{output:?}");
    assert!(!output.status.core_dumped(), "the kernel dumped it");
    let mut left: Vec<_> = fs::read_dir(world.path(""))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    left.sort();
    assert_eq!(left, ["data", "p.json"]);
    let inside = fs::read_dir(world.data()).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(inside.into_iter().all(|name| !name.to_string_lossy().contains("core")));
    world.import(&["p.json"]).expect(1, 0, 0, 0);
    world.healthy();
}
