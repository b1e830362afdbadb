//! What chooses the store, what is said of a mistake, and what never is said.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::world::{Answer, World, run};

const ADDRESS: &str = "postgres://u@127.0.0.1:1/d";

/// A world whose configuration is this, without a data folder otherwise.
fn with(configuration: &str) -> World {
    let world = World::empty();
    world.file("data/hygie.toml", configuration);
    world
}

fn private(world: &World, name: &str, mode: u32) {
    world.file(name, "secret\n");
    fs::set_permissions(world.path(name), fs::Permissions::from_mode(mode)).expect("its mode");
}

#[track_caller]
fn refused(answer: Answer, says: &[&str]) {
    assert_eq!(answer.out, "");
    let said = answer.refused();
    assert!(said.starts_with("hygie: ") && said.lines().count() == 1, "{said}");
    assert!(!said.contains("secret"), "{said}");
    for what in says {
        assert!(said.contains(what), "{what}: {said}");
    }
}

#[test]
fn what_is_in_effect_is_told_with_where_it_comes_from() {
    let world = World::empty();
    let data = world.data().display().to_string();
    let expect = format!(
        "# What is in effect for {data}.\nstore = \"sqlite\" # the default\n\
         # store_password_file is not set\n# store_ca is not set\n\
         blobs = \"folder\" # the default\n# blobs_endpoint is not set\n\
         # blobs_region is not set\n# blobs_ca is not set\n# blobs_key_file is not set\n\
         # index is not set\n# tls_cert is not set\n# tls_key is not set\n\
         # tls_client_ca is not set\n# trusted_proxy is not set\n\
         # opened_per_hour is not set\n\
         second_factor = \"required\" # the default\n\
         # lock_after is not set\n\
         invitation_days = 15 # the default\n\
         legal_notice_days = 180 # the default\n\
         access_trace_years = 20 # the default\n\
         technical_trace_months = 12 # the default\n\
         # anchor is not set\n\
         # witness_for is not set\n\
         unheld_log = \"serve\" # the default\n\
         # [mail] is not set\n"
    );
    assert_eq!(world.hygie(["config", "print"]).done(), expect);
    assert!(!world.data().exists(), "nothing is made");

    let world = with(&format!("store = '{ADDRESS}'\nstore_password_file = 'pw'\n"));
    let file = world.path("data/hygie.toml");
    let pw = world.path("data/pw");
    let (file, pw) = (file.display(), pw.display());
    let printed = world.hygie(["config", "print"]).done();
    assert!(printed.contains(&format!("\nstore = \"{ADDRESS}\" # from {file}\n")), "{printed}");
    let line = format!("\nstore_password_file = \"{pw}\" # from {file}\n");
    assert!(printed.contains(&line), "{printed}");
    // A variable wins over the file, an option over both; each for itself.
    let mut command = world.command(["config", "print"]);
    let other = "postgres://v@localhost/e";
    let printed = run(command.env("HYGIE_STORE", other).env("HYGIE_STORE_CA", "ca.pem")).done();
    let store = format!("\nstore = \"{other}\" # from the variable HYGIE_STORE\n");
    assert!(printed.contains(&store), "{printed}");
    assert!(printed.contains(&line), "{printed}");
    let ca = "\nstore_ca = \"ca.pem\" # from the variable HYGIE_STORE_CA\n";
    assert!(printed.contains(ca), "{printed}");
    let mut command = world.command(["config", "print", "--store", "sqlite"]);
    let printed = run(command.env("HYGIE_STORE", other)).done();
    assert!(printed.contains("\nstore = \"sqlite\" # from the option --store\n"), "{printed}");
}

