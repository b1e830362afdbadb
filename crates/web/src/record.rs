//! The pages of one record: its synthesis, its timeline, one entry, who looked,
//! and writing a note. All under `/records/{number}`, which says nothing about
//! anybody.
//!
//! A handler opens the record through the gate ([`door`]), turns what passes
//! the lens into lines of localised text ([`row`], [`face`], [`side`]), and
//! fills a template with them.

mod access;
mod door;
mod dosage;
mod entry;
mod face;
mod frame;
mod group;
mod heading;
mod limits;
pub(crate) mod looks;
mod note;
mod path;
mod plot;
mod row;
mod side;
mod summary;
mod terms;
mod timeline;
mod unit;
mod value;
mod words;

#[cfg(test)]
pub(crate) mod tests;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;

use crate::state::Web;

pub(crate) use access::{Day, name_of, through};
pub(crate) use door::{Door, Letter};
pub(crate) use face::name as person_name;
pub(crate) use frame::{Frame, banner, entry_count, is_counted};
pub(crate) use group::Group;
pub(crate) use heading::heading;
pub(crate) use path::Path as RecordPath;
pub(crate) use row::{Mark, Row, Tone};
pub(crate) use side::Here;
pub(crate) use timeline::items::{Visited, row as timeline_row};
pub(crate) use words::kind_of_type;

/// The routes of a record.
pub(crate) fn routes() -> Router<Arc<Web>> {
    let entry = "/records/{no}/entries/{kind}/{id}";
    Router::new()
        .route("/records/{no}", get(summary::show))
        .route("/records/{no}/timeline", get(timeline::show))
        .route(entry, get(entry::show))
        .route(&format!("{entry}/versions/{{version}}"), get(entry::version))
        .route(&format!("{entry}/files/{{at}}"), get(entry::files::file))
        .route("/records/{no}/access", get(access::show))
        .route("/records/{no}/access/proofs", get(access::proofs::show))
        .route("/records/{no}/notes/new", get(note::form).post(note::write))
}
