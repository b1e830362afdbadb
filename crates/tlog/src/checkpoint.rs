//! Checkpoints: what a log says of itself, signed (C2SP tlog-checkpoint).

use signed_note::{Note, VerifierList};
use tlog_tiles::tlog;

use crate::limits::CHECKPOINT_BYTES;
use crate::tiles::sized;
use crate::{Hash, LogKey, TlogError, VerifierKey};

/// How large the tree of a log is, and what its root is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Checkpoint {
    /// Which log, in all the world.
    pub origin: String,
    /// How many entries its tree has.
    pub size: u64,
    /// The tree's root.
    pub root: Hash,
}

impl Checkpoint {
    /// As a note that is signed with the log's key.
    ///
    /// # Errors
    /// [`TlogError::Origin`] when the key is another log's.
    pub fn sign(&self, key: &LogKey) -> Result<String, TlogError> {
        if self.origin != key.public().name() {
            return Err(TlogError::Origin(self.origin.clone()));
        }
        let root = tlog::Hash(self.root);
        let text = tlog_tiles::Checkpoint::new(&self.origin, self.size, root, "");
        let text = text.map_err(|_| TlogError::Checkpoint)?.to_bytes();
        let mut note = Note::new(&text, &[]).map_err(|_| TlogError::Checkpoint)?;
        note.add_sigs(&[key]).map_err(|_| TlogError::Signature)?;
        String::from_utf8(note.to_bytes()).map_err(|_| TlogError::Checkpoint)
    }

    /// The log that a note says it is of, before anything of it is known to be true.
    pub fn origin_of(note: &str) -> Option<&str> {
        note.split_once('\n').map(|(origin, _)| origin)
    }

    /// Reads a note and checks that this key signed it. Signatures of others are left
    /// alone, as are lines that a log may add after the root.
    ///
    /// # Errors
    /// What is no checkpoint, of another log, or not signed by it.
    pub fn open(note: &str, key: &VerifierKey) -> Result<Self, TlogError> {
        if note.len() > CHECKPOINT_BYTES {
            return Err(TlogError::Checkpoint);
        }
        let note = Note::from_bytes(note.as_bytes()).map_err(|_| TlogError::Checkpoint)?;
        let read = tlog_tiles::Checkpoint::from_bytes(note.text());
        let read = read.map_err(|_| TlogError::Checkpoint)?;
        if read.origin() != key.name() {
            return Err(TlogError::Origin(read.origin().to_owned()));
        }
        let known = VerifierList::new(vec![Box::new(key.clone())]);
        note.verify(&known).map_err(|_| TlogError::Signature)?;
        sized(read.size())?;
        Ok(Self { origin: read.origin().to_owned(), size: read.size(), root: read.hash().0 })
    }
}
