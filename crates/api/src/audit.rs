//! `GET AuditEvent?patient=…` and `GET AuditEvent/id`: who looked at a record, told from
//! its traces as on the page that says so, in the patterns of IHE BALP
//! (<https://profiles.ihe.net/ITI/BALP/>) and by the search of ITI-81
//! (<https://profiles.ihe.net/ITI/TF/Volume2/ITI-81.html>). None is stored, and nobody
//! writes one. Reading them is traced, and stands in the next reading.

mod codes;
mod event;

use axum::http::header::ALLOW;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use hygie_base::{Code, LogNo, RecordNo, Timestamp};
use hygie_fhir::date::{Form, parse};
use hygie_fhir::json::Json;
use hygie_fhir::search::{Query, extract};
use hygie_gate::rules::TRACES;
use hygie_gate::{Asker, Role, TracesAsked};
use hygie_http::Fault;
use hygie_record::{Act, TRACE_IDS, TracePage};
use hygie_trace::Action;

use crate::answer::fhir;
use crate::bundle::Bundle;
use crate::call::Call;
use crate::own_url::patient_id;
use crate::parameters::Parameters;
use crate::search::page::Page;
use crate::search::read::{Wanted, read as wanted};
use crate::search::{Asked, Within, address, passed_over, relative};
use crate::shaping::Shaping;
use crate::state::Api;
use event::event;

/// The type.
pub(crate) const KIND: &str = TRACES;
/// The order in which they come, as `_sort` says it.
const NEWEST_FIRST: &str = "-date";

/// Which trace an id names, log and index: `trace.0.1284`.
pub(crate) fn place_of(kind: &str, id: &str) -> Option<(LogNo, u64)> {
    (kind == KIND).then(|| id.strip_prefix(TRACE_IDS)).flatten().and_then(place)
}

/// `0.1284`, digits as a number is written.
fn place(text: &str) -> Option<(LogNo, u64)> {
    let (log, index) = text.split_once('.')?;
    let found = (LogNo(log.parse().ok()?), index.parse().ok()?);
    (named(found) == text).then_some(found)
}

fn named((LogNo(log), index): (LogNo, u64)) -> String {
    format!("{log}.{index}")
}

/// Refuses whatever would write one.
///
/// # Errors
/// 405 for an AuditEvent.
pub(crate) fn not_written(kind: &str) -> Result<(), Fault> {
    if kind != KIND {
        return Ok(());
    }
    let why = "the house itself tells AuditEvents, from its traces, and nobody writes one; \
               what works at this address: GET, HEAD";
    let fault = Fault::new(Code::MethodNotAllowed).because(why);
    Err(fault.header(ALLOW, HeaderValue::from_static("GET,HEAD")))
}

/// One trace.
pub(crate) async fn one(api: &Api, call: &Call, place: (LogNo, u64)) -> Result<Response, Fault> {
    let shaping = Shaping::alone(&call.parameters, &[KIND])?;
    let (log, index) = place;
    let before = index.checked_add(1).map(|above| (log, above));
    let asked = TracesAsked { before, limit: 1, during: None };
    let record = call.asker.scopes.record().unwrap_or(RecordNo::REGISTRY);
    let (found, _) = api.app.gate.told_traces(&call.asker, record, asked).await?;
    let mut events = told(api, &call.asker, &found, |seen| seen == place);
    let (_, event) = events.pop().ok_or_else(|| Fault::new(Code::NotFound))?;
    Ok(fhir(StatusCode::OK, shaping.of_json(event), call.shape))
}

/// A search of them.
pub(crate) async fn search(api: &Api, call: &Call, asked: Asked) -> Result<Response, Fault> {
    let (page, rest) = Page::read(api, &call.asker, &asked.path, &asked.parameters)?;
    let before = page.begin(place)?;
    let rest = relative(&api.base, rest);
    let wanted = wanted(&[KIND], rest, call.prefer.strict, api.app.clock.now())?;
    let query = suits(&wanted, &page)?;
    may_search(api, &call.asker).await?;
    let record = whose(api, &call.asker, &asked.within, &wanted.parameters).await?;
    let during = during(&wanted.parameters);
    let traces = TracesAsked { before, limit: page.count, during };
    let (found, _) = api.app.gate.told_traces(&call.asker, record, traces).await?;
    let mut events = told(api, &call.asker, &found, |_| true);
    events.retain(|(at, event)| query.matches(&extract(event, Some(*at))));
    let whole = wanted.whole();
    let own = address(&api.base, &asked.path, &whole, &page);
    let next = page.next(api, &call.asker, &asked.path, &whole, found.next.map(named))?;
    let mut bundle = Bundle::new("searchset", None, Some(&own), next.as_deref());
    for (_, event) in events {
        bundle.told(&api.base, event, &wanted.shaping);
    }
    if !wanted.passed_over.is_empty() {
        bundle.outcome(&passed_over(&wanted.passed_over));
    }
    Ok(fhir(StatusCode::OK, bundle.end(), call.shape))
}

/// The traces of a page as resources, with when each was.
fn told(
    api: &Api,
    asker: &Asker,
    found: &TracePage,
    which: impl Fn((LogNo, u64)) -> bool,
) -> Vec<(Timestamp, Json)> {
    let patient = found.patient.as_deref();
    let own = asker.role == Role::Person;
    let traces = found.traces.iter().filter(|seen| which((seen.log, seen.index)));
    traces.map(|seen| (seen.trace.at, event(&api.base, patient, seen, own))).collect()
}