#[test]
fn what_is_printed_is_a_configuration() {
    let witness = hygie_tlog::WitnessKey::new("w", &[1; 32]).expect("a key").public().to_string();
    let log = hygie_tlog::LogKey::new("l", &[1; 32]).expect("a key").public().to_string();
    let world = with(&format!(
        "store = '{ADDRESS}'\nstore_ca = 'a \"b\" c.pem'\nblobs = 's3://abc/d'\n\
         blobs_endpoint = 'https://s3.example:9'\nblobs_region = 'here'\n\
         blobs_ca = 'ca'\nblobs_key_file = 'keys'\n\
         second_factor = 'professionals-may-skip'\nlock_after = ['nurse=3m', 'person=off']\n\
         invitation_days = 30\nlegal_notice_days = 90\naccess_trace_years = 10\n\
         technical_trace_months = 6\nanchor = ['/mnt/a', 'b']\n\
         witness_for = ['{log}']\nunheld_log = 'refuse'\n\
         [[anchor_bucket]]\naddress = 's3://abc/d'\nendpoint = 'https://s3.example'\n\
         region = 'here'\nca = 'ca'\nkey_file = 'keys'\n\
         [[witness]]\nurl = 'https://w.example/witness'\nkey = '{witness}'\nca = 'w.pem'\n\
         [[log_in_provider]]\nname = 'psc'\nprofile = 'pro-sante-connect'\nfor = 'professionals'\n\
         client_id = 'ours'\nclient_secret_file = 'psc.secret'\nhosts = ['h.example']\n\
         log_out = false\nstructures = {{ '750000001' = 'Les \"Tilleuls\"' }}\n\
         [[log_in_provider]]\nname = 'a'\ntitle = 'Annuaire'\nprofile = 'generic'\n\
         issuer = 'https://a.example'\nfor = 'persons'\nclient_id = 'ours'\n\
         client_key_file = 'key'\nclient_key_id = 'one'\nca = 'ca.pem'\nscopes = ['openid']\n\
         two_factors = true\ntwo_factors_amr = ['mfa']"
    ));
    let printed = world.hygie(["config", "print"]).done();
    world.file("data/hygie.toml", &printed);
    assert_eq!(world.hygie(["config", "print"]).done(), printed);
}

#[test]
fn a_configuration_that_cannot_be_read_stops_every_command() {
    let check = |configuration: &str, says: &[&str]| {
        let world = with(configuration);
        for words in [&["config", "check"][..], &["config", "print"], &["init"], &["doctor"]] {
            refused(world.hygie(words), says);
        }
        assert!(!world.path("data/lock").exists(), "nothing is made");
    };
    let known = "`store`, `store_password_file`, `store_ca`, `blobs`, `blobs_endpoint`";
    check("\n  stroe = 'secret'", &["hygie.toml, line 2, column 3: ", known]);
    check("store = 'postgres://u:secret@h", &["hygie.toml, line 1, column "]);
    check("store = 1", &["hygie.toml, line 1, column 9: "]);
    check("store = 'mysql://u:secret@h/d'", &["is not one: write `sqlite`, or an address"]);
    check("store = 'postgres://u:secret@h:x/d'", &["hygie.toml) cannot be read"]);
}

#[test]
fn a_password_in_the_address_is_refused_wherever_it_stands() {
    let says = "put it into a file and name it with store_password_file / --store-password-file";
    for address in ["postgres://u:secret@h/d", "postgresql://u@h/d?password=secret"] {
        let world = with(&format!("store = '{address}'"));
        refused(world.hygie(["doctor"]), &[says, "from ", "hygie.toml"]);
        let world = World::new();
        refused(world.hygie(["doctor", "--store", address]), &[says, "from the option --store"]);
        let mut command = world.command(["config", "print"]);
        let answer = run(command.env("HYGIE_STORE", address));
        refused(answer, &[says, "from the variable HYGIE_STORE"]);
        let help = run(world.command(["--help"]).env("HYGIE_STORE", address)).done();
        assert!(!help.contains("secret"), "{help}");
    }
}

#[test]
fn the_embedded_store_is_checked_without_being_opened() {
    let world = World::empty();
    let said = world.hygie(["config", "check"]).done();
    assert!(said.contains("hygie.toml: not there, which is no fault.\n"), "{said}");
    assert!(said.contains("Store: SQLite, embedded in the data folder (the default).\n"), "{said}");
    assert!(!world.data().exists());
    // The option chooses it although the file names another.
    let world = with(&format!("store = '{ADDRESS}'"));
    world.hygie(["--store", "sqlite", "init"]).done();
    world.hygie(["doctor", "--store", "sqlite"]).done();
    assert!(world.path("data/hygie.db").exists());
}

#[test]
fn an_address_where_browsers_have_no_passkeys_is_told() {
    let world = World::empty();
    let check = |url: &str, says: &str| {
        let said = world.hygie(["config", "check", "--url", url]).done();
        assert!(said.contains(&format!("Passkeys: {says}")), "{url}: {said}");
    };
    let bound = "bound to dossier.example, on pages of https://dossier.example alone.";
    check("https://dossier.example", bound);
    check("http://localhost:8080", "bound to localhost, on pages of http://localhost:8080 alone.");
    check("http://dossier.example", "none are offered; the public address is plain HTTP");
    check("https://192.0.2.1", "none are offered; the public address has a number");
}

