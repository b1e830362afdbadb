//! The canonical form of a trace, its leaf, and its seal.
#![expect(clippy::unwrap_used, reason = "test code")]

use hygie_base::{KeyNo, LogNo, RecordNo, SeededRng, Timestamp};
use hygie_seal::{Link, RecordKey, Ring, blind_leaf, unseal_object};
use hygie_store::TraceRow;
use hygie_trace::{
    Action, Actor, HeadSeen, Outcome, Purpose, Trace, TraceError, key_label, key_year, open, seal,
    technical_label, technical_month,
};

const KEY: KeyNo = KeyNo(7);

fn trace() -> Trace {
    Trace {
        at: Timestamp(1_795_348_800_000),
        actor: Actor {
            id: "d".into(),
            role: "doctor".into(),
            organisation: "o".into(),
            ..Actor::default()
        },
        purpose: Purpose::System,
        action: Action::ListTraces,
        outcome: Outcome::Granted,
        what: "Observation/o".into(),
        lens: "everything".into(),
        head: Some(HeadSeen { seq: 3, link: Link([0xab; 32]) }),
        from: "test".into(),
    }
}

fn record(number: u64) -> RecordNo {
    RecordNo::from_u64(number).unwrap()
}

/// A sealed trace as the store keeps it, and the key that opens it.
fn sealed(trace: &Trace) -> (TraceRow, RecordKey) {
    let rng = SeededRng::new(1);
    let (ring, key) = (Ring::generate(&rng), RecordKey::generate(&rng));
    let put = seal(trace, record(5), true, (KEY, &key), ring.index(), &rng).unwrap();
    assert_eq!(put.actor, ring.index().actor("d"));
    let row = TraceRow {
        log: LogNo(0),
        index: 9,
        record: put.record,
        actor: put.actor,
        write: put.write,
        key: put.key,
        leaf: put.leaf,
        body: put.body,
    };
    (row, key)
}

#[test]
fn the_canonical_form_never_changes() {
    let link = "ab".repeat(32);
    let whole = format!(
        r#"{{"at":1795348800000,"actor":{{"id":"d","role":"doctor","organisation":"o"}},"purpose":"system","action":"list-traces","outcome":"granted","what":"Observation/o","lens":"everything","head":{{"seq":3,"link":"{link}"}},"from":"test"}}"#
    );
    assert_eq!(serde_json::to_string(&trace()).unwrap(), whole);
    let mut least = Trace { what: String::new(), lens: String::new(), head: None, ..trace() };
    least.actor.organisation = String::new();
    let text = r#"{"at":1795348800000,"actor":{"id":"d","role":"doctor"},"purpose":"system","action":"list-traces","outcome":"granted","from":"test"}"#;
    assert_eq!(serde_json::to_string(&least).unwrap(), text);
    for (trace, text) in [(trace(), whole.as_str()), (least, text)] {
        assert_eq!(serde_json::from_str::<Trace>(text).unwrap(), trace);
    }
}

#[test]
fn a_link_is_sixty_four_digits() {
    let text = serde_json::to_string(&trace()).unwrap();
    for wrong in ["ab".repeat(31), "zz".repeat(32), "é".repeat(32)] {
        let text = text.replace(&"ab".repeat(32), &wrong);
        assert!(serde_json::from_str::<Trace>(&text).is_err());
    }
}

#[test]
fn what_was_sealed_opens_and_its_leaf_is_blinded() {
    let (row, key) = sealed(&trace());
    assert_eq!(open(&row, &key).unwrap(), trace());
    let place = [b"hygie trace 1".as_slice(), &record(5).to_bytes(), &KEY.0.to_be_bytes(), &[1]];
    let body = unseal_object(&key, &place.concat(), &row.body).unwrap();
    let (blinding, canonical) = body.split_first_chunk::<32>().unwrap();
    assert_eq!(canonical, serde_json::to_vec(&trace()).unwrap());
    assert_eq!(row.leaf, blind_leaf(blinding, canonical));
    assert_ne!(row.leaf, blind_leaf(&[0; 32], canonical));
}

#[test]
fn anything_altered_is_refused() {
    let (good, key) = sealed(&trace());
    let check = |alter: fn(&mut TraceRow)| {
        let mut row = good.clone();
        alter(&mut row);
        assert!(open(&row, &key).is_err());
    };
    check(|row| row.record = record(6));
    check(|row| row.key = KeyNo(8));
    check(|row| row.write = false);
    check(|row| row.body.clear());
    check(|row| row.body.truncate(40));
    for at in 0..good.body.len() {
        let mut row = good.clone();
        row.body[at] ^= 1;
        assert!(open(&row, &key).is_err(), "byte {at}");
    }
    let mut row = good.clone();
    row.leaf[31] ^= 1;
    assert!(matches!(open(&row, &key), Err(TraceError::Leaf)));
    assert!(open(&good, &RecordKey::generate(&SeededRng::new(2))).is_err());
}

#[test]
fn a_trace_key_is_of_one_year() {
    assert_eq!(key_label(2026), "trace:2026");
    assert_eq!(key_year("trace:2026"), Some(2026));
    assert_eq!(key_year("org:a"), None);
    assert_eq!(key_year("trace:x"), None);
}

#[test]
fn a_key_of_technical_traces_is_of_one_month() {
    let (december, january) = (Timestamp(1_798_761_599_999), Timestamp(1_798_761_600_000));
    assert_eq!(technical_label(december), "technical:24323");
    assert_eq!(technical_month(&technical_label(january)), Some(24_324));
    assert_eq!(technical_month("trace:2026"), None);
    assert_eq!(key_year(&technical_label(january)), None);
}
