//! `trace verify`, `checkpoint` and `export`, and anchors: a log that is held to what it was.

use std::fs;
use std::path::PathBuf;

use rusqlite::Connection;

use super::server::Server;
use super::world::{World, patient};

/// A house with one person and an anchor beside the data folder.
fn world() -> (World, PathBuf) {
    let world = World::new();
    let anchor = world.path("anchor");
    fs::create_dir(&anchor).expect("a folder");
    world.file("data/hygie.toml", "anchor = [\"anchor\"]\n");
    world.import_text("people.ndjson", patient("p")).expect(1, 0, 0, 0);
    (world, anchor)
}

/// Serves the folder for a moment, which signs its log.
fn serve(world: &World) {
    let server = Server::start(world, &["serve"]);
    let (code, _, _) = server.stop();
    assert_eq!(code, Some(0));
}

/// The one checkpoint that an anchor keeps.
fn kept(anchor: &PathBuf) -> (PathBuf, String) {
    let mut files: Vec<_> = fs::read_dir(anchor).expect("a folder").collect();
    assert_eq!(files.len(), 1, "one log has one checkpoint");
    let path = files.remove(0).expect("a file").path();
    let note = fs::read_to_string(&path).expect("text");
    (path, note)
}

fn database(world: &World) -> PathBuf {
    world.path("data/hygie.db")
}

#[test]
fn what_is_served_is_signed_and_kept_elsewhere() {
    let (world, anchor) = world();
    serve(&world);
    let (_, first) = kept(&anchor);
    let told = world.hygie(["trace", "checkpoint", "--json"]).json();
    assert_eq!(told.as_array().map(Vec::len), Some(1), "{told}");
    let key = told[0]["key"].as_str().expect("a key");
    assert!(first.starts_with(key.split('+').next().expect("a name")), "{first}");
    world.hygie(["trace", "list", "--record", "p"]).done();
    serve(&world);
    let (_, second) = kept(&anchor);
    assert_ne!(first, second, "it goes on");
    world.file("kept.txt", &first);
    let told = world.hygie(["trace", "verify", "--checkpoint", "kept.txt", "--json"]).json();
    assert_eq!((&told["checkpoints"], &told["findings"]), (&2.into(), &serde_json::json!([])));
    assert_eq!(told["logs"][0]["held"], told["logs"][0]["signed"], "{told}");
    let said = world.hygie(["trace", "verify"]).done();
    assert!(said.contains("held by a checkpoint kept elsewhere") && said.contains("All is well."));
    world.healthy();
}

#[test]
fn an_older_copy_of_the_store_is_not_served() {
    let (world, anchor) = world();
    serve(&world);
    let old = fs::read(database(&world)).expect("the database");
    world.hygie(["trace", "list", "--record", "p"]).done();
    serve(&world);
    let (path, note) = kept(&anchor);
    fs::copy(world.file("old.db", old), database(&world)).expect("put back");
    let said = world.hygie(["serve", "--listen", "127.0.0.1:0"]).refused();
    assert!(said.contains("the store is an older copy") && said.contains("docs/operate"), "{said}");
    assert_eq!(fs::read_to_string(path).expect("text"), note, "what contradicts it stays");
    let said = world.hygie(["trace", "verify"]).refused();
    assert!(said.contains("traces, and ") && said.contains(".checkpoint has"), "{said}");
}

#[test]
fn a_trace_that_was_altered_is_found_also_when_the_log_was_made_anew() {
    let (world, _) = world();
    world.hygie(["trace", "list", "--record", "p"]).done();
    serve(&world);
    let db = Connection::open(database(&world)).expect("the database");
    // With the keys of the server in hand: the log is made anew and signed again.
    db.execute("UPDATE traces SET actor = zeroblob(16) WHERE id & 0xffffffff = 1", [])
        .expect("SQL");
    db.execute("DELETE FROM cells WHERE family IN (91, 92)", []).expect("SQL");
    drop(db);
    world.hygie(["trace", "checkpoint"]).done();
    let said = world.hygie(["trace", "verify"]).refused();
    assert!(said.contains("traces are not those of"), "{said}");
    let said = world.hygie(["serve", "--listen", "127.0.0.1:0"]).refused();
    assert!(said.contains("its first") && said.contains("were changed"), "{said}");
}

#[test]
fn an_anchor_that_is_away_is_told_and_one_of_another_store_refused() {
    let (world, anchor) = world();
    serve(&world);
    let (path, note) = kept(&anchor);
    fs::remove_dir_all(&anchor).expect("removed");
    let answer = world.hygie(["trace", "verify"]);
    assert_eq!(answer.code, Some(0), "{}", answer.err);
    assert!(answer.err.contains("cannot be read"), "{}", answer.err);
    let said = world.hygie(["config", "check"]).refused();
    assert!(said.contains("cannot be read"), "{said}");
    let server = Server::start(&world, &["serve"]);
    let (code, _, log) = server.stop();
    assert_eq!(code, Some(0), "{log}");
    assert!(log.contains("warning: the anchor") && log.contains("keeps nothing"), "{log}");

    fs::create_dir(&anchor).expect("a folder");
    world.file("anchor/other.checkpoint", note.replacen("hygie/", "hygie/other", 1));
    let said = world.hygie(["serve", "--listen", "127.0.0.1:0"]).refused();
    assert!(said.contains("of no log of this store"), "{said}");
    let tampered = note.replacen('\n', "\n1", 1);
    world.file("anchor/other.checkpoint", tampered);
    let said = world.hygie(["serve", "--listen", "127.0.0.1:0"]).refused();
    assert!(said.contains("was not signed with its key"), "{said}");
    assert!(!path.exists());
}

#[test]
fn the_traces_of_a_person_are_written_with_their_proofs() {
    let (world, _) = world();
    let words = ["trace", "export", "p", "--out", "traces.json", "--json"];
    let told = world.hygie(words).json();
    assert_eq!((&told["traces"], &told["whole"]), (&told["proven"], &true.into()), "{told}");
    let text = fs::read_to_string(world.path("traces.json")).expect("the file");
    let file: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let traces = file["traces"].as_array().expect("a list");
    assert!(traces.iter().any(|one| one["trace"].as_str().is_some_and(|it| it.contains("write"))));
    assert!(traces.iter().all(|one| one["proof"].is_array() && one["blinding"].is_string()));
    let said = world.hygie(["trace", "export", "nobody", "--out", "x.json"]).refused();
    assert!(said.contains("no record here answers to that"), "{said}");
    assert!(!world.path("x.json").exists());
}
