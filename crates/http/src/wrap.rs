//! What goes around every route.

use std::sync::Arc;

use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::http::header::HOST;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::routing::get;
use hygie_base::Code;
use tokio::sync::Semaphore;

use crate::access_log::log;
use crate::caught::caught;
use crate::door::{Told, fault_of};
use crate::headers::secure;
use crate::health::{live, ready};
use crate::host::Hosts;
use crate::limits::{HEAD_BYTES, TARGET_BYTES, UNDER_WAY};
use crate::outcome::plain_answer;
use crate::proxies::{Forwarding, Unclear};
use crate::{App, Fault, FormTo, RequestId, outcome_answer};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

#[derive(Clone)]
struct Around {
    app: Arc<App>,
    hosts: Arc<Hosts>,
    under_way: Arc<Semaphore>,
}

/// The whole server: these routes, `/healthz` and `/readyz`, with all that
/// every request meets.
pub fn wrap(router: Router, app: &Arc<App>) -> Router {
    let health = Router::new()
        .route("/healthz", get(live))
        .route("/readyz", get(ready))
        .with_state(Arc::clone(app));
    let around = Around {
        app: Arc::clone(app),
        hosts: Arc::new(Hosts::of(&app.config)),
        under_way: Arc::new(Semaphore::new(UNDER_WAY)),
    };
    router.merge(health).layer(from_fn_with_state(around, pass))
}

async fn pass(State(around): State<Around>, mut request: Request, next: Next) -> Response {
    let began = around.app.clock.now();
    let id = RequestId::random(&*around.app.rng);
    request.extensions_mut().insert(id);
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let fhir = wants_fhir(&request);
    let mut response = answer(&around, request, next).await;
    if let Some(fault) = fault_of(&response) {
        response = if fhir { outcome_answer(&fault, &id) } else { plain_answer(&fault, &id) };
        for (name, value) in fault.headers() {
            response.headers_mut().insert(name.clone(), value.clone());
        }
        response.extensions_mut().insert(Told(fault));
    }
    let millis = around.app.clock.now().0 - began.0;
    log(&method, route.as_ref().map_or("", MatchedPath::as_str), &id, millis, &response);
    let form_to = response.extensions_mut().remove::<FormTo>();
    let headers = response.headers_mut();
    secure(headers, around.app.config.is_https_only(), form_to.as_ref());
    if let Ok(value) = HeaderValue::from_str(id.as_str()) {
        headers.insert(REQUEST_ID, value);
    }
    response
}

async fn answer(around: &Around, mut request: Request, next: Next) -> Response {
    use axum::response::IntoResponse as _;

    let path = request.uri().path();
    // Who watches the process may know it by its address alone.
    if matches!(path, "/healthz" | "/readyz") {
        return next.run(request).await;
    }
    if let Err(fault) = came_right(around, &mut request) {
        return fault.into_response();
    }
    if head_bytes(request.headers()) > HEAD_BYTES {
        let fault = Fault::new(Code::TooLarge);
        let fault = fault.status(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
        return fault
            .because(format!("bytes of all headers: at most {HEAD_BYTES}"))
            .into_response();
    }
    if request.uri().path_and_query().is_some_and(|target| target.as_str().len() > TARGET_BYTES) {
        let fault = Fault::new(Code::TooLarge).status(StatusCode::URI_TOO_LONG);
        return fault
            .because(format!("bytes of an address: at most {TARGET_BYTES}"))
            .into_response();
    }
    let Ok(_turn) = around.under_way.try_acquire() else {
        return Fault::busy("too many requests at once").into_response();
    };
    match caught(next.run(request)).await {
        Ok(response) => response,
        Err(fault) => fault.into_response(),
    }
}

/// Whether it came under a name of ours, and by HTTPS where people reach us so.
/// What a trusted proxy says of that stands in the place of what it did itself.
fn came_right(around: &Around, request: &mut Request) -> Result<(), Fault> {
    if let Some(Forwarding(via)) = request.extensions_mut().remove::<Forwarding>() {
        let via = via?;
        if via.https == Some(false) && around.app.config.is_https() {
            let why = "This server is reached by HTTPS only; the proxy was by HTTP.";
            return Err(Fault::new(Code::Forbidden).because(why));
        }
        if let Some(host) = via.host {
            let host = HeaderValue::try_from(host).map_err(|_| Fault::from(Unclear::Malformed))?;
            request.headers_mut().insert(HOST, host);
        }
    }
    around.hosts.check(request.uri(), request.headers())
}

/// Bytes of the headers, names and values. What reads the socket only bounds its
/// buffer, by about as much.
fn head_bytes(headers: &HeaderMap) -> usize {
    headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum()
}

/// Whether a fault that no door rendered is told in FHIR.
fn wants_fhir(request: &Request) -> bool {
    let path = request.uri().path();
    path == "/fhir" || path.starts_with("/fhir/") || accepts_fhir(request.headers())
}

fn accepts_fhir(headers: &HeaderMap) -> bool {
    let accept = headers.get(axum::http::header::ACCEPT).and_then(|accept| accept.to_str().ok());
    accept.is_some_and(|accept| accept.contains("fhir+json"))
}
