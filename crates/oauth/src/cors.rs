//! Which pages of other sites may call this server from a browser (the Fetch
//! standard's CORS): those of registered origins, without cookies. To a page of
//! any other origin the answers are as unreadable as without this.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_METHOD, ORIGIN,
    VARY,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use hygie_http::App;

use crate::limits::PREFLIGHT_SECONDS;

const METHODS: HeaderValue = HeaderValue::from_static("GET, HEAD, POST, PUT, PATCH, DELETE");
const SENT: HeaderValue = HeaderValue::from_static(
    "accept, authorization, content-type, if-match, if-modified-since, if-none-exist, \
     if-none-match, prefer, x-security-context",
);
const SHOWN: HeaderValue = HeaderValue::from_static(
    "content-location, etag, last-modified, location, retry-after, www-authenticate, x-request-id",
);

/// Lets pages of registered origins call these routes. Goes around whole
/// routers, after their fallbacks, and around none that believes cookies.
pub fn open(router: Router, app: &Arc<App>) -> Router {
    router.layer(from_fn_with_state(Arc::clone(app), pass))
}

async fn pass(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let Some(origin) = one_origin(request.headers()) else { return next.run(request).await };
    let known = match origin.to_str() {
        Ok(text) => app.smart.is_origin(text).await,
        Err(_) => Ok(false),
    };
    let known = match known {
        Ok(known) => known,
        Err(error) => return hygie_http::Fault::from(error).into_response(),
    };
    let asks = request.method() == Method::OPTIONS
        && request.headers().contains_key(ACCESS_CONTROL_REQUEST_METHOD);
    let mut response = match known && asks {
        true => allowed(),
        false => next.run(request).await,
    };
    let headers = response.headers_mut();
    headers.append(VARY, HeaderValue::from_static("Origin"));
    if known {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, SHOWN);
    }
    response
}

/// The answer to a browser that asks before it calls.
fn allowed() -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    let headers = response.headers_mut();
    headers.insert(ACCESS_CONTROL_ALLOW_METHODS, METHODS);
    headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, SENT);
    headers.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from(PREFLIGHT_SECONDS));
    response
}

fn one_origin(headers: &HeaderMap) -> Option<HeaderValue> {
    let mut all = headers.get_all(ORIGIN).iter();
    let one = all.next()?.clone();
    all.next().is_none().then_some(one)
}
