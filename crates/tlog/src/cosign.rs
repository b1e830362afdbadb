//! Cosignatures: somebody else has seen a checkpoint, and it goes on from all that they saw
//! of that log before (C2SP tlog-cosignature, Ed25519).

use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};
use signed_note::{Note, Signature, key_id};

use crate::TlogError;
use crate::key::{named, read, typed, written};
use crate::limits::CHECKPOINT_BYTES;

/// The type of such signatures (C2SP signed-note, signature types).
const COSIGNATURE: u8 = 4;
/// Bytes of the time before a signature.
const TIME_BYTES: usize = 8;

/// Signs the checkpoints of others. Its Debug says nothing of the key.
pub struct WitnessKey {
    pair: Ed25519KeyPair,
    public: WitnessVerifier,
}

impl WitnessKey {
    /// The key of the witness of this name, from 32 random bytes.
    ///
    /// # Errors
    /// [`TlogError::Key`] for a name that is empty or has a blank or a `+`.
    pub fn new(name: &str, seed: &[u8; 32]) -> Result<Self, TlogError> {
        let pair = Ed25519KeyPair::from_seed_unchecked(seed).map_err(|_| TlogError::Key)?;
        let key = pair.public_key().as_ref().try_into().map_err(|_| TlogError::Key)?;
        Ok(Self { public: WitnessVerifier { name: named(name)?, key }, pair })
    }

    /// What checks its signatures.
    pub const fn public(&self) -> &WitnessVerifier {
        &self.public
    }

    /// The line that says that this note was seen, at a time in seconds since 1970 UTC.
    /// Whether it may be said is for the caller to know.
    ///
    /// # Errors
    /// [`TlogError::Checkpoint`] for what is no note.
    pub fn cosign(&self, note: &str, seconds: u64) -> Result<String, TlogError> {
        let signed = self.pair.sign(&message(&text(note)?, seconds));
        let stamped = [&seconds.to_be_bytes()[..], signed.as_ref()].concat();
        let line = Signature::new(self.public.name.clone(), self.public.id(), stamped);
        let line = line.map_err(|_| TlogError::Key)?.to_bytes();
        String::from_utf8(line).map_err(|_| TlogError::Key)
    }
}

impl std::fmt::Debug for WitnessKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "WitnessKey({})", self.public.name)
    }
}

/// Checks the cosignatures of one witness. Its text is `NAME+ID+KEY` (C2SP signed-note,
/// verifier keys, of type 4).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WitnessVerifier {
    name: String,
    key: [u8; 32],
}

impl WitnessVerifier {
    /// Name of the witness.
    pub fn name(&self) -> &str {
        &self.name
    }

    fn id(&self) -> u32 {
        key_id(&self.name, &typed(COSIGNATURE, &self.key))
    }

    /// Among lines that a witness answered, the first that is this one's signature of the
    /// note, with its time in seconds since 1970 UTC. Lines of others are left alone, as
    /// are those that are none.
    ///
    /// # Errors
    /// [`TlogError::Signature`] when none of them is, [`TlogError::Checkpoint`] for what is
    /// no note.
    pub fn find(&self, note: &str, lines: &str) -> Result<(String, u64), TlogError> {
        let text = text(note)?;
        let found = lines.split_inclusive('\n').find_map(|line| {
            let seconds = self.signed(&text, line)?;
            Some((format!("{}\n", line.trim_end_matches('\n')), seconds))
        });
        found.ok_or(TlogError::Signature)
    }

    fn signed(&self, text: &[u8], line: &str) -> Option<u64> {
        let line = Signature::from_bytes(line.trim_end_matches('\n').as_bytes()).ok()?;
        if line.name() != self.name || line.id() != self.id() {
            return None;
        }
        let (seconds, signature) = line.signature().split_first_chunk::<TIME_BYTES>()?;
        let seconds = u64::from_be_bytes(*seconds);
        let key = UnparsedPublicKey::new(&ED25519, self.key);
        key.verify(&message(text, seconds), signature).ok().map(|()| seconds)
    }
}

impl std::fmt::Display for WitnessVerifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&written(&self.name, COSIGNATURE, &self.key))
    }
}

impl std::str::FromStr for WitnessVerifier {
    type Err = TlogError;

    fn from_str(text: &str) -> Result<Self, TlogError> {
        let (name, key) = read(text, COSIGNATURE)?;
        Ok(Self { name, key })
    }
}

/// A note with the lines of witnesses added, each in place of an earlier one of the same
/// name.
///
/// # Errors
/// [`TlogError::Checkpoint`] for what is no note, or would be too large for one.
pub fn with_cosignatures(note: &str, lines: &[String]) -> Result<String, TlogError> {
    let read = Note::from_bytes(note.as_bytes()).map_err(|_| TlogError::Checkpoint)?;
    let name = |line: &str| Some(line.strip_prefix("— ")?.split_once(' ')?.0.to_owned());
    let new: Vec<_> = lines.iter().filter_map(|line| name(line)).collect();
    let mut whole = String::from_utf8(read.text().to_vec()).map_err(|_| TlogError::Checkpoint)?;
    whole.push('\n');
    let (_, kept) = note.rsplit_once("\n\n").ok_or(TlogError::Checkpoint)?;
    let kept =
        kept.split_inclusive('\n').filter(|line| name(line).is_none_or(|it| !new.contains(&it)));
    whole.extend(kept.chain(lines.iter().map(String::as_str)));
    let fits = whole.len() <= CHECKPOINT_BYTES && Note::from_bytes(whole.as_bytes()).is_ok();
    if fits { Ok(whole) } else { Err(TlogError::Checkpoint) }
}

