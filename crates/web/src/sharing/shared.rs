//! The shared part of the record: opposed, closed, or open again.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use hygie_gate::acts::{Close, Open, Oppose};
use hygie_gate::rights::{Closing, Life, Party, Shared};
use hygie_http::Fault;

use super::desk::{decide as done, persons, wrong};
use super::known::day;
use crate::Page;
use crate::record::Letter;
use crate::state::Web;

/// The reasons that the person says themselves.
const OWN: [Closing; 2] = [Closing::Request, Closing::Duplicate];

/// The shared part in words.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct SharedPart {
    /// How it stands.
    pub(super) state: String,
    /// What that means.
    pub(super) means: String,
    /// Whether others may read of it.
    pub(super) open: bool,
    /// Whether it was closed.
    pub(super) closed: bool,
    /// Why and by whom it was closed, in words; empty when it was not.
    pub(super) why: String,
    /// The reasons of which the person says one: value and words.
    pub(super) reasons: Vec<(&'static str, String)>,
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
    let by = shared.by.as_ref().map(Party::name).unwrap_or_default();
    let why = shared.reason.map(|reason| {
        let key = format!("sharing-closed-for-{}", reason.name());
        page.t1(&key, "by", by)
    });
    SharedPart {
        state,
        means: page.t(&format!("sharing-{name}-means")),
        open: shared.life == Life::Open,
        closed: shared.life == Life::Closed,
        why: why.unwrap_or_default(),
        reasons: OWN.map(|it| (it.name(), page.t(&format!("sharing-close-{}", it.name())))).into(),
    }
}

/// `POST /records/{no}/sharing/shared`: the field `life`, `opposed`, `open` or `closed`; for
/// the last one `reason` too.
pub(super) async fn decide(
    State(web): State<Arc<Web>>,
    Letter { door, fields, .. }: Letter,
) -> Result<Response, Fault> {
    match fields.get("life") {
        "opposed" => done(&web, &door, Oppose, "shared").await,
        "open" => done(&web, &door, Open, "shared").await,
        "closed" => match Closing::parse(fields.get("reason")) {
            Some(reason) => done(&web, &door, Close { reason }, "shared").await,
            None => {
                persons(&web, &door).await?;
                wrong(&web, &door, "sharing-close-wrong").await
            }
        },
        _ => {
            persons(&web, &door).await?;
            wrong(&web, &door, "sharing-wrong-choice").await
        }
    }
}
