//! What a log sends to a witness (C2SP tlog-witness, add-checkpoint).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::limits::{ADD_BYTES, PROOF_HASHES, TREE_SIZE};
use crate::{Hash, TlogError};

/// A checkpoint, with the proof that it goes on from the one that the witness has.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AddCheckpoint {
    /// Size of the tree that the witness cosigned last; 0 when none.
    pub old: u64,
    /// Consistency proof from that tree.
    pub proof: Vec<Hash>,
    /// The checkpoint as it was signed.
    pub note: String,
}

impl AddCheckpoint {
    /// The body of a request.
    pub fn write(&self) -> String {
        let mut text = format!("old {}\n", self.old);
        for hash in &self.proof {
            text.push_str(&STANDARD.encode(hash));
            text.push('\n');
        }
        text.push('\n');
        text + &self.note
    }

    /// Reads the body of a request. The checkpoint is not looked at.
    ///
    /// # Errors
    /// [`TlogError::Request`] for what is not written so, has too many lines or is too long.
    pub fn parse(text: &str) -> Result<Self, TlogError> {
        let wrong = || TlogError::Request;
        if text.len() > ADD_BYTES {
            return Err(wrong());
        }
        let (head, note) = text.split_once("\n\n").ok_or_else(wrong)?;
        let mut lines = head.split('\n');
        let old = lines.next().and_then(|line| line.strip_prefix("old ")).ok_or_else(wrong)?;
        let old = size(old).ok_or_else(wrong)?;
        let mut proof = Vec::new();
        for line in lines {
            let hash = STANDARD.decode(line).map_err(|_| wrong())?;
            proof.push(hash.try_into().map_err(|_| wrong())?);
        }
        if proof.len() > PROOF_HASHES {
            return Err(wrong());
        }
        Ok(Self { old, proof, note: note.to_owned() })
    }
}

/// The size of a tree in decimal, as witnesses read and answer it; `None` for what is none.
pub fn size(text: &str) -> Option<u64> {
    let size = text.parse::<u64>().ok().filter(|size| *size <= TREE_SIZE)?;
    (size.to_string() == text).then_some(size)
}

#[cfg(test)]
mod tests {
    use super::{AddCheckpoint, size};
    use crate::TlogError;
    use crate::limits::{ADD_BYTES, PROOF_HASHES, TREE_SIZE};

    fn of(hashes: usize, note: &str) -> AddCheckpoint {
        AddCheckpoint { old: 8, proof: vec![[3; 32]; hashes], note: note.to_owned() }
    }

    #[test]
    fn a_request_is_read_as_it_is_written() {
        for hashes in [0, 1, PROOF_HASHES] {
            let sent = of(hashes, "a\n2\nb\n\n— c d\n");
            assert_eq!(AddCheckpoint::parse(&sent.write()), Ok(sent));
        }
        let sent = of(PROOF_HASHES + 1, "a\n").write();
        assert_eq!(AddCheckpoint::parse(&sent), Err(TlogError::Request));
    }

    #[test]
    fn a_request_has_its_form_and_its_size() {
        let hash = "AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM=";
        assert!(AddCheckpoint::parse(&format!("old 8\n{hash}\n\nnote")).is_ok());
        for text in [
            "",
            "old 8\n",
            "old 08\n\nnote",
            "old -8\n\nnote",
            "old\n\nnote",
            "old 8 \n\nnote",
            "old 8\nAAAA\n\nnote",
            "old 8\n!\n\nnote",
            "8\n\nnote",
        ] {
            assert_eq!(AddCheckpoint::parse(text), Err(TlogError::Request), "{text:?}");
        }
        let padded = |bytes: usize| of(0, &"n".repeat(bytes - "old 8\n\n".len())).write();
        assert!(AddCheckpoint::parse(&padded(ADD_BYTES)).is_ok());
        assert_eq!(AddCheckpoint::parse(&padded(ADD_BYTES + 1)), Err(TlogError::Request));
    }

    #[test]
    fn a_size_is_one_that_a_tree_may_have() {
        assert_eq!(size("0"), Some(0));
        assert_eq!(size(&TREE_SIZE.to_string()), Some(TREE_SIZE));
        for text in ["", "00", "+1", "1 ", &(TREE_SIZE + 1).to_string(), "99999999999999999999"] {
            assert_eq!(size(text), None, "{text:?}");
        }
    }
}
