//! Writing a note into a record, by a health professional.

mod document;
mod typed;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use hygie_base::{Code, uuid};
use hygie_fhir::assign::assign;
use hygie_fhir::json::parse;
use hygie_fhir::limits::JsonLimits;
use hygie_http::Fault;
use hygie_record::{Act, Batch, Change, Draft, Permit, Subject, View};
use hygie_trace::Action;

use self::document::{Signature, document};
use self::typed::{Kind, Typed, kinds};
use super::door::{Door, Letter};
use super::frame::Frame;
use super::limits::{NOTE_CHARS, NOTE_TITLE_CHARS};
use super::looks;
use super::path::Path;
use super::side::Here;
use crate::Page;
use crate::care::{Inside, is_outside};
use crate::state::Web;

/// Instead of the form, for who does not see the Patient.
#[derive(Template)]
#[template(path = "record/no_note.html")]
pub(crate) struct NoNotePage<'a> {
    page: &'a Page,
    frame: Frame,
}

#[derive(Template)]
#[template(path = "record/note.html")]
pub(crate) struct NotePage<'a> {
    page: &'a Page,
    frame: Frame,
    action: String,
    cancel: String,
    kinds: Vec<Kind>,
    typed: Typed,
    /// Whether it cannot be written for the Patient is not seen.
    nameless: bool,
    /// Whether it was begun in a secret connection, which has ended.
    late: bool,
    /// Where a care link is declared, when there is none any more; else empty.
    care: String,
    today: String,
    hint: String,
    title_most: usize,
}

/// `GET /records/{no}/notes/new`.
pub(crate) async fn form(State(web): State<Arc<Web>>, inside: Inside) -> Result<Response, Fault> {
    let door = &inside.door;
    may_write(&web, door, &inside.permit).await?;
    let view = inside.open(&web, looks::NOTE).await?;
    let frame = Frame::of(door, &view, Here::Note);
    if patient(&view).is_none() {
        let page = NoNotePage { page: &door.page, frame };
        return Ok(door.page.render_as(StatusCode::FORBIDDEN, &page));
    }
    let typed = Typed::empty(&door.page);
    Ok(door.page.render(&page_of(&door.page, &door.path, frame, typed)))
}

/// `POST /records/{no}/notes/new`.
pub(crate) async fn write(
    State(web): State<Arc<Web>>,
    Letter { door, fields, .. }: Letter,
) -> Result<Response, Fault> {
    let entered = door.enter(&web).await?;
    let is_outside = is_outside(&door, &entered);
    let permit = entered.permit;
    may_write(&web, &door, &permit).await?;
    let view = web.app.records.view(&permit, door.record, looks::NOTE).await?;
    let typed = Typed::of(&door.page, &fields);
    if is_outside {
        // The care link ended meanwhile: what was written stays in the form.
        let frame = Frame::of(&door, &view, Here::Note);
        let care = door.path.care();
        let page = NotePage { care, ..page_of(&door.page, &door.path, frame, typed) };
        return Ok(door.page.render_as(StatusCode::FORBIDDEN, &page));
    }
    if !typed.is_good() {
        let frame = Frame::of(&door, &view, Here::Note);
        let page = page_of(&door.page, &door.path, frame, typed);
        return Ok(door.page.render_as(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    if typed.secret && !door.page.secret {
        // It was meant to be secret, and would be told to the representatives.
        let frame = Frame::of(&door, &view, Here::Note);
        let page = page_of(&door.page, &door.path, frame, typed);
        return Ok(door.page.render_as(StatusCode::CONFLICT, &page));
    }
    let Some(patient) = patient(&view) else {
        // What was written is not lost: it can be copied from the form.
        let frame = Frame::of(&door, &view, Here::Note);
        let page = NotePage { nameless: true, ..page_of(&door.page, &door.path, frame, typed) };
        return Ok(door.page.render_as(StatusCode::FORBIDDEN, &page));
    };
    let id = uuid(&*web.app.rng);
    let batch = batch(&door, &patient, &typed, &id)?;
    web.app.records.write(&permit, batch).await?;
    Ok(Redirect::to(&door.path.entry("DocumentReference", &id)).into_response())
}

/// # Errors
/// Forbidden for whoever may read and not write; traced, and nothing is opened.
async fn may_write(web: &Web, door: &Door, permit: &Permit) -> Result<(), Fault> {
    const KIND: &str = "DocumentReference";
    if permit.lens().allows(Act::Create, KIND) {
        return Ok(());
    }
    let record = Some(door.record);
    web.app.records.refused(permit, record, Action::Write, KIND.to_owned()).await?;
    Err(Fault::new(Code::Forbidden))
}

/// The Patient's id, unless another organisation keeps the identity.
fn patient(view: &View) -> Option<String> {
    let patient = parse(view.patient()?, &JsonLimits::default()).ok()?;
    patient.id().map(str::to_owned)
}

/// The note as a batch of one, kept by the author's organisation.
fn batch(door: &Door, patient: &str, typed: &Typed, id: &str) -> Result<Batch, Fault> {
    let asker = &door.asker;
    let note = document(
        typed,
        &Signature {
            id,
            patient,
            now: door.page.now,
            author: &asker.name,
            custodian: &asker.organisation_name,
        },
    );
    let subject = Subject::try_from(assign(&note))?;
    let draft = Draft::new(note, subject)?;
    Ok(Batch { changes: vec![Change::Put(draft)], custodian: asker.organisation.clone() })
}

pub(crate) fn page_of<'a>(page: &'a Page, path: &Path, frame: Frame, typed: Typed) -> NotePage<'a> {
    NotePage {
        action: path.new_note(),
        cancel: path.synthesis().to_owned(),
        kinds: kinds(page, &typed.kind),
        today: typed::today(page),
        hint: page.t1("note-hint", "count", NOTE_CHARS),
        title_most: NOTE_TITLE_CHARS,
        page,
        frame,
        nameless: false,
        late: typed.secret && !page.secret,
        care: String::new(),
        typed,
    }
}
