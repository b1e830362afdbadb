//! Who acts for the person: carers, whom they ask in and let go, and those who act by law,
//! of whom some need their consent.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{Redirect, Response};
use hygie_accounts::AccountError;
use hygie_accounts::invitations::NewDelegate;
use hygie_base::uuid;
use hygie_gate::GateError;
use hygie_gate::acts::{ActError, Allow, Disallow, Entrust, Withdraw};
use hygie_gate::limits::CARERS;
use hygie_gate::rights::{Reach, Rights};
use hygie_http::Fault;

use super::desk::{decide as done, decide_then, persons, wrong};
use super::show::page_of;
use super::wrong_words;
use crate::care::after;
use crate::confirm::Fresh;
use crate::delegates::{DelegateRow, row, whom};
use crate::faults::of_gate;
use crate::fields::Fields;
use crate::invitations::{To, key, letter, told};
use crate::record::{Door, Letter};
use crate::state::Web;

/// Who acts for the person, as the page tells it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Delegates {
    /// Those who do or will.
    pub(super) rows: Vec<DelegateRow>,
    /// Those who did.
    pub(super) ended: Vec<DelegateRow>,
    /// Whether no carer more can be asked in.
    pub(super) full: bool,
}

impl Delegates {
    /// Of what was decided, with what became of the codes of carers.
    pub(super) async fn of(web: &Web, door: &Door, rights: &Rights) -> Result<Self, Fault> {
        let gate = &web.app.gate;
        let may = gate.invite_delegates(&door.asker, door.record).await;
        let (permit, _) = may.map_err(of_gate)?;
        let codes = web.app.accounts.delegate_codes(&permit, door.record).await;
        let codes = codes.map_err(crate::faults::of_account)?;
        let rows = rights.delegations.iter().rev().map(|it| {
            // What the desk gave, it tells.
            let codes = Some(&*codes).filter(|_| it.capacity.by_law().is_none());
            row(&door.page, it, codes)
        });
        let (ended, rows): (Vec<_>, Vec<_>) = rows.partition(|row| row.ended);
        let full = rows.iter().filter(|row| row.carer).count() >= CARERS;
        Ok(Self { rows, ended, full })
    }
}

/// To the page of a form that was not sent.
pub(super) async fn back(door: Door) -> Redirect {
    Redirect::to(&format!("{}#delegates", door.path.sharing()))
}

/// `POST /records/{no}/sharing/carers`: the fields `name`, `reach`, `until`, the last day
/// or nothing, and `letter`; then the letter with the code, once.
pub(super) async fn invite(
    State(web): State<Arc<Web>>,
    Fresh(Letter { door, fields, .. }): Fresh<Letter>,
) -> Result<Response, Fault> {
    persons(&web, &door).await?;
    let Some(reach) = Reach::parse(fields.get("reach")) else {
        return wrong(&web, &door, "delegate-reach-wrong").await;
    };
    let end = match fields.get("until") {
        "" => None,
        day => match after(day) {
            Some(end) => Some(end),
            None => return wrong(&web, &door, "delegate-until-wrong").await,
        },
    };
    let name = fields.get("name").trim().to_owned();
    if !hygie_accounts::is_name(&name) {
        return wrong(&web, &door, "delegates-wrong-name").await;
    }
    let id = uuid(&*web.app.rng);
    let act = Entrust { id: id.clone(), name, reach, end };
    match web.app.accounts.decide(&door.asker, door.record, act).await {
        Ok(()) => given(&web, &door, &fields, &id).await,
        Err(GateError::Act(error)) => {
            page_of(&web, &door, Some(wrong_words(&door.page, error))).await
        }
        Err(other) => Err(of_gate(other)),
    }
}

/// `POST /records/{no}/sharing/carers/code`: another code for the carer of the field `id`,
/// who has not used one; the one before is worth nothing then.
pub(super) async fn code(
    State(web): State<Arc<Web>>,
    Fresh(Letter { door, fields, .. }): Fresh<Letter>,
) -> Result<Response, Fault> {
    persons(&web, &door).await?;
    given(&web, &door, &fields, fields.get("id")).await
}

/// Gives a code to a carer, as a letter.
async fn given(web: &Web, door: &Door, fields: &Fields, id: &str) -> Result<Response, Fault> {
    let may = web.app.gate.invite_delegates(&door.asker, door.record).await;
    let (permit, carers) = may.map_err(of_gate)?;
    let Some(delegation) = carers.into_iter().find(|it| it.id == id) else {
        return page_of(web, door, Some(wrong_words(&door.page, ActError::Nothing))).await;
    };
    let new = NewDelegate { delegation, seen: None };
    match web.app.accounts.invite_delegate(permit, door.record, new).await {
        Ok(invited) => {
            let acts_for = whom(web, &door.asker, door.record).await?;
            let back = format!("{}#delegates", door.path.sharing());
            let lang = fields.get("letter");
            Ok(letter(web, door, &invited, To { lang, acts_for: Some(&acts_for), back }))
        }
        Err(AccountError::Field { .. }) => wrong(web, door, "delegates-wrong-name").await,
        Err(error) => {
            let why = door.page.t(key(told(error)?));
            page_of(web, door, Some(why)).await
        }
    }
}

/// `POST /records/{no}/sharing/carers/end`: the carer of the field `id` no longer acts for
/// the person, and their code is worth nothing.
pub(super) async fn withdraw(
    State(web): State<Arc<Web>>,
    Letter { door, fields, .. }: Letter,
) -> Result<Response, Fault> {
    let id = fields.get("id");
    let to = format!("{}#delegates", door.path.sharing());
    let response = decide_then(&web, &door, Withdraw { id: id.to_owned() }, &to).await?;
    if response.status().is_redirection() {
        let may = web.app.gate.invite_delegates(&door.asker, door.record).await;
        let (permit, _) = may.map_err(of_gate)?;
        let gone = web.app.accounts.withdraw_delegate(permit, door.record, id).await;
        gone.map_err(crate::faults::of_account)?;
    }
    Ok(response)
}

/// `POST /records/{no}/sharing/carers/consent`: the fields `id`, of a measure of
/// protection, and `said`: `allow` or `disallow`.
pub(super) async fn consent(
    State(web): State<Arc<Web>>,
    Letter { door, fields, .. }: Letter,
) -> Result<Response, Fault> {
    let id = fields.get("id").to_owned();
    match fields.get("said") {
        "allow" => done(&web, &door, Allow { id }, "delegates").await,
        "disallow" => done(&web, &door, Disallow { id }, "delegates").await,
        _ => {
            persons(&web, &door).await?;
            wrong(&web, &door, "sharing-wrong-choice").await
        }
    }
}
