//! A form on its way through the lock, sealed for its author.

use hygie_accounts::Session;
use hygie_http::Fault;

use crate::draft::{Draft, Kept};
use crate::faults::of_account;
use crate::state::Web;

/// The one field of a form that is sealed.
const SEALED: &str = "sealed-form";

/// The same form, to be read by its author alone. One that is too long to be carried is
/// no form of ours, and is dropped.
pub(super) async fn sealed(
    web: &Web,
    session: &Session,
    draft: Option<Draft>,
) -> Result<Option<Draft>, Fault> {
    let draft = match draft {
        Some(draft) if of_sealed(&draft).is_none() => draft,
        other => return Ok(other),
    };
    let fields: Vec<(String, String)> =
        draft.fields.into_iter().map(|field| (field.name, field.value)).collect();
    let sealed = web.app.accounts.seal_carried(session, &fields).await.map_err(of_account)?;
    Ok(sealed.and_then(|value| {
        let field = Kept { name: SEALED.to_owned(), value };
        Draft::of_kept(&draft.path, vec![field])
    }))
}

/// The form as it was written, once its author's session is open; nothing of a form that
/// somebody else wrote.
pub(crate) async fn opened(
    web: &Web,
    session: &Session,
    draft: Option<Draft>,
) -> Result<Option<Draft>, Fault> {
    let Some(sealed) = draft.as_ref().and_then(of_sealed) else { return Ok(draft) };
    let opened = web.app.accounts.open_carried(session, sealed).await.map_err(of_account)?;
    let fields = opened.unwrap_or_default().into_iter();
    let fields = fields.map(|(name, value)| Kept { name, value }).collect();
    Ok(draft.as_ref().and_then(|draft| Draft::of_kept(&draft.path, fields)))
}

fn of_sealed(draft: &Draft) -> Option<&str> {
    match draft.fields.as_slice() {
        [only] if only.name == SEALED => Some(&only.value),
        _ => None,
    }
}
