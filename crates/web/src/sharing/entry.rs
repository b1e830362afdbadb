//! On the page of an entry: the button by which its person masks it to professionals.

use hygie_gate::Role;
use hygie_http::Fault;

use super::desk::rights;
use super::known::day;
use crate::record::Door;
use crate::state::Web;

/// The form on the page of an entry.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct MaskForm {
    /// Where it is sent.
    pub(crate) action: String,
    /// The entry.
    pub(crate) kind: String,
    pub(crate) id: String,
    /// Since when it is masked; empty when it is not.
    pub(crate) since: String,
    /// The page on which all of it is decided.
    pub(crate) all: String,
}

/// The form, for the person of the record; who they are is not masked.
///
/// # Errors
/// As the gate says.
pub(crate) async fn mask_form(
    web: &Web,
    door: &Door,
    kind: &str,
    id: &str,
) -> Result<Option<MaskForm>, Fault> {
    if door.asker.role != Role::Person || kind == "Patient" {
        return Ok(None);
    }
    let rights = rights(web, door).await?;
    let mark = rights.masked.iter().find(|mark| mark.is_of(kind, id));
    let (all, page) = (door.path.sharing(), &door.page);
    Ok(Some(MaskForm {
        action: format!("{all}/{}", if mark.is_some() { "unmask" } else { "mask" }),
        kind: kind.to_owned(),
        id: id.to_owned(),
        since: mark.map(|mark| day(page, mark.since)).unwrap_or_default(),
        all,
    }))
}
