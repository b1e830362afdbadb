//! `GET Type/_history` and `GET /_history`: what was written since a time
//! (<https://hl7.org/fhir/R4/http.html#history>), newest first.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use hygie_base::Code;
use hygie_fhir::assign::resource_types;
use hygie_http::Fault;
use hygie_record::{ChangeBounds, ChangeMark, ChangesAsked};

use super::{Listed, span};
use crate::call::Call;
use crate::name;
use crate::search::page::Page;
use crate::shaping::Shaping;
use crate::state::Api;

pub(crate) async fn history_type(
    State(api): State<Arc<Api>>,
    Path(kind): Path<String>,
    call: Call,
) -> Result<Response, Fault> {
    let kind = name::kind(&kind)?;
    answer(&api, &call, Some(kind), &format!("{kind}/_history")).await
}

pub(crate) async fn history_system(
    State(api): State<Arc<Api>>,
    call: Call,
) -> Result<Response, Fault> {
    answer(&api, &call, None, "_history").await
}

async fn answer(
    api: &Api,
    call: &Call,
    kind: Option<&'static str>,
    path: &str,
) -> Result<Response, Fault> {
    call.conditions.reads()?;
    let (page, rest) = Page::read(api, &call.asker, path, &call.parameters)?;
    let from = page.begin(ChangeMark::from_text)?;
    let (span, shaped) = span::read(&rest)?;
    if span.at.is_some() {
        let why = "_at is for the history of one resource: Type/id/_history";
        return Err(Fault::new(Code::Usage).issue_type("not-supported").because(why));
    }
    let kinds: Vec<&str> = kind.map_or_else(|| resource_types().collect(), |kind| vec![kind]);
    let shaping = Shaping::alone(&shaped, &kinds)?;
    let Some(since) = span.since else {
        let why = "this would look into every record: say from when on with _since, or ask for \
                   the history of one resource, Type/id/_history";
        return Err(Fault::new(Code::Usage).issue_type("too-costly").because(why));
    };
    let permit = api.permit(&call.asker).await?;
    let found = api
        .app
        .records
        .changes(
            &permit,
            &ChangesAsked { kind, since, from, count: page.count, bounds: ChangeBounds::default() },
        )
        .await?;
    let next = found.next.as_ref().map(ChangeMark::to_text);
    let listed = Listed { path, rest: &rest, shaping: &shaping, page: &page };
    listed.answer(api, call, found.total, &found.resources, next)
}
