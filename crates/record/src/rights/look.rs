//! What the gate asks about a record before it lets somebody decide, and the trace of
//! what it tells.

use hygie_base::{RecordNo, Timestamp};
use hygie_policy::facts::Entry as Facts;
use hygie_policy::tables::ResourceTypes;
use hygie_trace::Action;

use crate::tracing::Stamp;
use crate::{Marked, Mint, OpenRecord, Permit, RecordError, Records};

/// What counts of an entry when something is decided about it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Counted {
    /// What the rules count.
    pub facts: Facts,
    /// Since when its author keeps it from the person until it is announced (CSP,
    /// R.1111-53); `None` when they do not.
    pub awaited: Option<Timestamp>,
}

impl Records {
    /// Whether a permit shows anything of a record, or this entry of it. It is the
    /// gate's to answer by: nothing is released, and nothing traced.
    ///
    /// # Errors
    /// When the store fails or what it holds does not verify.
    pub async fn shows(
        &self,
        permit: &Permit,
        record: RecordNo,
        entry: Option<(&str, &str)>,
    ) -> Result<bool, RecordError> {
        if !permit.reaches(record) {
            return Ok(false);
        }
        let opened = match self.opened(record).await {
            Err(RecordError::NotFound) => return Ok(false),
            other => other?,
        };
        let lens = permit.lens();
        Ok(match entry {
            None => opened.entries().any(|seen| seen.shows(lens)),
            Some((kind, id)) => {
                opened.current(kind, id).is_some_and(|seen| seen.is_live() && seen.shows(lens))
            }
        })
    }

    /// Id of the Patient whose record it is; none where none stands. It is the gate's to
    /// tell, and nothing is traced.
    ///
    /// # Errors
    /// As for [`Records::shows`].
    pub async fn patient_of(
        &self,
        _of_gate: &Mint,
        record: RecordNo,
    ) -> Result<Option<String>, RecordError> {
        let opened = self.opened(record).await?;
        let mut patients = opened.currents_of("Patient").filter(|seen| seen.is_live());
        Ok(patients.next().map(|seen| seen.header.id.to_string()))
    }

    /// How many entries of an opened record pass a permit's lens: what a lens costs.
    /// Nothing is traced, since nothing is told.
    ///
    /// # Errors
    /// As for [`Records::shows`].
    #[cfg(feature = "measure")]
    pub async fn admitted(&self, permit: &Permit, record: RecordNo) -> Result<usize, RecordError> {
        let opened = self.opened(record).await?;
        let lens = permit.lens();
        Ok(opened.entries().filter(|seen| seen.shows(lens)).count())
    }

    /// What the policy counts of an entry that a permit shows; `None` when it shows none.
    /// It is the gate's to answer by: nothing is released, and nothing traced.
    ///
    /// # Errors
    /// As for [`Records::shows`].
    pub async fn counted(
        &self,
        permit: &Permit,
        record: RecordNo,
        (kind, id): (&str, &str),
    ) -> Result<Option<Counted>, RecordError> {
        if !self.shows(permit, record, Some((kind, id))).await? {
            return Ok(None);
        }
        let opened = self.opened(record).await?;
        let found = opened.current(kind, id).and_then(|seen| {
            let types = permit.lens().types()?;
            let labels = seen.labels(types);
            let facts = permit.lens().facts(&seen.header, seen.custodian(), &labels)?;
            Some(Counted { facts, awaited: opened.marked_since((kind, id), types) })
        });
        Ok(found)
    }

    /// What was decided about single entries, with all that belongs to them.
    ///
    /// # Errors
    /// As for [`Records::shows`].
    pub async fn marked_whole(
        &self,
        record: RecordNo,
        marked: Marked,
    ) -> Result<Marked, RecordError> {
        if marked.masked.is_empty() && marked.secret.is_empty() {
            return Ok(marked);
        }
        let opened = self.opened(record).await?;
        Ok(whole(&opened, marked))
    }

    /// The same, with what waits to be announced at a time: for the person, who sees
    /// nothing yet that belongs to it (CSP, R.1111-53).
    ///
    /// # Errors
    /// As for [`Records::shows`].
    pub async fn waits_whole(
        &self,
        record: RecordNo,
        marked: Marked,
        types: &ResourceTypes,
        now: Timestamp,
    ) -> Result<Marked, RecordError> {
        let opened = match self.opened(record).await {
            // Nothing is kept, so nothing waits.
            Err(RecordError::NotFound) => return Ok(marked),
            other => other?,
        };
        let waits = opened.waits(&marked.announced, types, now);
        Ok(whole(&opened, Marked { waits, ..marked }))
    }

    /// The same, with what its own label hides from representatives or masks: for who acts
    /// for the person, of whom nothing that belongs to a secret may be seen (CSP,
    /// R.1111-50).
    ///
    /// # Errors
    /// As for [`Records::shows`].
    pub async fn secrets_whole(
        &self,
        record: RecordNo,
        marked: Marked,
        types: &ResourceTypes,
        now: Timestamp,
    ) -> Result<Marked, RecordError> {
        let opened = match self.opened(record).await {
            // Nothing is kept, so nothing is secret.
            Err(RecordError::NotFound) => return Ok(marked),
            other => other?,
        };
        let waits = opened.waits(&marked.announced, types, now);
        Ok(whole(&opened, opened.labelled(Marked { waits, ..marked }, types)))
    }

    /// The same as [`Records::marked_whole`], with what its own label hides from
    /// representatives: for who has the record open in a secret connection, who sees of it
    /// what is hidden from those, whole, and nothing else.
    ///
    /// # Errors
    /// As for [`Records::shows`].
    pub async fn labelled_secrets_whole(
        &self,
        record: RecordNo,
        marked: Marked,
        types: &ResourceTypes,
    ) -> Result<Marked, RecordError> {
        let opened = match self.opened(record).await {
            Err(RecordError::NotFound) => return Ok(marked),
            other => other?,
        };
        let Marked { secret, .. } = opened.labelled(marked.clone(), types);
        Ok(whole(&opened, Marked { secret, ..marked }))
    }

    /// Traces that somebody was told what was decided about a record.
    ///
    /// # Errors
    /// When the store fails, or the permit no longer holds: then nothing is told.
    pub async fn told_rights(
        &self,
        permit: &Permit,
        record: RecordNo,
        what: String,
    ) -> Result<(), RecordError> {
        let stamp = Stamp::of(permit);
        self.trace_read(&stamp, record, Action::Rights, what, None).await.map(|_| ())
    }
}

/// What is masked or secret, with all that belongs to it.
fn whole(opened: &OpenRecord, marked: Marked) -> Marked {
    let Marked { masked, secret, .. } = marked;
    let (masked, secret) = (opened.kept_covered(masked), opened.kept_covered(secret));
    Marked { masked, secret, ..marked }
}
