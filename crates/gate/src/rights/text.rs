//! The text as which rights are kept in the journal.

use hygie_base::RecordNo;
use hygie_record::{RecordError, Released};

use super::Rights;

impl Rights {
    /// Reads those of a record; nothing was decided where nothing is kept.
    ///
    /// # Errors
    /// [`RecordError::Damaged`], by which nothing is opened: also when a later edition of
    /// the program wrote more than is known here, for what is not understood may be what
    /// forbids.
    pub(crate) fn read(record: RecordNo, text: &[u8]) -> Result<Self, RecordError> {
        if text.is_empty() {
            return Ok(Self::default());
        }
        let what = "who may see it, or a later edition of this program wrote that";
        serde_json::from_slice(text).map_err(|_| RecordError::Damaged { record, seq: 0, what })
    }

    /// Their text.
    pub(crate) fn write(&self) -> Result<Released, RecordError> {
        serde_json::to_vec(self).map(Released::from).map_err(|_| RecordError::Seal)
    }
}
