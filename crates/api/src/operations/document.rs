//! `Composition/id/$document`
//! (<https://hl7.org/fhir/R4/composition-operation-document.html>): a Composition
//! and what it refers to, in one Bundle. Nothing is stored.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use axum::response::Response;
use hygie_base::{Code, uuid};
use hygie_http::Fault;
use hygie_record::{RecordError, State};

use super::Target;
use super::arguments::Arguments;
use super::referred::{Name, references};
use crate::answer::fhir;
use crate::bundle::Bundle;
use crate::call::Call;
use crate::limits::DOCUMENT_ENTRIES;
use crate::state::Api;

pub(super) async fn document(
    api: &Api,
    call: &Call,
    target: &Target,
    mut arguments: Arguments,
) -> Result<Response, Fault> {
    if arguments.flag("persist")? {
        let why = "documents made so are not kept here: send it to POST Bundle";
        return Err(Fault::new(Code::NotSupported).because(why));
    }
    arguments.end()?;
    let permit = api.permit(&call.asker).await?;
    let records = &api.app.records;
    let id = target.id.as_deref().unwrap_or_default();
    let composition = records.read(&permit, target.kind, id).await?;
    if composition.state == State::Deleted {
        return Err(Fault::new(Code::Gone));
    }
    let names = named(&composition)?;
    let now = api.app.clock.now();
    let identifier = uuid(&*api.app.rng);
    let mut bundle = Bundle::document(&identifier, now);
    bundle.stated(&api.base, &composition);
    for (kind, id) in names {
        match records.read(&permit, &kind, &id).await {
            Ok(resource) if resource.state == State::Live => bundle.stated(&api.base, &resource),
            // What is not here, gone or not for the asker is left out alike.
            Ok(_) | Err(RecordError::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(fhir(StatusCode::OK, bundle.end(), call.shape))
}

/// What a Composition refers to, in the order of its text, each once.
fn named(composition: &hygie_record::Resource) -> Result<Vec<Name>, Fault> {
    let mut seen: BTreeSet<Name> = BTreeSet::new();
    let mut names = Vec::new();
    references(composition, |kind, id| {
        let name = (kind.to_owned(), id.to_owned());
        if seen.insert(name.clone()) {
            names.push(name);
        }
    });
    if names.len() >= DOCUMENT_ENTRIES {
        let why = format!("entries of a document: at most {DOCUMENT_ENTRIES}");
        return Err(Fault::new(Code::TooLarge).because(why));
    }
    Ok(names)
}
