//! Input that is broken or meant to break: told with its place, the rest of
//! the run is taken, memory stays bounded.

use std::fs;
use std::io::Write;
use std::process::Command;

use super::world::{Answer, HYGIE, World, bundle, observation, patient, plain, run};

/// Address space that a run on hostile input must do with, in KiB.
const ADDRESS_KIB: u64 = 3 << 20;

/// Imports the folder `in` of the world within a bounded address space.
fn bounded(world: &World) -> Answer {
    let script = format!("ulimit -v {ADDRESS_KIB} && exec \"$@\"");
    let mut command = Command::new("bash");
    command.args(["-c", &script, "bash", HYGIE, "--data"]).arg(world.data());
    run(command.args(["import", "in"]).current_dir(world.path("")))
}

/// Imports broken files beside a good one; each is refused once, by this code
/// and in these words, and the good one is taken.
#[track_caller]
fn check(files: &[(&str, Vec<u8>, &str, &str)]) {
    let world = World::new();
    for (name, content, ..) in files {
        world.file(&format!("in/{name}"), content);
    }
    world.file("in/~good.json", patient("p"));
    let answer = bounded(&world);
    assert_eq!(answer.code, Some(1), "{}", answer.err);
    assert!(answer.out.contains(": 1 new,"), "{}{}", answer.out, answer.err);
    assert_eq!(answer.err.lines().count(), files.len(), "{}", answer.err);
    for (name, _, code, why) in files {
        let line = answer.err.lines().find(|line| line.starts_with(&format!("in/{name}: ")));
        let line = line.unwrap_or_else(|| panic!("{name} in {}", answer.err));
        assert!(line.ends_with(&format!(" [{code}]")), "{line}");
        assert!(line.contains(why), "{line}");
    }
    world.healthy();
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut to = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    to.write_all(bytes).expect("gzip");
    to.finish().expect("gzip")
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 3).expect("zstd")
}

fn cut(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.truncate(bytes.len() - 6);
    bytes
}

#[test]
fn broken_json_is_told_with_its_place() {
    let json = "invalid-json";
    let deep = |depth: usize| format!("{}1{}", "[".repeat(depth), "]".repeat(depth)).into_bytes();
    check(&[
        ("cut.json", b"{\"resourceType\":\"Patient\",\n\"id\":".to_vec(), json, "line 2"),
        ("empty.json", Vec::new(), json, "line 1"),
        ("blank.json", b" \n ".to_vec(), json, "line 2"),
        (
            "twice.json",
            b"{\"resourceType\":\"Patient\",\"id\":\"a\",\n\"id\":\"b\"}".to_vec(),
            json,
            "line 2",
        ),
        (
            "utf8.json",
            b"{\"resourceType\":\"Patient\",\"language\":\"\xff\"}".to_vec(),
            json,
            "line 1",
        ),
        ("utf16.json", b"\xff\xfe{\0}\0".to_vec(), json, "line 1"),
        (
            "lone.json",
            b"{\"resourceType\":\"Patient\",\"language\":\"\\ud800\"}".to_vec(),
            json,
            "line 1",
        ),
        ("deep.json", deep(100_000), json, "64"),
        ("number.json", [b"{\"a\":".as_slice(), &[b'1'; 5000], b"}"].concat(), json, "line 1"),
        ("nan.json", b"{\"a\":NaN}".to_vec(), json, "line 1"),
        ("after.json", b"{} {}".to_vec(), json, "line 1"),
        ("list.json", b"[]".to_vec(), "invalid-resource", "no resource here"),
        ("word.json", b"\"Patient\"".to_vec(), "invalid-resource", "no resource here"),
        (
            "type.json",
            b"{\"resourceType\":\"Pazient\"}".to_vec(),
            "invalid-resource",
            "resourceType",
        ),
        ("zip.json", b"PK\x03\x04rest".to_vec(), json, "line 1"),
    ]);
}

#[test]
fn packed_files_that_are_broken_or_bombs_are_refused() {
    let person = patient("q").into_bytes();
    let spaces = vec![b' '; 96 << 20];
    let nested = format!("[{}1]", "1,".repeat(5_000_000)).into_bytes();
    let mut wrong = gzip(&person);
    let at = wrong.len() - 6;
    wrong[at] ^= 1;
    check(&[
        ("cut.json.gz", cut(gzip(&person)), "unavailable", "cannot be read"),
        ("cut.json.zst", cut(zstd(&person)), "unavailable", "cannot be read"),
        ("sum.json.gz", wrong, "unavailable", "cannot be read"),
        ("header.json.gz", vec![0x1f, 0x8b], "unavailable", "cannot be read"),
        ("header.json.zst", vec![0x28, 0xb5, 0x2f, 0xfd], "unavailable", "cannot be read"),
        ("bomb.json.gz", gzip(&spaces), "too-large", "times its size that a file unpacks to"),
        ("bomb.json.zst", zstd(&spaces), "too-large", "times its size that a file unpacks to"),
        ("bomb.ndjson.gz", gzip(&spaces), "too-large", "times its size that a file unpacks to"),
        ("many.json.zst", zstd(&nested), "invalid-json", "4000000"),
    ]);
}

