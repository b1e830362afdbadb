//! The person agrees to somebody, refuses them, or takes back what they said.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use hygie_gate::acts::{Agree, Forget, Refuse};
use hygie_gate::rights::{Party, Rights};
use hygie_http::Fault;

use super::desk::{decide as done, rights, wrong};
use crate::record::Letter;
use crate::state::Web;

/// `POST /records/{no}/sharing/consent`: the fields `party` (`organisation` or
/// `account`), `id`, and `said`: `agree`, `refuse` or `forget`.
pub(super) async fn decide(
    State(web): State<Arc<Web>>,
    Letter { door, fields, .. }: Letter,
) -> Result<Response, Fault> {
    let rights = rights(&web, &door).await?;
    let account = fields.get("party") == "account";
    let Some(party) = party(&rights, account, fields.get("id")) else {
        return wrong(&web, &door, "sharing-wrong-unknown").await;
    };
    match fields.get("said") {
        "agree" => done(&web, &door, Agree { party, end: None }, "care").await,
        "refuse" => done(&web, &door, Refuse { party }, "care").await,
        "forget" => done(&web, &door, Forget { party }, "care").await,
        _ => wrong(&web, &door, "sharing-wrong-choice").await,
    }
}

/// Who is named in a link or a consent of the record; of a ward its organisation.
fn party(rights: &Rights, account: bool, id: &str) -> Option<Party> {
    let links = rights.links.iter().map(|link| link.party.whole());
    let consents = rights.consents.iter().map(|consent| consent.party.clone());
    links.chain(consents).find(|it| it.is_account() == account && it.id() == id)
}
