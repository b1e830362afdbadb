//! The form in which things are kept in sealed cells: JSON with a version.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::AccountError;

/// The version that is written, and so far the only one that is read.
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Kept<T> {
    v: u32,
    of: T,
}

pub(crate) fn to_bytes<T: Serialize>(of: &T) -> Result<Vec<u8>, AccountError> {
    serde_json::to_vec(&Kept { v: VERSION, of }).map_err(|_| AccountError::Broken)
}

/// `what` names the kind of thing in the error.
pub(crate) fn from_bytes<T: DeserializeOwned>(
    bytes: &[u8],
    what: &'static str,
) -> Result<T, AccountError> {
    let kept: Kept<T> = serde_json::from_slice(bytes).map_err(|_| AccountError::Damaged(what))?;
    if kept.v == VERSION { Ok(kept.of) } else { Err(AccountError::Damaged(what)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_version_is_read() {
        let check = |text: &str| from_bytes::<u8>(text.as_bytes(), "number").ok();
        assert_eq!(to_bytes(&7_u8).unwrap(), br#"{"v":1,"of":7}"#);
        assert_eq!(check(r#"{"v":1,"of":7}"#), Some(7));
        assert_eq!(check(r#"{"v":2,"of":7}"#), None);
        assert_eq!(check(r#"{"v":1,"of":"7"}"#), None);
        assert_eq!(check("7"), None);
    }
}
