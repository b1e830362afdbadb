//! In which records an organisation keeps something.

use hygie_base::RecordNo;
use hygie_store::KeyKind;
use hygie_trace::Action;

use crate::keys::custodian_label;
use crate::limits::PAGE;
use crate::{Permit, RecordError, Records};

impl Records {
    /// The records of persons of whom an organisation keeps something, in the order of
    /// their numbers; only with a permit for everything. Nothing is opened.
    ///
    /// # Errors
    /// [`RecordError::NotFound`] for another permit, else when the store fails or what it
    /// holds does not verify.
    pub async fn kept_by(
        &self,
        permit: &Permit,
        organisation: &str,
    ) -> Result<Vec<RecordNo>, RecordError> {
        self.needs_everything(permit, Action::Rights).await?;
        let label = custodian_label(organisation);
        let (mut found, mut after) = (Vec::new(), RecordNo::REGISTRY);
        loop {
            let heads = self.store.records(after, PAGE).await?;
            let Some(last) = heads.last() else { return Ok(found) };
            after = last.record;
            for head in &heads {
                let keys = self.load_keys(head.record).await?;
                if keys.by_label(KeyKind::Record, &label).is_some() {
                    found.push(head.record);
                }
            }
        }
    }
}
