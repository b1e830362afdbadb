//! Who takes care of the person: one's own organisation, and oneself.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hygie_gate::Ward;
use hygie_gate::rights::{Link, Occasion};
use hygie_http::Fault;

use super::declaration::{Declaration, Typed};
use super::links::{LinkRow, line};
use super::registering::Registering;
use super::shared::SharedPart;
use crate::Page;
use crate::faults::{of_account, of_gate};
use crate::format::{Date, paris};
use crate::record::{Door, Frame, Here, looks};
use crate::state::Web;

#[derive(Template)]
#[template(path = "care/show.html")]
pub(super) struct ShowPage<'a> {
    pub(super) page: &'a Page,
    pub(super) frame: Frame,
    pub(super) action: String,
    /// Name of the organisation.
    pub(super) house: &'a str,
    /// Its links that run or are to come.
    pub(super) links: Vec<LinkRow>,
    /// Those that a professional declared.
    pub(super) own: Option<Link>,
    /// The wards to choose from.
    pub(super) wards: Vec<Ward>,
    pub(super) registering: Registering,
    /// The first day that can be the last one.
    pub(super) today: String,
    pub(super) shared: SharedPart,
    /// For health professionals.
    pub(super) declaration: Option<Declaration>,
}

impl ShowPage<'_> {
    /// Since when, until when, and who said so.
    fn line(&self, link: &Link) -> String {
        line(self.page, link, self.page.now)
    }

    /// Value and words of each occasion.
    fn occasions(&self) -> [(&'static str, String); 3] {
        Occasion::ALL.map(|it| (it.name(), self.page.occasion(it)))
    }
}

/// `GET /records/{no}/care`.
pub(super) async fn show(State(web): State<Arc<Web>>, door: Door) -> Result<Response, Fault> {
    page_of(&web, &door, Registering::default(), StatusCode::OK).await
}

/// The page, also with what was refused.
pub(super) async fn page_of(
    web: &Web,
    door: &Door,
    registering: Registering,
    status: StatusCode,
) -> Result<Response, Fault> {
    // Who may not is told before anything is opened.
    let ties = web.app.gate.ties(&door.asker, door.record).await.map_err(of_gate)?;
    let (_, view) = door.open(web, looks::CARE).await?;
    let mut open = web.app.accounts.wards(&door.asker.organisation).await.map_err(of_account)?;
    open.retain(|seen| !seen.closed);
    let action = door.path.care();
    let declares = door.is_professional() && ties.own.is_none();
    let template = ShowPage {
        page: &door.page,
        frame: Frame::of(door, &view, Here::Care),
        house: &door.asker.organisation_name,
        registering,
        today: Date::from(paris(door.page.now)).iso(),
        declaration: declares.then(|| Declaration::of(door, &ties, Typed::new(&action))),
        shared: SharedPart::of(&door.page, &ties),
        links: LinkRow::all(&door.page, &ties),
        wards: open.into_iter().map(|seen| seen.ward).collect(),
        own: ties.own,
        action,
    };
    Ok(door.page.render_as(status, &template))
}
