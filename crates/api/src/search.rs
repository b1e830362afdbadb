//! `GET Type?…` and `POST Type/_search` (<https://hl7.org/fhir/R4/http.html#search>):
//! within persons' records, or across records by what has an index.

pub(crate) mod page;
mod place;
pub(crate) mod read;
mod system;

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use hygie_base::Code;
use hygie_fhir::assign::resource_types;
use hygie_fhir::json::Json;
use hygie_http::{Fault, Raw};
use hygie_record::limits::SEARCH_STEPS;
use hygie_record::{Act, Permit, Seek, Sought};
use hygie_trace::Action;

use crate::answer::fhir;
use crate::audit;
use crate::bundle::Bundle;
use crate::call::Call;
use crate::json::{array, object, string};
use crate::kept::{self, Start, Told};
use crate::name;
use crate::own_url::relative_value;
use crate::parameters::{Parameters, encoded, parameters};
use crate::state::Api;
use page::Page;
use place::place;
use read::{Wanted, read};

pub(crate) use system::{search_system, search_system_by_post, types};

/// A search as it was asked.
pub(crate) struct Asked {
    pub kinds: Vec<&'static str>,
    /// Its address below the base; empty for that of a search across types.
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
    let within = Within::Anywhere;
    answer(api, call, Asked { kinds: vec![kind], path, parameters, within }).await
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
    let parameters = with_form(&call, &headers, &body)?;
    let (path, within) = (kind.to_owned(), Within::Anywhere);
    answer(&api, &call, Asked { kinds: vec![kind], path, parameters, within }).await
}

/// The parameters of the address and of the form that is the body.
///
/// # Errors
/// When the body is no form or cannot be read.
pub(crate) fn with_form(
    call: &Call,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Parameters, Fault> {
    let sent = headers.get(CONTENT_TYPE).map_or(&b""[..], |kind| kind.as_bytes());
    if !sent.to_ascii_lowercase().starts_with(b"application/x-www-form-urlencoded") {
        let why = "a search is sent as application/x-www-form-urlencoded";
        return Err(Fault::new(Code::MediaType).because(why));
    }
    let text = std::str::from_utf8(body);
    let text = text.map_err(|_| Fault::new(Code::Usage).because("a form is in UTF-8"))?;
    let mut all = call.parameters.clone();
    all.extend(parameters(text)?);
    // Of a form, those that shape the text count too, but JSON is all there is.
    all.retain(|(name, _)| !matches!(name.as_str(), "_format" | "_pretty"));
    Ok(all)
}

/// Does the search and writes its page.
pub(crate) async fn answer(api: &Api, call: &Call, asked: Asked) -> Result<Response, Fault> {
    if asked.kinds == [audit::KIND] {
        return audit::search(api, call, asked).await;
    }
    let (mut page, rest) = Page::read(api, &call.asker, &asked.path, &asked.parameters)?;
    let start = page.begin(Start::read)?.unwrap_or(Start::Told(0));
    let rest = relative(&api.base, rest);
    let permit = api.permit(&call.asker).await?;
    let (kinds, rest) = types(asked.kinds, rest)?;
    let kinds = may_search(api, &permit, kinds).await?;
    let mut wanted = read(&kinds, rest, call.prefer.strict, api.app.clock.now())?;
    if wanted.shaping.count_only {
        page.count = 0;
    }
    let within = place(api, &permit, &kinds, &asked.within, &wanted.parameters).await?;
    let told = kept::told(api, &call.asker, &kinds, &mut wanted, (&start, &page)).await?;
    let pairs: Vec<(&str, &str)> = wanted.pairs().collect();
    let from = match &start {
        Start::Told(_) => None,
        Start::Stored(mark) => Some(mark),
    };
    let sought = api
        .app
        .records
        .seek(
            &permit,
            &Seek {
                queries: &wanted.queries,
                params: &pairs,
                includes: &wanted.includes,
                within,
                from,
                count: told.room,
                steps: SEARCH_STEPS,
            },
        )
        .await?;
    let mut whole = wanted.whole();
    whole.extend(named_types(&asked.path, &kinds));
    let own = address(&api.base, &asked.path, &whole, &page);
    let next = told.next(sought.total, sought.next.as_ref());
    let next = page.next(api, &call.asker, &asked.path, &whole, next)?;
    let text = written(api, &wanted, (told, &sought), &own, next.as_deref());
    Ok(fhir(StatusCode::OK, text, call.shape))
}

/// The parameters with resources at our own address named relatively.
pub(crate) fn relative(base: &str, parameters: Parameters) -> Parameters {
    let own = parameters.into_iter().map(|(name, value)| {
        let value = relative_value(&value, base).unwrap_or(value);
        (name, value)
    });
    own.collect()
}

/// The page as text.
fn written(
    api: &Api,
    wanted: &Wanted,
    (told, sought): (Told, &Sought),
    own: &str,
    next: Option<&str>,
) -> Vec<u8> {
    let total = told.total + sought.total;
    let mut bundle = Bundle::new("searchset", Some(total), Some(own), next);
    for resource in told.found {
        bundle.told(&api.base, resource, &wanted.shaping);
    }
    for (resources, mode) in [(&sought.found, "match"), (&sought.included, "include")] {
        for resource in resources {
            bundle.found(&api.base, resource, &wanted.shaping, mode);
        }
    }
    if !wanted.passed_over.is_empty() {
        bundle.outcome(&passed_over(&wanted.passed_over));
    }
    bundle.end()
}

/// The types that are searched. A scope that only reads or only searches does
/// not let a search say that there is nothing; where no type was named, those
/// count that may be searched.
pub(crate) async fn may_search(
    api: &Api,
    permit: &Permit,
    kinds: Vec<&'static str>,
) -> Result<Vec<&'static str>, Fault> {
    let lens = permit.lens();
    let may = |kind: &&str| lens.allows(Act::Search, kind) && lens.allows(Act::Read, kind);
    let (yes, no): (Vec<_>, Vec<_>) = kinds.into_iter().partition(may);
    let Some(kind) = no.first() else { return Ok(yes) };
    if !yes.is_empty() && yes.len() + no.len() == resource_types().count() {
        return Ok(yes);
    }
    api.refused(permit, None, Action::Search, (*kind).to_owned()).await?;
    let why = format!("your scopes do not let you search {kind}: both r and s are needed");
    Err(Fault::new(Code::Forbidden).because(why))
}

/// The types of a search across types, for its links.
fn named_types(path: &str, kinds: &[&'static str]) -> Option<(String, String)> {
    let across = path.is_empty() || path.ends_with("/*");
    let all = kinds.len() == resource_types().count();
    (across && !all).then(|| ("_type".to_owned(), kinds.join(",")))
}

/// The address of this search, as far as it was understood.
pub(crate) fn address(base: &str, path: &str, whole: &Parameters, page: &Page) -> String {
    let count = page.asked.map(|count| count.to_string());
    let pairs = whole.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let shaping = count.iter().map(|count| ("_count", count.as_str()));
    let query = encoded(pairs.chain(shaping));
    if query.is_empty() { format!("{base}/{path}") } else { format!("{base}/{path}?{query}") }
}

pub(crate) fn passed_over(why: &[String]) -> Json {
    let issue = |why: &String| {
        object([
            ("severity", string("warning")),
            ("code", string("not-supported")),
            ("diagnostics", string(why)),
        ])
    };
    object([("resourceType", string("OperationOutcome")), ("issue", array(why.iter().map(issue)))])
}
