//! One process owns the folder; others ask it and are answered alike.

use std::fs;
use std::os::unix::fs::{FileTypeExt, PermissionsExt};
use std::path::Path;
use std::time::Duration;

use super::world::{Running, World, observation, patient, resources};

/// Lines that the slowed import takes a while over.
const LINES: usize = 60;
/// Slows each group of commits.
const SLOW: &str = "store.commit=delay:50";

/// Waits until `done` says so, at most about ten seconds. There is nothing to
/// await across processes; it looks again at short intervals.
#[expect(clippy::disallowed_methods, reason = "another process tells nothing but by its state")]
fn until(what: &str, mut done: impl FnMut() -> bool) {
    for _ in 0..1000 {
        if done() {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("{what} did not happen");
}

fn listens(world: &World) -> bool {
    std::os::unix::net::UnixStream::connect(world.path("data/socket")).is_ok()
}

/// A world with a person, and an import under way that takes seconds.
fn busy() -> (World, Running) {
    let world = World::new();
    let first = format!("{}\n{}\n", patient("p"), observation("o", "Patient/p"));
    world.import_text("first.ndjson", first).expect(2, 0, 0, 0);
    // One after another: each transaction is a commit that the next one waits for.
    let lines: Vec<_> =
        (0..LINES).map(|n| observation(&format!("n{n}"), "Patient?identifier=urn:x|1")).collect();
    let person =
        r#"{"resourceType":"Patient","id":"q","identifier":[{"system":"urn:x","value":"1"}]}"#;
    world.file("long.ndjson", format!("{person}\n{}\n", lines.join("\n")));
    let running = world.start(SLOW, ["import", "long.ndjson", "--json"]);
    until("the owner listens", || listens(&world));
    (world, running)
}

#[test]
fn others_are_answered_through_the_owner() {
    let (world, mut owner) = busy();
    let socket = fs::symlink_metadata(world.path("data/socket")).unwrap();
    assert!(socket.file_type().is_socket());
    assert_eq!(socket.permissions().mode() & 0o777, 0o600);

    let said = world.hygie(["init"]).refused();
    assert!(said.contains("was made already: nothing was changed"), "{said}");
    let exported = world.export("p");
    assert_eq!(resources(&exported).len(), 2);
    let mode = fs::metadata(world.path("export.json")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let traces = world.hygie(["trace", "list", "--record", "p", "--json"]).json();
    assert!(traces.as_array().is_some_and(|traces| traces.len() >= 2));
    let said = world.hygie(["export", "nobody", "--out", "x"]).refused();
    assert!(said.starts_with("hygie: no record here"), "{said}");
    let answer = world.hygie(["export", "x"]);
    assert_eq!(answer.code, Some(2), "wrong use is seen before anyone is asked");
    // Paths are the asker's, refusals and figures as ever.
    world.file("deep/r.json", patient("r"));
    let mut command = world.command(["import", "r.json"]);
    let answer = super::world::run(command.current_dir(world.path("deep")));
    assert_eq!(answer.done(), "1 file, 1 resource: 1 new, 0 changed, 0 already here, 0 refused.\n");
    world.import_text("bad.json", "{").expect(0, 0, 0, 0).refuses(
        "bad.json",
        "",
        "invalid-json",
        "",
    );
    world.healthy();
    assert!(!owner.ended(), "the owner was at work all the while");

    let report = owner.end();
    assert_eq!(report.json()["created"], LINES as u64 + 1);
    assert_eq!((report.code, report.err.as_str()), (Some(0), ""));
    assert!(!listens(&world));
    assert_eq!(resources(&world.export("q")).len(), LINES + 1);
    world.healthy();
}

#[test]
fn an_answer_is_the_same_whoever_gives_it() {
    let (world, mut owner) = busy();
    let ask = |world: &World| {
        let words: [&[&str]; 5] = [
            &["export", "p", "--out", "out.json"],
            &["export", "Patient/nobody", "--out", "out.json"],
            &["keys", "erase", "nobody"],
            &["import", "absent.json", "first.ndjson"],
            &["init"],
        ];
        words.map(|words| world.hygie(words))
    };
    let through = ask(&world);
    assert!(!owner.ended());
    owner.end().done();
    assert_eq!(through, ask(&world));
}

#[test]
fn a_long_answer_arrives_whole() {
    let (world, mut owner) = busy();
    // Refusals of above a megabyte, on one line of JSON.
    let bad: Vec<_> = (0..9000)
        .map(|n| format!(r#"{{"resourceType":"Patient","gender{n}":"{}"}}"#, "x".repeat(90)))
        .collect();
    let report = world.import_text("bad.ndjson", bad.join("\n"));
    report.expect(0, 0, 0, 9000);
    assert_eq!(report.refusals().len(), 9000);
    assert!(report.json.to_string().len() > 1 << 20);
    assert!(!owner.ended());
}

#[test]
fn an_asker_that_is_killed_harms_nobody() {
    let (world, mut owner) = busy();
    let lines: Vec<_> = (0..50).map(|n| observation(&format!("k{n}"), "Patient/p")).collect();
    world.file("asked.ndjson", lines.join("\n"));
    let mut asker = world.start("", ["import", "asked.ndjson"]);
    until("the asker is heard", || {
        let fds = format!("/proc/{}/fd", owner.id());
        let sockets = |path: &Path| {
            fs::read_link(path).is_ok_and(|to| to.to_string_lossy().starts_with("socket:"))
        };
        let open = fs::read_dir(&fds).into_iter().flatten().flatten();
        open.filter(|entry| sockets(&entry.path())).count() > 2
    });
    asker.kill();
    assert!(!owner.ended());
    world.healthy();
    owner.end().done();
    // What was asked was done, or not begun; never half.
    let there = resources(&world.export("p")).len();
    assert!(there == 2 || there == 52, "{there}");
    world.healthy();
}

#[test]
fn one_that_says_nothing_does_not_hold_the_owner() {
    let (world, owner) = busy();
    let silent = std::os::unix::net::UnixStream::connect(world.path("data/socket")).unwrap();
    let garbage = std::os::unix::net::UnixStream::connect(world.path("data/socket")).unwrap();
    std::io::Write::write_all(&mut &garbage, b"GET / HTTP/1.0\r\n\r\n").unwrap();
    world.healthy();
    owner.end().done();
    drop((silent, garbage));
}

#[test]
fn a_killed_owner_is_followed_by_the_next_command() {
    let (world, mut owner) = busy();
    owner.kill();
    // Lock and socket are stale: nothing holds the one, nobody answers on the other.
    assert!(world.path("data/socket").exists() && !listens(&world));
    world.healthy();
    assert_eq!(resources(&world.export("p")).len(), 2);
    let report = world.import(&["long.ndjson"]);
    assert_eq!(report.figure("created") + report.figure("unchanged"), LINES as u64 + 1);
    world.healthy();
}

#[test]
fn an_asker_whose_owner_is_killed_says_so_or_goes_on_alone() {
    let (world, mut owner) = busy();
    let lines: Vec<_> = (0..50).map(|n| observation(&format!("k{n}"), "Patient/p")).collect();
    world.file("asked.ndjson", lines.join("\n"));
    let asker = world.start("", ["import", "asked.ndjson"]);
    owner.kill();
    let answer = asker.end();
    match answer.code {
        Some(0) => assert!(answer.out.contains("50 resources"), "{answer:?}"),
        _ => assert!(answer.refused().contains("ended before it had answered")),
    }
    world.healthy();
}

#[test]
fn commands_that_start_together_all_succeed() {
    let world = World::new();
    let askers: Vec<_> = (0..12)
        .map(|n| {
            let name = format!("p{n}.json");
            world.file(&name, patient(&format!("p{n}")));
            world.start("", ["import", name.as_str()])
        })
        .collect();
    for asker in askers {
        asker.end().done();
    }
    assert_eq!(world.healthy()["resources"], 13);
}
