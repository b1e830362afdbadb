//! The shared part of the record: opposed, or open again.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use hygie_gate::acts::{Open, Oppose};
use hygie_gate::rights::{Life, Shared};
use hygie_http::Fault;

use super::desk::{decide as done, persons, wrong};
use super::known::day;
use crate::Page;
use crate::record::Letter;
use crate::state::Web;

/// The shared part in words.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct SharedPart {
    /// How it stands.
    pub(super) state: String,
    /// What that means.
    pub(super) means: String,
    /// Whether others may read of it.
    pub(super) open: bool,
}

pub(super) fn part(page: &Page, shared: &Shared) -> SharedPart {
    let name = match shared.life {
        Life::Open => "open",
        Life::Opposed => "opposed",
        Life::Closed => "closed",
    };
    let state = match shared.since {
        Some(since) => page.t1(&format!("sharing-{name}-since"), "date", day(page, since)),
        None => page.t(&format!("sharing-{name}")),
    };
    let open = shared.life == Life::Open;
    SharedPart { state, means: page.t(&format!("sharing-{name}-means")), open }
}

/// `POST /records/{no}/sharing/shared`: the field `life`, `opposed` or `open`.
pub(super) async fn decide(
    State(web): State<Arc<Web>>,
    Letter { door, fields, .. }: Letter,
) -> Result<Response, Fault> {
    match fields.get("life") {
        "opposed" => done(&web, &door, &Oppose, "shared").await,
        "open" => done(&web, &door, &Open, "shared").await,
        _ => {
            persons(&web, &door).await?;
            wrong(&web, &door, "sharing-wrong-choice").await
        }
    }
}
