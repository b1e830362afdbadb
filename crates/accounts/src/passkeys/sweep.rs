//! Marks of used challenges whose time is over.

use hygie_record::{CellChange, Expected, Table};

use super::challenge::Mark;
use crate::stored::remove;
use crate::{AccountError, Accounts, stored};

impl Accounts {
    /// The changes that remove them. An answer to such a challenge is refused for
    /// its time.
    pub(crate) async fn over_challenges(&self) -> Result<Vec<CellChange>, AccountError> {
        let now = self.now();
        let mut changes = Vec::new();
        for cell in self.records.cells(Table::Challenge).await? {
            let Mark { name, until } = stored::from_bytes(&cell.value, "used challenge")?;
            if until <= now.0 {
                changes.push(remove(Table::Challenge, &name, Expected::Any));
            }
        }
        Ok(changes)
    }
}
