//! The page on which a person says who sees their record.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hygie_gate::rights::{Emergencies, Rights};
use hygie_http::Fault;
use hygie_record::View;

use super::care::{Care, care};
use super::delegates::Delegates;
use super::desk::rights;
use super::known::{Known, day, known};
use super::masked::{MaskedRow, rows};
use super::shared::{SharedPart, part};
use crate::Page;
use crate::delegates::majority;
use crate::record::{Door, Frame, Here, looks};
use crate::state::Web;

#[derive(Template)]
#[template(path = "sharing/show.html")]
pub(super) struct SharingPage<'a> {
    pub(super) page: &'a Page,
    pub(super) frame: Frame,
    /// Where the forms are sent, with what each does behind it.
    pub(super) action: String,
    /// What could not be done, and why.
    pub(super) wrong: Option<String>,
    pub(super) shared: SharedPart,
    pub(super) care: Care,
    /// Blocked professionals: account, name, since when.
    pub(super) blocked: Vec<(String, String, String)>,
    pub(super) emergencies: Emergencies,
    /// The médecin traitant: account, name, since when.
    pub(super) treating: Option<(String, String, String)>,
    pub(super) masked: Vec<MaskedRow>,
    /// What is hidden from who acts for the person by law; `None` where nobody does.
    pub(super) secrets: Option<Vec<MaskedRow>>,
    /// Where that is decided.
    pub(super) secret: String,
    pub(super) known: Vec<Known>,
    pub(super) delegates: Delegates,
}

impl SharingPage<'_> {
    /// Those who can be blocked.
    fn free(&self) -> Vec<&Known> {
        let is = |known: &&Known| !self.blocked.iter().any(|(id, ..)| *id == known.id);
        self.known.iter().filter(is).collect()
    }

    /// Those who can be the médecin traitant.
    fn physicians(&self) -> Vec<&Known> {
        let is = |known: &&Known| known.is_physician() || self.treats(known);
        self.known.iter().filter(is).collect()
    }

    fn treats(&self, known: &Known) -> bool {
        self.treating.as_ref().is_some_and(|(id, ..)| *id == known.id)
    }

    /// Those of whom it is known as what they come.
    fn looked_as(&self) -> Vec<&Known> {
        self.known.iter().filter(|known| !known.activities.is_empty()).collect()
    }
}

/// `GET /records/{no}/sharing`.
pub(super) async fn show(State(web): State<Arc<Web>>, door: Door) -> Result<Response, Fault> {
    page_of(&web, &door, None).await
}

/// The page, also with what could not be done.
///
/// # Errors
/// As the gate says.
pub(super) async fn page_of(
    web: &Web,
    door: &Door,
    wrong: Option<String>,
) -> Result<Response, Fault> {
    let rights = rights(web, door).await?;
    let known = known(web, door, &rights).await?;
    let delegates = Delegates::of(web, door, &rights).await?;
    let (_, view) = door.open(web, looks::SHARING).await?;
    let status = match wrong {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let template = filled(door, &view, &rights, (known, delegates), wrong);
    Ok(door.page.render_as(status, &template))
}

fn filled<'a>(
    door: &'a Door,
    view: &View,
    rights: &Rights,
    (known, delegates): (Vec<Known>, Delegates),
    wrong: Option<String>,
) -> SharingPage<'a> {
    let page = &door.page;
    let since = |at| page.t1("sharing-since", "date", day(page, at));
    let blocked = rights.blocked.iter().rev();
    let treating = rights.treating.as_ref();
    SharingPage {
        page,
        frame: Frame::of(door, view, Here::Sharing),
        action: door.path.sharing(),
        wrong,
        shared: part(page, &rights.shared),
        care: care(page, rights, &known, page.now),
        blocked: blocked.map(|it| (it.account.clone(), it.name.clone(), since(it.since))).collect(),
        emergencies: rights.emergencies,
        treating: treating.map(|it| (it.account.clone(), it.name.clone(), since(it.since))),
        masked: rows(door, view, &rights.masked),
        secrets: secrets(door, view, rights),
        secret: door.path.secret(),
        known,
        delegates,
    }
}

/// What is hidden from who acts for the person by law, where somebody does, or may.
fn secrets(door: &Door, view: &View, rights: &Rights) -> Option<Vec<MaskedRow>> {
    let told = !rights.secret.is_empty() || rights.is_represented(majority(view), door.page.now);
    told.then(|| rows(door, view, &rights.secret))
}
