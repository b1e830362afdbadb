//! `Patient/id/$everything`
//! (<https://hl7.org/fhir/R4/patient-operation-everything.html>): the person's
//! whole record, and what of the registry it refers to. Through an app it is an export: what
//! its user reads and may not take away is as if it were not there. What `Patient.link`
//! leads to is another person's record and is not followed.

use axum::http::StatusCode;
use axum::response::Response;
use hygie_base::{Code, Timestamp};
use hygie_fhir::date::{Form, parse};
use hygie_http::Fault;
use hygie_record::{Everything, PageMark, RecordError};
use hygie_trace::Action;

use super::Target;
use super::arguments::Arguments;
use super::referred::of_the_registry;
use crate::answer::fhir;
use crate::bundle::Bundle;
use crate::call::Call;
use crate::limits::EVERYTHING_PAGE;
use crate::name;
use crate::search::page::Page;
use crate::shaping::Shaping;
use crate::state::Api;

pub(super) async fn everything(
    api: &Api,
    call: &Call,
    target: &Target,
    arguments: Arguments,
) -> Result<Response, Fault> {
    let (mut page, rest) = Page::read(api, &call.asker, &target.path, &arguments.plain)?;
    let from = page.begin(PageMark::from_text)?;
    if page.asked.is_none() {
        page.count = EVERYTHING_PAGE;
    }
    let mut asked = asked(Arguments { plain: rest.clone(), ..arguments })?;
    (asked.from, asked.count) = (from, page.count);
    let permit = api.exporter(&call.asker).await?;
    let id = target.id.as_deref().unwrap_or_default();
    let records = &api.app.records;
    let Some(record) = records.record_of(id).await? else {
        records.look_into_no_record().await?;
        api.refused(&permit, None, Action::Export, target.path.clone()).await?;
        return Err(RecordError::NotFound.into());
    };
    let found = records.everything(&permit, record, &asked).await?;
    let beside = match of_the_registry(&found.resources) {
        names if names.is_empty() => Vec::new(),
        names => records.registry(&permit, &names).await?,
    };
    let next = found.next.as_ref().map(PageMark::to_text);
    let next = page.next(api, &call.asker, &target.path, &rest, next)?;
    let own = format!("{}/{}", api.base, target.path);
    let mut bundle = Bundle::new("searchset", Some(found.total), Some(&own), next.as_deref());
    bundle.make_room(found.resources.iter().chain(&beside));
    let whole = Shaping::default();
    found.resources.iter().for_each(|resource| bundle.found(&api.base, resource, &whole, "match"));
    beside.iter().for_each(|resource| bundle.found(&api.base, resource, &whole, "include"));
    Ok(fhir(StatusCode::OK, bundle.end(), call.shape))
}

/// Reads what is asked for.
fn asked(mut arguments: Arguments) -> Result<Everything, Fault> {
    let mut asked = Everything::default();
    if let Some(since) = arguments.one("_since")? {
        let read = parse(&since, Form::Search);
        let why = "_since is an instant: 2026-11-26T10:00:00Z";
        let read = read.ok_or_else(|| Fault::new(Code::Usage).because(why))?;
        asked.since = Some(Timestamp(read.start));
    }
    asked.start = date("start", arguments.one("start")?)?;
    asked.end = date("end", arguments.one("end")?)?;
    while let Some(at) = arguments.plain.iter().position(|(name, _)| name == "_type") {
        let (_, kinds) = arguments.plain.remove(at);
        for kind in kinds.split(',').filter(|kind| !kind.is_empty()) {
            let known = name::kind(kind);
            let why = "_type names what is no resource type of R4";
            asked.kinds.push(known.map_err(|_| Fault::new(Code::Usage).because(why))?);
        }
    }
    arguments.end()?;
    Ok(asked)
}

fn date(name: &str, given: Option<String>) -> Result<Option<String>, Fault> {
    let why = || format!("{name} is a date: 2026-11-26");
    match given {
        Some(text) if parse(&text, Form::Date).is_none() => {
            Err(Fault::new(Code::Usage).because(why()))
        }
        given => Ok(given),
    }
}
