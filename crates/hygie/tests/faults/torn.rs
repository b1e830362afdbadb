//! The end of the write-ahead log, as a crash or damage leaves it.

use hygie_base::fail::Point;

use crate::folder::{Place, write};
use crate::input::{PERSONS, Resources, all, present};
use crate::program::{Ran, ask, hygie, run, well};

/// Bytes before the first frame, and of one frame.
const HEADER: usize = 32;
const FRAME: usize = 24 + 4096;

/// A folder whose import was acknowledged and is still in the log alone: the
/// process ended before it could fold the log back.
pub fn unfolded() -> Place {
    let place = Place::made();
    let input = place.input();
    let mut import = hygie(&place.data(), &["import", "--json", input.to_str().unwrap()]);
    // The first time is the opening.
    import.env("HYGIE_FAILPOINTS", format!("{}=abort@2", Point::StoreCheckpoint.name()));
    let ran = run(import);
    assert_eq!(ran.json()["created"], all().len(), "{ran:?}");
    place
}

/// Something done to a log.
type Change<'a> = &'a dyn Fn(&mut Vec<u8>);

/// Where the frames are that end a commit.
fn ends(log: &[u8]) -> Vec<usize> {
    let frames = (HEADER..log.len()).step_by(FRAME);
    frames.filter(|at| log[at + 4..at + 8] != [0; 4]).collect()
}

/// One whose log has several commits: writes that come together are one, so that some
/// logs have one alone.
fn of_several_commits() -> Place {
    let several = |place: &Place| ends(&std::fs::read(place.log()).unwrap()).len() > 1;
    (0..20).map(|_| unfolded()).find(several).unwrap()
}

fn damaged(template: &Place, change: impl FnOnce(&mut Vec<u8>)) -> Place {
    let place = template.copy();
    let mut log = std::fs::read(place.log()).unwrap();
    change(&mut log);
    write(&place.log(), &log);
    place
}

fn doctor(place: &Place) -> Ran {
    ask(&place.data(), &["doctor", "--json"])
}

/// Everything that is there equals what was imported.
fn sound(place: &Place) -> Resources {
    let found = present(place, &PERSONS);
    assert!(found.iter().all(|(name, of)| all().get(name) == Some(of)));
    found
}

#[test]
fn a_whole_log_is_taken_without_a_word() {
    let place = unfolded();
    let ran = doctor(&place).done();
    assert_eq!(ran.err, "");
    assert_eq!(ran.json()["notes"].as_array().unwrap().len(), 0);
    assert!(sound(&place) == all());
}

#[test]
fn a_torn_end_is_told_and_only_the_last_commit_is_gone() {
    let template = unfolded();
    let log = std::fs::read(template.log()).unwrap();
    let last = *ends(&log).last().unwrap();
    let before = ends(&log).len() - 1;
    assert!(before > 0, "the import made several commits");
    let cuts: [Change<'_>; 4] = [
        &|log| log.truncate(last + FRAME - 1),
        &|log| log.truncate(last + 24),
        &|log| log[last + FRAME - 1] ^= 1,
        &|log| log[last + 9] ^= 1,
    ];
    for cut in cuts {
        let place = damaged(&template, cut);
        let ran = doctor(&place).done();
        assert!(ran.err.starts_with("note: the last commit was not whole"), "{ran:?}");
        let said = ran.json();
        assert_eq!(said["findings"].as_array().unwrap().len(), 0, "{said}");
        let note = said["notes"][0].as_str().unwrap();
        assert!(ran.err.starts_with(note), "{said}");
        let found = sound(&place);
        assert!(!found.is_empty() && found.len() < all().len());
        // Told once: what was dropped is dropped.
        assert_eq!(doctor(&place).done().err, "");
        ask(&place.data(), &["import", place.input().to_str().unwrap()]).done();
        assert!(sound(&place) == all());
        well(&place.data());
    }
}

#[test]
fn every_command_tells_a_torn_end() {
    let template = unfolded();
    let log = std::fs::read(template.log()).unwrap();
    let torn = damaged(&template, |_| {});
    write(&torn.log(), &log[..log.len() - 1]);
    let (out, input) = (torn.out().join("ada.json"), torn.input());
    for args in [
        &["init"][..],
        &["import", input.to_str().unwrap()],
        &["export", "ada", "--out", out.to_str().unwrap()],
        &["trace", "list", "--record", "ada"],
        &["keys", "rotate"],
        &["doctor"],
    ] {
        let place = torn.copy();
        let ran = ask(&place.data(), args);
        assert_eq!(ran.code(), i32::from(args == ["init"]), "{ran:?}");
        assert!(ran.err.starts_with("note: "), "{args:?}: {ran:?}");
    }
}

#[test]
fn damage_before_the_last_commit_is_refused() {
    let template = of_several_commits();
    let log = std::fs::read(template.log()).unwrap();
    let ends = ends(&log);
    for at in [24, HEADER + 5, HEADER + 300, ends[0] + 20, ends[ends.len() - 2] + FRAME - 1] {
        let place = damaged(&template, |log| log[at] ^= 1);
        for args in [&["doctor"][..], &["trace", "list", "--record", "ada"]] {
            let ran = ask(&place.data(), args).refused();
            assert!(ran.err.contains("write-ahead log is broken before its end"), "{ran:?}");
        }
        // Nothing was changed by trying: the log can still be repaired.
        write(&place.log(), &log);
        assert!(sound(&place) == all());
    }
}
