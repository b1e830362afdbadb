//! A house that cosigns the log of another: both run, and speak over HTTP.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;

use hygie_testkit::s3::{ask, bucket, endpoint, key_file, locked_bucket};

use super::server::Server;
use super::world::{World, patient};

/// A house with one person.
fn house() -> World {
    let world = World::new();
    world.import_text("people.ndjson", patient("p")).expect(1, 0, 0, 0);
    world
}

fn key_of_log(world: &World) -> String {
    let told = world.hygie(["trace", "checkpoint", "--json"]).json();
    told[0]["key"].as_str().expect("a key").to_owned()
}

fn key_of_witness(world: &World) -> String {
    let told = world.hygie(["trace", "witness", "--json"]).json();
    told["key"].as_str().expect("a key").to_owned()
}

/// Names a witness in a house's configuration.
fn name(world: &World, port: u16, key: &str, more: &str) {
    let witness = format!("[[witness]]\nurl = 'http://localhost:{port}/witness'\nkey = '{key}'\n");
    world.file("data/hygie.toml", format!("anchor = ['anchor']\n{more}{witness}"));
}

/// Serves the folder for a moment; what it said to standard error.
fn serve(world: &World) -> String {
    let server = Server::start(world, &["serve"]);
    let (code, _, log) = server.stop();
    assert_eq!(code, Some(0), "{log}");
    log
}

#[test]
fn a_log_is_cosigned_by_another_house_which_finds_that_it_was_led_back() {
    let (ours, theirs) = (house(), house());
    fs::create_dir(ours.path("anchor")).expect("a folder");
    theirs.file("data/hygie.toml", format!("witness_for = ['{}']\n", key_of_log(&ours)));
    let witness = key_of_witness(&theirs);
    let server = Server::start(&theirs, &["serve"]);
    name(&ours, server.port, &witness, "");
    let log = serve(&ours);
    assert!(!log.contains("warning") && !log.contains("ERROR"), "{log}");
    let told = ours.hygie(["trace", "checkpoint", "--json"]).json();
    let note = told[0]["checkpoint"].as_str().expect("a checkpoint");
    // The command may have signed what is new since; the anchor has the cosigned one.
    let kept = fs::read_dir(ours.path("anchor")).expect("a folder").next().expect("a file");
    let kept = fs::read_to_string(kept.expect("a file").path()).expect("text");
    let name = witness.split('+').next().expect("a name");
    assert!(kept.contains(&format!("\n— {name} ")), "{kept}{note}");
    let seen = theirs.hygie(["trace", "witness", "--json"]).json();
    let seen = seen["logs"][0]["checkpoint"].as_str().expect("a checkpoint");
    assert!(kept.starts_with(seen), "what was cosigned is what is kept");

    // An older copy of the store is put in place, and of the anchor too.
    let old = fs::read(ours.path("data/hygie.db")).expect("the database");
    ours.hygie(["trace", "list", "--record", "p"]).done();
    serve(&ours);
    fs::remove_dir_all(ours.path("anchor")).expect("removed");
    fs::create_dir(ours.path("anchor")).expect("a folder");
    fs::copy(ours.file("old.db", old), ours.path("data/hygie.db")).expect("put back");
    let said = ours.hygie(["serve", "--listen", "127.0.0.1:0"]).refused();
    assert!(said.contains("the store is an older copy") && said.contains(name), "{said}");
    let answer = theirs.hygie(["trace", "witness"]);
    assert_eq!(answer.code, Some(1), "{}", answer.out);
    assert!(answer.err.contains("contradicts itself (led-back)"), "{}", answer.err);
    let (_, _, log) = server.stop();
    assert!(log.contains("contradicts itself"), "{log}");
}

/// What is no witness: answers each request alike until it is dropped.
fn liar(answer: &'static str) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            let mut asked = [0; 4096];
            let _read = stream.read(&mut asked);
            let length = answer.split_once("\r\n\r\n").map_or(0, |(_, body)| body.len());
            let answer = answer.replacen("LENGTH", &length.to_string(), 1);
            let _written = stream.write_all(answer.as_bytes());
        }
    });
    port
}

