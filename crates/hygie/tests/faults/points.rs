//! Every failpoint, made to abort, fail and wait in every command that passes it.

use hygie_base::fail::Point;
use serde_json::Value;

use crate::folder::{Place, is_tidy};
use crate::input::{self, PERSONS, Resources, all, present, together};
use crate::program::{Ran, ask, hygie, run, well};

const SIGABRT: i32 = 6;

/// One command on a folder of one kind.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Scene {
    Init,
    Import,
    Change,
    Export,
    Trace,
    Rotate,
    Erase,
    ErasePart,
}

impl Scene {
    const ALL: [Self; 8] = [
        Self::Init,
        Self::Import,
        Self::Change,
        Self::Export,
        Self::Trace,
        Self::Rotate,
        Self::Erase,
        Self::ErasePart,
    ];

    /// The points that it passes. A point that is in none of these is dead.
    fn passes(self) -> Vec<Point> {
        let ring = [Point::RingWrite, Point::RingSync, Point::RingRename, Point::RingDirSync];
        let export =
            [Point::ExportWrite, Point::ExportSync, Point::ExportRename, Point::ExportDirSync];
        let blob = [Point::BlobWrite, Point::BlobSync, Point::BlobRename, Point::BlobDirSync];
        let store = [
            Point::StoreBegin,
            Point::StoreApply,
            Point::StoreCommit,
            Point::StoreCommitted,
            Point::StoreCheckpoint,
        ];
        let opening = Point::BlobDirSync;
        let (released, read) = (Point::TraceRelease, Point::StoreRead);
        let own: &[&[Point]] = match self {
            Self::Init => &[&ring, &[opening, Point::StoreMigrate, released]],
            Self::Import => &[&blob],
            Self::Change => &[&[read], &blob],
            Self::Export => &[&[opening, released, read], &export],
            Self::Trace => &[&[opening, released, read]],
            Self::Rotate => &[&ring, &[opening, released]],
            Self::Erase | Self::ErasePart => &[&[opening, released, read, Point::BlobRemove]],
        };
        own.concat().into_iter().chain(store).collect()
    }

    /// A folder for it.
    fn place(self) -> Place {
        match self {
            Self::Init => Place::new(),
            Self::Import => Place::made(),
            Self::Change => {
                let place = Place::filled();
                let text = input::transaction(&changed()).to_string();
                crate::folder::write(&place.input().join("ada.json"), text.as_bytes());
                place
            }
            Self::ErasePart => {
                let place = Place::filled();
                let extra = place.input().join("extra.ndjson");
                let lines = input::lines(elsewhere().values());
                crate::folder::write(&extra, lines.as_bytes());
                let args = ["import", "--organisation", "Other", extra.to_str().unwrap()];
                ask(&place.data(), &args).done();
                place
            }
            _ => Place::filled(),
        }
    }

    fn args(self, place: &Place) -> Vec<String> {
        let (input, out) = (place.input(), place.out().join("ada.json"));
        let (input, out) = (input.to_str().unwrap(), out.to_str().unwrap());
        let args: &[&str] = match self {
            Self::Init => &["init", "--organisation", "Centre"],
            Self::Import | Self::Change => &["import", "--json", input],
            Self::Export => &["export", "ada", "--out", out],
            Self::Trace => &["trace", "list", "--record", "ada", "--json"],
            Self::Rotate => &["keys", "rotate", "--json"],
            Self::Erase => &["keys", "erase", "ada", "--json"],
            Self::ErasePart => &["keys", "erase", "ada", "--custodian", "Other", "--json"],
        };
        args.iter().map(|arg| (*arg).to_owned()).collect()
    }

    /// Runs it with this point armed, or none.
    fn run(self, place: &Place, armed: &str) -> Ran {
        let args = self.args(place);
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let mut command = hygie(&place.data(), &args);
        run({
            command.env("HYGIE_FAILPOINTS", armed);
            command
        })
    }

    /// What is there once it is done.
    fn brings(self) -> Resources {
        match self {
            Self::Init => Resources::new(),
            Self::Change => all().into_iter().chain(changed()).collect(),
            Self::Erase => {
                let mut left = all();
                left.retain(|_, resource| !resource.to_string().contains("Patient/ada"));
                for gone in ["Patient/ada", "Organization/org-ada"] {
                    left.remove(gone);
                }
                left
            }
            _ => all(),
        }
    }

    /// Attachments that are there once it is done.
    const fn attachments(self) -> usize {
        match self {
            Self::Init => 0,
            Self::Erase => 1,
            // Of both versions of a letter.
            Self::Change => 3,
            _ => 2,
        }
    }
}

