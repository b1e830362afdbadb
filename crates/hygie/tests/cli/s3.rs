//! Attachments in a bucket: the same commands, the same answers.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use hygie_testkit::Proxy;
use hygie_testkit::postgres::database;
use hygie_testkit::s3::{ask, bucket, endpoint, key_file, send, server};

use super::server::Server;
use super::world::{World, copy_folder, observation, patient, resources, run};

/// A world that is configured for a bucket, without a data folder otherwise.
fn configured(bucket: &str) -> World {
    let world = World::empty();
    configure(&world, bucket, &endpoint());
    world
}

fn configure(world: &World, bucket: &str, endpoint: &str) {
    let toml = format!(
        "blobs = \"s3://{bucket}/house\"\nblobs_endpoint = \"{endpoint}\"\n\
         blobs_key_file = \"keys\"\n"
    );
    world.file("data/hygie.toml", toml);
    key_file(&world.path("data/keys"));
}

/// A letter with an attachment that leaves its entry.
fn letter(id: &str) -> String {
    let data = "QUFB".repeat(30_000);
    format!(
        r#"{{"resourceType":"DocumentReference","id":"{id}","status":"current","subject":{{"reference":"Patient/p"}},"content":[{{"attachment":{{"data":"{data}"}}}}]}}"#
    )
}

fn people() -> String {
    format!("{}\n{}\n{}\n", patient("p"), observation("o", "Patient/p"), letter("d"))
}

/// Files of attachments in the data folder.
fn in_folder(world: &World) -> usize {
    fn files(path: &Path) -> usize {
        let Ok(entries) = fs::read_dir(path) else { return 0 };
        let count = |entry: fs::DirEntry| match entry.path() {
            path if path.is_dir() => files(&path),
            _ => 1,
        };
        entries.map(|entry| count(entry.expect("an entry"))).sum()
    }
    files(&world.path("data/blobs"))
}

/// Keys of objects in a bucket, that of the mark aside.
async fn in_bucket(bucket: &str) -> usize {
    let list = ask("GET", &format!("/{bucket}?list-type=2"), "").await;
    list.matches("<Key>").count() - list.matches("/hygie-mark</Key>").count()
}

#[tokio::test]
async fn attachments_are_kept_in_a_bucket() {
    let bucket = bucket().await;
    let world = configured(&bucket);
    let said = world.hygie(["config", "check"]).done();
    for part in [
        &format!("Attachments: s3://{bucket}/house/ (from "),
        "Server: http://127.0.0.1:",
        "keys, for its owner only.\n",
        "Reached: the bucket, which refuses to overwrite; mark ",
    ] {
        assert!(said.contains(part), "{said}");
    }
    assert!(!said.contains("hidden"), "{said}");
    world.hygie(["init", "--organisation", "House"]).done();
    world.import_text("a.ndjson", people()).expect(3, 0, 0, 0);
    world.import_text("a.ndjson", people()).expect(0, 0, 3, 0);
    assert_eq!((in_folder(&world), in_bucket(&bucket).await), (0, 1));
    assert_eq!(world.healthy()["attachments"], 1);
    let embedded = World::new();
    embedded.import_text("a.ndjson", people()).expect(3, 0, 0, 0);
    assert_eq!(resources(&world.export("p")), resources(&embedded.export("p")));
    // A stray one is counted and stays: another node may be about to name it.
    let stray = format!("/{bucket}/house/00/00/{}", "0".repeat(32));
    send("PUT", &stray, "", b"stray").await;
    assert_eq!(world.healthy()["orphans"], 1);
    assert_eq!(world.healthy()["orphans"], 1);
    ask("DELETE", &stray, "").await;
    world.hygie(["keys", "erase", "p"]).done();
    assert_eq!(in_bucket(&bucket).await, 0);
    assert_eq!(world.healthy()["attachments"], 0);
}

