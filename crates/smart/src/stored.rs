//! The form in which things are kept in sealed cells: JSON with a version.

use hygie_record::{CellChange, Expected, Table};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::SmartError;

/// The version that is written, and so far the only one that is read.
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Kept<T> {
    v: u32,
    of: T,
}

/// `what` names the kind of thing in the error.
pub(crate) fn from_bytes<T: DeserializeOwned>(
    bytes: &[u8],
    what: &'static str,
) -> Result<T, SmartError> {
    let kept: Kept<T> = serde_json::from_slice(bytes).map_err(|_| SmartError::Damaged(what))?;
    if kept.v == VERSION { Ok(kept.of) } else { Err(SmartError::Damaged(what)) }
}

pub(crate) fn put<T: Serialize>(
    table: Table,
    name: &str,
    of: &T,
    expect: Expected,
) -> Result<CellChange, SmartError> {
    let bytes = serde_json::to_vec(&Kept { v: VERSION, of }).map_err(|_| SmartError::Broken)?;
    Ok(CellChange { table, name: name.to_owned(), value: Some(bytes), expect })
}

pub(crate) fn remove(table: Table, name: &str, expect: Expected) -> CellChange {
    CellChange { table, name: name.to_owned(), value: None, expect }
}

#[cfg(test)]
mod tests {
    use hygie_record::{Expected, Table};

    use super::{from_bytes, put};

    #[test]
    fn only_this_version_is_read() {
        let check = |text: &str| from_bytes::<u8>(text.as_bytes(), "number").ok();
        let change = put(Table::Client, "a", &7_u8, Expected::Any).unwrap();
        assert_eq!(change.value.as_deref(), Some(&br#"{"v":1,"of":7}"#[..]));
        assert_eq!(check(r#"{"v":1,"of":7}"#), Some(7));
        assert_eq!(check(r#"{"v":2,"of":7}"#), None);
        assert_eq!(check(r#"{"v":1,"of":"7"}"#), None);
        assert_eq!(check("7"), None);
    }
}
