//! A demonstration: its personas, entered by one click, and their guided tours.
//! These routes exist only where the server was given personas.

mod enter;
mod portrait;
mod show;
mod tour;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use hygie_base::Code;
use hygie_http::{Fault, Persona, Said};

use crate::Lang;
use crate::state::Web;

pub use tour::Tour;

/// The routes of a demonstration.
pub(crate) fn routes() -> Router<Arc<Web>> {
    Router::new()
        .route("/demo", get(show::show))
        .route("/demo/enter/{key}", post(enter::enter))
        .route("/demo/portraits/{file}", get(portrait::show))
        .route("/demo/tour", post(tour::go))
}

/// The persona of that key.
fn persona<'a>(web: &'a Web, key: &str) -> Result<&'a Persona, Fault> {
    let personas = web.app.demonstration.as_ref();
    personas.and_then(|all| all.of_key(key)).ok_or_else(|| Fault::new(Code::NotFound))
}

/// What is said, in that language.
fn said(said: &Said, lang: Lang) -> String {
    match lang {
        Lang::Fr => said.fr.clone(),
        Lang::En => said.en.clone(),
    }
}
