//! A disk that is full.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;

use rustix::fs::{FallocateFlags, fallocate};
use serde_json::Value;

use crate::folder::write;
use crate::input::{Resources, all, exported, lines, named, observation, patient, transaction};
use crate::program::{ask, well};

const INSIDE: &str = "HYGIE_TEST_SMALL_DISK";
const LINES: usize = 1500;

/// A folder on a file system of 64 MiB in a mount namespace of its own; `None`
/// outside, once the test has run itself again inside.
#[expect(clippy::disallowed_methods, reason = "tells the inner process from the outer")]
fn small_disk(test: &str) -> Option<PathBuf> {
    if let Ok(folder) = std::env::var(INSIDE) {
        return Some(folder.into());
    }
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().to_str().unwrap();
    let script = "mount -t tmpfs -o size=64m none \"$1\" && exec \"$2\" --exact \"$3\" --nocapture";
    let ran = Command::new("unshare")
        .args(["--user", "--map-root-user", "--mount", "sh", "-c", script, "sh", folder])
        .arg(std::env::current_exe().unwrap())
        .arg(format!("full::{test}"))
        .env(INSIDE, folder)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{said}{}", String::from_utf8_lossy(&ran.stdout));
    None
}

/// A person with observations, and with letters of 90 KB in one transaction each.
fn source() -> (Resources, Vec<Resources>) {
    let line = |n| named(observation(&format!("d-{n}"), "dan", n));
    let lines = std::iter::once(named(patient("dan"))).chain((0..LINES).map(line));
    let letter = all().remove("DocumentReference/letter-ada").unwrap();
    let letters = (0..12).map(|n| {
        let mut letter = letter.clone();
        letter["id"] = format!("letter-{n}").into();
        letter["subject"]["reference"] = "Patient/dan".into();
        [named(letter)].into()
    });
    (lines.collect(), letters.collect())
}

fn ballast(path: &Path, bytes: u64) {
    fallocate(File::create(path).unwrap(), FallocateFlags::empty(), 0, bytes).unwrap();
}

fn free_bytes(folder: &Path) -> u64 {
    let about = rustix::fs::statvfs(folder).unwrap();
    about.f_bavail * about.f_frsize
}

#[test]
fn a_full_disk_is_refused_cleanly_and_the_import_completes_later() {
    let Some(disk) = small_disk("a_full_disk_is_refused_cleanly_and_the_import_completes_later")
    else {
        return;
    };
    let outside = tempfile::tempdir().unwrap();
    let (single, letters) = source();
    write(&outside.path().join("0.ndjson"), lines(single.values()).as_bytes());
    for (number, letter) in letters.iter().enumerate() {
        let text = transaction(letter).to_string();
        write(&outside.path().join(format!("letter-{number}.json")), text.as_bytes());
    }
    let input = outside.path().to_str().unwrap();
    let import = ["import", "--json", input];
    let total = single.len() + letters.len();
    // So much room that it is used up by the log, by the blobs, by folding back.
    for room in [100_000, 400_000, 900_000, 1_600_000, 2_400_000] {
        let data = disk.join("data");
        ask(&data, &["init"]).done();
        let filler = disk.join("ballast");
        ballast(&filler, free_bytes(&disk) - room);
        let ran = ask(&data, &import);
        let what = format!("room for {room}: {ran:?}");
        assert_eq!(ran.code(), 1, "{what}");
        let full = |text: &str| text.contains("the disk is full") || text.contains("No space left");
        assert!(full(&ran.out) || full(&ran.err), "{what}");
        let before = created(&ran.out);
        // Full as it is, nothing it says is wrong, and nothing breaks.
        let ran = ask(&data, &["doctor", "--json"]);
        assert!(ran.code() == 0 || full(&ran.err), "{what}; doctor: {ran:?}");
        std::fs::remove_file(&filler).unwrap();
        let said = well(&data);
        let here = usize::try_from(said["resources"].as_u64().unwrap()).unwrap() - 1;
        assert!(before.is_none_or(|before| before == here), "{what}: {here} are here");
        let report = ask(&data, &import).done().json();
        assert_eq!(report["unchanged"], here, "{what}; again: {report}");
        assert_eq!(report["created"], total - here, "{what}; again: {report}");
        well(&data);
        let out = disk.join("dan.json");
        ask(&data, &["export", "dan", "--out", out.to_str().unwrap()]).done();
        let found = exported(&std::fs::read(&out).unwrap());
        let source: Resources = single
            .clone()
            .into_iter()
            .chain(letters.iter().flatten().map(|(name, of)| (name.clone(), of.clone())))
            .collect();
        assert!(found == source, "{what}");
        std::fs::remove_dir_all(&data).unwrap();
        std::fs::remove_file(&out).unwrap();
    }
}

fn created(report: &str) -> Option<usize> {
    let report: Value = serde_json::from_str(report).ok()?;
    usize::try_from(report["created"].as_u64()?).ok()
}

/// An export onto a full disk leaves no half of a file.
#[test]
fn an_export_onto_a_full_disk_leaves_nothing() {
    let Some(disk) = small_disk("an_export_onto_a_full_disk_leaves_nothing") else { return };
    let place = crate::folder::Place::filled();
    let filler = disk.join("ballast");
    ballast(&filler, free_bytes(&disk) - 20_000);
    let out = disk.join("ada.json");
    let args = ["export", "ada", "--out", out.to_str().unwrap()];
    let ran = ask(&place.data(), &args).refused();
    assert!(ran.err.contains("No space left") || ran.err.contains("disk is full"), "{ran:?}");
    assert_eq!(crate::folder::files(&disk).len(), 1);
    std::fs::remove_file(&filler).unwrap();
    ask(&place.data(), &args).done();
    well(&place.data());
}
