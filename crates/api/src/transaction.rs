//! A transaction (<https://hl7.org/fhir/R4/http.html#transaction>): one commit
//! or nothing; what it reads is read once that is durable. References are
//! resolved, and resources checked and placed, by the same code as on import.

mod plan;

use axum::http::StatusCode;
use axum::response::Response;
use hygie_exchange::{Parts, prepare, stamp};
use hygie_fhir::json::Json;
use hygie_http::{Fault, RequestId};
use hygie_record::{Batch, Change, Effect, Permit, RecordError, Written};

use crate::answer::About;
use crate::bundle::Done;
use crate::call::Call;
use crate::criteria::LOOKS;
use crate::entry::{Entry, entries};
use crate::fault::{of_exchange, within};
use crate::limits::ENTRIES;
use crate::perform::{Sender, in_order, status};
use crate::prefer::Return;
use crate::state::Api;
use crate::write::{contended, done};
use plan::{Plan, Step, plan};

/// Does all entries or none and answers with one entry for each, in their order.
pub(crate) async fn transaction(
    api: &Api,
    call: &Call,
    request: RequestId,
    bundle: Json,
) -> Result<Response, Fault> {
    let mut sender = Sender::new(api, call, request);
    let mut asked = Vec::new();
    for (at, entry) in entries(bundle, ENTRIES, &api.base)?.into_iter().enumerate() {
        let place = format!("Bundle.entry[{at}]");
        asked.push(entry.map_err(|fault| named(fault, &place))?);
    }
    let (writes, reads): (Vec<_>, Vec<_>) =
        asked.into_iter().enumerate().partition(|(_, entry)| !entry.method.reads());
    let writes: Vec<(usize, Entry)> = writes;
    let permit = api.permit(&call.asker).await?;
    let mut all = written(&sender, &permit, writes).await?;
    for (at, entry) in reads {
        all.push((at, sender.perform(entry).await));
    }
    Ok(in_order("transaction-response", all, call))
}

/// A refusal that has no place of its own gets the entry's.
fn named(fault: Fault, place: &str) -> Fault {
    let located = fault.located().first().is_some_and(|one| one.expression.starts_with(place));
    if located { fault } else { within(fault, place) }
}

/// Writes all that is to be written, looking again where what it rests on
/// changed meanwhile.
async fn written(
    sender: &Sender<'_>,
    permit: &Permit,
    mut entries: Vec<(usize, Entry)>,
) -> Result<Vec<(usize, Done)>, Fault> {
    let mut calls = Vec::with_capacity(entries.len());
    for (_, entry) in &mut entries {
        calls.push(sender.call_of(entry));
    }
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let entries: Vec<_> = entries.into_iter().zip(calls).collect();
    for _ in 0..LOOKS {
        let plan = plan(sender.api, permit, &entries).await?;
        if let Some(done) = attempt(sender, permit, plan).await? {
            return Ok(entries.iter().map(|((at, _), _)| *at).zip(done).collect());
        }
    }
    Err(contended())
}

/// One commit; `None` when what it rests on changed meanwhile.
async fn attempt(
    sender: &Sender<'_>,
    permit: &Permit,
    plan: Plan,
) -> Result<Option<Vec<Done>>, Fault> {
    let Plan { steps, parts, known, follows, mut basis, patched, .. } = plan;
    let (api, returns) = (sender.api, sender.call.prefer.returns);
    let keep = returns == Some(Return::Representation);
    let records = &api.app.records;
    let prepared = prepare(records, permit, parts, known, keep).await;
    let mut parts = prepared.map_err(of_exchange)?;
    basis.and(std::mem::take(&mut parts.basis));
    let drafts = std::mem::take(&mut parts.drafts).into_iter().zip(&follows);
    let mut drafts = drafts.map(|(draft, follows)| {
        let draft = if follows.further { draft.further() } else { draft };
        Change::Put(match follows.version {
            Some(version) => draft.following(version),
            None => draft,
        })
    });
    let changes = steps.iter().filter_map(|step| match step {
        Step::Put { .. } => drafts.next(),
        Step::Delete { kind, id, .. } => {
            Some(Change::Delete { resource_type: (*kind).to_owned(), id: id.clone() })
        }
        Step::There { .. } | Step::Nothing => None,
    });
    let batch = Batch { changes: changes.collect(), custodian: api.custodian(&sender.call.asker) };
    let written = match records.write_on(permit, batch, basis).await {
        Ok(written) => written,
        Err(RecordError::Moved) => return Ok(None),
        // A patch follows the version that was read for it.
        Err(RecordError::VersionConflict { resource }) if patched.contains(&resource) => {
            return Ok(None);
        }
        Err(error) => return Err(refused(error, &parts, &steps)),
    };
    Ok(Some(answers(&steps, &written, &parts.texts, returns)))
}

/// Names the entry that the record service refused, where it says which.
fn refused(error: RecordError, parts: &Parts, steps: &[Step]) -> Fault {
    let place = match &error {
        RecordError::SubjectChanged { resource }
        | RecordError::Erased { resource }
        | RecordError::SecondIns { resource }
        | RecordError::VersionConflict { resource } => {
            steps.iter().find_map(|step| step.place_of(resource))
        }
        _ => None,
    };
    match place {
        Some(place) => within(error.into(), place),
        None => of_exchange(parts.locate(error)),
    }
}

/// What became of the entries that write, in their order.
fn answers(
    steps: &[Step],
    written: &Written,
    texts: &[Vec<u8>],
    returns: Option<Return>,
) -> Vec<Done> {
    let mut all = written.effects.iter().zip(&written.versions).zip(&written.times);
    let mut texts = texts.iter();
    let mut answers = Vec::with_capacity(steps.len());
    for step in steps {
        let (name, puts) = match step {
            Step::Put { kind, id, .. } => (format!("{kind}/{id}"), true),
            Step::Delete { kind, id, .. } => (format!("{kind}/{id}"), false),
            Step::There { name, about } => {
                answers.push(answer(name, Effect::Unchanged, *about, None, returns));
                continue;
            }
            Step::Nothing => {
                answers.push(nothing());
                continue;
            }
        };
        let text = if puts { texts.next() } else { None };
        let Some(((effect, version), at)) = all.next() else { break };
        let about = About { version: *version, at: *at };
        let text = text.map(|text| stamp(text, *version, *at));
        answers.push(answer(&name, *effect, about, text, returns));
        if !puts && let Some(last) = answers.last_mut() {
            last.location = None;
            last.status = status(StatusCode::NO_CONTENT);
        }
    }
    answers
}

fn answer(
    name: &str,
    effect: Effect,
    about: About,
    resource: Option<Vec<u8>>,
    returns: Option<Return>,
) -> Done {
    let created = effect == Effect::Created;
    Done {
        status: status(if created { StatusCode::CREATED } else { StatusCode::OK }),
        location: Some(format!("{name}/_history/{}", about.version)),
        about: Some(about),
        resource,
        outcome: (returns == Some(Return::Outcome)).then(|| done(effect)),
    }
}

/// A conditional delete that nothing matches.
fn nothing() -> Done {
    let status = status(StatusCode::NO_CONTENT);
    Done { status, location: None, about: None, resource: None, outcome: None }
}
