//! A demonstration: its world, its population, its folder and no other.

use std::fs;
use std::net::TcpListener;

use super::server::Server;
use super::world::{World, observation, parse, patient, resources};

/// On a port of the system's choice.
const ANYWHERE: [&str; 2] = ["--listen", "127.0.0.1:0"];

fn demo<'a>(words: &[&'a str]) -> Vec<&'a str> {
    [&["demo", "--people", "1"], words, &ANYWHERE].concat()
}

fn with_person() -> World {
    let world = World::new();
    world.import_text("first.ndjson", patient("p")).expect(1, 0, 0, 0);
    world
}

#[test]
fn a_demonstration_is_made_served_and_started_afresh() {
    let world = World::empty();
    let lines = format!("{}\n{}\n", patient("p"), observation("o", "Patient/p"));
    world.file("people.ndjson", lines);
    let passwords = |server: &Server| -> Vec<String> {
        let accounts = server.said.iter().filter(|line| line.starts_with("  "));
        accounts.map(|line| line.rsplit(' ').next().expect("a password").to_owned()).collect()
    };
    let server = Server::start(&world, &["demo", "--people", "1", "people.ndjson"]);
    let first = passwords(&server);
    assert!(first.len() >= 10, "{:?}", server.said);
    let page = server.get("/demo", &[]);
    for word in ["Données fictives", "Marc Lefèvre", "Thi Lan Nguyen", "Dr Claire Vasseur"] {
        assert!(page.body.contains(word), "{word}");
    }
    assert!(!world.path("data/demo-lines").exists(), "nothing lies about");
    let said = world.hygie(demo(&["people.ndjson"])).refused();
    assert!(said.contains("served already"), "{said}");
    server.stop();
    // The same world is there again; another one is not mixed in.
    let server = Server::start(&world, &["demo"]);
    let second = passwords(&server);
    assert!(first.iter().all(|password| !second.contains(password)), "made on the spot");
    assert!(!server.said.iter().any(|line| line.starts_with("Made a world")), "once");
    server.stop();
    for words in [["demo", "--people", "2"], ["demo", "--seed", "8"]] {
        let said = world.hygie(words.into_iter().chain(ANYWHERE)).refused();
        assert!(said.contains("holds 1 inhabitant of seed 7: start afresh"), "{said}");
    }
    let ring = fs::read(world.path("data/ring")).unwrap();
    Server::start(&world, &["demo", "--people", "1", "--seed", "8", "--reset"]).stop();
    assert_ne!(fs::read(world.path("data/ring")).unwrap(), ring, "another folder");
    world.healthy();
}

#[test]
fn a_demonstration_touches_no_folder_that_is_not_its_own() {
    let world = with_person();
    for words in [&["first.ndjson"][..], &["--reset", "first.ndjson"]] {
        let said = world.hygie(demo(words)).refused();
        assert!(said.contains("is not a demonstration's folder: nothing was touched"), "{said}");
    }
    let foreign = World::empty();
    foreign.file("data/letter.txt", "mine");
    foreign.file("people.ndjson", patient("p"));
    for words in [&["people.ndjson"][..], &["--reset", "people.ndjson"]] {
        foreign.hygie(demo(words)).refused();
        assert_eq!(fs::read(foreign.path("data/letter.txt")).unwrap(), b"mine");
    }
    world.healthy();
}

#[test]
fn a_port_that_is_taken_is_said_before_anything_is_made() {
    let world = World::empty();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let said = world.hygie(["demo", "--listen", &address]).refused();
    assert!(said.contains("is the port taken? Name another with --listen"), "{said}");
    assert!(!world.data().exists(), "nothing was made");
}

#[test]
fn numbers_of_people_have_limits() {
    let world = World::empty();
    let out = world.path("out");
    let out = out.to_str().unwrap();
    for (words, most) in [
        (&["demo", "--people"][..], "100000"),
        (&["demo", "generate", "--out", out, "--people"], "10000000"),
    ] {
        let above = (most.parse::<u64>().unwrap() + 1).to_string();
        for wrong in ["0", "-1", "many", &above] {
            let answer = world.hygie(words.iter().copied().chain([wrong]));
            assert_eq!(answer.code, Some(2), "{wrong}");
        }
        let said = world.hygie(words.iter().copied().chain(["0"])).err;
        assert!(said.contains(&format!("a whole number from 1 to {most}")), "{said}");
    }
    assert!(!world.data().exists() && !world.path("out").exists(), "nothing was touched");
}

#[test]
fn a_population_is_the_same_for_the_same_seed_and_goes_in_whole() {
    let world = World::new();
    let generate = |out: &str, seed: &str| {
        let words = ["demo", "generate", "--people", "300", "--out", out, "--seed", seed];
        world.hygie(words).done();
        ["1-registry.ndjson", "2-persons.ndjson", "3-records.ndjson"]
            .map(|name| fs::read(world.path(out).join(name)).unwrap())
    };
    let one = generate("one", "5");
    assert_eq!(one, generate("two", "5"));
    assert_ne!(one, generate("three", "6"));
    let said = world.hygie(["demo", "generate", "--people", "1", "--out", "one"]).refused();
    assert!(said.contains("is not empty: nothing was touched"), "{said}");
    let report = world.hygie(["import", "--json", "one"]).json();
    assert_eq!(report["refused"].as_u64(), Some(0));
    let again = world.hygie(["import", "--json", "two"]).json();
    assert_eq!((again["created"].as_u64(), again["updated"].as_u64()), (Some(0), Some(0)));
    world.healthy();
}

/// The persons of a generated population and their records, as a store gives
/// them back.
pub fn population(world: &World) -> Vec<String> {
    world.hygie(["demo", "generate", "--people", "4", "--out", "town"]).done();
    world.hygie(["import", "town"]).done();
    let persons = fs::read_to_string(world.path("town/2-persons.ndjson")).expect("the persons");
    let mut told = Vec::new();
    for line in persons.lines() {
        let person = parse(line.as_bytes());
        let exported = world.export(person.id().expect("an id"));
        for (name, resource) in resources(&exported) {
            let text = String::from_utf8(resource.to_vec()).expect("UTF-8");
            told.push(format!("{name} {text}"));
        }
    }
    told
}
