//! Who takes care of the person: one's own organisation, and oneself.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hygie_gate::Ties;
use hygie_gate::rights::Link;
use hygie_http::Fault;

use super::declaration::{Declaration, Typed};
use super::shared::SharedPart;
use super::told;
use crate::Page;
use crate::faults::of_gate;
use crate::fields::Fields;
use crate::format::{Date, paris};
use crate::record::{Door, Frame, Here, looks};
use crate::state::Web;

/// What was typed into the form of the organisation, and what of it is wrong.
#[derive(Clone, Default)]
pub(super) struct Registering {
    pub(super) until: String,
    pub(super) informed: bool,
    /// The field that is wrong, and why.
    pub(super) wrong: Option<(&'static str, String)>,
}

impl Registering {
    pub(super) fn of(fields: &Fields) -> Self {
        let informed = fields.get("informed") == "yes";
        Self { until: fields.get("until").to_owned(), informed, wrong: None }
    }

    /// Nothing typed, and something that cannot be.
    pub(super) fn wrong(why: String) -> Self {
        Self { wrong: Some(("", why)), ..Self::default() }
    }
}

#[derive(Template)]
#[template(path = "care/show.html")]
pub(super) struct ShowPage<'a> {
    pub(super) page: &'a Page,
    pub(super) frame: Frame,
    pub(super) action: String,
    /// Name of the organisation.
    pub(super) house: &'a str,
    pub(super) ties: Ties,
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
        let page = self.page;
        let (since, by) = (page.moment(link.start), told::by(page, link));
        match link.end {
            None => page.t2("care-runs", "since", since, "by", by),
            Some(end) => {
                let until = ("until", told::until(page, end));
                page.t3("care-runs-until", ("since", since), until, ("by", by))
            }
        }
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
        action,
        ties,
    };
    Ok(door.page.render_as(status, &template))
}
