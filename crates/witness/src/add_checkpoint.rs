//! `POST /witness/add-checkpoint` (C2SP tlog-witness): a log shows how far it is.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use hygie_http::{Fault, Raw};
use hygie_record::Witnessed;

use crate::answer;
use crate::router::House;

pub(crate) async fn add_checkpoint(
    State(house): State<Arc<House>>,
    Raw(body): Raw,
) -> Result<Response, Fault> {
    let Ok(body) = std::str::from_utf8(&body) else { return Ok(answer::of(Witnessed::Malformed)) };
    let (permit, records) = (house.permit(), &house.app.records);
    let (said, alarm) = records.witness(&permit, &house.trusted, body).await?;
    if let Some(how) = alarm {
        tracing::error!(
            how = how.name(),
            "a log that this house is a witness for contradicts itself: see `hygie trace witness`"
        );
    }
    Ok(answer::of(said))
}
