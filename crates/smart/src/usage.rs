//! When a client last got a token.

use hygie_base::Timestamp;
use hygie_record::{CellChange, Expected, Table};
use serde::{Deserialize, Serialize};

use crate::stored::put;
use crate::{Smart, SmartError};

#[derive(Serialize, Deserialize)]
struct Use {
    /// Milliseconds since 1970.
    last: i64,
}

impl Smart {
    /// The change that goes with each token that a client is given.
    pub(crate) fn used_now(&self, client: &str) -> Result<CellChange, SmartError> {
        Ok(put(Table::ClientUse, client, &Use { last: self.now().0 }, Expected::Any)?)
    }

    /// When a client was last given a token.
    pub(crate) async fn last_token(&self, client: &str) -> Result<Option<Timestamp>, SmartError> {
        let read = self.read::<Use>(Table::ClientUse, client, "use of a client").await?;
        Ok(read.map(|(used, _)| Timestamp(used.last)))
    }
}
