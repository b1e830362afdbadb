//! `serve`, `admin` and `demo`, by the program itself.

use super::server::Server;
use super::world::{World, observation, patient};

/// The last line of an answer.
fn last(answer: &str) -> String {
    answer.lines().next_back().expect("a line").to_owned()
}

fn token(world: &World, scope: &str) -> String {
    last(&world.hygie(["admin", "token", "--system", "laboratory", "--scope", scope]).done())
}

fn with_person() -> World {
    let world = World::new();
    let lines = format!("{}\n{}\n", patient("p"), observation("o", "Patient/p"));
    world.import_text("first.ndjson", lines).expect(2, 0, 0, 0);
    world
}

#[test]
fn a_folder_is_served_until_it_is_told_to_stop() {
    let world = with_person();
    let server = Server::start(&world, &["serve"]);
    let setup = server.said.iter().find(|line| line.contains("set-up token")).expect("a token");
    let setup = setup.rsplit(' ').next().expect("the token").to_owned();
    assert_eq!(server.get("/healthz", &[]).status, 200);
    assert_eq!(server.get("/readyz", &[]).status, 200);
    assert_eq!(server.get("/", &[]).status, 503, "nobody has claimed it yet");
    assert_eq!(server.get("/setup", &[]).status, 200);
    assert_eq!(server.get("/fhir/metadata", &[]).status, 200);

    // Other commands reach it; what they make works at once.
    let token = token(&world, "system/*.cruds");
    let bearer = format!("Bearer {token}");
    let read = server.get("/fhir/Observation/o", &[("Authorization", &bearer)]);
    assert_eq!((read.status, read.json()["id"].as_str()), (200, Some("o")));
    assert_eq!(server.get("/fhir/Observation/o", &[]).status, 401);
    let said = world.hygie(["serve"]).refused();
    assert!(said.contains("another process owns the data folder"), "{said}");
    let traces = world.hygie(["trace", "list", "--record", "p", "--json"]).json();
    let reads = traces.as_array().expect("a list").iter().filter(|seen| {
        seen["trace"]["action"] == "read" && seen["trace"]["actor"]["name"] == "laboratory"
    });
    let reads: Vec<_> = reads.collect();
    assert_eq!(reads.len(), 1, "each read is traced under the machine's name");
    let actor = reads[0]["trace"]["actor"]["id"].as_str().expect("an id");
    let theirs = world.hygie(["trace", "list", "--actor", actor, "--json"]).json();
    assert_eq!(theirs.as_array().map(Vec::len), Some(1), "by its actor too");
    assert_eq!(world.hygie(["trace", "list"]).code, Some(2));

    let (code, said, log) = server.stop();
    assert_eq!((code, said.as_str()), (Some(0), "Stopped.\n"));
    for secret in [token.as_str(), &setup, "Observation/o", "/records/"] {
        assert!(!log.contains(secret), "{secret} is in the log");
    }
    world.healthy();
}

#[test]
fn tokens_are_scoped_listed_and_ended() {
    let world = with_person();
    let server = Server::start(&world, &["serve"]);
    let narrow = format!("Bearer {}", token(&world, "system/Patient.rs"));
    let get = |path: &str| server.get(path, &[("Authorization", &narrow)]).status;
    assert_eq!((get("/fhir/Patient/p"), get("/fhir/Observation/o")), (200, 404));
    let listed = world.hygie(["admin", "tokens", "--json"]).json();
    assert_eq!(listed[0]["scope"], "system/Patient.rs");
    assert_eq!(listed[0]["system"], "laboratory");
    let id = listed[0]["id"].as_str().expect("an id");
    world.hygie(["admin", "end-token", id]).done();
    assert_eq!(get("/fhir/Patient/p"), 401);
    let said = world.hygie(["admin", "end-token", id]).refused();
    assert!(said.contains("no token of that id"), "{said}");
    let ask = |scope, expires| {
        let words = ["admin", "token", "--system", "x", "--scope", scope, "--expires", expires];
        world.hygie(words).code
    };
    assert_eq!(ask("patient/*.rs", "1d"), Some(2), "wrong use");
    assert_eq!(ask("system/*.rs", "0d"), Some(2), "wrong use");
    assert_eq!(ask("system/*.rs", "400d"), Some(1), "refused");
    assert!(world.hygie(["admin", "end-token", "-x"]).refused().contains("no token of that id"));
}

