//! The form in which things are kept in sealed cells: JSON with a version.

use hygie_record::{CellChange, Expected, Table};
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

/// Reads it; `what` names the kind of thing in the error.
///
/// # Errors
/// When it is of another version or damaged.
pub fn from_bytes<T: DeserializeOwned>(
    bytes: &[u8],
    what: &'static str,
) -> Result<T, AccountError> {
    let kept: Kept<T> = serde_json::from_slice(bytes).map_err(|_| AccountError::Damaged(what))?;
    if kept.v == VERSION { Ok(kept.of) } else { Err(AccountError::Damaged(what)) }
}

/// The change that puts this under that name.
///
/// # Errors
/// When it cannot be written as JSON.
pub fn put<T: Serialize>(
    table: Table,
    name: &str,
    value: &T,
    expect: Expected,
) -> Result<CellChange, AccountError> {
    let value = Some(to_bytes(value)?);
    Ok(CellChange { table, name: name.to_owned(), value, expect })
}

/// The change that removes what stands under that name.
pub fn remove(table: Table, name: &str, expect: Expected) -> CellChange {
    CellChange { table, name: name.to_owned(), value: None, expect }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_version_is_read() {
        let check = |text: &str| from_bytes::<u8>(text.as_bytes(), "number").ok();
        assert_eq!(to_bytes(&7_u8).unwrap(), br#"{"v":1,"of":7}"#);
        let change = put(Table::Client, "a", &7_u8, Expected::Any).unwrap();
        assert_eq!(change.value.as_deref(), Some(&br#"{"v":1,"of":7}"#[..]));
        assert_eq!(check(r#"{"v":1,"of":7}"#), Some(7));
        assert_eq!(check(r#"{"v":2,"of":7}"#), None);
        assert_eq!(check(r#"{"v":1,"of":"7"}"#), None);
        assert_eq!(check("7"), None);
    }
}