#[test]
fn a_password_file_is_for_its_owner_only() {
    let world = with(&format!("store = '{ADDRESS}'\nstore_password_file = '../pw'"));
    let check = |expect: &str| {
        let answer = world.hygie(["config", "check"]);
        assert!(!answer.out.contains("secret"));
        let said = answer.refused();
        assert!(said.contains(expect) && !said.contains("secret"), "{said}");
        assert!(!said.contains("not reached"), "nothing is tried: {said}");
        // Nor is the store opened with it.
        refused(world.hygie(["init"]), &[expect]);
    };
    check("pw cannot be read");
    private(&world, "pw", 0o640);
    check("make it private with chmod 600");
    private(&world, "pw", 0o604);
    check("make it private with chmod 600");
    for mode in [0o600, 0o400] {
        fs::remove_file(world.path("pw")).expect("it is there");
        private(&world, "pw", mode);
        let answer = world.hygie(["config", "check"]);
        assert!(answer.out.contains("pw, for its owner only.\n"), "{}", answer.out);
        assert!(answer.refused().contains("not reached"));
    }
}

#[test]
fn certificates_must_be_some() {
    let world = with("store = 'postgres://u@db.example/d'\nstore_ca = 'ca.pem'");
    let check = |expect: &str| {
        let said = world.hygie(["config", "check"]).refused();
        assert!(said.contains(expect), "{said}");
    };
    check("ca.pem cannot be read");
    world.file("data/ca.pem", "no certificate\n");
    check("the file holds no certificate in PEM");
    world.file("data/hygie.toml", "store = 'postgres://u@db.example/d'");
    check("the server is on another machine: name the certificates");
}

#[test]
fn a_folder_whose_store_is_not_named_makes_no_other_one() {
    let world = World::new();
    fs::remove_file(world.path("data/hygie.db")).expect("the store");
    for words in [&["doctor"][..], &["import", "x"]] {
        refused(world.hygie(words), &["half made: run `hygie init` again; if its records are in"]);
    }
    assert!(!world.path("data/hygie.db").exists());
}

#[test]
fn of_whom_a_second_factor_is_demanded_is_said_in_one_of_two_words() {
    let world = with("second_factor = 'professionals-may-skip'\n");
    let printed = world.hygie(["config", "print"]).done();
    assert!(printed.contains("\nsecond_factor = \"professionals-may-skip\" # from "), "{printed}");
    let world = with("second_factor = 'secret'\n");
    refused(world.hygie(["config", "check"]), &["second_factor", "`required` or"]);
}

#[test]
fn after_how_long_sessions_are_locked_is_said_by_role() {
    let world = with("lock_after = ['nurse=3m', 'person=off']\n");
    let printed = world.hygie(["config", "print"]).done();
    let line = "\nlock_after = [\"nurse=3m\", \"person=off\"] # from ";
    assert!(printed.contains(line), "{printed}");
    for (wrong, says) in [("nurse", "ROLE=TIME"), ("chef=3m", "`chef`"), ("nurse=1s", "`1s`")] {
        let world = with(&format!("lock_after = ['{wrong}']\n"));
        refused(world.hygie(["config", "check"]), &["lock_after", says]);
    }
}

#[test]
fn after_how_long_the_notice_is_read_again_is_a_number_of_days() {
    let world = with("legal_notice_days = 90\n");
    let printed = world.hygie(["config", "print"]).done();
    assert!(printed.contains("\nlegal_notice_days = 90 # from "), "{printed}");
    for wrong in ["0", "367", "'secret'"] {
        let world = with(&format!("legal_notice_days = {wrong}\n"));
        let said = world.hygie(["config", "check"]).refused();
        assert!(!said.contains("secret"), "{said}");
    }
}

#[test]
fn for_how_long_codes_may_be_used_is_a_number_of_days() {
    let world = with("invitation_days = 30\n");
    let printed = world.hygie(["config", "print"]).done();
    assert!(printed.contains("\ninvitation_days = 30 # from "), "{printed}");
    for wrong in ["0", "91", "'secret'"] {
        let world = with(&format!("invitation_days = {wrong}\n"));
        let said = world.hygie(["config", "check"]).refused();
        assert!(!said.contains("secret"), "{said}");
    }
}
