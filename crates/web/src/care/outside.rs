//! In the place of a record's pages, for a health professional without a care link: who
//! the person is, why nothing else is shown, and the form to declare oneself.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use hygie_gate::Ties;
use hygie_http::Fault;

use super::declaration::{Declaration, Typed};
use crate::Page;
use crate::faults::of_gate;
use crate::record::{Door, Frame, Here, looks};
use crate::state::Web;

#[derive(Template)]
#[template(path = "care/outside.html")]
pub(super) struct OutsidePage<'a> {
    pub(super) page: &'a Page,
    pub(super) frame: Frame,
    /// Why nothing is shown.
    pub(super) why: String,
    pub(super) declaration: Declaration,
    /// Where the organisation is registered.
    pub(super) care: String,
    /// Where the record is opened in an emergency.
    pub(super) emergency: String,
    /// Where it is opened for a call to the regulation centre, by who regulates.
    pub(super) regulation: Option<String>,
}

/// The page, also with what was wrong.
///
/// # Errors
/// As the gate decides; not found for a record of which nothing passes.
pub(super) async fn outside(
    web: &Web,
    door: &Door,
    typed: Typed,
    status: StatusCode,
) -> Result<Response, Fault> {
    let ties = web.app.gate.ties(&door.asker, door.record).await.map_err(of_gate)?;
    let (_, view) = door.open(web, looks::CLOSED).await?;
    let template = OutsidePage {
        page: &door.page,
        frame: Frame::of(door, &view, Here::Closed),
        why: why(&door.page, &ties),
        declaration: Declaration::of(door, &ties, typed),
        care: door.path.care(),
        emergency: door.path.emergency(),
        regulation: door.asker.regulates.then(|| door.path.regulation()),
    };
    Ok(door.page.render_as(status, &template))
}

/// Why nothing is shown: it tells of who asks, and of nothing that is kept.
fn why(page: &Page, ties: &Ties) -> String {
    match ties.ended {
        Some(ended) => page.t1("care-why-ended", "ended", page.moment(ended)),
        None => page.t("care-why-none"),
    }
}
