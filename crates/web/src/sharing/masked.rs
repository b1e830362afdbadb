//! The person masks an entry to professionals, or shows it again; and the list of those
//! that are masked.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use hygie_fhir::assign::is_resource_type;
use hygie_fhir::reference::is_id;
use hygie_gate::acts::{Mask, Unmask};
use hygie_gate::rights::Mark;
use hygie_http::Fault;
use hygie_record::View;

use super::desk::{decide_then, persons, wrong};
use super::known::day;
use crate::fields::Fields;
use crate::record::{Door, Letter, heading, kind_of_type, timeline_row};
use crate::state::Web;

/// A masked entry in words.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct MaskedRow {
    /// Its type and id.
    pub(super) kind: String,
    pub(super) id: String,
    /// What it is called.
    pub(super) title: String,
    /// What it is, and its date.
    pub(super) more: String,
    /// Since when it is masked.
    pub(super) since: String,
    /// Its page; empty when it is not to be had.
    pub(super) href: String,
}

/// The masked entries, the latest first.
pub(super) fn rows(door: &Door, view: &View, masked: &[Mark]) -> Vec<MaskedRow> {
    masked.iter().rev().map(|mark| row(door, view, mark)).collect()
}

fn row(door: &Door, view: &View, mark: &Mark) -> MaskedRow {
    let page = &door.page;
    let since = page.t1("sharing-since", "date", day(page, mark.since));
    let (kind, id) = (mark.kind.clone(), mark.id.clone());
    let found = view.seen().find(|seen| mark.is_of(seen.resource_type, seen.id));
    match found {
        Some(seen) => {
            let row = timeline_row(page, &door.path, &seen);
            let (title, _) = heading(page, &seen);
            let more = format!("{}, {}", row.end, row.dated);
            MaskedRow { kind, id, title, more, since, href: row.href }
        }
        None => {
            let title = kind_of_type(page, &kind);
            let href = String::new();
            MaskedRow { kind, id, title, more: String::new(), since, href }
        }
    }
}

/// `POST /records/{no}/sharing/mask`: the fields `kind` and `id` of an entry, and
/// `back`, `entry` to come back to its page.
pub(super) async fn mask(
    State(web): State<Arc<Web>>,
    Letter { door, fields, .. }: Letter,
) -> Result<Response, Fault> {
    let Some((kind, id)) = target(&fields) else { return unknown(&web, &door).await };
    let to = back(&door, &fields, &kind, &id);
    decide_then(&web, &door, Mask { kind, id }, &to).await
}

/// `POST /records/{no}/sharing/unmask`: the same fields.
pub(super) async fn unmask(
    State(web): State<Arc<Web>>,
    Letter { door, fields, .. }: Letter,
) -> Result<Response, Fault> {
    let Some((kind, id)) = target(&fields) else { return unknown(&web, &door).await };
    let to = back(&door, &fields, &kind, &id);
    decide_then(&web, &door, Unmask { kind, id }, &to).await
}

fn target(fields: &Fields) -> Option<(String, String)> {
    let (kind, id) = (fields.get("kind"), fields.get("id"));
    (is_resource_type(kind) && is_id(id)).then(|| (kind.to_owned(), id.to_owned()))
}

fn back(door: &Door, fields: &Fields, kind: &str, id: &str) -> String {
    match fields.get("back") {
        "entry" => format!("{}#sharing", door.path.entry(kind, id)),
        _ => format!("{}#masked", door.path.sharing()),
    }
}

async fn unknown(web: &Web, door: &Door) -> Result<Response, Fault> {
    persons(web, door).await?;
    wrong(web, door, "sharing-wrong-unknown").await
}
