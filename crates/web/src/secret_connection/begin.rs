//! A health professional opens a minor's record in a secret connection.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Redirect;
use hygie_accounts::AccountError;
use hygie_gate::GateError;
use hygie_gate::acts::ActError;
use hygie_http::Fault;

use crate::delegates::majority;
use crate::faults::of_account;
use crate::record::{Letter, looks};
use crate::state::Web;

/// `POST /records/{no}/secret-connection`: to the record's first page, for the page that
/// was shown may be of what is not secret.
pub(super) async fn begin(
    State(web): State<Arc<Web>>,
    Letter { door, session, .. }: Letter,
) -> Result<Redirect, Fault> {
    let accounts = &web.app.accounts;
    // The gate hears first of who may not, so that its refusal is traced before anything
    // is opened; and then how old the person is.
    let done = match accounts.connect_secretly(&session, door.record, None).await {
        Err(AccountError::Gate(GateError::Act(ActError::AgeUnknown))) => {
            let (_, view) = door.open(&web, looks::SYNTHESIS).await?;
            accounts.connect_secretly(&session, door.record, majority(&view)).await
        }
        done => done,
    };
    done.map_err(of_account)?;
    Ok(Redirect::to(door.path.synthesis()))
}
