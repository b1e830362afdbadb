//! `GET Type?…` and `POST Type/_search` (<https://hl7.org/fhir/R4/http.html#search>):
//! within one person's record, or across records by what has an index.

pub(crate) mod page;
mod place;
pub(crate) mod read;

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use hygie_base::Code;
use hygie_fhir::json::Json;
use hygie_http::{Fault, Raw};
use hygie_record::{Act, Permit, RecordError, Resource};
use hygie_trace::Action;

use crate::answer::fhir;
use crate::bundle::Bundle;
use crate::call::Call;
use crate::json::{array, object, string};
use crate::name;
use crate::own_url::relative_value;
use crate::parameters::{Parameters, encoded, parameters};
use crate::state::Api;
use page::Page;
use place::{Place, place};
use read::{Wanted, read};

/// A search as it was asked.
pub(crate) struct Asked {
    pub kind: &'static str,
    /// Its address below the base.
    pub path: String,
    pub parameters: Parameters,
    pub within: Within,
}

/// Where a search looks, by its address.
pub(crate) enum Within {
    Anywhere,
    /// In the record of this Patient.
    Person(String),
}

pub(crate) async fn search(
    State(api): State<Arc<Api>>,
    Path(kind): Path<String>,
    call: Call,
) -> Result<Response, Fault> {
    one(&api, &call, name::kind(&kind)?).await
}

/// Searches resources of one type, wherever they are.
pub(crate) async fn one(api: &Api, call: &Call, kind: &'static str) -> Result<Response, Fault> {
    call.conditions.reads()?;
    let (path, parameters) = (kind.to_owned(), call.parameters.clone());
    answer(api, call, Asked { kind, path, parameters, within: Within::Anywhere }).await
}

pub(crate) async fn search_by_post(
    State(api): State<Arc<Api>>,
    Path(kind): Path<String>,
    call: Call,
    headers: HeaderMap,
    Raw(body): Raw,
) -> Result<Response, Fault> {
    call.conditions.reads()?;
    let kind = name::kind(&kind)?;
    let sent = headers.get(CONTENT_TYPE).map_or(&b""[..], |kind| kind.as_bytes());
    if !sent.to_ascii_lowercase().starts_with(b"application/x-www-form-urlencoded") {
        let why = "a search is sent as application/x-www-form-urlencoded";
        return Err(Fault::new(Code::MediaType).because(why));
    }
    let text = std::str::from_utf8(&body);
    let text = text.map_err(|_| Fault::new(Code::Usage).because("a form is in UTF-8"))?;
    let mut all = call.parameters.clone();
    all.extend(parameters(text)?);
    // Of a form, those that shape the text count too, but JSON is all there is.
    all.retain(|(name, _)| !matches!(name.as_str(), "_format" | "_pretty"));
    let path = kind.to_owned();
    answer(&api, &call, Asked { kind, path, parameters: all, within: Within::Anywhere }).await
}

/// Does the search and writes its page.
pub(crate) async fn answer(api: &Api, call: &Call, asked: Asked) -> Result<Response, Fault> {
    let (page, rest) = Page::read(api, &call.asker, &asked.path, &asked.parameters)?;
    let rest = rest.into_iter().map(|(name, value)| {
        let value = relative_value(&value, &api.base).unwrap_or(value);
        (name, value)
    });
    let wanted = read(asked.kind, rest.collect(), call.prefer.strict, api.app.clock.now())?;
    let permit = api.permit(&call.asker).await?;
    may_search(api, &permit, asked.kind).await?;
    let page = if wanted.count_only { page.of_none() } else { page };
    let place = place(api, asked.kind, &asked.within, &wanted.parameters).await?;
    let (total, found) = look(api, &permit, asked.kind, place, &wanted, &page).await?;
    let own = address(&api.base, &asked.path, &wanted, &page);
    let next = page.next(api, &call.asker, &asked.path, &wanted.whole(), total)?;
    let mut bundle = Bundle::new("searchset", Some(total), Some(&own), next.as_deref());
    found.iter().for_each(|resource| bundle.found(&api.base, resource));
    if !wanted.passed_over.is_empty() {
        bundle.outcome(&passed_over(&wanted.passed_over));
    }
    Ok(fhir(StatusCode::OK, bundle.end(), call.shape))
}

/// A scope that only reads or only searches does not let a search say that
/// there is nothing.
pub(crate) async fn may_search(api: &Api, permit: &Permit, kind: &str) -> Result<(), Fault> {
    let lens = permit.lens();
    if lens.allows(Act::Search, kind) && lens.allows(Act::Read, kind) {
        return Ok(());
    }
    api.refused(permit, None, Action::Search, kind.to_owned()).await?;
    let why = format!("your scopes do not let you search {kind}: both r and s are needed");
    Err(Fault::new(Code::Forbidden).because(why))
}

/// How many there are, and those of the page.
async fn look(
    api: &Api,
    permit: &Permit,
    kind: &str,
    place: Place,
    wanted: &Wanted,
    page: &Page,
) -> Result<(usize, Vec<Resource>), Fault> {
    let records = &api.app.records;
    match place {
        Place::Record(record) => {
            let count = page.end().to_string();
            let mut parameters: Vec<(&str, &str)> = wanted.pairs().collect();
            parameters.push(("_count", &count));
            match records.search(permit, record, kind, &parameters).await {
                Ok(found) => {
                    let shown = found.resources.into_iter().skip(page.offset);
                    Ok((found.total, shown.collect()))
                }
                Err(RecordError::NotFound) => Ok((0, Vec::new())),
                Err(error) => Err(error.into()),
            }
        }
        Place::Index => {
            let pairs: Vec<(&str, &str)> = wanted.pairs().collect();
            let asked = page.offset..page.end();
            match records.find_resources(permit, kind, &pairs, asked).await {
                Ok(found) => Ok((found.total, found.resources)),
                Err(RecordError::TooLarge { most, .. }) => Err(too_many(most)),
                Err(error) => Err(error.into()),
            }
        }
        Place::Nowhere => {
            api.refused(permit, None, Action::Search, kind.to_owned()).await?;
            Ok((0, Vec::new()))
        }
    }
}

fn too_many(most: usize) -> Fault {
    let why =
        format!("more than {most} resources come into question: say more of what is searched");
    Fault::new(Code::Usage).issue_type("too-costly").because(why)
}

/// The address of this search, as far as it was understood.
fn address(base: &str, path: &str, wanted: &Wanted, page: &Page) -> String {
    let count = page.asked.map(|count| count.to_string());
    let shaping = count.iter().map(|count| ("_count", count.as_str()));
    let summary = wanted.count_only.then_some(("_summary", "count"));
    let query = encoded(wanted.pairs().chain(shaping).chain(summary));
    if query.is_empty() { format!("{base}/{path}") } else { format!("{base}/{path}?{query}") }
}

fn passed_over(why: &[String]) -> Json {
    let issue = |why: &String| {
        object([
            ("severity", string("warning")),
            ("code", string("not-supported")),
            ("diagnostics", string(why)),
        ])
    };
    object([("resourceType", string("OperationOutcome")), ("issue", array(why.iter().map(issue)))])
}