/// What is signed.
fn message(text: &[u8], seconds: u64) -> Vec<u8> {
    [format!("cosignature/v1\ntime {seconds}\n").as_bytes(), text].concat()
}

/// What a note says, without its signatures.
fn text(note: &str) -> Result<Vec<u8>, TlogError> {
    if note.len() > CHECKPOINT_BYTES {
        return Err(TlogError::Checkpoint);
    }
    let note = Note::from_bytes(note.as_bytes()).map_err(|_| TlogError::Checkpoint)?;
    Ok(note.text().to_vec())
}

#[cfg(test)]
mod tests {
    use super::{WitnessKey, WitnessVerifier, with_cosignatures};
    use crate::limits::CHECKPOINT_BYTES;
    use crate::{Checkpoint, LogKey, TlogError, VerifierKey};

    fn note() -> (LogKey, String) {
        let key = LogKey::new("hygie/a/1", &[7; 32]).unwrap();
        let checkpoint = Checkpoint { origin: "hygie/a/1".to_owned(), size: 3, root: [9; 32] };
        let note = checkpoint.sign(&key).unwrap();
        (key, note)
    }

    /// The line of the specification's example verifies the form: name, type and length.
    #[test]
    fn the_form_is_that_of_the_specification() {
        let line = "— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZC\
                    B9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==";
        let read = signed_note::Signature::from_bytes(line.as_bytes()).unwrap();
        let (_, note) = note();
        let key = WitnessKey::new("witness.example.com/w1", &[8; 32]).unwrap();
        let ours = key.cosign(&note, 1_679_315_147).unwrap();
        let ours = signed_note::Signature::from_bytes(ours.trim_end().as_bytes()).unwrap();
        assert_eq!(read.signature().len(), ours.signature().len());
        assert_eq!(read.signature().get(..8), ours.signature().get(..8), "the same time");
        let said = super::message(b"example.com/behind-the-sofa\n20852163\n", 1_679_315_147);
        assert_eq!(
            String::from_utf8(said).unwrap(),
            "cosignature/v1\ntime 1679315147\nexample.com/behind-the-sofa\n20852163\n"
        );
    }

    #[test]
    fn a_cosignature_is_found_among_others_and_of_this_note_alone() {
        let (log, note) = note();
        let witness = WitnessKey::new("witness", &[1; 32]).unwrap();
        let other = WitnessKey::new("witness", &[2; 32]).unwrap();
        let ours = witness.cosign(&note, 5).unwrap();
        let lines = format!("{}nonsense\n{ours}", other.cosign(&note, 4).unwrap());
        assert_eq!(witness.public().find(&note, &lines), Ok((ours.clone(), 5)));
        let whole = with_cosignatures(&note, std::slice::from_ref(&ours)).unwrap();
        assert!(Checkpoint::open(&whole, log.public()).is_ok());
        assert_eq!(witness.public().find(&note, &whole), Ok((ours, 5)));
        let another = note.replacen("\n3\n", "\n4\n", 1);
        assert_eq!(witness.public().find(&another, &lines), Err(TlogError::Signature));
        let third = WitnessKey::new("witness", &[3; 32]).unwrap();
        assert_eq!(third.public().find(&note, &lines), Err(TlogError::Signature));
    }

    #[test]
    fn a_later_one_stands_in_the_place_of_the_earlier() {
        let (log, note) = note();
        let witness = WitnessKey::new("witness", &[1; 32]).unwrap();
        let [first, second] = [5, 6].map(|at| witness.cosign(&note, at).unwrap());
        let once = with_cosignatures(&note, &[first]).unwrap();
        let twice = with_cosignatures(&once, &[second]).unwrap();
        assert_eq!(once.len(), twice.len());
        assert_eq!(witness.public().find(&note, &twice).map(|(_, at)| at), Ok(6));
        assert!(Checkpoint::open(&twice, log.public()).is_ok());
        assert_eq!(with_cosignatures("nothing", &[]), Err(TlogError::Checkpoint));
        let many = vec!["— w ".to_owned() + &"A".repeat(CHECKPOINT_BYTES) + "\n"];
        assert_eq!(with_cosignatures(&note, &many), Err(TlogError::Checkpoint));
    }

    #[test]
    fn a_key_is_read_as_it_is_written_and_is_not_one_of_a_log() {
        let key = WitnessKey::new("witness", &[1; 32]).unwrap();
        let text = key.public().to_string();
        assert_eq!(text.parse::<WitnessVerifier>().as_ref(), Ok(key.public()));
        assert_eq!(text.parse::<VerifierKey>(), Err(TlogError::Key));
        let log = LogKey::new("witness", &[1; 32]).unwrap().public().to_string();
        assert_eq!(log.parse::<WitnessVerifier>(), Err(TlogError::Key));
        assert!(!format!("{key:?}").contains(text.rsplit('+').next().unwrap()));
    }
}