#[test]
fn a_witness_that_lies_or_is_away_stops_nobody_unless_the_house_says_so() {
    let ours = house();
    fs::create_dir(ours.path("anchor")).expect("a folder");
    key_of_log(&ours);
    let witness = key_of_witness(&house());
    let free = TcpListener::bind("127.0.0.1:0").expect("a port");
    let closed = free.local_addr().expect("an address").port();
    drop(free);
    let head = |status: &str, body: &str| {
        let text = format!(
            "HTTP/1.1 {status}\r\nContent-Length: LENGTH\r\nConnection: close\r\n\r\n{body}"
        );
        let text: &'static str = Box::leak(text.into_boxed_str());
        text
    };
    for (port, says) in [
        (closed, "cannot be asked"),
        (liar(head("409 Conflict", "999999\n")), "does not show that the log signed so"),
        (liar(head("409 Conflict", "many\n")), "what is no size of a tree"),
        (liar(head("422 Unprocessable Entity", "")), "does not show that the log signed so"),
        (liar(head("404 Not Found", "")), "does not know this log"),
        (liar(head("403 Forbidden", "")), "has another key of this log"),
        (liar(head("500 Internal Server Error", "")), "status 500"),
        (liar(head("200 OK", "— somebody AAAA\n")), "without its signature"),
        (liar("nonsense"), "cannot be asked"),
    ] {
        name(&ours, port, &witness, "");
        let log = serve(&ours);
        assert!(log.contains("warning: the witness") && log.contains(says), "{says}: {log}");
        // The anchor answers, so that somebody holds the log.
        name(&ours, port, &witness, "unheld_log = 'refuse'\n");
        serve(&ours);
        fs::remove_dir_all(ours.path("anchor")).expect("removed");
        let said = ours.hygie(["serve", "--listen", "127.0.0.1:0"]).refused();
        assert!(said.contains("nothing elsewhere can say") && said.contains(says), "{said}");
        fs::create_dir(ours.path("anchor")).expect("a folder");
    }
}

#[test]
fn a_checkpoint_is_answered_as_the_protocol_has_it() {
    let (ours, theirs) = (house(), house());
    let key = key_of_log(&ours);
    theirs.file("data/hygie.toml", format!("witness_for = ['{key}']\n"));
    let note = ours.hygie(["trace", "checkpoint", "--json"]).json();
    let note = note[0]["checkpoint"].as_str().expect("a checkpoint").to_owned();
    let server = Server::start(&theirs, &["serve"]);
    let add = |body: &str| server.send("POST", "/witness/add-checkpoint", &[], body);
    let got = add(&format!("old 0\n\n{note}"));
    assert_eq!(got.status, 200, "{}", got.body);
    assert!(got.body.starts_with("— hygie/") && got.body.ends_with('\n'), "{}", got.body);
    let size = note.lines().nth(1).expect("a size");
    let got = add(&format!("old 0\n\n{note}"));
    assert_eq!((got.status, got.body.trim_end()), (409, size));
    assert_eq!(add(&format!("old {size}\n\n{note}")).status, 200);
    assert_eq!(add(&format!("old 0\n\n{}", note.replacen("hygie", "other", 1))).status, 404);
    assert_eq!(add(&format!("old 0\n\n{}", note.replacen('\n', "\n1", 1))).status, 403);
    assert_eq!(add("nonsense").status, 400);
    assert_eq!(add(&"n".repeat(20_000)).status, 413);
    assert_eq!(server.get("/witness/add-checkpoint", &[]).status, 405);
    let got = server.send("POST", "/witness/last-checkpoint", &[], &note);
    assert_eq!((got.status, got.body), (200, note));
    server.stop();
}

#[tokio::test]
async fn a_bucket_keeps_each_checkpoint_and_finds_that_the_log_was_led_back() {
    for (bucket, locked) in [(bucket().await, false), (locked_bucket().await, true)] {
        let ours = house();
        key_file(&ours.path("data/keys"));
        let anchor = format!(
            "[[anchor_bucket]]\naddress = 's3://{bucket}/anchor'\nendpoint = '{}'\n\
             key_file = 'keys'\n",
            endpoint()
        );
        ours.file("data/hygie.toml", &anchor);
        let log = serve(&ours);
        assert!(!log.contains("warning") && !log.contains("ERROR"), "{log}");
        let old = fs::read(ours.path("data/hygie.db")).expect("the database");
        ours.hygie(["trace", "list", "--record", "p"]).done();
        serve(&ours);
        let list = ask("GET", &format!("/{bucket}?list-type=2"), "").await;
        assert!(list.matches(".checkpoint</Key>").count() >= 2, "each is kept: {list}");
        let told = ours.hygie(["trace", "verify", "--json"]).json();
        assert_eq!((&told["checkpoints"], &told["findings"]), (&1.into(), &serde_json::json!([])));
        let checked = ours.hygie(["config", "check"]);
        let expect = format!("Anchor: s3://{bucket}/anchor/, 1 checkpoint.");
        assert!(checked.out.contains(&expect), "{}", checked.out);
        fs::copy(ours.file("old.db", old), ours.path("data/hygie.db")).expect("put back");
        let said = ours.hygie(["serve", "--listen", "127.0.0.1:0"]).refused();
        assert!(said.contains("the store is an older copy") && said.contains("s3://"), "{said}");
        let said = ours.hygie(["trace", "verify"]).refused();
        assert!(said.contains("traces, and s3://"), "{said}");
        if locked {
            continue;
        }
        ours.file("data/hygie.toml", anchor.replacen(&bucket, "no-such-bucket", 1));
        let server = Server::start(&ours, &["serve"]);
        let (_, _, log) = server.stop();
        assert!(log.contains("the server knows no such bucket"), "{log}");
        assert!(!log.contains("attachments") && !log.contains("blobs_"), "{log}");
    }
}
