//! Acts on the wards of an organisation: each is one form, one call and back to the page.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use hygie_accounts::AccountError;
use hygie_http::Fault;

use super::show::{Typed, page_of};
use super::why;
use crate::accounts::organisations;
use crate::confirm::Fresh;
use crate::faults::of_gate;
use crate::fields::Fields;
use crate::signed::Sent;
use crate::state::Web;

/// `POST /wards`: the fields `organisation` and `name`.
pub(super) async fn add(
    State(web): State<Arc<Web>>,
    Fresh(sent): Fresh<Sent>,
) -> Result<Response, Fault> {
    let (permit, typed) = begun(&web, &sent).await?;
    let Typed { organisation, name, .. } = &typed;
    let added = web.app.accounts.add_ward(permit, organisation, name).await;
    done(&web, &sent, typed, added.map(drop)).await
}

/// `POST /wards/rename`: the fields `organisation`, `ward` and `name`.
pub(super) async fn rename(
    State(web): State<Arc<Web>>,
    Fresh(sent): Fresh<Sent>,
) -> Result<Response, Fault> {
    let (permit, typed) = begun(&web, &sent).await?;
    let Typed { organisation, ward, name, .. } = &typed;
    let renamed = web.app.accounts.rename_ward(permit, organisation, ward, name).await;
    done(&web, &sent, typed, renamed).await
}

/// `POST /wards/close`: the fields `organisation` and `ward`, and `open` to open it again.
pub(super) async fn close(
    State(web): State<Arc<Web>>,
    Fresh(sent): Fresh<Sent>,
) -> Result<Response, Fault> {
    let (permit, typed) = begun(&web, &sent).await?;
    let closed = sent.fields.get("open") != "yes";
    let Typed { organisation, ward, .. } = &typed;
    let changed = web.app.accounts.close_ward(permit, organisation, ward, closed).await;
    done(&web, &sent, typed, changed).await
}

/// A permit, and what was typed of an organisation that there is.
async fn begun(web: &Web, sent: &Sent) -> Result<(hygie_record::Permit, Typed), Fault> {
    let permit = web.app.gate.accounts(&sent.asker).await.map_err(of_gate)?;
    let all = organisations(web, &permit).await?;
    let text = |fields: &Fields, name: &str| fields.get(name).trim().to_owned();
    let chosen = text(&sent.fields, "organisation");
    let known = all.iter().any(|(id, _)| *id == chosen);
    let typed = Typed {
        organisation: if known { chosen } else { String::new() },
        ward: text(&sent.fields, "ward"),
        name: text(&sent.fields, "name"),
        wrong: None,
    };
    Ok((permit, typed))
}

async fn done(
    web: &Web,
    sent: &Sent,
    typed: Typed,
    done: Result<(), AccountError>,
) -> Result<Response, Fault> {
    match done {
        Ok(()) => Ok(Redirect::to("/wards").into_response()),
        Err(error) => {
            let wrong = Some(why(&sent.page, error)?);
            page_of(web, &sent.page, &sent.asker, Typed { wrong, ..typed }).await
        }
    }
}
