//! What every form of the page shares: it is the person's, the gate decides, and they
//! come back to the part of the page that they changed.

use axum::response::{IntoResponse as _, Redirect, Response};
use hygie_base::Code;
use hygie_gate::acts::Act;
use hygie_gate::rights::Rights;
use hygie_gate::{GateError, Refusal, Role};
use hygie_http::Fault;

use super::show::page_of;
use super::wrong_words;
use crate::faults::of_gate;
use crate::record::Door;
use crate::state::Web;

/// The page speaks to the person whose record it is. The gate hears of everybody else
/// first, so that its refusal is traced.
///
/// # Errors
/// As the gate says; forbidden to who decides in the place of the person.
pub(super) async fn persons(web: &Web, door: &Door) -> Result<(), Fault> {
    if door.asker.role == Role::Person {
        return Ok(());
    }
    web.app.gate.rights(&door.asker, door.record).await.map_err(of_gate)?;
    let refusal = Refusal::RoleDecidesNothing;
    Err(Fault::new(Code::Forbidden).because(refusal.sentence()))
}

/// What was decided about the record, for its person; traced.
///
/// # Errors
/// As the gate says.
pub(super) async fn rights(web: &Web, door: &Door) -> Result<Rights, Fault> {
    persons(web, door).await?;
    web.app.gate.rights(&door.asker, door.record).await.map_err(of_gate)
}

/// Decides, and leads to an address; what cannot be is told on the page.
///
/// # Errors
/// As the gate says.
pub(super) async fn decide_then<A: Act + Send + Sync + 'static>(
    web: &Web,
    door: &Door,
    act: A,
    to: &str,
) -> Result<Response, Fault> {
    persons(web, door).await?;
    match web.app.accounts.decide(&door.asker, door.record, act).await {
        Ok(()) => Ok(Redirect::to(to).into_response()),
        Err(GateError::Act(error)) => {
            page_of(web, door, Some(wrong_words(&door.page, error))).await
        }
        Err(other) => Err(of_gate(other)),
    }
}

/// The same, back to a part of the page.
///
/// # Errors
/// As the gate says.
pub(super) async fn decide<A: Act + Send + Sync + 'static>(
    web: &Web,
    door: &Door,
    act: A,
    part: &str,
) -> Result<Response, Fault> {
    decide_then(web, door, act, &format!("{}#{part}", door.path.sharing())).await
}

/// The page again, with what is wrong.
///
/// # Errors
/// As the gate says.
pub(super) async fn wrong(web: &Web, door: &Door, key: &str) -> Result<Response, Fault> {
    page_of(web, door, Some(door.page.t(key))).await
}