#[test]
fn what_is_too_large_is_refused_before_it_is_read_whole() {
    let mut noise = 1_u64;
    // Does not pack, so that no ratio gives it away.
    let text: Vec<u8> = std::iter::repeat_with(|| {
        noise = noise.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        b'a' + u8::try_from(noise >> 60).unwrap_or(0)
    })
    .take(65 << 20)
    .collect();
    let resource =
        |text: &[u8]| [b"{\"resourceType\":\"Patient\",\"language\":\"", text, b"\"}"].concat();
    let lines =
        [resource(&text), b"\n".to_vec(), observation("o", "Patient/p").into_bytes()].concat();
    let world = World::new();
    world.file("in/a.ndjson", lines);
    world.file("in/b.json", resource(&text));
    world.file("in/c.json", [resource(&text[..20]), vec![b' '; 128 << 20]].concat());
    world.file("in/d.json", patient("p"));
    let answer = bounded(&world);
    assert_eq!(answer.code, Some(1));
    // The line after the long one is taken.
    assert!(answer.out.contains(": 2 new,"), "{}{}", answer.out, answer.err);
    let lines: Vec<_> = answer.err.lines().collect();
    assert_eq!(lines.len(), 3, "{}", answer.err);
    for (start, end) in [
        ("in/a.ndjson: line 1: bytes of a line: at most 67108864", "[too-large]"),
        ("in/b.json: the file: ", "[invalid-json]"),
        ("in/c.json: the file: unpacked bytes of a file: at most 134217728", "[too-large]"),
    ] {
        assert!(lines.iter().any(|l| l.starts_with(start) && l.ends_with(end)), "{}", answer.err);
    }
}

#[test]
fn what_is_no_plain_file_stops_nothing() {
    let world = World::new();
    world.file("in/p.json", patient("p"));
    let fifo = |name: &str| {
        let made = Command::new("mkfifo").arg(world.path(name)).status().expect("mkfifo");
        assert!(made.success());
    };
    fifo("in/fifo.json");
    fifo("fifo.json");
    let link = |to: &str, name: &str| {
        std::os::unix::fs::symlink(to, world.path(name)).expect("a link");
    };
    link("..", "in/up.json");
    link("loop.json", "in/loop.json");
    link("loop.json", "loop.json");
    link("nowhere", "in/broken.json");
    link("p.json", "in/same.json");
    link("in/p.json", "same.json");
    fs::create_dir(world.path("in/folder.json")).unwrap();
    let mut deep = world.path("in");
    (0..20).for_each(|_| deep.push("d"));
    fs::create_dir_all(&deep).unwrap();

    let paths = ["in", "fifo.json", "loop.json", "absent.json", "same.json"];
    let report = world.import(&paths);
    report.expect(1, 0, 1, 0);
    let refusals: Vec<_> =
        report.refusals().into_iter().map(|(file, entry, _, why)| (file, entry, why)).collect();
    let expect = [
        ("d", "folders lie deeper than 16"),
        ("fifo.json", "it is not a plain file"),
        ("loop.json", "symbolic links"),
        ("absent.json", "No such file"),
    ];
    assert_eq!(refusals.len(), expect.len(), "{refusals:?}");
    for ((file, entry, why), (name, reason)) in refusals.iter().zip(expect) {
        assert_eq!((file.as_str(), entry.as_str()), (name, ""));
        assert!(why.contains(reason), "{why}");
    }
    world.healthy();
}

#[test]
fn a_folder_without_files_is_an_import_of_nothing() {
    let world = World::new();
    fs::create_dir(world.path("in")).unwrap();
    world.import(&["in"]).expect(0, 0, 0, 0);
}

#[test]
fn an_entry_deep_in_a_bundle_is_named() {
    let world = World::new();
    let mut entries: Vec<_> =
        (0..200).map(|n| plain(&observation(&format!("o{n}"), "Patient/p"))).collect();
    entries[0] = plain(&patient("p"));
    entries[150] = plain(
        r#"{"resourceType":"Observation","status":"final","code":{"coding":[{"code":" "}]},"subject":{"reference":"Patient/p"}}"#,
    );
    let report = world.import_text("a.json", bundle("collection", &entries));
    report.expect(199, 0, 0, 1);
    report.refuses(
        "a.json",
        "entry 150 (Observation)",
        "invalid-resource",
        "Observation.code.coding[0].code",
    );
}

#[test]
fn refusals_never_quote_what_the_file_holds() {
    let world = World::new();
    let secret = "Dupont-1234567";
    let hidden: [String; 8] = [
        format!(r#"{{"resourceType":"Patient","gender":"{secret}"}}"#),
        format!(r#"{{"resourceType":"Patient","{secret}":1}}"#),
        format!(r#"{{"resourceType":"{secret}"}}"#),
        format!(r#"{{"resourceType":"Patient","birthDate":"{secret}"}}"#),
        format!(r#"{{"resourceType":"Patient","id":"p","{secret}":1,"{secret}":2}}"#),
        format!(r#"{{"resourceType":"Patient" {secret}"#),
        observation("o", &format!("Patient?identifier=urn:x|{secret}")),
        observation("o", &format!("Patient?{secret}=1")),
    ];
    world.file("a.ndjson", hidden.join("\n"));
    let answer = world.hygie(["import", "a.ndjson"]);
    assert_eq!(answer.err.lines().count(), hidden.len(), "{}", answer.err);
    assert!(!answer.err.contains("Dupont") && !answer.err.contains("1234567"), "{}", answer.err);
}
