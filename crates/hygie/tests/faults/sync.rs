//! What was acknowledged or released was durable before.

use std::path::Path;

use rustix::process::{Pid, Signal, kill_process};

use crate::folder::Place;
use crate::owner::Owner;
use crate::program::{ask, run, under};
use crate::strace::{Event, events, strace, too_early};

/// Runs a command and tells what it did in what order, as the kernel saw it.
fn traced(place: &Place, args: &[&str]) -> String {
    let log = place.out().join("strace");
    run(under(strace(&log), &place.data(), args)).done();
    std::fs::read_to_string(log).unwrap()
}

/// Ends an owner that is traced; what it did.
pub fn end(owner: Owner, log: &Path) -> String {
    let seen = std::fs::read_to_string(log).unwrap();
    let process = seen.split_whitespace().next().and_then(|number| number.parse().ok());
    kill_process(process.and_then(Pid::from_raw).unwrap(), Signal::KILL).unwrap();
    owner.end();
    std::fs::read_to_string(log).unwrap()
}

fn said(events: &[Event]) -> usize {
    events.iter().filter(|event| matches!(event, Event::Said(_))).count()
}

#[test]
fn an_import_is_durable_before_it_is_reported() {
    let place = Place::made();
    let log = traced(&place, &["import", place.input().to_str().unwrap()]);
    let found = events(&log);
    assert_eq!(said(&found), 1);
    assert_eq!(too_early(&found, ""), []);
}

/// The first write of the log after a blob got its name comes after a sync of
/// its folder. One commit alone: others may write the log meanwhile.
#[test]
fn a_blob_is_durable_before_the_commit_that_names_it() {
    let place = Place::made();
    let file = place.input().join("ada.json");
    let found = events(&traced(&place, &["import", file.to_str().unwrap()]));
    let (mut named, mut durable, mut early) = (0, 0, 0);
    for event in &found {
        match event {
            Event::Named(_) => named += 1,
            Event::Folder { named, .. } => durable = durable.max(*named),
            Event::Log { .. } if named > durable => early += 1,
            _ => {}
        }
    }
    assert_eq!((named, early), (1, 0));
}

#[test]
fn the_trace_of_a_release_is_durable_before_it() {
    let place = Place::filled();
    let file = place.out().join("ada.json");
    let file = file.to_str().unwrap();
    let exported = traced(&place, &["export", "ada", "--out", file]);
    let found = events(&exported);
    assert!(found.contains(&Event::Named(file.to_owned())));
    assert_eq!(too_early(&found, file), []);
    let listed = events(&traced(&place, &["trace", "list", "--record", "ada"]));
    assert!(said(&listed) > 1 && listed.iter().any(|event| matches!(event, Event::Log { .. })));
    assert_eq!(too_early(&listed, ""), []);
}

#[test]
fn every_answer_to_another_process_comes_after_its_sync() {
    let place = Place::made();
    let log = place.out().join("strace");
    let first = place.input().join("ada.json");
    ask(&place.data(), &["import", first.to_str().unwrap()]).done();
    let owner = Owner::start(&place, "ada", |data, args| under(strace(&log), data, args));
    for name in ["ada.json", "ben.json", "one.ndjson", "one.ndjson"] {
        let file = place.input().join(name);
        ask(&place.data(), &["import", file.to_str().unwrap()]).done();
    }
    ask(&place.data(), &["trace", "list", "--record", "ada"]).done();
    let found = events(&end(owner, &log));
    let exits = found.iter().filter(|event| matches!(event, Event::Exit(_))).count();
    assert_eq!(exits, 5);
    assert_eq!(too_early(&found, ""), []);
}

/// The proof proves something: without its syncs the same log does not pass.
#[test]
fn a_log_without_its_syncs_does_not_pass() {
    let place = Place::made();
    let log = traced(&place, &["import", place.input().to_str().unwrap()]);
    assert_eq!(too_early(&events(&log), ""), []);
    let is_sync = |line: &&str| line.contains("fdatasync(") || line.contains("fsync(");
    let without: Vec<&str> = log.lines().filter(|line| !is_sync(line)).collect();
    assert_eq!(too_early(&events(&without.join("\n")), "").len(), 1);
    let failed = log.replace("fdatasync(", "fdatasync_failed(");
    assert_eq!(too_early(&events(&failed), "").len(), 1);
    // One sync too few is enough: the last one before the report.
    let lines: Vec<&str> = log.lines().collect();
    let report = lines.iter().position(|line| line.contains("write(1,")).unwrap();
    let written = |line: &&str| line.contains("pwrite64(");
    let last = lines[..report].iter().rposition(written).unwrap();
    let cut: Vec<&str> = lines[..=last].iter().chain(&lines[report..]).copied().collect();
    assert_eq!(too_early(&events(&cut.join("\n")), "").len(), 1);
}

/// Lines as strace writes them when threads cross.
#[test]
fn calls_that_cross_are_read_as_they_happened() {
    let check = |lines: &[&str], early: usize| {
        let text = lines.join("\n");
        assert_eq!(too_early(&events(&text), "/out").len(), early, "{text}");
    };
    let opened = r#"7 openat(AT_FDCWD, "/d/hygie.db-wal", O_RDWR|O_CREAT, 0600) = 9"#;
    let write = r#"7 pwrite64(9, "a"..., 4096, 32) = 4096"#;
    let said = r#"8 write(1, "3 files\n", 8) = 8"#;
    let named = r#"8 linkat(AT_FDCWD, "/proc/self/fd/4", AT_FDCWD, "/out", AT_SYMLINK_FOLLOW) = 0"#;
    check(&[opened, write, "7 fdatasync(9) = 0", said], 0);
    check(&[opened, write, said, "7 fdatasync(9) = 0"], 1);
    check(&[opened, write, "7 fdatasync(9) = -1 EIO (Input/output error)", said], 1);
    let (begun, done) = ("7 fdatasync(9 <unfinished ...>", "7 <... fdatasync resumed>) = 0");
    check(&[opened, write, begun, done, said], 0);
    check(&[opened, write, begun, said, done], 1);
    // A write that returned after the sync had begun is not covered by it.
    let late =
        [r#"6 pwrite64(9, "b"..., 24, 99 <unfinished ...>"#, "6 <... pwrite64 resumed>) = 24"];
    check(&[opened, write, late[0], begun, late[1], done, said], 1);
    check(&[opened, write, "7 fdatasync(9) = 0", named], 0);
    check(&[opened, write, named], 1);
    check(&[opened, named], 1);
}