#[tokio::test]
async fn attachments_move_to_a_bucket_and_back() {
    let bucket = bucket().await;
    let world = World::new();
    world.import_text("a.ndjson", people()).expect(3, 0, 0, 0);
    let before = resources(&world.export("p"));
    configure(&world, &bucket, &endpoint());
    let place = format!("s3://{bucket}/house");
    let copy = |from: &str, to: &str| world.hygie(["blobs", "copy", "--from", from, "--to", to]);
    // Not before they are there.
    for words in [&["doctor"][..], &["init"], &["import", "a.ndjson"]] {
        let said = world.hygie(words).refused();
        assert!(said.contains("copy them with `hygie blobs copy --from folder"), "{said}");
    }
    assert_eq!(in_bucket(&bucket).await, 0);
    let said = copy("folder", &place).done();
    assert!(said.contains("Compared 1 attachment in ") && said.contains(" 1 copied now"), "{said}");
    assert!(!said.contains("From now on"), "the file says so already: {said}");
    let said = copy("folder", &place).done();
    assert!(said.contains(" 0 copied now (0 MB), 1 were there."), "{said}");
    world.healthy();
    assert_eq!(resources(&world.export("p")), before);
    // What is written from now on is not in the folder, which is refused.
    world.import_text("b.json", letter("e")).expect(1, 0, 0, 0);
    assert_eq!((in_folder(&world), in_bucket(&bucket).await), (1, 2));
    let said = world.hygie(["doctor", "--blobs", "folder"]).refused();
    assert!(said.contains("the attachments of these records are in a bucket"), "{said}");
    let said = world.hygie(["doctor", "--blobs", &format!("s3://{bucket}/other")]).refused();
    assert!(said.contains("is not the place of these records' attachments"), "{said}");
    let said = copy("folder", &format!("s3://{bucket}/other")).refused();
    assert!(said.contains("are neither in "), "{said}");
    let said = copy("folder", "folder").refused();
    assert!(said.contains("name the same place"), "{said}");
    let after = resources(&world.export("p"));
    let said = copy(&place, "folder").done();
    assert!(said.contains("take the line `blobs` out of"), "{said}");
    let said = world.hygie(["doctor"]).refused();
    assert!(said.contains("copy them with `hygie blobs copy --from folder"), "{said}");
    world.file("data/hygie.toml", "");
    assert_eq!(world.healthy()["attachments"], 2);
    assert_eq!(resources(&world.export("p")), after);
}