/// What another organisation keeps of the first person.
fn elsewhere() -> Resources {
    let mut found = together("ada");
    found.retain(|name, _| name.starts_with("DocumentReference"));
    let mut letter = found.into_values().next().unwrap();
    letter["id"] = "letter-other".into();
    [input::named(letter)].into()
}

/// New versions of what a transaction brought.
fn changed() -> Resources {
    let mut found = together("ada");
    for (name, resource) in &mut found {
        match name.split('/').next() {
            Some("Observation") => resource["status"] = "amended".into(),
            Some("DocumentReference") => {
                resource["content"][0]["attachment"]["data"] = "bmV3".repeat(22_500).into();
            }
            _ => {}
        }
    }
    found
}

/// Runs a scene with a fault, then holds what it left against what it said.
fn check(scene: Scene, template: &Place, armed: &str) -> Ran {
    let place = template.copy();
    let traces = |action: &str| traced(scene, &place, action);
    let (exports, lists) = (traces("export"), traces("list-traces"));
    let ran = scene.run(&place, armed);
    let what = format!("{scene:?}, {armed}: {ran:?}");
    if scene == Scene::Init {
        again_init(&place, &ran, &what);
        return ran;
    }
    nothing_untraced(scene, &place, &ran, (exports, lists), &what);
    let said = well(&place.data());
    let before = present(&place, &PERSONS);
    whole_or_not(scene, &before, &ran, &said, &what);
    let again = scene.run(&place, "");
    if again.code() == 1 {
        let words = ["no record here", "no such record", "keeps nothing of this record"];
        let gone = words.iter().any(|words| again.err.contains(words));
        let erased = matches!(scene, Scene::Erase | Scene::ErasePart);
        assert!(gone && erased, "{what}; again: {again:?}");
    }
    if matches!(scene, Scene::Import | Scene::Change) {
        let (report, brings) = (again.json(), scene.brings());
        let here = brings.iter().filter(|(name, of)| before.get(*name) == Some(of)).count();
        assert_eq!(number(&report, "unchanged"), here, "{what}; again: {report}");
        let written = number(&report, "created") + number(&report, "updated");
        assert_eq!(written, brings.len() - here, "{what}; again: {report}");
    }
    let said = well(&place.data());
    assert_eq!(number(&said, "attachments"), scene.attachments(), "{what}: {said}");
    let now = present(&place, &PERSONS);
    assert!(now == scene.brings(), "{what}: {:?}", now.keys());
    is_tidy(&place, scene.attachments());
    let mut left = crate::folder::files(&place.out());
    left.remove(std::path::Path::new("ada.json"));
    assert!(left.is_empty(), "{what}: {left:?}");
    ran
}

fn number(of: &Value, name: &str) -> usize {
    usize::try_from(of[name].as_u64().unwrap_or_else(|| panic!("{name}: {of}"))).unwrap()
}

/// Traces of this action on the first person's record.
fn traced(scene: Scene, place: &Place, action: &str) -> usize {
    if !matches!(scene, Scene::Export | Scene::Trace) {
        return 0;
    }
    let ran = ask(&place.data(), &["trace", "list", "--record", "ada", "--json"]).done();
    let listed = ran.json();
    let listed = listed.as_array().unwrap().iter();
    listed.filter(|seen| seen["trace"]["action"] == action).count()
}

/// A folder whose making was interrupted is finished by making it again, and
/// one that was made is not made twice.
fn again_init(place: &Place, ran: &Ran, what: &str) {
    let again = Scene::Init.run(place, "");
    if again.code() == 1 {
        assert!(again.err.contains("was made already"), "{what}; again: {again:?}");
    } else {
        assert_ne!(ran.status.code(), Some(0), "{what}");
    }
    well(&place.data());
    ask(&place.data(), &["import", place.input().to_str().unwrap()]).done();
    assert!(present(place, &PERSONS) == all(), "{what}");
    well(&place.data());
    is_tidy(place, 2);
}