/// What of a search can be asked of traces.
///
/// # Errors
/// 400 for what cannot, and why.
fn suits<'a>(wanted: &'a Wanted, page: &Page) -> Result<&'a Query, Fault> {
    let refused = |why| Err(Fault::new(Code::Usage).issue_type("not-supported").because(why));
    let sorted = wanted.parameters.iter().filter(|(name, _)| name == "_sort");
    if sorted.into_iter().any(|(_, order)| order != NEWEST_FIRST) {
        return refused("_sort of AuditEvent is -date, the newest first, as they come");
    }
    if !wanted.includes.is_empty() {
        return refused("nothing is included beside an AuditEvent");
    }
    if page.count == 0 || wanted.shaping.count_only {
        return refused("how many traces there are is not counted: _count is 1 or more");
    }
    match wanted.queries.first() {
        Some(query) if query.is_narrow() => Ok(query),
        _ => refused("an AuditEvent is searched by its own values: no chain, _has, _list or text"),
    }
}

/// Whether the asker's app may search them; whoever else asks is the gate's to tell.
async fn may_search(api: &Api, asker: &Asker) -> Result<(), Fault> {
    let scopes = &asker.scopes;
    if !scopes.name(KIND, Act::Read) || scopes.name(KIND, Act::Search) || !scopes.is_of_app() {
        return Ok(());
    }
    let permit = api.app.gate.itself(asker);
    api.refused(&permit, None, Action::ListTraces, KIND.to_owned()).await?;
    let why = "your scopes do not let you search AuditEvent: both r and s are needed";
    Err(Fault::new(Code::Forbidden).because(why))
}

/// Whose traces: the person's whom the search names, else those of the record for which an
/// app was started. One that is not here is the registry's, which is nobody's.
async fn whose(
    api: &Api,
    asker: &Asker,
    within: &Within,
    parameters: &Parameters,
) -> Result<RecordNo, Fault> {
    let named = match within {
        Within::Person(id) => Some(id.as_str()),
        Within::Anywhere => parameters.iter().find_map(|(name, value)| match name.as_str() {
            "patient" | "patient:Patient" => patient_id(value, &api.base),
            // Of what was accessed, a person is named with the type.
            "entity" if value.starts_with("Patient/") => patient_id(value, &api.base),
            _ => None,
        }),
    };
    match named {
        Some(id) => Ok(api.app.records.record_of(id).await?.unwrap_or(RecordNo::REGISTRY)),
        None => Ok(asker.scopes.record().unwrap_or(RecordNo::REGISTRY)),
    }
}

/// Outside of which the dates that are asked for have no trace. What is within is held
/// against the search itself.
fn during(parameters: &Parameters) -> Option<(Timestamp, Timestamp)> {
    let mut bounds = (Timestamp(i64::MIN), Timestamp(i64::MAX));
    for (_, value) in parameters.iter().filter(|(name, _)| name == "date") {
        let (prefix, date) = match value.split_at_checked(2) {
            Some((prefix, rest)) if prefix.bytes().all(|byte| byte.is_ascii_lowercase()) => {
                (prefix, rest)
            }
            _ => ("eq", value.as_str()),
        };
        let Some(range) = parse(date, Form::Search) else { continue };
        if matches!(prefix, "ge" | "gt" | "sa" | "eq") {
            bounds.0 = bounds.0.max(Timestamp(range.start));
        }
        if matches!(prefix, "le" | "lt" | "eb" | "eq") {
            bounds.1 = bounds.1.min(Timestamp(range.end));
        }
    }
    (bounds != (Timestamp(i64::MIN), Timestamp(i64::MAX))).then_some(bounds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_name_log_and_index() {
        let check = |id: &str, expect| assert_eq!(place_of(KIND, id), expect, "{id}");
        check("trace.0.1284", Some((LogNo(0), 1284)));
        for wrong in ["trace.0", "trace.0.01", "trace.+0.1", "trace.0.1.2", "0.1", "trace."] {
            check(wrong, None);
        }
        assert_eq!(place_of("Consent", "trace.0.1"), None);
    }

    #[test]
    fn dates_bound_what_is_walked() {
        let check = |dates: &[&str], expect: Option<(&str, &str)>| {
            let pairs = dates.iter().map(|date| ("date".to_owned(), (*date).to_owned()));
            let at = |text: &str, otherwise: i64| {
                parse(text, Form::Search).map_or(Timestamp(otherwise), |it| Timestamp(it.start))
            };
            let expect = expect.map(|(from, until)| (at(from, i64::MIN), at(until, i64::MAX)));
            assert_eq!(during(&pairs.collect()), expect, "{dates:?}");
        };
        check(&[], None);
        check(&["ge2026-11-22", "le2026-11-23"], Some(("2026-11-22", "2026-11-24")));
        check(&["2026-11-22"], Some(("2026-11-22", "2026-11-23")));
        check(&["gt2026-11"], Some(("2026-11-01", "")));
        check(&["lt2026"], Some(("", "2027-01-01")));
        check(&["ne2026-11-22"], None);
        check(&["2026-11-22,2026-11-24"], None);
    }
}
