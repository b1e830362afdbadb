//! Checkpoints: signed, read, and not taken when they are anything else.

use hygie_tlog::limits::CHECKPOINT_BYTES;
use hygie_tlog::{Checkpoint, LogKey, TlogError};

fn key(name: &str) -> LogKey {
    LogKey::new(name, &[9; 32]).unwrap()
}

fn checkpoint() -> Checkpoint {
    Checkpoint { origin: "hygie/a/1".to_owned(), size: 42, root: [3; 32] }
}

#[test]
fn a_checkpoint_is_read_as_it_was_signed() {
    let key = key("hygie/a/1");
    let note = checkpoint().sign(&key).unwrap();
    let lines: Vec<&str> = note.lines().collect();
    assert_eq!(lines[..2], ["hygie/a/1", "42"]);
    assert!(lines[3].is_empty() && lines[4].starts_with("— hygie/a/1 "), "{note}");
    assert_eq!(Checkpoint::open(&note, key.public()), Ok(checkpoint()));
}

#[test]
fn the_signature_of_a_witness_is_left_alone() {
    let key = key("hygie/a/1");
    let note = checkpoint().sign(&key).unwrap();
    let other = LogKey::new("witness", &[1; 32]).unwrap();
    let of_other =
        Checkpoint { origin: "witness".to_owned(), ..checkpoint() }.sign(&other).unwrap();
    let line = of_other.lines().last().unwrap();
    let both = format!("{note}{line}\n");
    assert_eq!(Checkpoint::open(&both, key.public()), Ok(checkpoint()));
}

#[test]
fn what_the_log_did_not_sign_is_refused() {
    let log = key("hygie/a/1");
    let note = checkpoint().sign(&log).unwrap();
    let refused = |note: &str| Checkpoint::open(note, log.public()).unwrap_err();
    assert_eq!(refused(&note.replacen("42", "43", 1)), TlogError::Signature);
    let forged = checkpoint().sign(&LogKey::new("hygie/a/1", &[1; 32]).unwrap()).unwrap();
    assert_eq!(refused(&forged), TlogError::Signature);
    let theirs = Checkpoint { origin: "hygie/b/1".to_owned(), ..checkpoint() };
    let theirs = theirs.sign(&key("hygie/b/1")).unwrap();
    assert_eq!(refused(&theirs), TlogError::Origin("hygie/b/1".to_owned()));
    let signed_by_another = checkpoint().sign(&key("hygie/b/1"));
    assert_eq!(signed_by_another, Err(TlogError::Origin("hygie/a/1".to_owned())));
}

#[test]
fn what_is_no_checkpoint_is_refused() {
    let log = key("hygie/a/1");
    let note = checkpoint().sign(&log).unwrap();
    let no_blank = note.replacen("\n\n", "\n", 1);
    let leading_zero = note.replacen("42", "042", 1);
    for text in ["", "\n\n", "hygie/a/1\n42\n", &no_blank, &leading_zero, note.trim_end()] {
        assert_eq!(Checkpoint::open(text, log.public()), Err(TlogError::Checkpoint), "{text:?}");
    }
}

#[test]
fn a_checkpoint_has_no_more_bytes_than_it_may() {
    let log = key("hygie/a/1");
    let note = checkpoint().sign(&log).unwrap();
    let line = "— somebody AAAAAAAAAAAA\n";
    let long = |bytes: usize| {
        let lines = (bytes - note.len() - line.len() + 1) / line.len();
        let padded = format!("{note}{}", line.repeat(lines));
        let rest = bytes - padded.len();
        padded.replacen("somebody", &"s".repeat("somebody".len() + rest), 1)
    };
    assert_eq!(long(CHECKPOINT_BYTES).len(), CHECKPOINT_BYTES);
    // More signatures than a note may have, so neither is taken; but only one is read.
    let within = Checkpoint::open(&note, log.public());
    assert_eq!(within, Ok(checkpoint()));
    let beyond = Checkpoint::open(&long(CHECKPOINT_BYTES + 1), log.public());
    assert_eq!(beyond, Err(TlogError::Checkpoint));
}
