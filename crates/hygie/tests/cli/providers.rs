//! Log-in providers: what the operator writes, and the links of accounts.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use super::world::World;

const ISSUER: &str = "http://127.0.0.1:1/realm";

/// A provider on this machine that does not answer.
fn configured(world: &World, rest: &str, mode: u32) {
    let text = format!(
        "[[log_in_provider]]\nname = 'annuaire'\ntitle = 'Annuaire'\nprofile = 'generic'\n\
         for = 'professionals'\nissuer = '{ISSUER}'\nclient_id = 'hygie'\n\
         client_secret_file = 'annuaire.secret'\n{rest}"
    );
    world.file("data/hygie.toml", text);
    let secret = world.file("data/annuaire.secret", "hidden-secret");
    fs::set_permissions(secret, fs::Permissions::from_mode(mode)).expect("its mode");
}

#[test]
fn a_provider_is_checked_and_its_mistakes_are_told_by_line() {
    let check = |rest: &str, mode: u32, says: &str| {
        let world = World::empty();
        configured(&world, rest, mode);
        let said = world.hygie(["config", "check"]).refused();
        assert!(said.contains(says) && !said.contains("hidden"), "{said}");
    };
    check(
        "",
        0o600,
        "log-in provider annuaire: the provider's description of itself: it is not reached",
    );
    check(
        "",
        0o644,
        "hygie.toml, line 8, log_in_provider 1: client_secret_file: others than its owner",
    );
    check("algorithms = ['none']", 0o600, "hygie.toml, line 9, log_in_provider 1: algorithms: ");
    check("acr_values = ['a b']", 0o600, "hygie.toml, line 9, log_in_provider 1: acr_values: ");
    check("two_factor = true", 0o600, "hygie.toml, line 9, column 1: unknown field");
}

#[test]
fn a_server_that_no_browser_can_come_back_to_does_not_start() {
    let world = World::new();
    configured(&world, "", 0o600);
    let serve = ["serve", "--listen", "127.0.0.1:0", "--url", "http://ward.example"];
    let said = world.hygie(serve).refused();
    assert!(said.contains("over https:// only") && said.contains("--url"), "{said}");
    configured(&world, "", 0o640);
    let said = world.hygie(["serve", "--listen", "127.0.0.1:0"]).refused();
    assert!(said.contains("chmod 600"), "{said}");
}

#[test]
fn accounts_are_linked_and_unlinked() {
    let world = World::new();
    let create = |login: &str| {
        let who = ["admin", "create", "--role", "nurse", "--name", "Zoé", "--login", login];
        world.hygie(who).done();
    };
    create("zoe");
    create("luc");
    let bind = |login: &str, subject: &str| {
        let words = ["admin", "bind", "--login", login, "--issuer", ISSUER, "--subject", subject];
        world.hygie(words)
    };
    let show = |login: &str| world.hygie(["admin", "show", "--login", login, "--json"]).json();
    assert!(bind("zoe", "-a:1").done().contains("Linked"));
    let shown = show("zoe");
    assert_eq!(
        (&shown["links"][0]["issuer"], &shown["state"]),
        (&ISSUER.into(), &"unconfirmed".into())
    );
    assert!(!shown.to_string().contains("-a:1"), "{shown}");
    let said = world.hygie(["admin", "show", "--login", "zoe"]).done();
    assert!(said.contains(&format!("Linked to {ISSUER}, since ")), "{said}");
    for (login, subject, says) in [
        ("zoe", "b", "linked already"),
        ("luc", "-a:1", "linked already"),
        ("luc", "a b", "without blanks"),
        ("nobody", "b", "no such account"),
    ] {
        let said = bind(login, subject).refused();
        assert!(said.contains(says), "{login} {subject}: {said}");
    }
    let unbind = || world.hygie(["admin", "unbind", "--login", "zoe", "--issuer", ISSUER]);
    unbind().done();
    assert_eq!(show("zoe")["links"], serde_json::json!([]));
    assert!(unbind().refused().contains("not linked"));
    bind("luc", "-a:1").done();
    world.healthy();
}
