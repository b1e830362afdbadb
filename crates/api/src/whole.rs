//! `POST /` (<https://hl7.org/fhir/R4/http.html#transaction>): a batch or a
//! transaction.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use hygie_base::Code;
use hygie_fhir::json::parse;
use hygie_fhir::limits::JsonLimits;
use hygie_http::{Fault, Raw, RequestId};

use crate::batch::batch;
use crate::call::Call;
use crate::fault::at;
use crate::format::sends_json;
use crate::state::Api;
use crate::transaction::transaction;

pub(crate) async fn whole(
    State(api): State<Arc<Api>>,
    request: RequestId,
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
        (Some("Bundle"), Some("transaction")) => transaction(&api, &call, request, bundle).await,
        (Some("Bundle"), Some("batch")) => batch(&api, &call, request, bundle).await,
        _ => {
            let why = "a Bundle of type batch or transaction is sent to this address";
            Err(at(Code::InvalidResource, "Bundle.type", why))
        }
    }
}
