//! The record as a professional who is known to it would see it now.

use std::sync::Arc;

use askama::Template;
use axum::extract::{FromRequestParts, RawPathParams, State};
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Response};
use hygie_base::Code;
use hygie_gate::rights::Delegation;
use hygie_gate::{Asker, Role, Standing};
use hygie_http::Fault;
use hygie_policy::facts;
use hygie_record::Permit;

use super::desk::rights;
use super::known::known;
use super::seen::{Sees, sees};
use crate::Page;
use crate::faults::of_gate;
use crate::record::{Door, Frame, Here, entry_count, looks};
use crate::state::Web;

#[derive(Template)]
#[template(path = "sharing/as.html")]
pub(super) struct SeeAsPage<'a> {
    pub(super) page: &'a Page,
    pub(super) frame: Frame,
    /// Back to the page of what is decided.
    pub(super) back: String,
    /// Whose eyes.
    pub(super) name: String,
    /// What they see, for each as what they come.
    pub(super) sees: Vec<Sees>,
}

/// The account of the address.
pub(super) struct Other(String);

impl<S: Send + Sync> FromRequestParts<S> for Other {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let params = RawPathParams::from_request_parts(parts, state).await;
        let found = params.ok().and_then(|params| {
            let account = params.iter().find(|(name, _)| *name == "account");
            account.map(|(_, value)| value.to_owned())
        });
        found.map(Self).ok_or_else(|| Fault::new(Code::NotFound).into_response())
    }
}

/// `GET /records/{no}/sharing/as/{account}`: not found for who is not known to the
/// record.
pub(super) async fn show(
    State(web): State<Arc<Web>>,
    door: Door,
    Other(account): Other,
) -> Result<Response, Fault> {
    let rights = rights(&web, &door).await?;
    let known = known(&web, &door, &rights).await?.into_iter();
    let found = known.filter(|it| !it.activities.is_empty()).find(|it| it.id == account);
    let known = found.ok_or_else(|| Fault::new(Code::NotFound))?;
    let (_, own) = door.open(&web, looks::SHARING).await?;
    let total = entry_count(&own);
    let mut all = Vec::with_capacity(known.activities.len());
    for activity in &known.activities {
        let (other, about) = (known.asker(activity), activity.words(&door.page));
        all.push(seen_by(&web, &door, &other, about, total).await?);
    }
    Ok(door.page.render(&SeeAsPage {
        page: &door.page,
        frame: Frame::of(&door, &own, Here::Sharing),
        back: format!("{}#as", door.path.sharing()),
        name: known.name,
        sees: all,
    }))
}

/// `GET /records/{no}/sharing/as-delegate/{account}`: the same with the eyes of who acts
/// for the person by the delegation of that id; not found for one that does not run.
pub(super) async fn delegate(
    State(web): State<Arc<Web>>,
    door: Door,
    Other(id): Other,
) -> Result<Response, Fault> {
    let rights = rights(&web, &door).await?;
    let runs = |it: &&Delegation| it.standing(door.page.now) == facts::Standing::Running;
    let found = rights.delegations.iter().filter(runs).find(|it| it.id == id);
    let held = found.ok_or_else(|| Fault::new(Code::NotFound))?;
    let other = Asker {
        // Whichever account holds it: what is said of accounts does not bear on it.
        id: format!("delegation {id}"),
        name: held.name.clone(),
        person: Some(door.record),
        delegation: Some(id),
        ..Asker::of(Role::Delegate, "person door")
    };
    let (_, own) = door.open(&web, looks::SHARING).await?;
    let about = door.page.t(&format!("capacity-{}", held.capacity.name()));
    let sees = seen_by(&web, &door, &other, about, entry_count(&own)).await?;
    Ok(door.page.render(&SeeAsPage {
        page: &door.page,
        frame: Frame::of(&door, &own, Here::Sharing),
        back: format!("{}#delegates", door.path.sharing()),
        name: held.name.clone(),
        sees: vec![sees],
    }))
}

/// An account and an organisation that there are not: no id holds a line's end.
const NOWHERE: &str = "\nnowhere";

/// `GET /records/{no}/sharing/emergency-doctor`: the record as a physician whom it does
/// not know would see it in an emergency.
pub(super) async fn emergency_doctor(
    State(web): State<Arc<Web>>,
    door: Door,
) -> Result<Response, Fault> {
    let gate = &web.app.gate;
    let other = nowhere(door.page.t("sharing-as-emergency"), false);
    let permit = gate.see_as_in_emergency(&door.asker, door.record, &other).await;
    let permit = permit.map_err(of_gate)?;
    let standing = gate.standing_in_emergency(&other, door.record).await.map_err(of_gate)?;
    let about = door.page.t("sharing-as-emergency-about");
    stranger(&web, &door, other, about, (permit, standing)).await
}

/// `GET /records/{no}/sharing/regulation-centre`: the same of a physician who regulates a
/// medical call.
pub(super) async fn regulation_centre(
    State(web): State<Arc<Web>>,
    door: Door,
) -> Result<Response, Fault> {
    let gate = &web.app.gate;
    let other = nowhere(door.page.t("sharing-as-regulation"), true);
    let permit = gate.see_as_for_call(&door.asker, door.record, &other).await;
    let permit = permit.map_err(of_gate)?;
    let standing = gate.standing_for_call(&other, door.record).await.map_err(of_gate)?;
    let about = door.page.t("sharing-as-regulation-about");
    stranger(&web, &door, other, about, (permit, standing)).await
}

/// A physician whom no record knows.
fn nowhere(name: String, regulates: bool) -> Asker {
    Asker {
        id: NOWHERE.to_owned(),
        name,
        organisation: NOWHERE.to_owned(),
        regulates,
        ..Asker::of(Role::Physician, "care door")
    }
}

async fn stranger(
    web: &Web,
    door: &Door,
    other: Asker,
    about: String,
    (permit, standing): (Option<Permit>, Standing),
) -> Result<Response, Fault> {
    let view = match permit {
        Some(permit) => Some(web.app.records.view(&permit, door.record, looks::SEE_AS).await?),
        None => None,
    };
    // Their organisation keeps nothing: what it would open says nothing of this record.
    let standing = Standing { own: standing.shared, ..standing };
    let (_, own) = door.open(web, looks::SHARING).await?;
    let sees = sees(door, about, view.as_ref(), entry_count(&own), &standing);
    Ok(door.page.render(&SeeAsPage {
        page: &door.page,
        frame: Frame::of(door, &own, Here::Sharing),
        back: format!("{}#as", door.path.sharing()),
        name: other.name,
        sees: vec![sees],
    }))
}

/// What somebody sees.
async fn seen_by(
    web: &Web,
    door: &Door,
    other: &Asker,
    about: String,
    total: usize,
) -> Result<Sees, Fault> {
    let (gate, records) = (&web.app.gate, &web.app.records);
    let permit = gate.see_as(&door.asker, door.record, other).await.map_err(of_gate)?;
    let view = match permit {
        Some(permit) => Some(records.view(&permit, door.record, looks::SEE_AS).await?),
        None => None,
    };
    let standing = gate.standing(other, door.record).await.map_err(of_gate)?;
    Ok(sees(door, about, view.as_ref(), total, &standing))
}
