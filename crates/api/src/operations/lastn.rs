//! `Observation/$lastn`
//! (<https://hl7.org/fhir/R4/observation-operation-lastn.html>): the last results
//! of each kind, within one person's record.

use std::collections::HashMap;

use axum::http::StatusCode;
use axum::response::Response;
use hygie_base::Code;
use hygie_fhir::json::{Json, parse};
use hygie_fhir::limits::JsonLimits;
use hygie_fhir::search::Query;
use hygie_http::Fault;
use hygie_record::{RecordError, Resource};
use hygie_trace::Action;

use super::arguments::Arguments;
use crate::answer::fhir;
use crate::bundle::Bundle;
use crate::call::Call;
use crate::own_url::patient_id;
use crate::search::may_search;
use crate::search::read::refused;
use crate::shaping::Shaping;
use crate::state::Api;

const KIND: &str = "Observation";

pub(super) async fn lastn(
    api: &Api,
    call: &Call,
    mut arguments: Arguments,
) -> Result<Response, Fault> {
    let most = arguments.number("max")?.unwrap_or(1);
    if arguments.plain.iter().any(|(name, _)| name == "_sort" || name == "_count") {
        let why = "the last ones come first and as many as max says: no _sort, no _count";
        return Err(Fault::new(Code::Usage).because(why));
    }
    let names = ["patient", "subject", "subject:Patient"];
    let person = arguments.plain.iter().find(|(name, _)| names.contains(&name.as_str()));
    let person = person.and_then(|(_, value)| patient_id(value, &api.base)).map(str::to_owned);
    let why = "name the person: patient=…";
    let person = person.ok_or_else(|| Fault::new(Code::Usage).because(why))?;
    let mut parameters = std::mem::take(&mut arguments.plain);
    arguments.end()?;
    parameters.retain(|(name, _)| !names.contains(&name.as_str()));
    parameters.push(("_sort".to_owned(), "-date".to_owned()));
    let permit = api.permit(&call.asker).await?;
    may_search(api, &permit, vec![KIND]).await?;
    // Read first: what is wrong with it is told whether the person is here or not.
    Query::parse(KIND, &parameters, api.app.clock.now()).map_err(|error| refused(&error))?;
    let found = match api.app.records.record_of(&person).await? {
        Some(record) => match api.app.records.search(&permit, record, KIND, &parameters).await {
            Ok(found) => found.resources,
            Err(RecordError::NotFound) => Vec::new(),
            Err(error) => return Err(error.into()),
        },
        None => {
            api.app.records.look_into_no_record().await?;
            api.refused(&permit, None, Action::Search, KIND.to_owned()).await?;
            Vec::new()
        }
    };
    let last = last(found, most)?;
    let own = format!("{}/{KIND}/$lastn", api.base);
    let mut bundle = Bundle::new("searchset", Some(last.len()), Some(&own), None);
    let whole = Shaping::default();
    last.iter().for_each(|resource| bundle.found(&api.base, resource, &whole, "match"));
    Ok(fhir(StatusCode::OK, bundle.end(), call.shape))
}

/// At most so many of each code, of those that come newest first; together, the
/// kind whose newest is newest first.
fn last(found: Vec<Resource>, most: usize) -> Result<Vec<Resource>, Fault> {
    let mut groups: Vec<Vec<Resource>> = Vec::new();
    let mut by_code: HashMap<String, usize> = HashMap::new();
    for resource in found {
        let codes = codes(&parse(&resource.text, &JsonLimits::default())?);
        let known = codes.iter().find_map(|code| by_code.get(code).copied());
        let group = known.unwrap_or(groups.len());
        if known.is_none() {
            groups.push(Vec::new());
        }
        for code in codes {
            by_code.entry(code).or_insert(group);
        }
        if let Some(group) = groups.get_mut(group).filter(|group| group.len() < most) {
            group.push(resource);
        }
    }
    Ok(groups.into_iter().flatten().collect())
}

/// What says which kind of result it is: each coding with a system and a code, or
/// the words where there is none.
fn codes(observation: &Json) -> Vec<String> {
    let code = observation.get("code");
    let codings = code.and_then(|code| code.get("coding")).and_then(Json::as_array);
    let coded = codings.unwrap_or_default().iter().filter_map(|coding| {
        Some(format!("{}|{}", coding.str("system").unwrap_or_default(), coding.str("code")?))
    });
    let coded: Vec<String> = coded.collect();
    if !coded.is_empty() {
        return coded;
    }
    vec![code.and_then(|code| code.str("text")).unwrap_or_default().to_lowercase()]
}
