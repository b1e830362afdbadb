//! What the gate asks about a record before it lets somebody decide, and the trace of
//! what it tells.

use hygie_base::RecordNo;
use hygie_policy::tables::ResourceTypes;
use hygie_trace::Action;

use crate::tracing::Stamp;
use crate::{Marked, Permit, RecordError, Records};

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
        let Marked { masked, secret, announced } = marked;
        let covered = |roots| opened.kept_covered(roots);
        Ok(Marked { masked: covered(masked), secret: covered(secret), announced })
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
    ) -> Result<Marked, RecordError> {
        let opened = match self.opened(record).await {
            // Nothing is kept, so nothing is secret.
            Err(RecordError::NotFound) => return Ok(marked),
            other => other?,
        };
        let labelled = opened.labelled(marked, types);
        let Marked { masked, secret, announced } = labelled;
        let covered = |roots| opened.kept_covered(roots);
        Ok(Marked { masked: covered(masked), secret: covered(secret), announced })
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
