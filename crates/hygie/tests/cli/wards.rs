//! `ward`, `admin activity wards` and `register --ward`: who belongs to whose team.

use super::world::World;

const RENEE: &str =
    r#"{"resourceType":"Patient","id":"renee","name":[{"family":"Morel","given":["Renée"]}]}"#;

/// A house with one person, one nurse and one ward; the ward's id.
fn world() -> (World, String) {
    let world = World::new();
    world.import_text("people.ndjson", RENEE).expect(1, 0, 0, 0);
    let said = world.hygie(["ward", "add", "Unité du Parc"]).done();
    let id = said.lines().last().expect("an id").to_owned();
    let words = ["admin", "create", "--role", "nurse", "--name", "Nina Roy", "--login", "nina"];
    world.hygie(words).done();
    (world, id)
}

#[test]
fn a_ward_is_added_renamed_closed_and_opened_again() {
    let (world, id) = world();
    let said = world.hygie(["ward", "add", "unité du parc"]).refused();
    assert!(said.contains("has this name"), "{said}");
    assert_eq!(world.hygie(["ward", "list"]).done(), format!("{id}  Unité du Parc\n"));
    assert_eq!(world.hygie(["ward", "rename", "Unité du Parc", "Jardin"]).done(), "Renamed.\n");
    assert_eq!(world.hygie(["ward", "close", &id]).done(), "Closed.\n");
    let told = world.hygie(["ward", "list", "--json"]).json();
    assert_eq!((&told["name"], &told["closed"]), (&"Jardin".into(), &true.into()), "{told}");
    let said = world.hygie(["register", "--ward", "jardin"]).refused();
    assert!(said.contains("Jardin is closed"), "{said}");
    assert_eq!(world.hygie(["ward", "open", "jardin"]).done(), "Open again.\n");
    let said = world.hygie(["ward", "close", "nowhere"]).refused();
    assert!(said.contains("hygie ward list"), "{said}");
    world.healthy();
}

#[test]
fn somebody_is_assigned_and_a_person_registered() {
    let (world, id) = world();
    let assign = |ward| ["admin", "activity", "wards", "--login", "nina", ward];
    assert!(world.hygie(assign("Unité du Parc")).done().starts_with("Assigned."));
    let told = world.hygie(["admin", "show", "--login", "nina", "--json"]).json();
    assert_eq!(told["activities"][0]["wards"][0], id.as_str(), "{told}");
    let said = world.hygie(assign("nowhere")).refused();
    assert!(said.contains("no ward nowhere"), "{said}");
    let register = ["register", "--ward", &id, "--occasion", "residence"];
    assert_eq!(world.hygie(register).done(), "Unité du Parc, House takes care of 1 person.\n");
    let traces = world.hygie(["trace", "list", "--record", "renee", "--json"]).json();
    let what = format!("registered the person with ward {id}, residence");
    assert!(traces.to_string().contains(&what), "{traces}");
    let endless = ["register", "--ward", &id, "--occasion", "appointment"];
    let said = world.hygie(endless).refused();
    assert!(said.contains("an appointment has a last day"), "{said}");
    assert_eq!(world.hygie(["register", "--occasion", "visit"]).code, Some(2));
    world.healthy();
}
