//! Logging in by a passkey alone.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use hygie_http::{ClientAddress, Fault, Form};

use super::offer::{offered, party};
use crate::context::Asking;
use crate::faults::of_account;
use crate::fields::Fields;
use crate::login::refused;
use crate::logout::end;
use crate::onward::{Carried, begun};
use crate::state::Web;
use crate::{Page, device};

/// `POST /login/passkey/options`: what to ask the browser. Nothing is kept of it.
pub(super) async fn options(State(web): State<Arc<Web>>) -> Result<Response, Fault> {
    let options = web.app.accounts.passkey_challenge(party(&web)?).await.map_err(of_account)?;
    Ok(offered(options))
}

/// `POST /login/passkey`: the browser's answer in the field `answer`.
pub(super) async fn submit(
    State(web): State<Arc<Web>>,
    mut page: Page,
    Asking(before): Asking,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let fields = Fields::new(pairs)?;
    let carried = Carried::of(&fields);
    let source = device::source(&web, &headers, Some(address));
    let (party, answer) = (party(&web)?, fields.get("answer"));
    match web.app.accounts.log_in_with_passkey(party, answer, &source).await {
        Ok(logged_in) => {
            end(&web, before.as_deref()).await?;
            begun(&web, &mut page, &headers, logged_in, carried).await
        }
        Err(error) => {
            let draft = carried.draft.as_ref();
            refused(&page, ("", &carried.next), draft, ("passkey-refused", error))
        }
    }
}