#[test]
fn accounts_are_made_and_renewed() {
    let world = with_person();
    let create = |role: &str, login: &str, more: &[&str]| {
        let words = ["admin", "create", "--role", role, "--name", "Someone", "--login", login];
        world.hygie(words.iter().chain(more))
    };
    let password = last(&create("physician", "doctor", &[]).done());
    assert!(password.len() >= 16 && !password.contains(' '), "alone on the last line");
    let renewed = world.hygie(["admin", "renew", "--login", "doctor"]).done();
    assert_ne!(last(&renewed), password);
    create("person", "person", &["--record", "p"]).done();
    create("administrator", "admin", &[]).done();
    let refused = |role, login, more: &[&str], expect: &str| {
        let said = create(role, login, more).refused();
        assert!(said.contains(expect), "{said}");
    };
    refused("nurse", "Doctor ", &[], "taken");
    assert_eq!(create("doctor", "x", &[]).code, Some(2), "wrong use");
    assert_eq!(create("system", "x", &[]).code, Some(2), "wrong use");
    refused("person", "x", &[], "needs --record");
    refused("person", "x", &["--record", "nobody"], "no record here");
    refused("nurse", "x", &["--record", "p"], "for accounts of persons only");
    refused("administrator", "x", &["--organisation", "House"], "work for one");
    refused("nurse", "x", &["--organisation", "Elsewhere"], "no organisation of that name");
    let said = world.hygie(["admin", "renew", "--login", "nobody"]).refused();
    assert!(said.contains("no such account"), "{said}");
    world.healthy();
}

#[test]
fn accounts_are_listed_and_changed() {
    let world = with_person();
    let server = Server::start(&world, &["serve"]);
    let create = |role: &str, login: &str| {
        let words = ["admin", "create", "--role", role, "--name", "Zoé Roy", "--login", login];
        world.hygie(words).done();
    };
    create("administrator", "ada");
    create("privacy-officer", "officer");
    create("nurse", "nurse");
    let show = |login| world.hygie(["admin", "show", "--login", login, "--json"]).json();
    assert_eq!(show("nurse")["state"], "invited");
    assert_eq!(show("nurse")["second_factor"], false);
    assert_eq!(show("nurse")["passkeys"].as_array().map(Vec::len), Some(0));
    let listed = world.hygie(["admin", "accounts", "--json"]).json();
    assert_eq!(listed.as_array().map(Vec::len), Some(3));
    let found = world.hygie(["admin", "accounts", "--find", "NURSE zoe"]).done();
    assert!(
        found.ends_with("\n1 account\n") && found.starts_with("nurse  Zoé Roy  invited  nurse"),
        "{found}"
    );
    let act =
        |act: &'static str, login: &'static str| world.hygie(["admin", act, "--login", login]);
    act("suspend", "nurse").done();
    let shown = show("nurse");
    assert_eq!(shown["state"], "suspended");
    assert_eq!(shown["pins"], 0);
    assert_eq!(shown["notices"][0]["event"], "suspended");
    let said = act("renew", "nurse").refused();
    assert!(said.contains("an account that is suspended cannot be"), "{said}");
    act("resume", "nurse").done();
    let once = last(&act("reset-factors", "nurse").done());
    assert_eq!(once.len(), 19, "a one-time password: {once}");
    world.hygie(["admin", "rename", "--login", "nurse", "--name", "Zoé Petit"]).done();
    assert_eq!(show("nurse")["name"], "Zoé Petit");

    let add = |more: &[&str]| {
        let words = ["admin", "activity", "add", "--login", "nurse"];
        world.hygie(words.iter().chain(more))
    };
    let id = last(&add(&["--role", "person", "--record", "p"]).done());
    assert_eq!(show("nurse")["activities"][1]["id"], id.as_str());
    assert!(add(&["--role", "person"]).refused().contains("needs --record"));
    assert!(add(&["--role", "nurse"]).refused().contains("has this activity already"));
    assert_eq!(add(&["--role", "doctor"]).code, Some(2), "wrong use");
    let end = |id: &str| world.hygie(["admin", "activity", "end", "--login", "nurse", id]);
    end(&id).done();
    assert!(end(&id).refused().contains("no such activity"));
    let only = show("nurse")["activities"][0]["id"].as_str().expect("an id").to_owned();
    assert!(end(&only).refused().contains("at least one activity"));

    act("revoke", "nurse").done();
    let said = act("resume", "nurse").refused();
    assert!(said.contains("an account that is revoked cannot be resumed"), "{said}");
    let taken = ["admin", "create", "--role", "nurse", "--name", "x", "--login", "nurse"];
    assert!(world.hygie(taken).refused().contains("taken"));
    assert!(act("show", "nobody").refused().contains("no such account"));
    server.stop();
    let said = world.hygie(["admin", "show", "--login", "nurse"]).done();
    assert!(said.starts_with("nurse: Zoé Petit, revoked, no second factor\n"), "{said}");
    world.healthy();
}

#[test]
fn what_cannot_be_served_is_said_clearly() {
    let world = World::new();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let said = world.hygie(["serve", "--listen", &address]).refused();
    assert!(said.contains("is the port taken?"), "{said}");
    let wrong = world.hygie(["serve", "--listen", "127.0.0.1:0", "--url", "example.org"]);
    assert_eq!(wrong.code, Some(2), "{}", wrong.err);
    world.file("list.txt", "not a hash\n");
    let words = ["serve", "--listen", "127.0.0.1:0", "--breached-passwords", "list.txt"];
    let said = world.hygie(words).refused();
    assert!(said.contains("list.txt"), "{said}");
    let said = World::empty().hygie(["serve", "--listen", "127.0.0.1:0"]).refused();
    assert!(said.contains("hygie init"), "{said}");
    assert_eq!(world.hygie(["serve", "--listen", "nowhere"]).code, Some(2));
}
