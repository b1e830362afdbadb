//! What can be wrong.

/// Why something of a log was not taken.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum TlogError {
    /// The tree would have more entries than a log may have.
    #[error("a log has at most 2^40 entries")]
    TooLarge,
    /// An entry, or an earlier tree, that is not within the tree.
    #[error("not within the tree")]
    Outside,
    /// A tile that is not there, or has too few hashes.
    #[error("the tile {level}/{number} is missing or too short")]
    Tile {
        /// Its level.
        level: u8,
        /// Its number within the level.
        number: u64,
    },
    /// A proof that proves something else, or nothing.
    #[error("the proof does not hold")]
    Proof,
    /// Text that is no checkpoint of C2SP.
    #[error("not a checkpoint")]
    Checkpoint,
    /// A checkpoint of another log.
    #[error("a checkpoint of another log: {0}")]
    Origin(String),
    /// A checkpoint that the log's key did not sign.
    #[error("the log's signature is missing or wrong")]
    Signature,
    /// A request to a witness that is not written as C2SP has it.
    #[error("not a request to a witness: a line `old SIZE`, a proof, an empty line, a checkpoint")]
    Request,
    /// Text that is no key of a log, or of a witness.
    #[error("not a key of this kind: it has the form NAME+ID+KEY")]
    Key,
}
