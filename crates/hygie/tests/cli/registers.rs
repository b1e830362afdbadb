//! `register`: who takes care of whom, said by the operator.

use super::world::World;

const PEOPLE: [&str; 2] = [
    r#"{"resourceType":"Patient","id":"renee","identifier":[{"system":"urn:x","value":"7"}],"name":[{"family":"Morel","given":["Renée"]}]}"#,
    r#"{"resourceType":"Patient","id":"luc","name":[{"family":"Petit","given":["Luc"]}]}"#,
];

fn world() -> World {
    let world = World::new();
    world.import_text("people.ndjson", PEOPLE.join("\n")).expect(2, 0, 0, 0);
    world
}

/// What the trace of a record says of its care links.
fn registered(world: &World, record: &str) -> Vec<String> {
    let traces = world.hygie(["trace", "list", "--record", record, "--json"]).json();
    let traces = traces.as_array().expect("a list");
    let told = traces.iter().map(ToString::to_string);
    told.filter(|one| one.contains("registered the person with the organisation")).collect()
}

#[test]
fn all_persons_are_registered_once() {
    let world = world();
    let said = world.hygie(["register"]).done();
    assert_eq!(said, "House takes care of 2 persons.\n");
    for record in ["renee", "luc"] {
        let told = registered(&world, record);
        assert_eq!(told.len(), 1, "{record}: {told:?}");
        assert!(told[0].contains("command-line:") && !told[0].contains("informed"), "{told:?}");
        assert!(!told[0].contains(", until"), "{told:?}");
    }
    // Again, it changes nothing and says the same.
    let said = world.hygie(["register", "--json"]).json();
    assert_eq!(said["records"], 2);
    assert!(said["organisation"].as_str().is_some_and(|id| !id.is_empty()), "{said}");
    for record in ["renee", "luc"] {
        assert_eq!(registered(&world, record).len(), 1, "{record}");
    }
    world.healthy();
}

#[test]
fn one_person_is_registered_for_a_time() {
    let world = world();
    let words = ["register", "--record", "urn:x|7", "--for", "30d", "--informed"];
    assert_eq!(world.hygie(words).done(), "House takes care of 1 person.\n");
    let told = registered(&world, "renee");
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].contains(", until ") && told[0].contains("the person was informed"),
        "{told:?}"
    );
    assert!(registered(&world, "luc").is_empty(), "nobody else");
    world.healthy();
}

#[test]
fn what_cannot_be_is_said() {
    let world = world();
    let said = world.hygie(["register", "--organisation", "Elsewhere"]).refused();
    assert!(said.contains("there is no organisation of that name"), "{said}");
    let said = world.hygie(["register", "--record", "nobody"]).refused();
    assert!(said.contains("no record here answers"), "{said}");
    assert_eq!(world.hygie(["register", "--for", "soon"]).code, Some(2));
    assert!(registered(&world, "renee").is_empty());
}

#[test]
fn a_house_that_keeps_nothing_takes_care_of_nobody() {
    let world = World::new();
    assert_eq!(world.hygie(["register"]).done(), "House takes care of 0 persons.\n");
}
