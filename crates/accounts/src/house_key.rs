//! Keys of the house, by which what others carry for it is signed.

use hygie_record::{Expected, Table};
use zeroize::Zeroizing;

use crate::service::{HOUSE, nobody};
use crate::stored::put;
use crate::{AccountError, Accounts, secret};

impl Accounts {
    /// The key of this store for one purpose, in the cell of this name of
    /// [`Table::House`]; made when it is first needed: the same on each node, and after a
    /// restart.
    pub(crate) async fn house_key(
        &self,
        cell: &'static str,
    ) -> Result<Zeroizing<String>, AccountError> {
        loop {
            if let Some((kept, _)) = self.read::<String>(Table::House, cell, cell).await? {
                return Ok(Zeroizing::new(kept));
            }
            let fresh = secret::fresh(&*self.rng);
            let change = put(Table::House, cell, &*fresh, Expected::Absent)?;
            // Another node may come first: then its key is read.
            self.change(&self.gate.itself(&nobody(HOUSE, "log-in")), vec![change], None).await?;
        }
    }
}
