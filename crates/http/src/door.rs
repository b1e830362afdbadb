//! The door of one delivery crate: what its routes have in common.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::ALLOW;
use axum::http::{HeaderMap, Method, Uri};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};

use crate::caught::caught;
use crate::host::Hosts;
use crate::outcome::is_bare;
use crate::slow::Watched;
use crate::{App, Fault, RequestId, isolation, origin};

/// What was asked, for whoever renders a fault.
pub struct Asked {
    /// The method.
    pub method: Method,
    /// Path and query, as they came.
    pub uri: Uri,
    /// The headers.
    pub headers: HeaderMap,
    /// The request's id.
    pub id: RequestId,
}

/// Gives a fault its body. Status and headers of the fault are set afterwards.
pub type Render = Arc<dyn Fn(&Fault, &Asked) -> Response + Send + Sync>;

/// How the routes of one delivery crate behave.
#[derive(Clone)]
pub struct Door {
    /// Gives faults their bodies.
    pub render: Render,
    /// Bytes of a body that [`crate::Raw`] and [`crate::Form`] read.
    pub body_bytes: usize,
    /// Time a request may take, its body's way included.
    pub time: Duration,
    /// Whether these routes believe cookies, so that what changes anything must
    /// come from our own pages, and what shows anything too, unless a person goes
    /// there.
    pub cookies: bool,
}

/// The body limit of the door that a request came through.
#[derive(Clone, Copy)]
pub(crate) struct BodyLimit(pub usize);

#[derive(Clone)]
struct Inside {
    door: Door,
    hosts: Arc<Hosts>,
}

/// Wraps the routes of one delivery crate. Goes on the whole router, after its
/// fallback.
pub fn door<S>(router: Router<S>, app: &App, door: Door) -> Router<S>
where
    S: Clone + Send + Sync + 'static,
{
    let hosts = Arc::new(Hosts::of(&app.config));
    router.layer(from_fn_with_state(Inside { door, hosts }, pass))
}

async fn pass(State(inside): State<Inside>, mut request: Request, next: Next) -> Response {
    let Inside { door, hosts } = inside;
    let asked = Asked {
        method: request.method().clone(),
        uri: request.uri().clone(),
        headers: request.headers().clone(),
        id: match request.extensions().get::<RequestId>() {
            Some(id) => *id,
            None => return Fault::busy("a route outside of `wrap`").into_response(),
        },
    };
    if door.cookies
        && let Err(fault) = origin::check(&asked.method, &asked.headers, &hosts)
            .and_then(|()| isolation::check(asked.uri.path(), &asked.headers))
    {
        return rendered(&door, &asked, fault);
    }
    request.extensions_mut().insert(BodyLimit(door.body_bytes));
    let (request, awaited) = Watched::put(request);
    let response = match tokio::time::timeout(door.time, caught(next.run(request))).await {
        Ok(Ok(response)) => response,
        Ok(Err(fault)) => return rendered(&door, &asked, fault),
        Err(_) if awaited.is_awaited() => {
            return rendered(&door, &asked, Fault::slow_body(door.time));
        }
        Err(_) => return rendered(&door, &asked, Fault::busy("it took too long")),
    };
    match fault_of(&response) {
        Some(fault) => rendered(&door, &asked, fault),
        None => response,
    }
}

/// The fault that an answer without words stands for; plain text of a handler
/// that failed counts as none, since extractors and the router answer so.
pub(crate) fn fault_of(response: &Response) -> Option<Fault> {
    if response.extensions().get::<Told>().is_some() {
        return None;
    }
    if let Some(fault) = response.extensions().get::<Fault>() {
        return Some(fault.clone());
    }
    if !is_bare(response) {
        return None;
    }
    let mut fault = Fault::of_status(response.status());
    if let Some(allow) = response.headers().get(ALLOW) {
        fault = fault.header(ALLOW, allow.clone());
    }
    Some(fault)
}

fn rendered(door: &Door, asked: &Asked, fault: Fault) -> Response {
    let mut response = (door.render)(&fault, asked);
    *response.status_mut() = fault.http_status();
    for (name, value) in fault.headers() {
        response.headers_mut().insert(name.clone(), value.clone());
    }
    response.extensions_mut().insert(Told(fault));
    response
}

/// A fault that has its body, kept for the log.
#[derive(Clone)]
pub(crate) struct Told(pub Fault);
