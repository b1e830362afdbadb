//! What no two resources may have: the qualified INS of a Patient. Who comes
//! second is told before the commit where that is known, and a guard inside the
//! commit keeps out who came at the same time.

use std::collections::BTreeMap;

use hygie_fhir::search::Term;
use hygie_store::{Tag, TermToken};
use hygie_trace::Action;

use crate::compose::terms_of;
use crate::limits::PAGE;
use crate::place::Placement;
use crate::write::Write;
use crate::{Change, Effect, RecordError, Records};

impl Records {
    /// Refuses a second resource of a term that only one may have.
    pub(crate) async fn check_unique(
        &self,
        write: &Write,
        places: &[Placement],
    ) -> Result<(), RecordError> {
        let mut taken: BTreeMap<&Term, &str> = BTreeMap::new();
        for (change, place) in write.batch.changes.iter().zip(places) {
            let Change::Put(draft) = change else { continue };
            let unique: Vec<&Term> = draft.terms.iter().filter(|term| term.is_unique()).collect();
            if unique.is_empty() {
                continue;
            }
            let own = match &place.current {
                Some(text) => terms_of(text, place.record)?,
                None => Vec::new(),
            };
            for term in unique {
                let twice = taken.insert(term, draft.id()).is_some();
                let fresh = place.effect != Effect::Unchanged && !own.contains(term);
                if twice
                    || (fresh && self.is_taken(term, draft.resource_type(), draft.id()).await?)
                {
                    let resource = format!("{}/{}", draft.resource_type(), draft.id());
                    let what = resource.clone();
                    self.trace_refusal(&write.stamp, place.record, Action::Write, what).await?;
                    return Err(RecordError::SecondIns { resource });
                }
            }
        }
        Ok(())
    }

    /// Whether another resource has this term.
    async fn is_taken(&self, term: &Term, kind: &str, id: &str) -> Result<bool, RecordError> {
        let (token, own) = self.with_index(|index| {
            (TermToken(index.term(term.param, &term.value)), Tag(index.tag(kind, id)))
        });
        let rows = self.store.terms(token, None, PAGE).await?;
        Ok(rows.iter().any(|row| row.tag != own))
    }
}
