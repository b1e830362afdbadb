//! Leases: work that one node at a time does, whichever is there to do it.
//!
//! A lease is a sealed cell that says who has it and until when. It is taken
//! where nobody has it, renewed by who has it, and ends with its time, so a node
//! that was killed keeps it no longer than that. Clocks of nodes are compared:
//! work under a lease must bear being done twice when they disagree.

use std::time::Duration;

use hygie_base::Timestamp;

use crate::cells::Cell;
use crate::{CellChange, Expected, RecordError, Records, Table};

/// Who has a lease: a process, by a random number of its own.
pub type Holder = [u8; 16];

/// How many times its length a lease may lie ahead before it is taken for one
/// from a clock that is wrong, and not kept to.
const AHEAD: i64 = 2;

struct Held {
    holder: Holder,
    until: Timestamp,
}

impl Held {
    fn to_bytes(&self) -> Vec<u8> {
        [&self.holder[..], &self.until.0.to_be_bytes()].concat()
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (holder, until) = bytes.split_first_chunk::<16>()?;
        let until = Timestamp(i64::from_be_bytes(until.try_into().ok()?));
        Some(Self { holder: *holder, until })
    }

    fn keeps_out(&self, holder: &Holder, now: Timestamp, millis: i64) -> bool {
        let left = self.until.0.saturating_sub(now.0);
        self.holder != *holder && left > 0 && left <= millis.saturating_mul(AHEAD)
    }
}

impl Records {
    /// Takes or renews the lease of some work for this process, from now for this
    /// long. `false` when another has it, or was quicker. A store that nobody
    /// else writes needs no lease.
    ///
    /// # Errors
    /// When the store fails or the lease does not verify.
    pub async fn take_lease(&self, work: &str, time: Duration) -> Result<bool, RecordError> {
        if !self.shared {
            return Ok(true);
        }
        let now = self.clock.now();
        let millis = i64::try_from(time.as_millis()).unwrap_or(i64::MAX);
        let (expect, held) = self.lease(work).await?;
        if held.is_some_and(|held| held.keeps_out(&self.holder, now, millis)) {
            return Ok(false);
        }
        let held = Held { holder: self.holder, until: Timestamp(now.0.saturating_add(millis)) };
        self.put_lease(work, Some(held), expect).await
    }

    /// Lets go of the lease of some work, if this process has it, so that nobody
    /// waits for its time to end.
    ///
    /// # Errors
    /// As for [`Records::take_lease`].
    pub async fn end_lease(&self, work: &str) -> Result<(), RecordError> {
        if !self.shared {
            return Ok(());
        }
        let (expect, held) = self.lease(work).await?;
        if held.is_some_and(|held| held.holder == self.holder) {
            self.put_lease(work, None, expect).await?;
        }
        Ok(())
    }

    async fn lease(&self, work: &str) -> Result<(Expected, Option<Held>), RecordError> {
        let Some(Cell { value, tag }) = self.cell_tagged(Table::Lease, work).await? else {
            return Ok((Expected::Absent, None));
        };
        // One that says nothing keeps nobody out.
        Ok((Expected::Is(tag), Held::from_bytes(&value)))
    }

    async fn put_lease(
        &self,
        work: &str,
        held: Option<Held>,
        expect: Expected,
    ) -> Result<bool, RecordError> {
        let value = held.map(|held| held.to_bytes());
        let change = CellChange { table: Table::Lease, name: work.to_owned(), value, expect };
        self.commit_cells(vec![change], None).await
    }
}