/// A file that is there, or a list that was printed, has its trace.
fn nothing_untraced(
    scene: Scene,
    place: &Place,
    ran: &Ran,
    (exports, lists): (usize, usize),
    what: &str,
) {
    let out = place.out().join("ada.json");
    match scene {
        Scene::Export => {
            let (there, now) = (out.exists(), traced(scene, place, "export"));
            assert!(now > exports || !there, "{what}: {there}, {exports} then {now}");
            assert!(there || ran.status.code() != Some(0), "{what}");
            if what.contains("trace.release=") && !what.contains("delay") {
                assert!(!there, "{what}: only traces");
                // The first trace is that of finding the person.
                assert!(now > exports || !what.contains("@2"), "{what}: the trace alone");
            }
            if there {
                let found = input::exported(&std::fs::read(&out).unwrap());
                assert!(found.iter().all(|(name, of)| all().get(name) == Some(of)), "{what}");
                assert!(together("ada").keys().all(|name| found.contains_key(name)), "{what}");
            }
        }
        Scene::Trace => {
            // This one, and the one that was asked for before.
            let now = traced(scene, place, "list-traces") - lists;
            let printed = usize::from(!ran.out.is_empty());
            assert!(now > printed, "{what}: {now}");
            assert!(printed == 1 || ran.status.code() != Some(0), "{what}");
        }
        _ => {}
    }
}

/// Transactions are there whole or not at all, and what was said to be there is.
fn whole_or_not(scene: Scene, before: &Resources, ran: &Ran, said: &Value, what: &str) {
    let mut source = all();
    if scene == Scene::Change {
        assert!(*before == source || *before == scene.brings(), "{what}: {:?}", before.keys());
        assert!(ran.status.code() != Some(0) || *before == scene.brings(), "{what}");
        return;
    }
    source.extend(elsewhere());
    assert!(
        before.iter().all(|(name, of)| source.get(name) == Some(of)),
        "{what}: {:?}",
        before.keys()
    );
    for of in PERSONS {
        let whole = together(of);
        let here = whole.keys().filter(|name| before.contains_key(*name)).count();
        let gone_with_the_record = scene == Scene::Erase && of == "ada";
        assert!(here == 0 || here == whole.len() || gone_with_the_record, "{what}: {here}");
    }
    if scene == Scene::Import && !ran.out.is_empty() {
        let report = ran.json();
        assert_eq!(number(&report, "created"), before.len(), "{what}");
        // The organisation that keeps all this is one more.
        assert_eq!(number(said, "resources"), before.len() + 1, "{what}");
    }
    if ran.status.code() == Some(0) {
        assert!(*before == scene.brings(), "{what}: {:?}", before.keys());
    }
}

/// Runs the scenes side by side: most of their time is waiting for the disk.
fn each_scene(run: impl Fn(Scene, &Place) + Sync) {
    std::thread::scope(|scope| {
        for scene in Scene::ALL {
            let run = &run;
            scope.spawn(move || run(scene, &scene.place()));
        }
    });
}

#[test]
fn every_point_is_passed_and_aborting_there_loses_nothing() {
    each_scene(|scene, template| {
        for point in Point::ALL {
            let armed = format!("{}=abort", point.name());
            if scene.passes().contains(point) {
                let ran = check(scene, template, &armed);
                assert!(ran.died_of(SIGABRT), "{scene:?} does not pass {point:?}: {ran:?}");
            } else {
                let ran = scene.run(&template.copy(), &armed);
                assert_eq!(ran.status.code(), Some(0), "{scene:?} passes {point:?} too: {ran:?}");
            }
        }
    });
    let passed: Vec<Point> = Scene::ALL.into_iter().flat_map(Scene::passes).collect();
    for point in Point::ALL {
        assert!(passed.contains(point), "no command passes {point:?}");
    }
}

/// Each point of each scene, at the first passing if `first`, and at a later one.
fn each(action: &str, first: bool, hold: impl Fn(Ran, &str) + Sync) {
    each_scene(|scene, template| {
        let later = if matches!(scene, Scene::Import | Scene::Change) { 4 } else { 2 };
        for point in scene.passes() {
            for at in [1, later].into_iter().filter(|at| first || *at > 1) {
                let armed = format!("{}={action}@{at}", point.name());
                let ran = check(scene, template, &armed);
                let what = format!("{scene:?}, {armed}: {ran:?}");
                hold(ran, &what);
            }
        }
    });
}

#[test]
fn a_point_that_aborts_later_loses_nothing() {
    each("abort", false, |ran, what| {
        assert!(ran.died_of(SIGABRT) || ran.status.code() == Some(0), "{what}");
    });
}

#[test]
fn a_point_that_fails_is_told_and_loses_nothing() {
    each("fail", true, |ran, what| match ran.status.code() {
        Some(0) => assert!(!what.contains("@1") || !ran.err.is_empty(), "{what}"),
        Some(1) => assert!(!(ran.err.is_empty() && ran.out.is_empty()), "{what}"),
        // The outcome of a commit cannot be told: the process ends.
        _ => assert!(ran.died_of(SIGABRT), "{what}"),
    });
}

#[test]
fn a_point_that_waits_changes_nothing() {
    each("delay:20", true, |ran, _| {
        ran.done();
    });
}
