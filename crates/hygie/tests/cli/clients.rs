//! `admin client`: apps and machines that ask for tokens.

use super::world::World;

/// The public half of a key, by its form.
fn key_set(member: &str) -> String {
    let part = "A".repeat(64);
    format!(
        r#"{{"keys":[{{"kty":"EC","crv":"P-384","kid":"k","x":"{part}","y":"{part}"{member}}}]}}"#
    )
}

#[test]
fn clients_are_added_shown_and_ended() {
    let world = World::new();
    world.file("keys.json", key_set(""));
    let words = ["admin", "client", "add", "--kind", "backend", "--name", "Laboratoire"];
    let more = ["--scope", "system/Observation.read", "--jwks", "keys.json"];
    let said = world.hygie(words.iter().chain(&more).copied()).done();
    let id = said.lines().next_back().unwrap().to_owned();
    assert!(said.contains("Laboratoire, for system/Observation.rs"), "{said}");
    let app = [
        "admin",
        "client",
        "add",
        "--kind",
        "public",
        "--name",
        "Courbes",
        "--scope",
        "launch/patient openid patient/*.read",
        "--redirect",
        "https://app.example/cb",
        "--origin",
        "https://app.example",
        "--launch",
        "https://app.example/launch",
    ];
    let app = world.hygie(app).done().lines().next_back().unwrap().to_owned();
    let listed = world.hygie(["admin", "client", "list"]).done();
    assert!(listed.contains(&id) && listed.contains("2 clients"), "{listed}");
    let listed = world.hygie(["admin", "client", "list", "--json"]).json();
    assert_eq!(listed[0]["id"], app);
    assert_eq!(listed[0]["redirects"][0], "https://app.example/cb");
    let shown = world.hygie(["admin", "client", "show", &id]).json();
    assert_eq!(
        (shown["kind"].as_str(), shown["name"].as_str()),
        (Some("backend"), Some("Laboratoire"))
    );
    assert_eq!(shown["keys"]["keys"][0]["kid"], "k");
    assert!(shown["by"].as_str().unwrap().starts_with("command-line:"));
    let change = ["admin", "client", "change", &app, "--name", "Poids", "--scope", "patient/*.r"];
    let said = world.hygie(change).done();
    assert!(said.contains("Poids, for patient/*.r"), "{said}");
    let shown = world.hygie(["admin", "client", "show", &app]).json();
    assert_eq!(
        (&shown["redirects"][0], &shown["launch"], &shown["suspended"]),
        (&"https://app.example/cb".into(), &"https://app.example/launch".into(), &false.into())
    );
    let bad = ["admin", "client", "change", &app, "--redirect", "http://app.example/"];
    assert!(world.hygie(bad).refused().contains("redirect address"));
    world.hygie(["admin", "client", "suspend", &app]).done();
    assert!(world.hygie(["admin", "client", "list"]).done().contains("  suspended"));
    world.hygie(["admin", "client", "resume", &app]).done();
    assert!(!world.hygie(["admin", "client", "list"]).done().contains("  suspended"));
    world.hygie(["admin", "client", "end", &id]).done();
    for act in ["end", "show", "suspend", "resume", "change"] {
        let said = world.hygie(["admin", "client", act, &id]).refused();
        assert!(said.contains("no client of that id"), "{said}");
    }
    world.healthy();
}

#[test]
fn what_cannot_be_registered_is_refused_with_a_reason() {
    let world = World::new();
    world.file("keys.json", key_set(""));
    world.file("private.json", key_set(r#","d":"AA""#));
    world.file("long.json", " ".repeat(70_000));
    let add = |more: &[&str]| {
        let words = ["admin", "client", "add", "--name", "X"];
        world.hygie(words.iter().chain(more).copied())
    };
    let wrong_use = |more: &[&str], word: &str| {
        let answer = add(more);
        assert_eq!(answer.code, Some(2), "{more:?}: {}", answer.err);
        assert!(answer.err.contains(word), "{word}: {}", answer.err);
    };
    let scope = ["--scope", "system/*.rs"];
    wrong_use(&["--kind", "secret", scope[0], scope[1]], "public, confidential, backend");
    wrong_use(&["--kind", "backend", "--scope", "system/Patiant.rs"], "no FHIR R4 resource type");
    let keys = |file: &'static str| ["--kind", "backend", scope[0], scope[1], "--jwks", file];
    wrong_use(&keys("private.json"), "private or secret key");
    wrong_use(&keys("long.json"), "more than 65536 bytes");
    wrong_use(&keys("absent.json"), "cannot be read");
    let refused = |more: &[&str], word: &str| {
        let said = add(more).refused();
        assert!(said.contains(word), "{word}: {said}");
    };
    refused(&["--kind", "backend", scope[0], scope[1]], "public keys");
    refused(&["--kind", "public", scope[0], scope[1], "--redirect", "https://a/b"], "backend");
    let patient = ["--scope", "patient/*.rs"];
    refused(&["--kind", "public", patient[0], patient[1]], "redirect");
    let http = ["--kind", "public", patient[0], patient[1], "--redirect", "http://a.example/b"];
    refused(&http, "https://");
    let url = ["--kind", "backend", scope[0], scope[1], "--jwks-url", "https://a.example/keys"];
    refused(&url, "certificates");
    let organised = ["--kind", "public", patient[0], patient[1], "--organisation", "Hygie"];
    refused(&organised, "machines only");
    assert!(world.hygie(["admin", "client", "list"]).done().contains("0 clients"));
}
