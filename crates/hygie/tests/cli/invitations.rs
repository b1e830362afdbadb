//! `admin invite`, `invitations` and `withdraw`.

use super::world::World;

const RENEE: &str = r#"{"resourceType":"Patient","id":"renee","birthDate":"1942-03-12","name":[{"family":"Morel","given":["Renée"]}]}"#;
const CHILD: &str = r#"{"resourceType":"Patient","id":"zoe","birthDate":"2024-05-05","name":[{"family":"Petit","given":["Zoé"]}]}"#;

fn world() -> World {
    let world = World::new();
    world.import_text("people.ndjson", format!("{RENEE}\n{CHILD}\n")).expect(2, 0, 0, 0);
    world
}

fn last(answer: &str) -> String {
    answer.lines().next_back().expect("a line").to_owned()
}

#[test]
fn a_person_is_invited_listed_and_the_code_withdrawn() {
    let world = world();
    let invite = ["admin", "invite", "renee", "--document", "passport"];
    let said = world.hygie(invite).done();
    let code = last(&said);
    assert!(said.starts_with("Invited Renée Morel to their record: invitation "), "{said}");
    assert_eq!((code.len(), code.matches('-').count()), (19, 3), "alone on the last line");
    let listed = world.hygie(["admin", "invitations", "--json"]).json();
    assert_eq!(listed.as_array().map(Vec::len), Some(1));
    assert_eq!(
        (&listed[0]["state"], &listed[0]["document"]),
        (&"pending".into(), &"passport".into())
    );
    assert!(!listed.to_string().contains(&code) && !listed.to_string().contains("Morel"));
    let id = listed[0]["id"].as_str().expect("an id");
    world.hygie(["admin", "withdraw", id]).done();
    let again = world.hygie(["admin", "withdraw", id]).refused();
    assert!(again.contains("no such invitation any more"), "{again}");
    let listed = world.hygie(["admin", "invitations", "--record", "renee"]).done();
    assert!(listed.contains("  withdrawn  ") && listed.ends_with("\n1 invitation\n"), "{listed}");
    let none = world.hygie(["admin", "invitations", "--record", "zoe"]).done();
    assert_eq!(none, "0 invitations\n");
    let traces = world.hygie(["trace", "list", "--record", "renee", "--json"]).json().to_string();
    assert!(traces.contains("document seen: passport"), "{traces}");
    assert!(!traces.contains(&code));
    world.healthy();
}

#[test]
fn what_cannot_be_is_said() {
    let world = world();
    let invite = |more: &[&str]| {
        let words = ["admin", "invite"];
        world.hygie(words.iter().chain(more))
    };
    assert_eq!(invite(&["renee"]).code, Some(2), "a document is named");
    assert_eq!(invite(&["renee", "--document", "driving-licence"]).code, Some(2));
    let said = invite(&["renee", "--document", "other"]).refused();
    assert!(said.contains("say which other document was seen"), "{said}");
    invite(&["renee", "--document", "other", "--words", "Récépissé"]).done();
    let said = invite(&["zoe", "--document", "passport"]).refused();
    assert!(said.contains("under 18"), "{said}");
    let said = invite(&["nobody", "--document", "passport"]).refused();
    assert!(said.contains("no record here answers"), "{said}");
    let create =
        ["admin", "create", "--role", "person", "--name", "Renée Morel", "--login", "renee"];
    world.hygie(create.iter().chain(&["--record", "renee"])).done();
    let said = invite(&["renee", "--document", "passport"]).refused();
    assert!(said.contains("has an account already"), "{said}");
    let said = invite(&["renee", "--document", "passport", "--lost"]).done();
    assert!(said.contains("to get back into their account"), "{said}");
    for (kind, expect) in [("all", 1), ("workers", 0), ("persons", 1)] {
        let listed = world.hygie(["admin", "accounts", "--kind", kind, "--json"]).json();
        assert_eq!(listed.as_array().map(Vec::len), Some(expect), "{kind}");
    }
    assert_eq!(world.hygie(["admin", "accounts", "--kind", "nurses"]).code, Some(2));
    world.healthy();
}
