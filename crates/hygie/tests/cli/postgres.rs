//! The records in PostgreSQL: the same commands, the same answers.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use hygie_testkit::postgres::database;

use super::demo;
use super::server::Server;
use super::world::{World, observation, patient, resources};

/// The address of a database without its password, and the password.
pub fn parts(address: &str) -> (String, String) {
    let (scheme, rest) = address.split_once("://").expect("an address");
    let (user, place) = rest.split_once('@').expect("a user");
    let (user, password) = user.split_once(':').unwrap_or((user, "none"));
    (format!("{scheme}://{user}@{place}"), password.to_owned())
}

/// A world that is configured for a new database, without a data folder otherwise.
pub async fn configured() -> World {
    let world = World::empty();
    configure(&world, &database().await);
    world
}

fn configure(world: &World, address: &str) {
    let (address, password) = parts(address);
    let toml = format!("store = \"{address}\"\nstore_password_file = \"password\"\n");
    world.file("data/hygie.toml", toml);
    world.file("data/password", format!("{password}\n"));
    let only_owner = fs::Permissions::from_mode(0o600);
    fs::set_permissions(world.path("data/password"), only_owner).expect("its mode");
}

fn people() -> String {
    format!("{}\n{}\n", patient("p"), observation("o", "Patient/p"))
}

#[tokio::test]
async fn records_are_kept_on_a_server() {
    let world = configured().await;
    let said = world.hygie(["config", "check"]).done();
    for part in ["hygie.toml: read.\n", "password, for its owner only.\n", "Reached: PostgreSQL "] {
        assert!(said.contains(part), "{said}");
    }
    assert!(said.contains("Commits: synchronous_commit on, "), "{said}");
    assert!(said.contains("Standbys that follow now: 0.\n"), "{said}");
    world.hygie(["init", "--organisation", "House"]).done();
    world.import_text("a.ndjson", people()).expect(2, 0, 0, 0);
    world.import_text("a.ndjson", people()).expect(0, 0, 2, 0);
    assert_eq!(resources(&world.export("p")).len(), 2);
    same_figures(&world);
    world.hygie(["keys", "rotate"]).done();
    world.hygie(["keys", "erase", "p"]).done();
    assert!(world.hygie(["export", "p", "--out", "x"]).refused().contains("no record here"));
    world.healthy();
    assert!(!world.path("data/hygie.db").exists());
    let said = world.hygie(["init"]).refused();
    assert!(said.contains("was made already: nothing was changed"), "{said}");
}

/// Asserts that the doctor counts what it counts of the embedded store.
#[track_caller]
fn same_figures(world: &World) {
    let embedded = World::new();
    embedded.import_text("a.ndjson", people()).expect(2, 0, 0, 0);
    embedded.import_text("a.ndjson", people()).expect(0, 0, 2, 0);
    embedded.export("p");
    let figures = |world: &World| {
        let mut report = world.healthy();
        report["bytes"] = "differs".into();
        report
    };
    assert_eq!(figures(world), figures(&embedded));
}

#[tokio::test]
async fn commands_reach_the_store_of_who_serves() {
    let world = configured().await;
    world.hygie(["init"]).done();
    let serving = Server::start(&world, &["serve"]);
    world.import_text("a.ndjson", people()).expect(2, 0, 0, 0);
    assert_eq!(serving.get("/healthz", &[]).status, 200);
    // What the owner opened counts, whatever the asker names.
    let answer = world.hygie(["--store", "sqlite", "doctor", "--json"]);
    assert_eq!(answer.json()["resources"], 3);
    assert_eq!(answer.code, Some(0));
    assert_eq!(serving.stop().0, Some(0));
    world.healthy();
    assert!(!world.path("data/hygie.db").exists());
}

#[tokio::test]
async fn a_sample_comes_back_from_a_server() {
    let world = configured().await;
    world.hygie(["init", "--organisation", "House"]).done();
    let (name, content) = super::world::samples().swap_remove(0);
    let (server, embedded) = (world.import_text(&name, &content), World::new());
    assert_eq!(server.json, {
        let mut report = embedded.import_text(&name, &content).json;
        report["refusals"] = server.json["refusals"].clone();
        report
    });
    let bundle = super::world::parse(&content);
    let (id, _) = resources(&bundle).swap_remove(0);
    let id = id.strip_prefix("Patient/").expect("a Patient comes first").to_owned();
    assert_eq!(resources(&world.export(&id)), resources(&embedded.export(&id)));
    world.healthy();
}

#[tokio::test]
async fn no_second_ring_is_made_over_records_on_a_server() {
    let address = database().await;
    let world = World::empty();
    configure(&world, &address);
    world.hygie(["init"]).done();
    world.import_text("a.ndjson", people()).expect(2, 0, 0, 0);
    let ring = fs::read(world.path("data/ring")).expect("the ring");
    fs::remove_file(world.path("data/ring")).expect("the ring");
    let other = World::empty();
    configure(&other, &address);
    for (place, words) in [(&world, "init"), (&world, "doctor"), (&other, "init")] {
        let said = place.hygie([words]).refused();
        assert!(said.contains("is missing: put it back from its copy"), "{said}");
        assert!(!place.path("data/ring").exists(), "{words}");
    }
    // Another folder's ring is told too.
    let made = World::new();
    fs::copy(made.path("data/ring"), world.path("data/ring")).expect("another ring");
    let said = world.hygie(["doctor"]).refused();
    assert!(said.contains("is not the one of this store"), "{said}");
    super::world::put(&world.path("data/ring"), &ring);
    world.healthy();
}

