//! Words, exit codes, members of JSON, and the folder's making.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use serde_json::Value;

use super::world::{World, observation, patient, run};

const COMMANDS: [&[&str]; 15] = [
    &["init"],
    &["import"],
    &["export"],
    &["keys"],
    &["keys", "rotate"],
    &["keys", "erase"],
    &["trace"],
    &["trace", "list"],
    &["doctor"],
    &["config"],
    &["config", "check"],
    &["config", "print"],
    &["retention"],
    &["retention", "list"],
    &["retention", "destroy"],
];

/// A folder with one person and one Observation.
fn small() -> World {
    let world = World::new();
    let lines = format!("{}\n{}\n", patient("p"), observation("o", "Patient/p"));
    world.import_text("a.ndjson", lines).expect(2, 0, 0, 0);
    world
}

#[test]
fn every_command_has_help() {
    let world = World::empty();
    for words in COMMANDS {
        let help = world.hygie(words.iter().chain(&["--help"])).done();
        assert!(help.contains("Usage: hygie"), "{help}");
        assert!(help.contains("--data <DIR>"), "{help}");
    }
    let help = world.hygie(["--help"]).done();
    assert!(help.contains("Exit codes: 0 done, 1 refused or incomplete, 2 wrong use."));
    assert!(world.hygie(["--version"]).done().starts_with("hygie 0."));
}

#[test]
fn wrong_use_exits_with_2_and_touches_nothing() {
    let world = World::empty();
    let wrong: [&[&str]; 10] = [
        &[],
        &["frobnicate"],
        &["init", "extra"],
        &["import"],
        &["import", "--frobnicate", "x"],
        &["export", "x"],
        &["export", "--out", "x"],
        &["keys"],
        &["keys", "erase"],
        &["trace", "list"],
    ];
    for words in wrong {
        let answer = world.hygie(words);
        assert_eq!((answer.code, answer.out.as_str()), (Some(2), ""), "{words:?}");
        assert!(answer.err.contains("Usage: hygie"), "{words:?}: {}", answer.err);
    }
    assert!(!world.data().exists());
}

#[test]
fn the_folder_is_named_by_the_option_or_the_variable() {
    let world = World::empty();
    let bare = |variable: Option<&str>| {
        let mut command = std::process::Command::new(super::world::HYGIE);
        command.args(["init"]).current_dir(world.path(""));
        command.env_remove("HYGIE_DATA").envs(variable.map(|value| ("HYGIE_DATA", value)));
        run(&mut command)
    };
    let none = bare(None);
    assert_eq!(none.code, Some(2));
    assert!(none.err.contains("--data DIR or the variable HYGIE_DATA"), "{}", none.err);
    bare(Some("data")).done();
    assert!(world.path("data/ring").exists());
    // The option counts more.
    let other = run(world.command(["doctor"]).env("HYGIE_DATA", "elsewhere"));
    other.done();
}

#[test]
fn figures_are_json_with_the_members_that_scripts_read() {
    let world = small();
    let members = |value: &Value| {
        let object = value.as_object().expect("an object");
        object.keys().cloned().collect::<Vec<_>>().join(" ")
    };
    let figures = |words: &[&str]| {
        let answer = world.hygie(words);
        assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""), "{words:?}");
        answer.json()
    };
    let report = figures(&["import", "a.ndjson", "--json"]);
    assert_eq!(members(&report), "files resources created updated unchanged refused refusals");
    let export = figures(&["export", "p", "--out", "out.json", "--json"]);
    assert_eq!(members(&export), "record resources registry bytes");
    assert_eq!(export["bytes"], fs::metadata(world.path("out.json")).unwrap().len());
    let traces = figures(&["trace", "list", "--record", "p", "--json"]);
    for trace in traces.as_array().expect("a list") {
        assert_eq!(members(trace), "log index leaf time trace");
    }
    let doctor = figures(&["doctor", "--json"]);
    assert_eq!(
        members(&doctor),
        "records entries resources tokens keys traces attachments orphans bytes findings notes"
    );
    let rotated = figures(&["keys", "rotate", "--json"]);
    assert_eq!(members(&rotated), "epoch rewrapped destroyed");
    let erased = figures(&["keys", "erase", "p", "--json"]);
    assert_eq!(members(&erased), "record resources keys attachments");

    let refused = world.import_text("bad.json", r#"{"resourceType":"Patient","active":1}"#);
    let refusals = refused.json["refusals"].as_array().expect("a list");
    assert_eq!(members(&refusals[0]), "file entry code why");
}

#[test]
fn what_is_not_there_is_refused() {
    let world = small();
    for words in [
        &["export", "nobody", "--out", "x"][..],
        &["export", "urn:x|nobody", "--out", "x"],
        &["export", "0123456789abcdef", "--out", "x"],
        &["keys", "erase", "nobody"],
        &["keys", "erase", "p", "--custodian", "nobody"],
        &["trace", "list", "--record", "nobody"],
    ] {
        let answer = world.hygie(words);
        assert_eq!(answer.out, "", "{words:?}");
        let said = answer.refused();
        assert!(said.starts_with("hygie: ") && said.lines().count() == 1, "{words:?}: {said}");
    }
    assert!(!world.path("x").exists());
    world.healthy();
}