#[tokio::test]
async fn a_wrong_bucket_costs_no_attachment() {
    let bucket = bucket().await;
    let world = configured(&bucket);
    world.hygie(["init"]).done();
    world.import_text("a.ndjson", people()).expect(3, 0, 0, 0);
    // New records do not take the place of others.
    let other = configured(&bucket);
    let said = other.hygie(["init"]).refused();
    assert!(said.contains("the store is empty and s3://"), "{said}");
    let bare = World::new();
    bare.import_text("p.json", patient("p")).expect(1, 0, 0, 0);
    configure(&bare, &bucket, &endpoint());
    let said = bare.hygie(["doctor"]).refused();
    assert!(said.contains("and not of these records: name another prefix"), "{said}");
    // Records without attachments take an empty place as theirs.
    let said = bare.hygie(["doctor", "--blobs", &format!("s3://{bucket}/bare")]).done();
    assert!(said.contains("All is well."), "{said}");
    let said = bare.hygie(["doctor", "--blobs", "folder"]).refused();
    assert!(said.contains("are in a bucket"), "{said}");
    // One that overwrites is told by the doctor as well.
    world.healthy();
    send("PUT", &format!("/{bucket}/house/hygie-mark"), "", &[b'a'; 32]).await;
    let said = world.hygie(["doctor"]).refused();
    assert!(said.contains("is not the place of these records' attachments"), "{said}");
    assert_eq!(in_bucket(&bucket).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_needs_the_bucket_answers_503_while_it_is_away() {
    let (bucket, proxy) = (bucket().await, Proxy::start(server()).await);
    let world = World::empty();
    configure(&world, &bucket, &format!("http://{}", proxy.address()));
    world.hygie(["init"]).done();
    world.import_text("a.ndjson", people()).expect(3, 0, 0, 0);
    let token = world.hygie(["admin", "token", "--system", "x", "--scope", "system/*.cruds"]);
    let token = token.done().lines().last().expect("a token").to_owned();
    let bearer = format!("Bearer {token}");
    let headers = [("Authorization", bearer.as_str())];
    let serving = Server::start(&world, &["serve"]);
    let letter = || serving.get("/fhir/DocumentReference/d", &headers).status;
    assert_eq!(letter(), 200);
    proxy.cut();
    assert_eq!(letter(), 503);
    assert_eq!(serving.get("/fhir/Observation/o", &headers).status, 200);
    let said = world.hygie(["doctor"]).refused();
    assert!(said.contains("attachments: the "), "{said}");
    proxy.hold();
    assert_eq!(letter(), 503);
    proxy.open();
    assert_eq!(letter(), 200);
    let (code, _, log) = serving.stop();
    assert_eq!(code, Some(0));
    assert!(!log.contains("hidden") && !log.contains(&bucket), "{log}");
    world.healthy();
    proxy.cut();
    let said = world.hygie(["doctor"]).refused();
    assert!(said.contains("attachments: the ") && said.lines().count() == 1, "{said}");
}

#[tokio::test]
async fn two_nodes_share_a_database_and_a_bucket() {
    let (bucket, address) = (bucket().await, database().await);
    let (address, password) = super::postgres::parts(&address);
    let here = configured(&bucket);
    let toml = fs::read_to_string(here.path("data/hygie.toml")).expect("the configuration");
    let toml = format!("{toml}store = \"{address}\"\nstore_password_file = \"keys-of-store\"\n");
    here.file("data/hygie.toml", toml);
    here.file("data/keys-of-store", password);
    let only_owner = fs::Permissions::from_mode(0o600);
    fs::set_permissions(here.path("data/keys-of-store"), only_owner).expect("its mode");
    here.hygie(["init"]).done();
    let there = World::empty();
    copy_folder(&here.data(), &there.data());
    // Both at the same time: one serves.
    let serving = Server::start(&here, &["serve"]);
    there.import_text("a.ndjson", people()).expect(3, 0, 0, 0);
    assert_eq!(resources(&here.export("p")), resources(&there.export("p")));
    here.import_text("b.json", letter("e")).expect(1, 0, 0, 0);
    assert_eq!(resources(&here.export("p")), resources(&there.export("p")));
    assert_eq!(there.healthy()["attachments"], 2);
    assert_eq!(serving.stop().0, Some(0));
    // A node that is told another place is refused.
    let said = there.hygie(["doctor", "--blobs", "folder"]).refused();
    assert!(said.contains("are in a bucket"), "{said}");
}

#[tokio::test]
async fn what_is_wrong_with_the_place_is_told() {
    let bucket = bucket().await;
    let world = configured(&bucket);
    let check = |option: &str, value: &str, says: &str| {
        let answer = world.hygie(["config", "check", option, value]);
        let said = answer.refused();
        assert!(said.contains(says) && !said.contains("hidden"), "{said}");
    };
    check("--blobs", "s3://no-such-bucket", "the server knows no such bucket");
    check("--blobs-endpoint", "https://s3.example.org", "name the certificates that vouch for it");
    check("--blobs-endpoint", "http://s3.example.org", "is on another machine");
    check("--blobs-key-file", "absent", "the file of credentials absent cannot be read");
    check("--blobs-region", "a b", "the region (blobs_region) is none");
    let open = fs::Permissions::from_mode(0o640);
    fs::set_permissions(world.path("data/keys"), open).expect("its mode");
    for words in [&["config", "check"][..], &["init"]] {
        let said = world.hygie(words).refused();
        assert!(said.contains("make it private with chmod 600"), "{said}");
    }
    // Credentials in an address stop every command before it is shown.
    for (name, value) in
        [("HYGIE_BLOBS", "s3://id:hidden@x"), ("HYGIE_BLOBS_ENDPOINT", "https://id:hidden@host")]
    {
        for words in [&["config", "print"][..], &["doctor"]] {
            let answer = run(world.command(words).env(name, value));
            assert_eq!(answer.out, "");
            let said = answer.refused();
            assert!(said.contains(name) && !said.contains("hidden"), "{said}");
        }
        let help = run(world.command(["--help"]).env(name, value)).done();
        assert!(!help.contains("hidden"), "{help}");
    }
}

#[tokio::test]
async fn a_demonstration_with_a_bucket_is_not_reset() {
    let bucket = bucket().await;
    let world = configured(&bucket);
    world.hygie(["init"]).done();
    world.file("a.ndjson", people());
    let words = ["demo", "--reset", "--listen", "127.0.0.1:0", "a.ndjson"];
    let said = world.hygie(words).refused();
    assert!(said.contains("not the attachments in s3://"), "{said}");
    assert!(said.contains("nothing was touched"), "{said}");
    world.healthy();
}
