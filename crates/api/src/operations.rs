//! Operations, `$name` (<https://hl7.org/fhir/R4/operations.html>): the table of
//! those that there are, and the way to them. The CapabilityStatement claims
//! exactly these rows. No type's name begins with `$` and no id does, so they are
//! taken out before the other routes see them.

mod arguments;
mod document;
mod everything;
mod lastn;
mod matching;
mod meta;
mod referred;
mod validate;

use std::sync::Arc;

use axum::extract::{FromRequestParts as _, Request, State};
use axum::http::header::ALLOW;
use axum::http::{HeaderValue, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use hygie_base::Code;
use hygie_http::Fault;

use crate::call::Call;
use crate::name;
use crate::state::Api;
use arguments::Arguments;

/// One operation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum What {
    Document,
    Everything,
    Lastn,
    Match,
    Meta,
    Validate,
}

/// To what it is done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Level {
    Type,
    Instance,
}

/// One row.
pub(crate) struct Row {
    pub what: What,
    /// Without the sign.
    pub name: &'static str,
    /// The one type it is for; every type where none is named.
    pub kind: Option<&'static str>,
    pub levels: &'static [Level],
    /// Whether it is also asked for with GET: it changes nothing then and takes
    /// no resource.
    pub gets: bool,
}

/// Every operation.
pub(crate) const TABLE: [Row; 6] = {
    use Level::{Instance, Type};
    use What as W;
    const fn row(
        what: What,
        name: &'static str,
        kind: Option<&'static str>,
        levels: &'static [Level],
        gets: bool,
    ) -> Row {
        Row { what, name, kind, levels, gets }
    }
    [
        row(W::Document, "document", Some("Composition"), &[Instance], true),
        row(W::Everything, "everything", Some("Patient"), &[Instance], true),
        row(W::Lastn, "lastn", Some("Observation"), &[Type], true),
        row(W::Match, "match", Some("Patient"), &[Type], false),
        row(W::Meta, "meta", None, &[Instance], true),
        row(W::Validate, "validate", None, &[Type, Instance], false),
    ]
};

impl Row {
    /// Where R4 defines it.
    pub fn definition(&self) -> String {
        let of = self.kind.unwrap_or("Resource");
        format!("http://hl7.org/fhir/OperationDefinition/{of}-{}", self.name)
    }
}

/// A call of an operation: of a type, or of one resource.
pub(super) struct Target {
    pub kind: &'static str,
    pub id: Option<String>,
    /// Below the base address.
    pub path: String,
}

/// Answers calls of operations; lets any other request through.
pub(crate) async fn operations(
    State(api): State<Arc<Api>>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    // Nobody calls an operation with another method: that is an id, and a bad one.
    let calls = [Method::GET, Method::HEAD, Method::POST].contains(request.method());
    if let Some(named) = operation(path).filter(|_| calls).map(str::to_owned) {
        return called(&api, &named, request).await.unwrap_or_else(Fault::into_response);
    }
    next.run(request).await
}

/// The name that the last part of a path calls. Some clients encode the sign.
fn operation(path: &str) -> Option<&str> {
    let last = path.rsplit('/').find(|part| !part.is_empty())?;
    last.strip_prefix('$').or_else(|| last.strip_prefix("%24"))
}

async fn called(api: &Arc<Api>, named: &str, request: Request) -> Result<Response, Fault> {
    let path = request.uri().path().to_owned();
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let (level, kind, id) = match parts.as_slice() {
        [kind, _] => (Level::Type, *kind, None),
        [kind, id, _] => (Level::Instance, *kind, Some(*id)),
        _ => return Err(none_such()),
    };
    let fits = |row: &&Row| {
        row.name == named && row.levels.contains(&level) && row.kind.is_none_or(|own| own == kind)
    };
    let row = TABLE.iter().find(fits).ok_or_else(none_such)?;
    may_be_asked_so(row, request.method())?;
    let kind = name::kind(kind)?;
    let id = id.map(name::id).transpose()?.map(str::to_owned);
    let place = id.as_ref().map_or(kind.to_owned(), |id| format!("{kind}/{id}"));
    let target = Target { kind, id, path: format!("{place}/${}", row.name) };
    let (mut parts, body) = request.into_parts();
    let call = Call::from_request_parts(&mut parts, api).await?;
    call.conditions.reads()?;
    let request = Request::from_parts(parts, body);
    let arguments = Arguments::read(call.parameters.clone(), request, &api.base).await?;
    match row.what {
        What::Document => document::document(api, &call, &target, arguments).await,
        What::Everything => everything::everything(api, &call, &target, arguments).await,
        What::Lastn => lastn::lastn(api, &call, arguments).await,
        What::Match => matching::matching(api, &call, arguments).await,
        What::Meta => meta::meta(api, &call, &target, &arguments).await,
        What::Validate => validate::validate(&call, &target, arguments),
    }
}

fn none_such() -> Fault {
    let names = TABLE.iter().map(|row| format!("{}/${}", row.kind.unwrap_or("Type"), row.name));
    let why = format!("what there is of operations: {}", names.collect::<Vec<_>>().join(", "));
    Fault::new(Code::NotSupported).because(why)
}

fn may_be_asked_so(row: &Row, method: &Method) -> Result<(), Fault> {
    let reads = [Method::GET, Method::HEAD].contains(method);
    if *method == Method::POST || (reads && row.gets) {
        return Ok(());
    }
    let works = if row.gets { "GET, HEAD, POST" } else { "POST" };
    let fault = Fault::new(Code::MethodNotAllowed);
    let fault = fault.because(format!("what works at this address: {works}"));
    Err(fault
        .header(ALLOW, HeaderValue::from_static(if row.gets { "GET,HEAD,POST" } else { "POST" })))
}