#[test]
fn a_folder_is_made_once() {
    let world = World::new();
    let ring = fs::read(world.path("data/ring")).unwrap();
    let mode = |name: &str| fs::metadata(world.path(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode("data"), mode("data/ring"), mode("data/hygie.db")), (0o700, 0o600, 0o600));
    let before = world.healthy();
    let again = world.hygie(["init", "--organisation", "Other"]).refused();
    assert!(again.contains("was made already: nothing was changed"), "{again}");
    assert_eq!(fs::read(world.path("data/ring")).unwrap(), ring);
    let after = world.healthy();
    assert_eq!((&before["entries"], &before["keys"]), (&after["entries"], &after["keys"]));
}

#[test]
fn a_folder_of_others_is_left_alone() {
    let world = World::empty();
    world.file("data/thesis.txt", "ten years");
    let said = world.hygie(["init"]).refused();
    assert!(said.contains("is not empty and not a Hygie data folder"), "{said}");
    let names: Vec<_> =
        fs::read_dir(world.data()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names, ["thesis.txt"]);
    let said = world.hygie(["doctor"]).refused();
    assert!(said.contains("is not a Hygie data folder"), "{said}");
    // An empty one is taken and made private.
    let other = World::empty();
    fs::create_dir(other.data()).unwrap();
    fs::set_permissions(other.data(), fs::Permissions::from_mode(0o755)).unwrap();
    other.hygie(["init"]).done();
    assert_eq!(fs::metadata(other.data()).unwrap().permissions().mode() & 0o777, 0o700);
}

#[test]
fn an_interrupted_making_is_finished() {
    let whole = World::new();
    for kept in [&["lock"][..], &["lock", "ring"], &["lock", "ring", "hygie.db"]] {
        let world = World::empty();
        fs::create_dir(world.data()).unwrap();
        fs::set_permissions(world.data(), fs::Permissions::from_mode(0o700)).unwrap();
        // A store whose making had just begun is an empty file.
        for name in kept.iter().filter(|name| **name != "hygie.db") {
            fs::copy(whole.data().join(name), world.data().join(name)).unwrap();
        }
        if kept.contains(&"hygie.db") {
            world.file("data/hygie.db", "");
        }
        let said = world.hygie(["import", "x"]).refused();
        assert!(said.contains("half made: run `hygie init` again"), "{kept:?}: {said}");
        world.hygie(["init"]).done();
        world.import_text("p.json", patient("p")).expect(1, 0, 0, 0);
        world.healthy();
    }
}

#[test]
fn a_ring_that_cannot_be_used_is_refused() {
    let check = |spoil: &dyn Fn(&World), expect: &str| {
        let world = small();
        spoil(&world);
        for words in [&["doctor"][..], &["init"], &["export", "p", "--out", "x"]] {
            let said = world.hygie(words).refused();
            assert!(said.contains(expect), "{words:?}: {said}");
            assert_eq!(said.lines().count(), 1, "{said}");
        }
        assert!(!world.path("x").exists());
    };
    let ring = |world: &World| world.path("data/ring");
    let mode = |mode| {
        move |world: &World| {
            fs::set_permissions(ring(world), fs::Permissions::from_mode(mode)).unwrap();
        }
    };
    check(&mode(0o644), "others than its owner may use");
    check(&mode(0o660), "chmod");
    check(&|world| fs::remove_file(ring(world)).unwrap(), "is missing: put it back from its copy");
    check(&|world| drop(world.file("data/ring", "garbage")), "cannot be read");
    check(&|world| drop(world.file("data/ring", "")), "cannot be read");
    check(
        &|world| {
            let other = World::new();
            fs::copy(ring(&other), ring(world)).unwrap();
        },
        "is not the one of this store",
    );
}

#[test]
fn a_folder_that_cannot_be_used_is_refused() {
    let world = World::empty();
    let said = world.hygie(["doctor"]).refused();
    assert!(said.contains("does not exist; `hygie init` makes a data folder"), "{said}");
    world.file("data", "a file");
    let said = world.hygie(["doctor"]).refused();
    assert!(said.contains("is not a Hygie data folder"), "{said}");
    let said = world.hygie(["init"]).refused();
    assert!(said.contains("is not a Hygie data folder"), "{said}");
    let open = World::new();
    fs::set_permissions(open.data(), fs::Permissions::from_mode(0o750)).unwrap();
    let said = open.hygie(["doctor"]).refused();
    assert!(said.contains("make it private with chmod go="), "{said}");
}

#[test]
fn a_store_of_a_newer_version_is_refused() {
    let world = small();
    // `user_version` of SQLite's header, big-endian at byte 60.
    let path = world.path("data/hygie.db");
    let mut bytes = fs::read(&path).unwrap();
    bytes[60..64].copy_from_slice(&99_u32.to_be_bytes());
    super::world::put(&path, &bytes);
    let said = world.hygie(["doctor"]).refused();
    assert!(said.contains("99") && said.contains("newer"), "{said}");
    assert_eq!(fs::read(&path).unwrap(), bytes, "nothing was changed");
}
