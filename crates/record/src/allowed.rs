//! What a permit lets a write do: which types, which acts, whose entries. What
//! it may not know of is answered like what is not there; each refusal is traced.

use std::collections::BTreeSet;

use hygie_base::RecordNo;
use hygie_trace::Action;

use crate::current::Current;
use crate::labels::Labels;
use crate::opened::Seen;
use crate::place::Placement;
use crate::resolve::Located;
use crate::write::Write;
use crate::{Act, Change, Effect, RecordError, Records, Scope};

/// Why a write is refused, and in which record that is traced.
type Refused = (RecordNo, RecordError);

impl Records {
    /// Refuses what the lens does not allow whatever is there: the answer does
    /// not depend on the store.
    pub(crate) async fn check_types(&self, write: &Write) -> Result<(), RecordError> {
        for change in &write.batch.changes {
            let allowed = |act| write.lens.allows(act, change.target().0);
            let some = match change {
                Change::Put(_) => allowed(Act::Create) || allowed(Act::Update),
                Change::Delete { .. } => allowed(Act::Delete),
            };
            if !some || !write.lens.reaches(&write.batch.custodian) {
                let refused = (RecordNo::REGISTRY, forbidden("write", change.target().0));
                return self.refuse_write(write, change, refused).await;
            }
            if !is_as_secret(write, change) {
                let refused = (RecordNo::REGISTRY, told_to_representatives());
                return self.refuse_write(write, change, refused).await;
            }
        }
        Ok(())
    }

    /// Refuses changes of what the writer may not know of, does not keep, or
    /// means another version of.
    pub(crate) async fn check_currents(
        &self,
        write: &Write,
        located: &[Located],
        currents: &[Option<Current>],
    ) -> Result<(), RecordError> {
        for ((change, located), current) in write.batch.changes.iter().zip(located).zip(currents) {
            let record = located.locator().map_or(RecordNo::REGISTRY, |at| at.record);
            let refused = match current {
                Some(current) => known(write, change, record, current),
                None => unknown(write, change),
            };
            if let Err(refused) = refused {
                return self.refuse_write(write, change, refused).await;
            }
        }
        Ok(())
    }

    /// Refuses acts that the lens does not allow on what is there.
    pub(crate) async fn check_allowed(
        &self,
        write: &Write,
        places: &[Placement],
    ) -> Result<(), RecordError> {
        for (change, place) in write.batch.changes.iter().zip(places) {
            if matches!(change, Change::Put(_))
                && place.effect != Effect::Created
                && !write.lens.allows(Act::Update, change.target().0)
            {
                let refused = (place.record, forbidden("update", change.target().0));
                return self.refuse_write(write, change, refused).await;
            }
        }
        Ok(())
    }

    /// Refuses to delete a Patient whose record has other entries that stand:
    /// nobody would find them any more.
    pub(crate) async fn check_orphans(&self, write: &Write) -> Result<(), RecordError> {
        let deleted: BTreeSet<(&str, &str)> = write
            .batch
            .changes
            .iter()
            .filter(|change| matches!(change, Change::Delete { .. }))
            .map(Change::target)
            .collect();
        for (kind, id) in deleted.iter().filter(|(kind, _)| *kind == "Patient") {
            let Some(record) = self.record_of_resource(kind, id).await? else { continue };
            let stays = |seen: &Seen<'_>| {
                seen.is_live()
                    && !deleted.contains(&(&*seen.header.resource_type, &*seen.header.id))
            };
            if self.opened(record).await?.currents().any(|seen| stays(&seen)) {
                let why = "the record of this Patient has other entries: delete them first, or \
                           erase the record";
                return Err(RecordError::Rule(why.into()));
            }
        }
        Ok(())
    }

    /// Traces a refusal and tells it.
    async fn refuse_write<T>(
        &self,
        write: &Write,
        change: &Change,
        (record, error): Refused,
    ) -> Result<T, RecordError> {
        let (kind, id) = change.target();
        let what = format!("{kind}/{id}");
        self.trace_refusal(&write.stamp, record, Action::Write, what).await?;
        Err(error)
    }
}

/// A change of a resource that is there.
fn known(
    write: &Write,
    change: &Change,
    record: RecordNo,
    current: &Current,
) -> Result<(), Refused> {
    let house = write.reach == Scope::Everything;
    if !write.reach.reaches(record) || (!house && !current.shown) {
        return Err((record, RecordError::NotFound));
    }
    let (kind, id) = change.target();
    if let Change::Put(draft) = change
        && draft.follows.is_some_and(|version| version != current.version)
    {
        return Err((record, RecordError::VersionConflict { resource: format!("{kind}/{id}") }));
    }
    // Whoever keeps a resource writes its next version: else those who see only
    // what one of the two keeps would take an old version for the current one.
    if !house && current.custodian.as_ref().is_some_and(|id| *id != write.batch.custodian) {
        let why = format!("another organisation keeps this {kind}: only it writes a version");
        return Err((record, RecordError::Forbidden(why)));
    }
    Ok(())
}

/// A change of a resource that is not there.
fn unknown(write: &Write, change: &Change) -> Result<(), Refused> {
    if must_be_there(write, change) {
        Err((RecordNo::REGISTRY, RecordError::NotFound))
    } else {
        Ok(())
    }
}

/// Whether a change is refused when what it names is not there.
pub(crate) fn must_be_there(write: &Write, change: &Change) -> bool {
    match change {
        Change::Put(draft) => {
            draft.follows.is_some()
                || draft.further
                || !write.lens.allows(Act::Create, draft.resource_type())
        }
        Change::Delete { .. } => true,
    }
}

/// Whether it may be written for who is to see it: in a secret connection only what its own
/// label hides from the legal representatives.
fn is_as_secret(write: &Write, change: &Change) -> bool {
    let (true, Some(types)) = (write.lens.is_secret(), write.lens.types()) else { return true };
    match change {
        Change::Put(draft) => {
            Labels::of(types, draft.resource_type(), &draft.json).hidden_from_representatives
        }
        // What goes is what is shown, which is secret.
        Change::Delete { .. } => true,
    }
}

fn told_to_representatives() -> RecordError {
    let why = "in a secret connection you write only what carries the label \
               INVISIBLE_REPRESENTANTS_LEGAUX: leave it to write anything else";
    RecordError::Forbidden(why.into())
}

fn forbidden(verb: &str, kind: &str) -> RecordError {
    RecordError::Forbidden(format!("you may not {verb} a {kind}: ask who gave you your rights"))
}