#[tokio::test]
async fn records_in_the_folder_are_not_left_behind() {
    let address = database().await;
    let world = World::new();
    world.import_text("a.ndjson", people()).expect(2, 0, 0, 0);
    configure(&world, &address);
    for words in [&["doctor"][..], &["init"], &["import", "a.ndjson"]] {
        let said = world.hygie(words).refused();
        assert!(said.contains("hygie.db: move them with `hygie store copy`"), "{said}");
    }
    world.hygie(["--store", "sqlite", "doctor"]).done();
    // Nor are two stores kept side by side.
    let both = configured().await;
    both.hygie(["init"]).done();
    for name in ["ring", "hygie.db"] {
        fs::copy(world.path("data").join(name), both.path("data").join(name)).expect(name);
    }
    let said = both.hygie(["doctor"]).refused();
    assert!(said.contains("both hold records: move the file"), "{said}");
    // A store in which nothing was ever written holds nobody up.
    let begun = World::empty();
    configure(&begun, &address);
    begun.file("data/hygie.db", "");
    let said = begun.hygie(["init"]).refused();
    assert!(said.contains("is missing: put it back"), "the ring comes first: {said}");
    fs::remove_file(begun.path("data/hygie.db")).expect("an empty store");
    begun.hygie(["init"]).done();
    begun.healthy();
}

#[tokio::test]
async fn records_move_to_a_server_and_back() {
    let database = database().await;
    let (address, _) = parts(&database);
    let world = World::new();
    world.import_text("a.ndjson", people()).expect(2, 0, 0, 0);
    let before = resources(&world.export("p"));
    configure(&world, &database);
    let copy = |from: &str, to: &str| {
        world.hygie(["store", "copy", "--from", from, "--to", to].map(str::to_owned))
    };
    let said = copy("sqlite", "sqlite").refused();
    assert!(said.contains("name the same store"), "{said}");
    let said = copy(&address, "sqlite").refused();
    assert!(said.contains("there is nothing to copy in postgres://"), "{said}");
    let said = copy("sqlite", &address).done();
    assert!(said.contains("and compared each."), "{said}");
    let embedded = world.hygie(["--store", "sqlite", "doctor"]).refused();
    assert!(embedded.contains("its records were moved to a database"), "{embedded}");
    world.healthy();
    assert_eq!(resources(&world.export("p")), before);
    let said = copy("sqlite", &address).refused();
    assert!(said.contains("holds something already: name an empty one"), "{said}");
    // Back, once the old file is out of the way.
    let said = copy(&address, "sqlite").refused();
    assert!(said.contains("holds something already: name an empty one"), "{said}");
    fs::remove_file(world.path("data/hygie.db")).expect("the old store");
    let said = copy(&address, "sqlite").done();
    assert!(said.contains("take the line `store` out of"), "{said}");
    world.file("data/hygie.toml", "");
    world.healthy();
    assert_eq!(resources(&world.export("p")), before);
}

#[tokio::test]
async fn a_wrong_name_of_the_database_costs_no_attachment() {
    let world = World::new();
    world.import_text("a.ndjson", people()).expect(2, 0, 0, 0);
    let data = "QUFB".repeat(100_000);
    let letter = format!(
        r#"{{"resourceType":"DocumentReference","id":"d","status":"current","subject":{{"reference":"Patient/p"}},"content":[{{"attachment":{{"data":"{data}"}}}}]}}"#
    );
    world.import_text("letter.json", letter).expect(1, 0, 0, 0);
    assert_eq!(world.healthy()["attachments"], 1);
    let kept = world.path("hygie.db");
    let moved = |from: &Path, to: &Path| {
        fs::copy(from, to).expect("the store");
        fs::remove_file(from).expect("the store");
    };
    moved(&world.path("data/hygie.db"), &kept);
    configure(&world, &database().await);
    for words in [&["doctor"][..], &["init"], &["import", "a.ndjson"], &["--store=sqlite", "init"]]
    {
        let said = world.hygie(words).refused();
        assert!(said.contains("the store is empty and "), "{words:?}: {said}");
    }
    moved(&kept, &world.path("data/hygie.db"));
    world.file("data/hygie.toml", "");
    assert_eq!(world.healthy()["attachments"], 1);
    // Without attachments the database is only half made.
    let bare = configured().await;
    bare.hygie(["init"]).done();
    configure(&bare, &database().await);
    let said = bare.hygie(["doctor"]).refused();
    assert!(said.contains("nothing was ever written to the store that is named"), "{said}");
}

#[tokio::test]
async fn a_demonstration_on_a_server_is_not_reset() {
    let world = configured().await;
    world.hygie(["init"]).done();
    world.file("a.ndjson", people());
    let words = ["demo", "--reset", "--listen", "127.0.0.1:0", "a.ndjson"];
    let said = world.hygie(words).refused();
    assert!(said.contains("nothing was touched"), "{said}");
    world.healthy();
}

#[tokio::test]
async fn the_same_seed_gives_the_same_world_here_too() {
    let world = configured().await;
    world.hygie(["init"]).done();
    let there = demo::population(&world);
    assert!(there.len() > 100);
    let here = World::new();
    assert_eq!(there, demo::population(&here));
}
