//! `Patient/$match` (<https://hl7.org/fhir/R4/patient-operation-match.html>): who
//! of those here may be the person described. For those who may find persons;
//! everybody named is told so by a trace.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use axum::response::Response;
use hygie_base::Code;
use hygie_fhir::json::Json;
use hygie_fhir::search::name_words;
use hygie_http::Fault;
use hygie_record::limits::{FIND_PERSONS, FIND_WORDS};
use hygie_record::{Birth, Likeness, PersonFound, Wanted};

use super::arguments::Arguments;
use crate::answer::fhir;
use crate::bundle::Bundle;
use crate::call::Call;
use crate::fault::at;
use crate::state::Api;

/// How sure it is that somebody is meant
/// (<https://hl7.org/fhir/R4/valueset-match-grade.html>). The least sure first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Grade {
    Possible,
    Probable,
    Certain,
}

impl Grade {
    const fn code(self) -> &'static str {
        match self {
            Self::Possible => "possible",
            Self::Probable => "probable",
            Self::Certain => "certain",
        }
    }

    const fn score(self) -> &'static str {
        match self {
            Self::Possible => "0.5",
            Self::Probable => "0.8",
            Self::Certain => "1",
        }
    }
}

pub(super) async fn matching(
    api: &Api,
    call: &Call,
    mut arguments: Arguments,
) -> Result<Response, Fault> {
    let only_certain = arguments.flag("onlyCertainMatches")?;
    let count = arguments.number("count")?.unwrap_or(FIND_PERSONS);
    let patient = arguments.resource("resource");
    arguments.end()?;
    let patient = patient.filter(|patient| patient.resource_type() == Some("Patient"));
    let why = "send a Patient, by itself or as the parameter resource";
    let patient = patient.ok_or_else(|| Fault::new(Code::Usage).because(why))?;
    let permit = api.app.gate.find(&call.asker).await?;
    let mut found: BTreeMap<String, (Grade, PersonFound)> = BTreeMap::new();
    for (wanted, by_identifier) in searches(&patient)? {
        for person in api.app.records.find_persons(&permit, &wanted).await?.people {
            let grade = grade(&person, &wanted, by_identifier);
            let known = found.get(&person.patient.id);
            if known.is_none_or(|(before, _)| *before < grade) {
                found.insert(person.patient.id.clone(), (grade, person));
            }
        }
    }
    let mut found: Vec<_> = found.into_values().collect();
    found.retain(|(grade, _)| !only_certain || *grade == Grade::Certain);
    found.sort_by(|(a, one), (b, other)| (b, &one.likeness).cmp(&(a, &other.likeness)));
    found.truncate(count);
    let own = format!("{}/Patient/$match", api.base);
    let mut bundle = Bundle::new("searchset", Some(found.len()), Some(&own), None);
    for (grade, person) in &found {
        bundle.matched(&api.base, &person.patient, grade.score(), grade.code());
    }
    Ok(fhir(StatusCode::OK, bundle.end(), call.shape))
}

/// What to look for: by each identifier that names its system, and by name and
/// birth date together.
fn searches(patient: &Json) -> Result<Vec<(Wanted, bool)>, Fault> {
    let mut all = Vec::new();
    for identifier in list(patient, "identifier") {
        if let (Some(system), Some(value)) = (identifier.str("system"), identifier.str("value")) {
            let identifier = Some(format!("{system}|{value}"));
            all.push((Wanted { identifier, ..Wanted::default() }, true));
        }
    }
    let birth = patient.str("birthDate").and_then(Birth::parse);
    let mut words: Vec<String> = Vec::new();
    if let Some(name) = list(patient, "name").first() {
        let given = list(name, "given").first().and_then(Json::as_str);
        let parts = [name.str("family"), given].into_iter().flatten();
        let parts: Vec<&str> = parts.collect();
        let parts = if parts.is_empty() { name.str("text").into_iter().collect() } else { parts };
        words.extend(parts.into_iter().flat_map(name_words).map(str::to_owned));
        words.truncate(FIND_WORDS);
    }
    if !words.is_empty() {
        all.push((Wanted { words, birth, identifier: None }, false));
    }
    if all.is_empty() {
        let why = "say a name, or an identifier with its system";
        return Err(at(Code::InvalidResource, "Patient", why));
    }
    Ok(all)
}

fn list<'a>(of: &'a Json, name: &str) -> &'a [Json] {
    of.get(name).and_then(Json::as_array).unwrap_or_default()
}

fn grade(person: &PersonFound, wanted: &Wanted, by_identifier: bool) -> Grade {
    match person.likeness {
        _ if by_identifier => Grade::Certain,
        Likeness::Exact if wanted.birth.is_some() => Grade::Probable,
        _ => Grade::Possible,
    }
}
