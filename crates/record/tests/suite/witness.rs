//! Being the witness of another house's log: what is cosigned, and what is kept.

use hygie_base::RecordNo;
use hygie_record::limits::WITNESS_ALARMS;
use hygie_record::{Contradiction, Witnessed};
use hygie_testkit::World;
use hygie_tlog::{
    AddCheckpoint, Checkpoint, Hash, LogKey, Tiles, Tree, VerifierKey, entry_hash,
    tiles_for_consistency,
};
use hygie_trace::Action;

/// The log of another house, whose operator has its key.
struct Log {
    key: LogKey,
    tiles: Tiles,
    tree: Tree,
}

impl Log {
    fn new() -> Self {
        let key = LogKey::new("hygie/other/1", &[7; 32]).unwrap();
        Self { key, tiles: Tiles::default(), tree: Tree::default() }
    }

    /// With entries from `first` to just below `end`; who tells `lie` tells other ones.
    fn grown(lie: &str, end: u64) -> Self {
        let mut log = Self::new();
        for entry in 0..end {
            log.tree.push(entry_hash(format!("{lie}{entry}").as_bytes())).unwrap();
        }
        for (at, bytes) in log.tree.take_tiles() {
            log.tiles.insert(at, bytes);
        }
        log
    }

    fn note(&self) -> String {
        let (origin, size) = (self.key.public().name().to_owned(), self.tree.size());
        Checkpoint { origin, size, root: self.tree.root().unwrap() }.sign(&self.key).unwrap()
    }

    fn sent(&self, old: u64) -> String {
        let (new, note) = (self.tree.size(), self.note());
        let proof: Vec<Hash> = if tiles_for_consistency(old, new).is_ok() {
            self.tiles.consistency(old, new).unwrap()
        } else {
            Vec::new()
        };
        AddCheckpoint { old, proof, note }.write()
    }
}

async fn show(world: &World, body: &str) -> (Witnessed, Option<Contradiction>) {
    let trusted: [VerifierKey; 1] = [Log::new().key.public().clone()];
    world.records.witness(&world.all(), &trusted, body).await.unwrap()
}

async fn is_cosigned(world: &World, log: &Log, old: u64) -> bool {
    let (answer, alarm) = show(world, &log.sent(old)).await;
    assert_eq!(alarm, None);
    let Witnessed::Cosigned(line) = answer else { return false };
    world.records.witness_key().await.unwrap().find(&log.note(), &line).is_ok()
}

#[tokio::test]
async fn what_goes_on_is_cosigned_and_the_last_is_kept() {
    let world = World::new();
    for (old, size) in [(0, 0), (0, 3), (3, 3), (3, 300), (300, 70_000)] {
        assert!(is_cosigned(&world, &Log::grown("", size), old).await, "from {old} to {size}");
    }
    let seen = world.records.witnessed().await.unwrap();
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0].origin(), "hygie/other/1");
    assert_eq!(seen[0].note, Log::grown("", 70_000).note());
    assert!(seen[0].alarms.is_empty());
    // Who shows any of its checkpoints is shown the last one.
    let trusted = [Log::new().key.public().clone()];
    let old = Log::grown("", 3).note();
    let last = world.records.last_witnessed(&trusted, &old).await.unwrap();
    assert_eq!(last, Ok(seen[0].note.clone()));
    let unsigned = old.replacen("\n3\n", "\n4\n", 1);
    let refused = world.records.last_witnessed(&trusted, &unsigned).await.unwrap();
    assert_eq!(refused, Err(Witnessed::Unsigned));
}

#[tokio::test]
async fn what_is_of_nobody_is_refused_and_nothing_kept() {
    let world = World::new();
    let log = Log::grown("", 5);
    let unwanted = AddCheckpoint { old: 0, proof: vec![[1; 32]], note: log.note() };
    for (body, answer) in [
        ("nonsense".to_owned(), Witnessed::Malformed),
        (log.sent(0).replacen("old 0", "old 6", 1), Witnessed::Malformed),
        (log.sent(0).replacen("hygie/other/1", "hygie/third/1", 1), Witnessed::Unknown),
        (log.sent(0).replacen("\n5\n", "\n6\n", 1), Witnessed::Unsigned),
        (log.sent(2), Witnessed::Conflict(0)),
        (unwanted.write(), Witnessed::Inconsistent),
    ] {
        assert_eq!(show(&world, &body).await, (answer, None), "{body}");
    }
    assert!(world.records.witnessed().await.unwrap().is_empty());
    let trusted = [Log::new().key.public().clone()];
    let nothing = world.records.last_witnessed(&trusted, &log.note()).await.unwrap();
    assert_eq!(nothing, Err(Witnessed::Conflict(0)));
}

