//! `index` in hygie.toml and `reindex`, by the program itself.

use super::server::Server;
use super::world::{Answer, World, observation, patient};

const CODE: &str = "index = [\"Observation.status\"]\n";

/// Two persons with an Observation each.
fn filled(world: World) -> World {
    world.hygie(["init", "--organisation", "House"]).done();
    let lines: Vec<String> = ["p", "q"]
        .iter()
        .flat_map(|id| [patient(id), observation(&format!("o-{id}"), &format!("Patient/{id}"))])
        .collect();
    world.import_text("a.ndjson", lines.join("\n")).expect(4, 0, 0, 0);
    world
}

fn token(world: &World) -> String {
    let words = ["admin", "token", "--system", "laboratory", "--scope", "system/*.cruds"];
    let said = world.hygie(words).done();
    format!("Bearer {}", said.lines().next_back().expect("a token"))
}

/// Ids found by status; the refusal where there is none.
fn found(server: &Server, bearer: &str) -> Result<Vec<String>, String> {
    let got = server.get("/fhir/Observation?status=final", &[("Authorization", bearer)]);
    let json = got.json();
    if got.status != 200 {
        return Err(json["issue"][0]["diagnostics"].as_str().expect("a sentence").to_owned());
    }
    let entries = json["entry"].as_array().cloned().unwrap_or_default();
    let id =
        |entry: &serde_json::Value| entry["resource"]["id"].as_str().expect("an id").to_owned();
    Ok(entries.iter().map(id).collect())
}

#[track_caller]
fn figures(answer: &Answer, filled: &[&str], dropped: &[&str], terms: u64) {
    let json = answer.json();
    assert_eq!(json["filled"], serde_json::json!(filled), "{json}");
    assert_eq!(json["dropped"], serde_json::json!(dropped), "{json}");
    assert_eq!(json["terms"], terms, "{json}");
}

#[test]
fn the_line_is_told_and_mistakes_are_refused() {
    let world = World::empty();
    let file =
        world.file("data/hygie.toml", "index = ['Observation.code', 'Encounter.identifier']");
    let printed = world.hygie(["config", "print"]).done();
    let line = format!(
        "\nindex = [\"Observation.code\", \"Encounter.identifier\"] # from {}\n",
        file.display()
    );
    assert!(printed.contains(&line), "{printed}");
    world.file("data/hygie.toml", &printed);
    assert!(world.hygie(["config", "print"]).done().contains(&line), "it is a configuration");
    let checked = world.hygie(["config", "check"]).done();
    assert!(checked.contains("Indexes: Observation.code (from "), "{checked}");
    assert!(checked.contains("Encounter.identifier has one always"), "{checked}");
    let check = |list: &str, says: &str| {
        world.file("data/hygie.toml", format!("index = {list}"));
        for words in [&["config", "check"][..], &["config", "print"], &["doctor"], &["reindex"]] {
            let said = world.hygie(words).refused();
            assert!(said.contains(says) && said.lines().count() == 1, "{list}: {said}");
            assert!(said.contains("hygie.toml"), "{said}");
        }
    };
    check("['Observation.code', 'Observatio.code']", "entry 2: there is no resource type");
    check("['Observation.cod']", "Observation has no search parameter `cod`");
    check("['Observation.date']", "only token, reference and uri parameters can be indexed");
    check("['Patient.address']", "is a string parameter");
    check("['Observation']", "entry 1: not written Type.parameter, as `Observation.code` is");
    check("['Task.owner', 'Task.owner']", "entry 2: named twice");
    check("'Observation.code'", "invalid type");
}

#[test]
fn a_running_server_takes_a_new_index_without_a_restart() {
    let world = filled(World::empty());
    let server = Server::start(&world, &["serve"]);
    let bearer = token(&world);
    let why = found(&server, &bearer).expect_err("no index");
    let add = "add `Observation.status` to `index` in hygie.toml and run `hygie reindex`";
    assert!(why.contains(add), "{why}");
    // What is said is done.
    world.file("data/hygie.toml", CODE);
    figures(&world.hygie(["reindex", "--json"]), &["Observation.status"], &[], 2);
    assert_eq!(found(&server, &bearer), Ok(vec!["o-p".to_owned(), "o-q".to_owned()]));
    let third = observation("o-r", "Patient/p");
    world.import_text("b.ndjson", third).expect(1, 0, 0, 0);
    assert_eq!(found(&server, &bearer).map(|ids| ids.len()), Ok(3));
    let said = world.hygie(["reindex"]).done();
    assert_eq!(said, "Indexes: Observation.status.\nThey were so already: nothing was done.\n");
    world.healthy();
    world.file("data/hygie.toml", "");
    figures(&world.hygie(["reindex", "--json"]), &[], &["Observation.status"], 3);
    assert!(found(&server, &bearer).is_err());
    assert_eq!(server.stop().0, Some(0));
    world.healthy();
}

#[test]
fn an_interrupted_reindex_goes_on() {
    // Killed before the terms are committed, or before the index is complete. The first
    // commit makes the month's key of technical traces.
    for (point, says) in [
        ("store.commit=abort@3", "2 terms of 2 resources changed."),
        ("store.commit=abort@4", "0 terms of 0 resources changed."),
    ] {
        let world = filled(World::empty());
        let bearer = token(&world);
        world.file("data/hygie.toml", CODE);
        let killed = world.start(point, ["reindex"]).end();
        assert_ne!(killed.code, Some(0), "{killed:?}");
        let notes = world.healthy()["notes"].to_string();
        assert!(notes.contains("`Observation.status` is not complete"), "{notes}");
        let server = Server::start(&world, &["serve"]);
        let why = found(&server, &bearer).expect_err("not complete");
        assert!(why.contains("run `hygie reindex` to its end"), "{why}");
        assert_eq!(server.stop().0, Some(0));
        let said = world.hygie(["reindex"]).done();
        assert!(said.contains("Filled: Observation.status. Taken away: none."), "{said}");
        assert!(said.contains(says), "{said}");
        let server = Server::start(&world, &["serve"]);
        assert_eq!(found(&server, &bearer).map(|ids| ids.len()), Ok(2));
        assert_eq!(server.stop().0, Some(0));
        world.healthy();
    }
}

#[tokio::test]
async fn an_index_is_filled_on_a_server() {
    let world = filled(super::postgres::configured().await);
    let toml = std::fs::read_to_string(world.path("data/hygie.toml")).expect("the configuration");
    world.file("data/hygie.toml", toml + CODE);
    figures(&world.hygie(["reindex", "--json"]), &["Observation.status"], &[], 2);
    let (bearer, server) = (token(&world), Server::start(&world, &["serve"]));
    assert_eq!(found(&server, &bearer).map(|ids| ids.len()), Ok(2));
    assert_eq!(server.stop().0, Some(0));
    world.healthy();
}
