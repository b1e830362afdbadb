//! One byte changed anywhere.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use rusqlite::Connection;

use crate::chance::Chance;
use crate::cuts::in_parallel;
use crate::folder::{Place, files, write};
use crate::verdict::{Sound, Verdict, is_blob};

const SEED: u64 = 0x666c_6970;
const PAGE: usize = 4096;

/// One byte of one file.
struct Flip {
    label: &'static str,
    file: PathBuf,
    at: usize,
    with: u8,
}

/// Columns whose bytes are met, and how many times each.
const COLUMNS: &[(&str, &str, usize)] = &[
    ("entries", "body", 60),
    ("keys", "wrapped", 30),
    ("traces", "body", 30),
    ("traces", "leaf", 10),
    ("traces", "actor", 10),
    ("ids", "token", 20),
    ("ids", "locator", 20),
    ("terms", "token", 10),
    ("terms", "tag", 5),
    ("terms", "locator", 10),
    ("blobs", "name", 10),
    ("cells", "key", 5),
    ("cells", "value", 5),
    ("commits", "ids", 5),
];
/// Bytes of page headers, of cells' heads, of anything, of the ring, the lock
/// and of attachments.
const HEADS: usize = 40;
const POINTERS: usize = 20;
const ANYWHERE: usize = 40;
const RING: usize = 25;
const LOCK: usize = 3;
const BLOBS: usize = 15;

fn flips(place: &Place) -> Vec<Flip> {
    let mut chance = Chance::new(SEED);
    let store = std::fs::read(place.store()).unwrap();
    let db = Connection::open(place.store()).unwrap();
    let mut found = Vec::new();
    let mut add = |label, file: &Path, at, chance: &mut Chance| {
        let with = u8::try_from(1 + chance.below(255)).unwrap();
        found.push(Flip { label, file: file.to_owned(), at, with });
    };
    let name = Path::new("hygie.db");
    for &(table, column, times) in COLUMNS {
        let mut all = db.prepare(&format!("SELECT {column} FROM {table}")).unwrap();
        let rows = all.query_map([], |row| row.get::<_, Vec<u8>>(0)).unwrap();
        let rows: Vec<_> = rows.map(Result::unwrap).filter(|bytes| bytes.len() >= 8).collect();
        for _ in 0..times {
            let row: &Vec<u8> = chance.pick(&rows);
            let at = within(&store, row, &mut chance);
            add(table, name, at, &mut chance);
        }
    }
    db.close().unwrap();
    let pages = store.len() / PAGE;
    for _ in 0..HEADS {
        let page = chance.below(pages);
        let most = if page == 0 { 112 } else { 12 };
        add("page heads", name, page * PAGE + chance.below(most), &mut chance);
    }
    for _ in 0..POINTERS {
        add("pointers", name, chance.below(pages) * PAGE + 8 + chance.below(56), &mut chance);
    }
    for _ in 0..ANYWHERE {
        add("anywhere", name, chance.below(store.len()), &mut chance);
    }
    let others = files(&place.data());
    let blobs: Vec<_> = others.iter().filter(|path| is_blob(path)).cloned().collect();
    for (label, paths, times) in [
        ("ring", vec![PathBuf::from("ring")], RING),
        ("lock", vec![PathBuf::from("lock")], LOCK),
        ("attachments", blobs, BLOBS),
    ] {
        for _ in 0..times {
            let path = chance.pick(&paths).clone();
            let bytes = std::fs::metadata(place.data().join(&path)).unwrap().len();
            let at = chance.below(usize::try_from(bytes).unwrap());
            add(label, &path, at, &mut chance);
        }
    }
    found
}

/// A byte of this value in the file; a long value lies in several pieces.
fn within(store: &[u8], value: &[u8], chance: &mut Chance) -> usize {
    loop {
        let from = chance.below(value.len() - 7);
        let piece = &value[from..from + 8];
        if let Some(at) = store.windows(8).position(|window| window == piece) {
            return at + chance.below(8);
        }
    }
}

#[test]
fn a_changed_byte_is_harmless_refused_or_found_and_never_wrong_data() {
    let template = Place::filled();
    let sound = Sound::of(&template);
    let flips = flips(&template);
    assert!(flips.len() >= 300);
    let verdicts: Mutex<BTreeMap<(&str, Verdict), usize>> = Mutex::default();
    in_parallel(flips, |number, flip| {
        let place = template.copy();
        let path = place.data().join(&flip.file);
        let mut bytes = std::fs::read(&path).unwrap();
        bytes[flip.at] ^= flip.with;
        write(&path, &bytes);
        let (label, at, with) = (flip.label, flip.at, flip.with);
        let what = format!("flip {number}: byte {at} of {:?} ({label}) by {with:#x}", flip.file);
        let verdict = sound.judge(&place, &what);
        *verdicts.lock().unwrap().entry((label, verdict)).or_default() += 1;
    });
    let verdicts = verdicts.into_inner().unwrap();
    // What is sealed never passes unnoticed.
    for label in ["entries", "keys", "traces", "ids", "terms", "blobs", "cells", "attachments"] {
        assert!(!verdicts.contains_key(&(label, Verdict::Harmless)), "{verdicts:?}");
    }
    println!("{verdicts:?}");
}
