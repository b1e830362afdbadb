//! What can go wrong in a store. Absence is a value, a refused guard is an
//! outcome; these are the faults.

/// A fault of the store, opaque but for what a caller can act on.
#[derive(Clone, Debug, thiserror::Error)]
pub enum StoreError {
    /// Nothing was changed; trying again later may work (busy, disk full).
    #[error("the store cannot do this right now: {0}")]
    Unavailable(String),
    /// The commit may or may not be durable: ask again with the same id.
    #[error("the store did not say whether the commit is durable: {0}")]
    Unknown(String),
    /// What is stored cannot be what was written.
    #[error("the store is damaged: {0}")]
    Damaged(String),
    /// The commit breaks a limit of [`crate::limits`]; it will never be taken.
    #[error("{limit} is limited to {most}")]
    TooLarge {
        /// Which limit.
        limit: &'static str,
        /// Its value.
        most: u64,
    },
    /// The schema is of another version than this program.
    #[error("the store's schema is version {found}, this program knows {known}: {hint}")]
    Schema {
        /// The version found.
        found: u32,
        /// The version this program writes.
        known: u32,
        /// What to do.
        hint: &'static str,
    },
    /// The store was closed.
    #[error("the store is closed")]
    Closed,
}
