//! What a copy has to tell while it runs and at its end.

use crate::Step;

/// How far a copy is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Progress {
    /// What is being copied or compared.
    pub step: Step,
    /// Whether everything is there and being compared.
    pub comparing: bool,
    /// Rows that are durable in the target, those of earlier attempts
    /// included; when comparing, rows found to be equal.
    pub rows: u64,
    /// Rows that there are.
    pub rows_total: u64,
    /// Bytes of these rows.
    pub bytes: u64,
    /// Bytes that the source takes on its disk. Its rows are less, so this is a
    /// guide and not where [`Progress::bytes`] ends.
    pub bytes_on_disk: u64,
}

/// What was copied, earlier attempts included, and found to be equal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Copied {
    /// Rows of every kind.
    pub rows: u64,
    /// Their bytes.
    pub bytes: u64,
}
