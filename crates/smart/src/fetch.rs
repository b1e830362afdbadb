//! The way to the key sets that clients publish. Passed in, as everything that
//! reaches the outside.

use async_trait::async_trait;

/// A key set that could not be had. What went wrong is for the log alone.
#[derive(Debug, thiserror::Error)]
#[error("the key set cannot be had: {0}")]
pub struct FetchError(pub String);

/// Gets the set of keys at a registered address. What implements it follows no
/// redirect and bounds time and bytes.
#[async_trait]
pub trait Fetch: Send + Sync {
    /// The text of the set at `url`; `authorities` are certificates in PEM that
    /// vouch for its host.
    async fn key_set(&self, url: &str, authorities: &str) -> Result<String, FetchError>;
}

/// Reaches nothing: for a process that serves nobody.
#[derive(Clone, Copy, Debug)]
pub struct Unreachable;

#[async_trait]
impl Fetch for Unreachable {
    async fn key_set(&self, _: &str, _: &str) -> Result<String, FetchError> {
        Err(FetchError("this process reaches no other".to_owned()))
    }
}
