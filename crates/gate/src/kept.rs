//! What is kept of who may see a record, read once for a decision.

use hygie_base::RecordNo;
use hygie_record::RightsMark;

use crate::rights::Rights;
use crate::{Gate, GateError};

/// What was decided about a record, and as which version.
pub(crate) struct Kept {
    pub text: hygie_record::Rights,
    pub rights: Rights,
}

impl Kept {
    /// By which a permit is bound to it.
    pub fn mark(&self) -> RightsMark {
        self.text.mark.clone()
    }
}

impl Gate {
    /// What is kept of a record now.
    ///
    /// # Errors
    /// When the store fails or what it holds cannot be read.
    pub(crate) async fn kept(&self, record: RecordNo) -> Result<Kept, GateError> {
        let text = self.records.rights(&self.mint, record).await?;
        let rights = Rights::read(record, &text.text)?;
        Ok(Kept { text, rights })
    }
}
