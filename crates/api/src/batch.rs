//! A batch (<https://hl7.org/fhir/R4/http.html#transaction>): each entry by
//! itself, in the order in which a transaction is done; one that is refused
//! leaves the others alone.

use axum::response::Response;
use hygie_fhir::json::Json;
use hygie_http::{Fault, RequestId};

use crate::bundle::Done;
use crate::call::Call;
use crate::entry::entries;
use crate::limits::BATCH_ENTRIES;
use crate::perform::{Sender, in_order};
use crate::state::Api;

/// Does the entries and answers with one entry for each, in their order.
pub(crate) async fn batch(
    api: &Api,
    call: &Call,
    request: RequestId,
    bundle: Json,
) -> Result<Response, Fault> {
    let mut sender = Sender::new(api, call, request);
    let mut done: Vec<(usize, Done)> = Vec::new();
    let mut asked = Vec::new();
    for (at, entry) in entries(bundle, BATCH_ENTRIES, &api.base)?.into_iter().enumerate() {
        match entry {
            Ok(entry) => asked.push((at, entry)),
            Err(fault) => {
                let place = format!("Bundle.entry[{at}]");
                done.push((at, sender.refused(&fault, &place)));
            }
        }
    }
    asked.sort_by_key(|(at, entry)| (entry.method, *at));
    for (at, entry) in asked {
        done.push((at, sender.perform(entry).await));
    }
    Ok(in_order("batch-response", done, call))
}
