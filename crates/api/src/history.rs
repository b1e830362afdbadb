//! `GET Type/id/_history` (<https://hl7.org/fhir/R4/http.html#history>), newest
//! version first.

mod changes;
mod span;

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use hygie_http::Fault;
use hygie_record::{PageMark, Resource};

use crate::answer::fhir;
use crate::bundle::Bundle;
use crate::call::Call;
use crate::name;
use crate::parameters::{Parameters, encoded};
use crate::search::page::Page;
use crate::shaping::Shaping;
use crate::state::Api;

pub(crate) use changes::{history_system, history_type};

pub(crate) async fn history(
    State(api): State<Arc<Api>>,
    Path((kind, id)): Path<(String, String)>,
    call: Call,
) -> Result<Response, Fault> {
    one(&api, &call, name::kind(&kind)?, &id).await
}

/// The history of one resource.
pub(crate) async fn one(api: &Api, call: &Call, kind: &str, id: &str) -> Result<Response, Fault> {
    call.conditions.reads()?;
    let id = name::id(id)?;
    let path = format!("{kind}/{id}/_history");
    let (page, rest) = Page::read(api, &call.asker, &path, &call.parameters)?;
    let from = page.begin(PageMark::from_text)?;
    let (span, shaped) = span::read(&rest)?;
    let shaping = Shaping::alone(&shaped, &[kind])?;
    let permit = api.permit(&call.asker).await?;
    let count = page.count;
    let found = api.app.records.versions(&permit, (kind, id), &span, from, count).await?;
    let next = found.next.as_ref().map(PageMark::to_text);
    let listed = Listed { path: &path, rest: &rest, shaping: &shaping, page: &page };
    listed.answer(api, call, found.total, &found.resources, next)
}

/// A list of versions, to be written.
struct Listed<'a> {
    path: &'a str,
    rest: &'a Parameters,
    shaping: &'a Shaping,
    page: &'a Page,
}

impl Listed<'_> {
    fn answer(
        &self,
        api: &Api,
        call: &Call,
        total: usize,
        versions: &[Resource],
        next: Option<String>,
    ) -> Result<Response, Fault> {
        let next = self.page.next(api, &call.asker, self.path, self.rest, next)?;
        let pairs = self.rest.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let query = encoded(pairs);
        let query = if query.is_empty() { query } else { format!("?{query}") };
        let own = format!("{}/{}{query}", api.base, self.path);
        let mut bundle = Bundle::new("history", Some(total), Some(&own), next.as_deref());
        for version in versions {
            bundle.version(&api.base, version, self.shaping);
        }
        Ok(fhir(StatusCode::OK, bundle.end(), call.shape))
    }
}
