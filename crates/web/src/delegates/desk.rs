//! The desk's page of those who act for a person by law.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hygie_accounts::limits::DOCUMENT_WORDS_CHARS;
use hygie_gate::rights::Capacity;
use hygie_http::Fault;

use super::row::{DelegateRow, row};
use crate::Page;
use crate::faults::{of_account, of_gate};
use crate::fields::Fields;
use crate::format::{Date, paris};
use crate::record::{Door, Frame, Here, looks};
use crate::state::Web;

/// What was typed to appoint somebody, and what of it is wrong.
#[derive(Clone, Default)]
pub(super) struct Typed {
    pub(super) capacity: String,
    pub(super) name: String,
    pub(super) until: String,
    pub(super) document: String,
    pub(super) words: String,
    /// The field that is wrong, and why.
    pub(super) wrong: Option<(&'static str, String)>,
}

impl Typed {
    pub(super) fn of(fields: &Fields) -> Self {
        let text = |name: &str| fields.get(name).to_owned();
        Self {
            capacity: text("capacity"),
            name: text("name"),
            until: text("until"),
            document: text("document"),
            words: text("words"),
            wrong: None,
        }
    }

    pub(super) fn wrong(self, field: &'static str, why: String) -> Self {
        Self { wrong: Some((field, why)), ..self }
    }
}

#[derive(Template)]
#[template(path = "delegates/desk.html")]
pub(super) struct RepresentativesPage<'a> {
    pub(super) page: &'a Page,
    pub(super) frame: Frame,
    pub(super) action: String,
    /// Those who act by law or will.
    pub(super) rows: Vec<DelegateRow>,
    /// Those who did.
    pub(super) ended: Vec<DelegateRow>,
    pub(super) typed: Typed,
    /// The first day that can be the last one.
    pub(super) today: String,
    pub(super) most: usize,
}

impl RepresentativesPage<'_> {
    /// By what somebody can act by law.
    fn capacities(&self) -> Vec<Capacity> {
        Capacity::ALL.into_iter().filter(|it| it.by_law().is_some()).collect()
    }

    /// What it is called, and what it opens.
    fn capacity(&self, capacity: &Capacity) -> String {
        self.page.t(&format!("capacity-{}", capacity.name()))
    }

    fn opens(&self, capacity: &Capacity) -> String {
        self.page.t(&format!("capacity-{}-opens", capacity.name()))
    }
}

/// `GET /records/{no}/representatives`.
pub(super) async fn show(State(web): State<Arc<Web>>, door: Door) -> Result<Response, Fault> {
    page_of(&web, &door, Typed::default(), StatusCode::OK).await
}

/// The page, also with what was refused.
pub(super) async fn page_of(
    web: &Web,
    door: &Door,
    typed: Typed,
    status: StatusCode,
) -> Result<Response, Fault> {
    desk(web, door).await?;
    // Who may not is told before anything is opened.
    let may = web.app.gate.invite_delegates(&door.asker, door.record).await;
    let (permit, all) = may.map_err(of_gate)?;
    let codes = web.app.accounts.delegate_codes(&permit, door.record).await;
    let codes = codes.map_err(of_account)?;
    let (_, view) = door.open(web, looks::REPRESENTATIVES).await?;
    let rows = all.iter().rev().map(|it| row(&door.page, it, Some(&codes)));
    let (ended, rows) = rows.partition(|row: &DelegateRow| row.ended);
    let template = RepresentativesPage {
        page: &door.page,
        frame: Frame::of(door, &view, Here::Representatives),
        action: door.path.representatives(),
        rows,
        ended,
        typed,
        today: Date::from(paris(door.page.now)).iso(),
        most: DOCUMENT_WORDS_CHARS,
    };
    Ok(door.page.render_as(status, &template))
}

/// It is the desk's: persons and who acts for them have their own pages.
///
/// # Errors
/// As the gate says.
pub(super) async fn desk(web: &Web, door: &Door) -> Result<(), Fault> {
    web.app.gate.invite(&door.asker, door.record).await.map_err(of_gate)?;
    Ok(())
}
