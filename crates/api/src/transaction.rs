//! `POST /` with a transaction (<https://hl7.org/fhir/R4/http.html#transaction>):
//! one commit or nothing. References are resolved, and resources checked and
//! placed, by the same code as on import.

mod entries;

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use hygie_base::Code;
use hygie_exchange::{Parts, prepare, stamp};
use hygie_fhir::json::parse;
use hygie_fhir::limits::JsonLimits;
use hygie_http::{Fault, Raw};
use hygie_record::{Batch, Change, Effect, RecordError, Written};

use crate::answer::fhir;
use crate::bundle::Bundle;
use crate::call::Call;
use crate::conditions::not_supported;
use crate::fault::{at, of_exchange, within};
use crate::format::sends_json;
use crate::prefer::Return;
use crate::state::Api;
use entries::{Entries, entries};

pub(crate) async fn transaction(
    State(api): State<Arc<Api>>,
    call: Call,
    headers: HeaderMap,
    Raw(body): Raw,
) -> Result<Response, Fault> {
    call.conditions.only(&[])?;
    call.no_parameters()?;
    sends_json(&headers)?;
    let Ok(_turn) = api.transactions.try_acquire() else {
        let busy = Fault::new(Code::Unavailable).retry_after(hygie_http::limits::RETRY_SECONDS);
        return Err(busy.inside("too many transactions at once"));
    };
    let bundle = parse(&body, &JsonLimits::default())?;
    drop(body);
    match (bundle.resource_type(), bundle.str("type")) {
        (Some("Bundle"), Some("transaction")) => {}
        (Some("Bundle"), Some("batch")) => {
            return Err(not_supported("a batch is not supported: send a transaction"));
        }
        _ => {
            let why = "a Bundle of type transaction is sent to this address";
            return Err(at(Code::InvalidResource, "Bundle.type", why));
        }
    }
    let Entries { parts, follows, names } = entries(bundle, &api.base, &*api.app.rng)?;
    let permit = api.permit(&call.asker).await?;
    let records = &api.app.records;
    let keep = call.prefer.returns == Some(Return::Representation);
    let mut parts = prepare(records, &permit, parts, keep).await.map_err(of_exchange)?;
    let drafts = std::mem::take(&mut parts.drafts);
    let changes = drafts.into_iter().zip(follows).map(|(draft, follows)| {
        Change::Put(match follows {
            Some(version) => draft.following(version),
            None => draft,
        })
    });
    let batch = Batch { changes: changes.collect(), custodian: api.custodian(&call.asker) };
    let written = match records.write(&permit, batch).await {
        Ok(written) => written,
        Err(error) => return Err(refused(error, &parts, &names)),
    };
    Ok(fhir(StatusCode::OK, answer(&written, &names, &parts.texts), call.shape))
}

/// Names the entry that the record service refused, where it says which.
fn refused(error: RecordError, parts: &Parts, names: &[String]) -> Fault {
    let place = match &error {
        RecordError::SubjectChanged { resource }
        | RecordError::Erased { resource }
        | RecordError::VersionConflict { resource } => {
            names.iter().position(|name| name == resource)
        }
        _ => None,
    };
    match place {
        Some(entry) => within(error.into(), &format!("Bundle.entry[{entry}]")),
        None => of_exchange(parts.locate(error)),
    }
}

/// The response bundle, entry by entry in the order of the request.
fn answer(written: &Written, names: &[String], texts: &[Vec<u8>]) -> Vec<u8> {
    let mut bundle = Bundle::new("transaction-response", None, None, None);
    let done = written.effects.iter().zip(&written.versions).zip(&written.times);
    for (at, (((effect, version), time), name)) in done.zip(names).enumerate() {
        let status = if *effect == Effect::Created { "201 Created" } else { "200 OK" };
        let location = format!("{name}/_history/{version}");
        let text = texts.get(at).map(|text| stamp(text, *version, *time));
        bundle.written(status, &location, *version, *time, text.as_deref());
    }
    bundle.end()
}
