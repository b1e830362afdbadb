//! The routes, made from the table.

use std::sync::Arc;

use axum::Router;
use axum::extract::MatchedPath;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodRouter, on};
use hygie_base::Code;
use hygie_http::{App, Door, Fault, door, outcome_answer};

use crate::interaction::{Interaction, Row, TABLE, methods};
use crate::limits::{BODY_BYTES, TIME};
use crate::operations::operations;
use crate::state::Api;
use crate::{
    capabilities, compartment, create, delete, history, openapi, patch, read, search, update,
    vread, whole,
};

/// Where the API lies.
const BASE: &str = "/fhir";

/// The FHIR API with its base address, to be merged with other routes within
/// [`hygie_http::wrap`].
pub fn router(app: &Arc<App>) -> Router {
    let routes = TABLE.iter().fold(Router::new(), |router, row| router.route(row.path, serve(row)));
    // Nesting serves the base address without a slash at its end alone.
    let base = TABLE.iter().filter(|row| row.path == "/").fold(Router::new(), |router, row| {
        router.route(&format!("{BASE}{}", row.path), serve(row))
    });
    let ways = Door {
        render: Arc::new(|fault, asked| outcome_answer(fault, &asked.id)),
        body_bytes: BODY_BYTES,
        time: TIME,
        // No cookie is ever looked at: who asks shows a token.
        cookies: false,
    };
    let api = Arc::new(Api::new(app));
    let routes = routes.fallback(nothing).method_not_allowed_fallback(other_method);
    let routes = routes.layer(from_fn_with_state(Arc::clone(&api), operations));
    let base = base.method_not_allowed_fallback(other_method);
    let routes = door(routes, app, ways.clone()).with_state(Arc::clone(&api));
    Router::new().nest(BASE, routes).merge(door(base, app, ways).with_state(api))
}

async fn nothing() -> StatusCode {
    StatusCode::NOT_FOUND
}

/// Says what works where something else was tried; the router adds `Allow`.
async fn other_method(path: MatchedPath) -> Fault {
    let path = path.as_str().strip_prefix(BASE).filter(|path| !path.is_empty()).unwrap_or("/");
    let works: Vec<&str> = methods(path).collect();
    let why = format!("what works at this address: {}", works.join(", "));
    Fault::new(Code::MethodNotAllowed).because(why)
}

fn serve(row: &Row) -> MethodRouter<Arc<Api>> {
    match row.what {
        Interaction::Capabilities => on(row.method, capabilities::capabilities),
        Interaction::OpenApi => on(row.method, openapi::openapi),
        Interaction::Whole => on(row.method, whole::whole),
        Interaction::Search => on(row.method, search::search),
        Interaction::SearchByPost => on(row.method, search::search_by_post),
        Interaction::SearchSystem => on(row.method, search::search_system),
        Interaction::SearchSystemByPost => on(row.method, search::search_system_by_post),
        Interaction::Compartment => on(row.method, compartment::compartment),
        Interaction::CompartmentByPost => on(row.method, compartment::compartment_by_post),
        Interaction::Create => on(row.method, create::create),
        Interaction::Read => on(row.method, read::read),
        Interaction::Vread => on(row.method, vread::vread),
        Interaction::Update => on(row.method, update::update),
        Interaction::UpdateByCondition => on(row.method, update::by_condition),
        Interaction::Patch => on(row.method, patch::patch),
        Interaction::PatchByCondition => on(row.method, patch::by_condition),
        Interaction::DeleteByCondition => on(row.method, delete::by_condition),
        Interaction::Delete => on(row.method, delete::delete),
        Interaction::History => on(row.method, history::history),
        Interaction::HistoryType => on(row.method, history::history_type),
        Interaction::HistorySystem => on(row.method, history::history_system),
    }
}
