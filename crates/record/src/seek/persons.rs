//! The persons of whom a chain asks, where an index finds them.

use std::collections::BTreeSet;

use hygie_base::RecordNo;

use super::too_many;
use crate::{Act, Permit, RecordError, Records};

impl Records {
    /// The records of the persons who match, as far as the permit's lens shows
    /// their Patient. Names nobody: a search in these records is what is traced.
    ///
    /// # Errors
    /// [`RecordError::Search`] for what cannot be read or no index serves,
    /// [`RecordError::TooCostly`] for too many candidates.
    pub async fn persons_by(
        &self,
        permit: &Permit,
        params: &[(&str, &str)],
    ) -> Result<Vec<RecordNo>, RecordError> {
        if !permit.lens().allows(Act::Search, "Patient") || permit.lens().closes("Patient") {
            return Ok(Vec::new());
        }
        let found = match self.matching("Patient", params).await {
            Err(RecordError::TooLarge { most, .. }) => {
                return Err(too_many("persons come into question", most));
            }
            other => other?,
        };
        let passing = self.passing(permit, found).await?;
        let records: BTreeSet<RecordNo> = passing.iter().map(|locator| locator.record).collect();
        Ok(records.into_iter().collect())
    }
}