#[tokio::test]
async fn who_asks_from_another_size_is_told_the_right_one() {
    let world = World::new();
    assert!(is_cosigned(&world, &Log::grown("", 8), 0).await);
    let further = Log::grown("", 20);
    assert_eq!(show(&world, &further.sent(0)).await, (Witnessed::Conflict(8), None));
    assert_eq!(show(&world, &further.sent(20)).await, (Witnessed::Conflict(8), None));
    assert!(is_cosigned(&world, &further, 8).await);
}

#[tokio::test]
async fn what_contradicts_it_is_kept_as_it_was_signed() {
    let world = World::new();
    let first = Log::grown("", 8);
    assert!(is_cosigned(&world, &first, 0).await);
    for (liar, old, answer, how) in [
        (Log::grown("", 7), 7, Witnessed::Conflict(8), Contradiction::LedBack),
        (Log::grown("lie", 8), 8, Witnessed::Conflict(8), Contradiction::Forked),
        (Log::grown("lie", 9), 8, Witnessed::Inconsistent, Contradiction::Unproven),
    ] {
        let told = show(&world, &liar.sent(old)).await;
        assert_eq!(told, (answer.clone(), Some(how)), "{how:?}");
        // The second time it is known.
        assert_eq!(show(&world, &liar.sent(old)).await, (answer, None), "{how:?}");
        let seen = world.records.witnessed().await.unwrap();
        let alarm = seen[0].alarms.last().unwrap();
        assert_eq!((&alarm.note, &alarm.before), (&liar.note(), &first.note()));
        let key = Log::new().key.public().clone();
        for note in [&alarm.note, &alarm.before] {
            assert!(Checkpoint::open(note, &key).is_ok(), "both prove it to anybody");
        }
    }
    let traces = world.records.traces(&world.all(), RecordNo::REGISTRY).await.unwrap();
    let alarms = traces.into_iter().filter(|it| it.trace.action == Action::Alarm);
    assert_eq!(alarms.count(), 3, "each is traced once");
    assert!(is_cosigned(&world, &Log::grown("", 9), 8).await, "the true one goes on");
}

#[tokio::test]
async fn a_log_has_no_more_alarms_than_are_kept() {
    let world = World::new();
    assert!(is_cosigned(&world, &Log::grown("", 100), 0).await);
    for size in 0..WITNESS_ALARMS {
        let led_back = Log::grown("", size as u64);
        let (_, how) = show(&world, &led_back.sent(led_back.tree.size())).await;
        assert_eq!(how, Some(Contradiction::LedBack));
    }
    let one_more = Log::grown("", WITNESS_ALARMS as u64);
    let answer = show(&world, &one_more.sent(one_more.tree.size())).await;
    assert_eq!(answer, (Witnessed::Conflict(100), None), "refused all the same");
    assert_eq!(world.records.witnessed().await.unwrap()[0].alarms.len(), WITNESS_ALARMS);
}

#[tokio::test]
async fn the_key_of_a_witness_is_made_once() {
    let world = World::new();
    let key = world.records.witness_key().await.unwrap();
    let world = world.reopen().await;
    assert_eq!(world.records.witness_key().await.unwrap(), key);
}

#[tokio::test]
async fn a_checkpoint_is_kept_with_its_cosignatures_while_it_is_the_last() {
    let (world, _) = crate::with_patient().await;
    crate::logs::look(&world, 1).await;
    let (note, _) = world.records.publish_log().await.unwrap().unwrap();
    let log = world.records.own_log();
    let witness = hygie_tlog::WitnessKey::new("w", &[1; 32]).unwrap();
    let line = witness.cosign(&note, 5).unwrap();
    let cosigned = hygie_tlog::with_cosignatures(&note, &[line]).unwrap();
    assert!(world.records.keep_cosigned(log, &cosigned).await.unwrap());
    assert_eq!(world.records.checkpoint(log).await.unwrap(), Some(cosigned.clone()));
    assert_eq!(world.records.publish_log().await.unwrap(), Some((cosigned.clone(), false)));
    crate::logs::look(&world, 1).await;
    let (next, new) = world.records.publish_log().await.unwrap().unwrap();
    assert!(new);
    assert!(!world.records.keep_cosigned(log, &cosigned).await.unwrap(), "the log went on");
    assert_eq!(world.records.checkpoint(log).await.unwrap(), Some(next));
}
