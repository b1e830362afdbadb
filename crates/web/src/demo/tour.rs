//! The guided tour: the step is in a cookie, the panel on every page.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use hygie_accounts::Session;
use hygie_http::{Fault, Form};

use super::{persona, said};
use crate::Page;
use crate::cookies::TOUR;
use crate::fields::Fields;
use crate::place::local;
use crate::state::Web;

/// Where somebody is in their guided tour, in the words of the page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tour {
    /// Key of the persona.
    pub(crate) key: String,
    /// The step, from one on.
    pub(crate) at: usize,
    /// How many there are.
    pub(crate) of: usize,
    /// Whose tour it is, and how far.
    pub(crate) place: String,
    /// What the step is about.
    pub(crate) title: String,
    /// What there is to see.
    pub(crate) text: String,
    /// Where it is.
    pub(crate) path: String,
    /// The same, as [`Page::here`] tells it.
    pub(crate) page: String,
}

impl Tour {
    /// The tour that the cookie tells, if it is the one of who is logged in.
    /// What is stale or not ours is no tour.
    pub(crate) fn of(
        web: &Web,
        page: &Page,
        session: &Session,
        headers: &HeaderMap,
    ) -> Option<Self> {
        let (key, at) = web.jar.get(headers, TOUR)?.split_once('.')?;
        let at: usize = at.parse().ok()?;
        let persona = web.app.demonstration.as_ref()?.of_key(key)?;
        if persona.login != session.login || session.asker().is_none() {
            return None;
        }
        let (step, of) = (persona.tour.get(at.checked_sub(1)?)?, persona.tour.len());
        let place = page.t3("tour-place", ("name", &persona.name), ("at", at), ("of", of));
        Some(Self {
            key: key.to_owned(),
            at,
            of,
            place,
            title: said(&step.title, page.lang),
            text: said(&step.text, page.lang),
            path: step.path.clone(),
            page: step.page().to_owned(),
        })
    }

    /// Whether nothing comes before.
    pub(crate) fn is_first(&self) -> bool {
        self.at == 1
    }

    /// Whether nothing comes after.
    pub(crate) fn is_last(&self) -> bool {
        self.at == self.of
    }
}

/// `POST /demo/tour`, with the field `go`: `next`, `back` or `end`. Like a choice
/// it changes nothing on the server, so it carries no token.
pub(crate) async fn go(
    State(web): State<Arc<Web>>,
    page: Page,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let fields = Fields::new(pairs)?;
    let Some(tour) = page.tour else { return Ok(Redirect::to("/demo").into_response()) };
    let to = match fields.get("go") {
        "next" => tour.at + 1,
        "back" => tour.at.saturating_sub(1),
        "end" => {
            let mut response = Redirect::to(local(fields.get("next"))).into_response();
            web.jar.drop(&mut response, TOUR);
            return Ok(response);
        }
        _ => tour.at,
    };
    // Beyond either end one stays where one is.
    let to = to.clamp(1, tour.of);
    let step = persona(&web, &tour.key)?.tour.get(to - 1);
    let mut response = Redirect::to(step.map_or("/", |step| &step.path)).into_response();
    web.jar.hold(&mut response, TOUR, &format!("{}.{to}", tour.key));
    Ok(response)
}
