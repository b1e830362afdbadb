//! What this crate and those beside it keep in sealed cells, and how: versioned
//! JSON, known by the hash of a secret, read once while nothing changes it.

pub mod cache;
pub mod secret;
pub mod stored;
