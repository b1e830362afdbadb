//! Looking up in an index, and what to say where none serves.

use std::collections::BTreeSet;

use hygie_fhir::search::{Indexed, Term, blind_probe};

use super::{Indexes, Phase};
use crate::limits::READ_ATTEMPTS;
use crate::{RecordError, Records};

impl Indexes {
    /// The terms of each complete index that serves one of the conditions.
    pub(crate) fn probes(
        &self,
        kind: &str,
        params: &[(&str, &str)],
        now: hygie_base::Timestamp,
    ) -> Vec<Vec<Term>> {
        let complete = || self.that(|phase| phase == Phase::Complete);
        let served = |(name, value): &(&str, &str)| {
            complete().find_map(|one| one.probes(kind, name, value, now))
        };
        params.iter().filter_map(served).collect()
    }
}

/// What an index leads to.
pub(crate) enum Led {
    /// No index serves the search.
    Nowhere,
    /// More than were wanted.
    TooMany,
    /// These ids; what matches is among them.
    To(BTreeSet<String>),
}

impl Records {
    /// Whether an index across records serves a search of this type.
    ///
    /// # Errors
    /// When the store fails or what it holds does not verify.
    pub async fn has_index(
        &self,
        kind: &str,
        params: &[(&str, &str)],
    ) -> Result<bool, RecordError> {
        if params.iter().any(|(name, value)| blind_probe(kind, name, value).is_some()) {
            return Ok(true);
        }
        let indexes = self.indexes_now().await?;
        Ok(!indexes.probes(kind, params, self.clock.now()).is_empty())
    }

    /// What an operator can do so that an index serves this search of a type,
    /// in words; `None` when no index that can be added would.
    ///
    /// # Errors
    /// As for [`Records::has_index`].
    pub async fn index_to_add(
        &self,
        kind: &str,
        params: &[(&str, &str)],
    ) -> Result<Option<String>, RecordError> {
        let (indexes, now) = (self.indexes_now().await?, self.clock.now());
        let could = params.iter().filter_map(|(name, value)| Indexed::of(kind, name, value, now));
        let mut phases = could.map(|one| (one, indexes.phase(one)));
        let lacking = phases.find(|(_, phase)| *phase != Some(Phase::Complete));
        Ok(lacking.map(|(one, phase)| match phase {
            Some(Phase::Filling) => {
                format!(
                    "the index `{}` is not complete: run `hygie reindex` to its end",
                    one.name()
                )
            }
            _ => format!("add `{}` to `index` in hygie.toml and run `hygie reindex`", one.name()),
        }))
    }

    /// The resources of a type that the indexes which are always there lead to, or
    /// else the first of those added that leads to `most` of them or fewer.
    pub(crate) async fn led_by_index(
        &self,
        kind: &str,
        params: &[(&str, &str)],
        most: usize,
    ) -> Result<Led, RecordError> {
        let led = self.led_by_always(kind, params, most).await?;
        if matches!(led, Led::To(_)) {
            return Ok(led);
        }
        for _ in 0..READ_ATTEMPTS {
            let indexes = self.indexes_now().await?;
            let (mut found, mut served) = (None, false);
            for probes in indexes.probes(kind, params, self.clock.now()) {
                served = true;
                found = self.ids_of_all(kind, &probes, most).await?;
                if found.is_some() {
                    break;
                }
            }
            // An index that began to leave meanwhile may have led to less.
            if self.indexes_now().await? != indexes {
                continue;
            }
            return Ok(match (found, served) {
                (Some(ids), _) => Led::To(ids),
                (None, true) => Led::TooMany,
                (None, false) => led,
            });
        }
        Err(RecordError::Contended)
    }

    /// What the indexes that are always there lead to, each of which narrows it.
    pub(crate) async fn led_by_always(
        &self,
        kind: &str,
        params: &[(&str, &str)],
        most: usize,
    ) -> Result<Led, RecordError> {
        let (mut found, mut too_many): (Option<BTreeSet<String>>, bool) = (None, false);
        for probe in params.iter().filter_map(|(name, value)| blind_probe(kind, name, value)) {
            match (self.term_ids(kind, &probe, most).await?, &mut found) {
                (Some(ids), Some(found)) => found.retain(|id| ids.contains(id)),
                (Some(ids), None) => found = Some(ids),
                (None, _) => too_many = true,
            }
        }
        Ok(match (found, too_many) {
            (Some(ids), _) => Led::To(ids),
            (None, true) => Led::TooMany,
            (None, false) => Led::Nowhere,
        })
    }

    /// Ids that these terms lead to together; `None` when they are more than `most`.
    async fn ids_of_all(
        &self,
        kind: &str,
        probes: &[Term],
        most: usize,
    ) -> Result<Option<BTreeSet<String>>, RecordError> {
        let mut all = BTreeSet::new();
        for probe in probes {
            let Some(ids) = self.term_ids(kind, probe, most).await? else { return Ok(None) };
            all.extend(ids);
            if all.len() > most {
                return Ok(None);
            }
        }
        Ok(Some(all))
    }
}
